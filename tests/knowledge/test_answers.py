"""Answers to the questions of the profile, in both languages, with the slips that people make."""

from datetime import date

import pytest

from bot.base.terms import Education, Field, Household, Language, Permit, ServiceType
from bot.knowledge import LANGUAGES, Ambiguous, Found, Resolver, Unknown, language_name

TODAY = date(2026, 11, 23)
NOISE = ["", "🙂", "مرحبا", "bonjour tout le monde", "???"]


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
    ("text", "years"),
    [
        ("cinq ans", 5.0), ("5 years and a half", 5.5), ("18 mois", 1.5), ("since 2019", 7.0),
        ("depuis 2019", 7.0), ("6", 6.0),
        ("débutant", 0.0), ("none", 0.0), ("un an", 1.0), ("a year", 1.0), ("2 ans et demi", 2.5),
        ("2,5 ans", 2.5),
        ("1 an et 6 mois", 1.5), ("plus de 10 ans", 10.0), ("3-5 ans", 3.0), ("vingt-deux ans", 22.0),
        ("ten years", 10.0),
        ("environ 4 années", 4.0), ("10+ years", 10.0), ("quarante-huit ans", 48.0),
    ],
)  # fmt: skip
def test_duration(resolver: Resolver, text: str, years: float) -> None:
    assert resolver.duration_years(text, TODAY) == Found(years)


@pytest.mark.parametrize("text", ["61 ans", "I am 35 years old", "since 2030", "-5", *NOISE])
def test_no_duration(resolver: Resolver, text: str) -> None:
    assert resolver.duration_years(text, TODAY) == Unknown()


@pytest.mark.parametrize(
    ("text", "partner", "children"),
    [
        ("seule", False, 0), ("alone", False, 0), ("just me", False, 0), ("couple", True, 0),
        ("my husband", True, 0),
        ("with my wife and 2 kids", True, 2), ("avec mon mari et notre fille", True, 1),
        ("on est quatre", True, 2),
        ("mère monoparentale avec trois enfants", False, 3), ("single mom, two kids", False, 2),
        ("family of 5", True, 3),
        ("2 adultes et 3 enfants", True, 3), ("marié sans enfant", True, 0),
        ("seule avec mon fils", False, 1), ("1", False, 0),
        ("4", True, 2), ("moi et ma femme", True, 0), ("un garçon et une fille", False, 2),
        ("sans conjoint, 1 enfant", False, 1),
        ("moi mon mari et 2 enfan", True, 2), ("wife and 2 kidz", True, 2), ("2 childrens", False, 2),
    ],
)  # fmt: skip
def test_household(resolver: Resolver, text: str, partner: bool, children: int) -> None:
    assert resolver.household(text) == Found(Household(partner, children))


@pytest.mark.parametrize("text", ["avec ma famille", "30", "avec 25 enfants", *NOISE])
def test_no_household(resolver: Resolver, text: str) -> None:
    assert resolver.household(text) == Unknown()


@pytest.mark.parametrize(
    ("text", "partner", "children"),
    [
        ("je suis soudeur et je déménage avec ma femme et 2 enfants", True, 2),
        ("I'm a nurse, I would move with my husband", True, 0),
        ("nous sommes quatre et nous cherchons un logement", True, 2),
        ("je suis célibataire et cuisinière", False, 0),
    ],
)
def test_household_in_a_sentence(resolver: Resolver, text: str, partner: bool, children: int) -> None:
    assert resolver.find_household(text) == Found(Household(partner, children))


@pytest.mark.parametrize(
    "text",
    [
        "ma femme est infirmière",
        "j'ai 5 ans d'expérience avec les enfants",
        "I worked with 3 people",
        "j'ai deux enfants",
        "on est en novembre",
        "I have 2 years of experience as a welder",
        "3",
    ],
)
def test_a_sentence_on_something_else_tells_no_household(resolver: Resolver, text: str) -> None:
    assert resolver.find_household(text) == Unknown()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tout de suite", TODAY), ("ASAP", TODAY), ("now", TODAY), ("novembre", TODAY),
        ("dans deux mois", date(2027, 1, 23)),
        ("in 2 weeks", date(2026, 12, 7)), ("dans un mois", date(2026, 12, 23)),
        ("March 2027", date(2027, 3, 1)),
        ("le 15 janvier", date(2027, 1, 15)), ("January 15th", date(2027, 1, 15)),
        ("1er juin 2027", date(2027, 6, 1)),
        ("15/01/2027", date(2027, 1, 15)), ("2027-02-01", date(2027, 2, 1)),
        ("next month", date(2026, 12, 1)),
        ("la semaine prochaine", date(2026, 11, 30)), ("fin mars", date(2027, 3, 31)),
        ("mi-février", date(2027, 2, 15)),
        ("septembre", date(2027, 9, 1)), ("cet été", date(2027, 7, 1)), ("demain", date(2026, 11, 24)),
        ("2 semaines", date(2026, 12, 7)),
    ],
)  # fmt: skip
def test_start_date(resolver: Resolver, text: str, day: date) -> None:
    assert resolver.start_date(text, TODAY) == Found(day)


