"""What a message tells: about whom, and whether; what it changes of what was told before."""

from dataclasses import replace
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit, Wish
from bot.reading import Changes, Context, Guess, Person, Reader, Sight, changes
from tests.reading.conftest import TODAY, Read, seen

WELDER, COOK, NURSE, PLUMBER = "72106", "63200", "31301", "72300"
TOLD: dict[Field | Wish, Any] = {
    Field.OCCUPATION: COOK,
    Field.EXPERIENCE: 6.0,
    Field.EDUCATION: Education.COLLEGE,
    Field.FRENCH: 10,
    Field.LANGUAGES: ("es", "ar"),
    Field.REGIONS: ("01", "13"),
    Field.HOUSEHOLD: Household(True, 1),
    Field.PERMIT: Permit.OPEN_WORK_PERMIT,
    Field.START: TODAY,
}


def effect(read: Read, text: str, intent: str, *marked: tuple[str, str], asked: Field | None = None) -> Changes:
    reading = read(text, intent, *marked, asked=asked, told=TOLD)
    return changes(reading, TOLD, asked)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("avec mes 2 filles et mon chum ça fait 4", [("french_level", "4")]),
        ("je parle lingala et un peu portugais", [("spoken_language", "lingala"), ("french_level", "un peu"),
                                                  ("spoken_language", "portugais")]),
        ("ça fait 8 mois que j'attends une réponse du proprio", [("experience_years", "8 mois")]),
        ("ma mère a 15 ans d'expérience comme comptable",
         [("experience_years", "15 ans"), ("occupation", "comptable")]),
        ("on vivait à Gatineau avant", [("city", "Gatineau")]),
        ("my neighbour has a master's and works as a cashier", [("education", "master's"), ("occupation", "cashier")]),
    ],
)  # fmt: skip
def test_a_piece_of_a_sentence_about_something_else_changes_nothing(
    read: Read, text: str, marked: list[tuple[str, str]]
) -> None:
    found = effect(read, text, "inform", *marked)
    assert not {field: value for field, value in found.saved.items() if field is not Field.LANGUAGES}
    assert Field.FRENCH not in {doubt.field for doubt in found.doubts}
    assert Field.EXPERIENCE not in {doubt.field for doubt in found.doubts}


def test_another_value_is_asked_about_and_not_taken(read: Read) -> None:
    found = effect(read, "je suis plombier", "inform", ("occupation", "plombier"))
    assert found.saved == {}
    assert [(doubt.field, doubt.before, doubt.after) for doubt in found.doubts] == [(Field.OCCUPATION, COOK, PLUMBER)]


@pytest.mark.parametrize(
    ("text", "intent", "marked", "field", "value"),
    [
        ("en fait j'ai 9 ans d'expérience", "inform", [("experience_years", "9 ans")], Field.EXPERIENCE, 9.0),
        ("not a cook, a plumber", "nlu_fallback", [], Field.OCCUPATION, PLUMBER),
        ("je ne suis pas cuisinière, je suis plombière", "ask_employer", [], Field.OCCUPATION, PLUMBER),
        ("aussi Gaspé", "ask_region", [("city", "Gaspé")], Field.REGIONS, ("01", "13", "11")),
        ("enlève Laval", "cancel", [("city", "Laval")], Field.REGIONS, ("01",)),
        ("pas Laval", "deny", [("city", "Laval")], Field.REGIONS, ("01",)),
        ("only Rimouski now", "correct_profile", [("city", "Rimouski")], Field.REGIONS, ("01",)),
        ("l'Estrie à la place de Laval", "correct_profile", [("region", "Estrie"), ("city", "Laval")],
         Field.REGIONS, ("01", "05")),
        ("I also speak Urdu", "inform", [("spoken_language", "Urdu")], Field.LANGUAGES, ("es", "ar", "ur")),
        ("I don't speak Arabic", "correct_profile", [("spoken_language", "Arabic")], Field.LANGUAGES, ("es",)),
        ("mon statut, c'est résident permanent", "inform", [("permit", "résident permanent")], Field.PERMIT,
         Permit.PERMANENT_RESIDENT),
        ("on a trois enfants en fait", "correct_profile", [], Field.HOUSEHOLD, Household(True, 3)),
    ],
)  # fmt: skip
def test_a_plain_correction_is_taken(
    read: Read, text: str, intent: str, marked: list[tuple[str, str]], field: Field, value: Any
) -> None:
    found = effect(read, text, intent, *marked)
    assert found.saved == {field: value}
    assert not found.doubts


