"""What the reader of each question makes of people's own words: sideways, by phone, in other tongues."""

from datetime import date
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit
from bot.knowledge import Ambiguous, Found, Resolver, Unknown
from bot.reading.answer_in_the_first_words import at_its_head
from bot.reading.values import answer

MONDAY = date(2026, 11, 30)


def read(resolver: Resolver, field: Field, text: str) -> Any:
    """The value of an answer; of what is offered, all of it."""
    match answer(resolver, field, text, MONDAY):
        case Found(value):
            return value
        case Ambiguous(options):
            return options
    return None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("le 9 desanm", date(2026, 12, 9)),
        ("fin avri", date(2027, 4, 30)),
        ("tmrw morning", date(2026, 12, 1)),
        ("I owe three weeks to my manager", date(2026, 12, 21)),
        ("il faut que je donne mon mois de préavis", date(2026, 12, 30)),
        ("mon contrat se termine le 12 février, le lendemain", date(2027, 2, 13)),
        ("my last day is march 5", date(2027, 3, 6)),
        ("le bail finit le 31 mars, le lundi suivant", date(2027, 4, 5)),
        ("on ne bouge pas avant le 3 mai", date(2027, 5, 3)),
        ("avant juillet c'est non", date(2027, 7, 1)),
        ("the second tuesday of january", date(2027, 1, 12)),
        ("thursday", date(2026, 12, 3)),
        ("after the 8 of january", date(2027, 1, 9)),
        ("le jour après l'épiphanie", date(2027, 1, 7)),
        ("le 6, euh non le 10 janvier", date(2027, 1, 10)),
        ("the lease is over in april so the 2nd of may", date(2027, 5, 2)),
    ],
)
def test_a_first_day_in_other_words(resolver: Resolver, text: str, day: date) -> None:
    assert read(resolver, Field.START, text) in {day, (day,)}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("04/03", (date(2027, 3, 4), date(2027, 4, 3))),
        ("6/5/27", (date(2027, 5, 6), date(2027, 6, 5))),
        ("next thursday", (date(2026, 12, 3), date(2026, 12, 10))),
        ("quand la neige aura fondu", (date(2027, 4, 15),)),
        ("once my daughter's school is over", (date(2027, 6, 23),)),
    ],
)
def test_a_day_that_may_be_another_is_offered(resolver: Resolver, text: str, days: tuple[date, ...]) -> None:
    assert read(resolver, Field.START, text) == days


def test_figures_of_one_reading_are_no_question(resolver: Resolver) -> None:
    assert read(resolver, Field.START, "25/03") == date(2027, 3, 25)
    assert read(resolver, Field.START, "31/02") is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("since june 2023", 3.42),
        ("depuis avril 2016", 10.58),
        ("depi 2020", 6),
        ("from march 2012 to march 2018", 6),
        ("9, non attends, 10", 10),
        ("2 years.. no 3", 3),
        ("4 ans et d'mi", 4.5),
        ("8 months in a bakery and then 16 months in a hotel", 2),
        ("6 ans chez Renault et 2 à mon garage", 8),
        ("zero exp", 0),
        ("it would be my first job", 0),
        ("my girl is 9, me 4 years in sewing", 4),
        ("12 ans là-bas plus 1 ici", 13),
    ],
)
def test_a_length_of_work_in_other_words(resolver: Resolver, text: str, years: float) -> None:
    found = read(resolver, Field.EXPERIENCE, text)
    assert (found[0] if isinstance(found, tuple) else found) == pytest.approx(years, abs=0.01)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("j'ai commencé à 18 ans, j'en ai 30", 12),
        ("I was 20 and now I am 45", 25),
        ("depuis la naissance de mon gars, il a 8 ans", 8),
        ("7 back home, 2 here", 9),
    ],
)
def test_years_that_have_to_be_counted_are_offered(resolver: Resolver, text: str, years: float) -> None:
    assert read(resolver, Field.EXPERIENCE, text) == (years,)


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("madame et les 4 petits", Household(True, 4)),
        ("mi esposa y 2 hijas", Household(True, 2)),
        ("mwen ak madanm mwen", Household(True)),
        ("hubby n 3 kiddos", Household(True, 3)),
        ("mon chum y sa fille", Household(True, 1)),
        ("mes 2 princesses", Household(False, 2)),
        ("my boyfriend and the little one", Household(True, 1)),
        ("just us two", Household(True)),
        ("me and my cat", Household()),
        ("moi pis ma guitare", Household()),
        ("personne", Household()),
        ("me + my roommate", Household(False, 0, 1)),
        ("ma mamá et mes trois", Household(False, 3, 1)),
        ("mes deux garçons et leur père", Household(True, 2)),
        ("ma fille, son père et moi on est plus ensemble", Household(False, 1)),
        ("my wife only, because our daughters have their own lives", Household(True)),
        ("everybody wanted to come, so just my husband and me", Household(True)),
    ],
)
def test_who_moves_along_in_other_words(resolver: Resolver, text: str, household: Household) -> None:
    assert read(resolver, Field.HOUSEHOLD, text) in {household, (household,)}


def test_of_how_many_a_family_is_asked(resolver: Resolver) -> None:
    options = read(resolver, Field.HOUSEHOLD, "avec toute ma famille")
    assert {Household(True, 1), Household(True, 2)} <= set(options)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("es, ar", {"es", "ar"}),
        ("eng, pbi n urdu", {"en", "pa", "ur"}),
        ("kreyòl, angle", {"ht", "en"}),
        ("panyol", {"es"}),
        ("rus + ukr", {"ru", "uk"}),
        ("poular et dioula", {"ff", "dyu"}),
        ("my mother tongue is Amharic", {"am"}),
        ("en", {"en"}),
    ],
)
def test_languages_by_codes_and_short_names(resolver: Resolver, text: str, codes: set[str]) -> None:
    assert set(read(resolver, Field.LANGUAGES, text)) == codes