@pytest.mark.parametrize("text", ["mars 2020", "31 février", "15/01/2020", "le 3 mars 2099", *NOISE])
def test_no_start_date(resolver: Resolver, text: str) -> None:
    assert resolver.start_date(text, TODAY) == Unknown()


def test_the_last_day_of_a_month_plus_a_month(resolver: Resolver) -> None:
    assert resolver.start_date("dans un mois", date(2027, 1, 31)) == Found(date(2027, 2, 28))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("je suis soudeur et je peux commencer en mars", date(2027, 3, 1)),
        ("I am available on January 15", date(2027, 1, 15)),
        ("disponible dès que possible", TODAY),
    ],
)
def test_start_date_in_a_sentence(resolver: Resolver, text: str, day: date) -> None:
    assert resolver.find_start_date(text, TODAY) == Found(day)


@pytest.mark.parametrize(
    "text",
    [
        "j’ai commencé en mars 2019",
        "5 ans d’expérience",
        "il neige en janvier",
        "I may move",
        "what happens on March 3?",
    ],
)
def test_a_sentence_on_something_else_tells_no_start(resolver: Resolver, text: str) -> None:
    assert resolver.find_start_date(text, TODAY) == Unknown()


@pytest.mark.parametrize(
    ("text", "number"),
    [("trois", 3), ("2 seats please", 2), ("two", 2), ("on est 4", 4), ("just me", 1), ("seule", 1)],
)
def test_count(resolver: Resolver, text: str, number: int) -> None:
    assert resolver.count(text) == Found(number)


@pytest.mark.parametrize("text", ["0", "2 ou 3", "1000", *NOISE])
def test_no_count(resolver: Resolver, text: str) -> None:
    assert resolver.count(text) == Unknown()


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


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("me, my husband, my father-in-law and three kids", Household(True, 3, 1)),
        ("mes parents et moi", Household(others=2)),
        ("7 dont 4 enfants", Household(True, 4, 1)),
        ("mère monoparentale de deux", Household(children=2)),
        ("juste moi et mon oncle", Household(others=1)),
    ],
)
def test_whoever_moves_along_is_counted(resolver: Resolver, text: str, household: Household) -> None:
    assert resolver.household(text) == Found(household)


@pytest.mark.parametrize(
    ("text", "years"),
    [("une décennie", 10.0), ("de 2011 à 2016", 5.0), ("a year n 6 months", 1.5), ("deux ans pis demi", 2.5),
     ("less than a year", 0.5)],
)  # fmt: skip
def test_more_ways_to_tell_a_length_of_time(resolver: Resolver, text: str, years: float) -> None:
    assert resolver.duration_years(text, TODAY) == Found(years)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("five months from now", date(2027, 4, 23)), ("vendredi", date(2026, 11, 27)),
        ("fin du mois", date(2026, 11, 30)),
        ("after Christmas", date(2026, 12, 26)), ("l'an prochain en mai", date(2027, 5, 1)), ("whenever", TODAY),
    ],
)  # fmt: skip
def test_more_ways_to_tell_a_day(resolver: Resolver, text: str, day: date) -> None:
    assert resolver.start_date(text, TODAY) == Found(day)


def test_hours_of_work_are_no_day(resolver: Resolver) -> None:
    assert resolver.start_date("24/7", TODAY) == Unknown()


@pytest.mark.parametrize("text", ["je parle français depuis toujours", "on parle français chez nous"])
def test_who_speaks_french_does_not_speak_none(resolver: Resolver, text: str) -> None:
    assert resolver.french_level(text) != Found(0)


def test_beside_a_town_is_no_region(resolver: Resolver) -> None:
    assert resolver.places("à côté de Victoriaville") == Found(("17",))