def test_what_is_denied_without_another_value_is_asked_again(read: Read) -> None:
    found = effect(read, "je ne suis pas cuisinier", "correct_profile", ("occupation", "cuisinier"))
    assert (found.saved, found.again) == ({}, [Field.OCCUPATION])


def test_the_partners_trade_is_the_partners_wish(read: Read) -> None:
    found = effect(read, "ma conjointe est infirmière, elle cherche aussi", "inform", ("occupation", "infirmière"))
    assert (found.saved, found.partner) == ({}, "3")


def test_a_trade_that_was_the_partners_all_along_leaves_the_writer(read: Read) -> None:
    text = "No, my husband is the cook! I am a plumber"
    found = effect(read, text, "correct_profile", ("occupation", "cook"), ("occupation", "plumber"))
    assert (found.saved, found.partner) == ({Field.OCCUPATION: PLUMBER}, "6")


def test_the_partners_work_that_is_asked_for_is_the_partners(read: Read) -> None:
    buttons = (("wish", "partner_field", "3"), ("wish", "partner_field", "7"))
    [fact] = read("welder", "inform", ("occupation", "welder"), told=TOLD, buttons=buttons).facts
    assert (fact.value, fact.person) == (WELDER, Person.PARTNER)


def test_seats_for_friends_are_no_household(read: Read) -> None:
    found = effect(read, "5 places, je viens avec ma femme et mes 3 neveux", "register_trip")
    assert (found.saved, found.doubts) == ({}, [])


def test_forwarded_words_tell_nothing_of_the_writer(read: Read) -> None:
    reading = read("Je cherche un soudeur, B2, 10 ans", forwarded=True, asked=Field.FRENCH)
    assert (reading.facts, reading.does) == ((), (("forwarded",),))


def test_quoted_words_tell_nothing_of_the_writer(read: Read) -> None:
    text = "j'ai lu ceci : « plombier, 12 ans d'expérience, Laval, permis fermé »"
    marked = (("occupation", "plombier"), ("experience_years", "12 ans"), ("city", "Laval"), ("permit", "permis fermé"))
    assert read(text, "inform", *marked).facts == ()


def test_two_trades_are_asked_about(read: Read) -> None:
    text = "je suis plombier ou cuisinier"
    reading = read(text, "inform", ("occupation", "plombier"), ("occupation", "cuisinier"))
    assert [set(each.options) for each in reading.unclear] == [{PLUMBER, COOK}]


def test_one_message_tells_many_things(read: Read) -> None:
    text = "Je suis plombière depuis 7 ans, j'ai un DEP et je veux travailler à Rimouski"
    marked = (("occupation", "plombière"), ("experience_years", "7 ans"), ("education", "DEP"), ("city", "Rimouski"))
    found = changes(read(text, "inform", *marked), {}, None)
    assert found.saved == {
        Field.OCCUPATION: PLUMBER,
        Field.EXPERIENCE: 7.0,
        Field.EDUCATION: Education.VOCATIONAL,
        Field.REGIONS: ("01",),
    }
    assert found.towns


@pytest.mark.parametrize(
    ("words", "answer"), [("affirm", ("change", "french_level", "6")), ("deny", ("keep", "french_level"))]
)
def test_a_yes_or_a_no_answers_the_change_that_is_asked(read: Read, words: str, answer: tuple[str, ...]) -> None:
    buttons = (("change", "french_level", "6"), ("keep", "french_level"))
    assert read("ok", words, buttons=buttons).does == (answer,)


@pytest.mark.parametrize("text", ["yes", "oui oui"])
def test_a_yes_in_words_never_takes_seats_nor_agrees(read: Read, text: str) -> None:
    seats = (("register_confirm", "t1", "3"), ("trip", "t1"))
    assert read(text, "affirm", buttons=seats).does == (("only_a_button",), ("register", "t1", "3"))
    consent = read(text, "affirm", buttons=(("consent", "given"),))
    assert consent.does == (("only_a_button",), ("start_profile",))


def test_no_other_language_leaves_none(read: Read) -> None:
    reading = read("non, aucune autre", "deny", asked=Field.LANGUAGES, told=TOLD)
    assert changes(reading, TOLD, Field.LANGUAGES).saved == {Field.LANGUAGES: ()}