@pytest.mark.parametrize("text", ["je suis en congé", "I will tag along", "is it far?", "le port de Matane"])
def test_a_word_of_a_sentence_is_no_code_of_a_language(resolver: Resolver, text: str) -> None:
    assert isinstance(resolver.spoken_languages(text), Unknown)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("nivo 5", 5),
        ("level of 6", 6),
        ("8 à l'écrit", 8),
        ("j'ai réussi le 4", 4),
        ("bonjour, merci, that's it", 1),
        ("pas de problème", 10),
    ],
)
def test_a_level_of_french_in_other_words(resolver: Resolver, text: str, level: int) -> None:
    assert read(resolver, Field.FRENCH, text) == level


@pytest.mark.parametrize(
    "text", ["j'ai fait toute mon école dedans", "I taught french in Dakar", "I grew up with french"]
)
def test_who_grew_up_with_french_is_asked_how_well(resolver: Resolver, text: str) -> None:
    assert 12 in read(resolver, Field.FRENCH, text)


@pytest.mark.parametrize(
    ("text", "education"),
    [
        ("licenciatura en derecho", Education.BACHELOR),
        ("bac série C", Education.SECONDARY),
        ("WASSCE", Education.SECONDARY),
        ("tecnóloga en sistemas", Education.COLLEGE),
        ("two year diploma, Fanshawe", Education.COLLEGE),
        ("CFA boulangerie", Education.VOCATIONAL),
        ("B.Com", Education.BACHELOR),
        ("mastère en gestion", Education.MASTER),
        ("10 classes", Education.SECONDARY),
        ("stopped in 8th", Education.NONE),
        ("lâché en 9e", Education.NONE),
    ],
)
def test_schooling_in_other_words(resolver: Resolver, text: str, education: Education) -> None:
    assert read(resolver, Field.EDUCATION, text) == education


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("bachelor, and I never finished my master", Education.BACHELOR),
        ("j'ai abandonné le cégep", Education.SECONDARY),
        ("licence, comptée comme un DEC ici", Education.COLLEGE),
    ],
)
def test_what_was_left_or_counts_for_less_is_asked(resolver: Resolver, text: str, held: Education) -> None:
    found = read(resolver, Field.EDUCATION, text)
    assert (found[0] if isinstance(found, tuple) else found) == held


@pytest.mark.parametrize(
    ("text", "permit"),
    [
        ("we took the citizenship oath last spring", Permit.CITIZEN),
        ("mon passeport est bleu maintenant", Permit.CITIZEN),
        ("j'ai gagné mon audience en mai", Permit.REFUGEE),
        ("the board member said yes", Permit.REFUGEE),
        ("my hearing is in june", Permit.ASYLUM_SEEKER),
        ("papier brun", Permit.ASYLUM_SEEKER),
        ("azil", Permit.ASYLUM_SEEKER),
        ("there is no name of employer on it", Permit.OPEN_WORK_PERMIT),
        ("n'importe quel patron peut me prendre", Permit.OPEN_WORK_PERMIT),
        ("the company's name is printed, tied to a farm", Permit.CLOSED_WORK_PERMIT),
        ("permi ferme", Permit.CLOSED_WORK_PERMIT),
        ("permanente", Permit.PERMANENT_RESIDENT),
        ("super visa", Permit.VISITOR),
    ],
)
def test_a_status_in_other_words(resolver: Resolver, text: str, permit: Permit) -> None:
    assert read(resolver, Field.PERMIT, text) in {permit, (permit,)}


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (Field.EXPERIENCE, "8 ans, avec un DEP en main", 8),
        (Field.EXPERIENCE, "quinze, et c'est payé combien ?", 15),
        (Field.START, "le 7 janvier, vous payez le camion?", date(2027, 1, 7)),
        (Field.PERMIT, "asile. ça dérange?", Permit.ASYLUM_SEEKER),
    ],
)
def test_an_answer_in_the_first_words(resolver: Resolver, field: Field, text: str, value: Any) -> None:
    assert at_its_head(resolver, field, text, MONDAY) == Found(value)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.HOUSEHOLD, "moi, ma femme et mon frère"),
        (Field.EDUCATION, "secondaire, pas fini"),
        (Field.START, "demain, non lundi"),
        (Field.EXPERIENCE, "10 ans, dont 4 ici"),
    ],
)
def test_what_goes_on_is_read_whole(resolver: Resolver, field: Field, text: str) -> None:
    assert at_its_head(resolver, field, text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("nenpot kote", {"any"}),
        ("je m'en fous d'où", {"any"}),
        ("all minus montreal", {"any"}),
        ("wherever, I am not picky", {"any"}),
    ],
)
def test_no_matter_where(resolver: Resolver, text: str, codes: set[str]) -> None:
    assert set(read(resolver, Field.REGIONS, text)) == codes


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Québec", ("any",)),
        ("Quebec please", ("03",)),
        ("pas trop loin de Montréal", ("16",)),
        ("far from mtl", ("any",)),
    ],
)
def test_a_place_that_may_be_another_is_asked(resolver: Resolver, text: str, option: tuple[str, ...]) -> None:
    assert option in read(resolver, Field.REGIONS, text)


def test_a_list_of_places_of_one_region_comes_first(resolver: Resolver) -> None:
    text = "Gaspé ou Percé, y a la mer et du vent"
    assert at_its_head(resolver, Field.REGIONS, text, MONDAY) == Found(("11",))
