"""What people type where the answer is one of a closed list: French, schooling, a status, languages."""

import pytest

from bot.base.terms import Education, Field, Language, Permit, ServiceType
from bot.knowledge import LANGUAGES, Ambiguous, Found, Resolver, Unknown, language_name
from tests.knowledge.typed import NOISE


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("aucun", 0), ("I don't speak French", 0), ("débutante", 2), ("A1", 2), ("un peu", 4),
        ("a little", 4), ("A2", 4),
        ("niveau 4", 4), ("B1", 6), ("intermediare", 6), ("niveau B2", 8), ("7", 7), ("7/12", 7),
        ("level six", 6),
        ("avancé", 10), ("courant", 10), ("fluent", 10), ("c1", 10), ("C 2", 12), ("langue maternelle", 12),
        ("native", 12),
        ("j’ai un niveau intermédiaire", 6), ("je parle un peu", 4), ("very well", 10),
        ("pas très bon", 4), ("my French is not good", 4), ("pas mal", 6), ("not bad", 6),
    ],
)  # fmt: skip
def test_french_level(resolver: Resolver, text: str, level: int) -> None:
    assert resolver.french_level(text) == Found(level)


@pytest.mark.parametrize("text", ["13", "niveau 15", *NOISE])
def test_no_french_level(resolver: Resolver, text: str) -> None:
    assert resolver.french_level(text) == Unknown()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("aucun diplôme", Education.NONE), ("secondaire 5", Education.SECONDARY),
        ("high school", Education.SECONDARY),
        ("DEP en soudage", Education.VOCATIONAL), ("trade school", Education.VOCATIONAL),
        ("cegep", Education.COLLEGE),
        ("BTS", Education.COLLEGE), ("licence", Education.BACHELOR),
        ("bachelor's degree in biology", Education.BACHELOR),
        ("maitrise", Education.MASTER), ("bac+5", Education.MASTER), ("MBA", Education.MASTER),
        ("PhD", Education.DOCTORATE),
        ("doctorat", Education.DOCTORATE), ("bachelors", Education.BACHELOR),
    ],
)  # fmt: skip
def test_education(resolver: Resolver, text: str, level: Education) -> None:
    assert resolver.education(text) == Found(level)


def test_a_bac_is_a_school_diploma_or_a_university_degree(resolver: Resolver) -> None:
    assert resolver.education("baccalauréat") == Ambiguous((Education.SECONDARY, Education.BACHELOR))


@pytest.mark.parametrize(
    ("text", "permit"),
    [
        ("citoyenne canadienne", Permit.CITIZEN), ("PR", Permit.PERMANENT_RESIDENT),
        ("résident permanant", Permit.PERMANENT_RESIDENT),
        ("réfugiée", Permit.REFUGEE), ("demandeur d'asile", Permit.ASYLUM_SEEKER),
        ("permis ouvert", Permit.OPEN_WORK_PERMIT),
        ("I have an open work permit", Permit.OPEN_WORK_PERMIT), ("PVT", Permit.OPEN_WORK_PERMIT),
        ("PGWP", Permit.GRADUATE_WORK_PERMIT), ("permis de travail fermé", Permit.CLOSED_WORK_PERMIT),
        ("study permit", Permit.STUDY_PERMIT), ("étudiante", Permit.STUDY_PERMIT),
        ("tourist visa", Permit.VISITOR),
        ("sans statut", Permit.NONE), ("not yet", Permit.NONE),
    ],
)  # fmt: skip
def test_permit(resolver: Resolver, text: str, permit: Permit) -> None:
    assert resolver.permit(text) == Found(permit)


def test_a_work_permit_may_be_of_three_kinds(resolver: Resolver) -> None:
    for text in ("work permit", "permis de travail"):
        found = resolver.permit(text)
        assert isinstance(found, Ambiguous)
        assert set(found.options) == {
            Permit.OPEN_WORK_PERMIT,
            Permit.CLOSED_WORK_PERMIT,
            Permit.GRADUATE_WORK_PERMIT,
        }


@pytest.mark.parametrize(
    "text",
    ["huit ans dans une serre", "je pense que oui", "a person of round numbers", "la création de bijoux",
     "perte de temps", "lundi matin", "we serve singles", "two years in Germany"],
)  # fmt: skip
def test_an_ordinary_word_is_no_misspelt_language(resolver: Resolver, text: str) -> None:
    assert resolver.spoken_languages(text) == Unknown()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("arabe et anglais", ("ar", "en")), ("English, Spanish", ("en", "es")), ("espagnole", ("es",)),
        ("mandarin", ("zh",)),
        ("darija", ("ar",)), ("Je parle wolof et français", ("wo", "fr")), ("créole haïtien", ("ht",)),
        ("farsi", ("fa",)),
        ("tagalog", ("fil",)), ("espagnl", ("es",)), ("Punjabi and Hindi", ("pa", "hi")),
        ("kabyle", ("kab",)),
    ],
)  # fmt: skip
def test_spoken_languages(resolver: Resolver, text: str, codes: tuple[str, ...]) -> None:
    assert resolver.spoken_languages(text) == Found(codes)


def test_every_language_is_found_by_its_own_name(resolver: Resolver) -> None:
    assert len(LANGUAGES) >= 60
    for code in LANGUAGES:
        for language in Language:
            name = language_name(code, language)
            assert name != code, code
            assert resolver.spoken_languages(name) == Found((code,)), name


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("mon métier", Field.OCCUPATION), ("my french", Field.FRENCH), ("mes études", Field.EDUCATION),
        ("the region", Field.REGIONS),
        ("my kids", Field.HOUSEHOLD), ("le permis", Field.PERMIT), ("start date", Field.START),
        ("experiance", Field.EXPERIENCE),
        ("les langues", Field.LANGUAGES), ("my job", Field.OCCUPATION),
    ],
)  # fmt: skip
def test_profile_field(resolver: Resolver, text: str, field: Field) -> None:
    assert resolver.profile_field(text) == Found(field)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("garderie", ServiceType.CHILDCARE), ("food bank", ServiceType.FOOD),
        ("cours de français", ServiceType.FRANCISATION),
        ("apartement", ServiceType.HOUSING), ("un avocat", ServiceType.LEGAL),
        ("find a job", ServiceType.EMPLOYMENT),
        ("médecin de famille", ServiceType.HEALTH), ("autobus", ServiceType.TRANSPORT),
        ("newcomers", ServiceType.SETTLEMENT),
        ("bénévolat", ServiceType.COMMUNITY),
    ],
)  # fmt: skip
def test_service_type(resolver: Resolver, text: str, kind: ServiceType) -> None:
    assert resolver.service_type(text) == Found(kind)


@pytest.mark.parametrize("text", ["je parle français depuis toujours", "on parle français chez nous"])
def test_who_speaks_french_does_not_speak_none(resolver: Resolver, text: str) -> None:
    assert resolver.french_level(text) != Found(0)