def test_a_length_of_time_alone_is_experience_and_no_trade(read: Read) -> None:
    reading = read("9 ans", "inform", ("experience_years", "9 ans"), asked=Field.OCCUPATION)
    assert changes(reading, {}, Field.OCCUPATION).saved == {Field.EXPERIENCE: 9.0}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("my brother has 9 years of experience, me none", Field.EDUCATION),
        ("ma cousine est carreleuse", Field.OCCUPATION),
        ("je travaille dans la même usine qu'un carreleur", Field.OCCUPATION),
        ("j'ai jamais été carreleur", Field.OCCUPATION),
        ("on vit à Sherbrooke depuis mai", Field.FRENCH),
    ],
)
def test_what_is_no_answer_leaves_the_question_open(read: Read, text: str, field: Field) -> None:
    marked = [("experience_years", "9 years")] if "9 years" in text else []
    reading = read(text, "inform", *marked, asked=field)
    assert field not in changes(reading, {}, field).saved
    assert not [each for each in reading.unclear if each.field is field]


def test_years_of_work_have_an_end(read: Read) -> None:
    assert read("72", asked=Field.EXPERIENCE).missed is Field.EXPERIENCE
    assert read("45", asked=Field.EXPERIENCE).facts


def test_a_yes_chooses_none_of_several(read: Read) -> None:
    several = (("change", "education", "1"), ("change", "education", "4"), ("keep", "education"))
    assert read("yes", "affirm", told={Field.EDUCATION: 2}, buttons=several).does == ()
    both = (("change", "regions", "01"), ("change", "regions", "11", "01"), ("keep", "regions"))
    assert read("yes", "affirm", told={Field.REGIONS: ("11",)}, buttons=both).does == (("change", "regions", "01"),)


@pytest.mark.parametrize(
    ("text", "languages", "codes"),
    [
        ("Tamoul, cingalais pis un peu l'anglais", ("Tamoul", "cingalais", "anglais"), {"ta", "si", "en"}),
        ("for me: Urdu, Punjabi and some broken English too", ("Urdu", "Punjabi", "English"), {"ur", "pa", "en"}),
    ],
)
def test_a_list_of_languages_tells_them_whatever_is_asked(
    read: Read, text: str, languages: tuple[str, ...], codes: set[str]
) -> None:
    reading = read(text, "inform", *(("spoken_language", each) for each in languages))
    assert {code for fact in reading.facts for code in fact.value} == codes


def test_who_introduces_themselves_is_asked_the_rest(read: Read) -> None:
    assert read("je viens d'arriver avec ma valise et mon courage", "inform").does == (("start_profile",),)


@pytest.mark.parametrize(
    ("text", "seats"), [("3 places please", ("3",)), ("inscris-nous, on serait 2", ("2",)), ("ok sign me up", ())]
)
def test_seats_are_asked_for_on_the_trip_in_sight(read: Read, text: str, seats: tuple[str, ...]) -> None:
    reading = read(text, "register_trip", sight=Sight(trip="T-1", speaks=True))
    assert reading.does == (("register", "T-1", *seats),)


def test_of_a_list_of_one_trip_that_one_is_in_sight() -> None:
    assert Sight().after((("trips", "0", "17"),), (("trip", "T-1"),)).trip == "T-1"
    assert Sight().after((("trips", "0"),), (("trip", "T-1"), ("trip", "T-2"))).trip is None


@pytest.mark.parametrize(
    ("text", "intent", "marked"),
    [
        ("C2 au DALF, tamoul, anglais correct", "inform", (("french_level", "C2"), ("spoken_language", "tamoul"))),
    ],
)
def test_where_the_trade_is_asked_languages_and_papers_name_none(
    read: Read, text: str, intent: str, marked: tuple[tuple[str, str], ...]
) -> None:
    reading = read(text, intent, *marked, asked=Field.OCCUPATION)
    assert Field.OCCUPATION not in {each.field for each in reading.unclear}


def test_where_the_trade_is_asked_a_sure_thank_you_is_one(reader: Reader) -> None:
    parse = replace(seen("mille mercis, que le ciel vous protège", "thank"), ranking=(Guess("thank", 0.99),))
    reading = reader.read(parse, Context(TODAY, Field.OCCUPATION))
    assert not reading.unclear


def test_where_the_trade_is_asked_a_long_question_names_none(reader: Reader) -> None:
    text = "on vient à deux avec notre chat, est-ce que les propriétaires acceptent les animaux là-bas"
    parse = replace(seen(text, "ask_housing"), ranking=(Guess("ask_housing", 0.99),))
    reading = reader.read(parse, Context(TODAY, Field.OCCUPATION))
    assert Field.OCCUPATION not in {each.field for each in reading.facts}


@pytest.mark.parametrize("text", ["level 4 french", "niveau 5 en français", "my french level 7"])
def test_a_level_of_french_is_no_schooling(read: Read, text: str) -> None:
    reading = read(text, "inform", asked=Field.EDUCATION)
    assert Field.EDUCATION not in changes(reading, {}, Field.EDUCATION).saved
