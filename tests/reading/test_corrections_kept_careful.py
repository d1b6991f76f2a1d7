"""A correction that may be of something else is asked about or left alone, and loses nothing that stands beside it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.base.terms import Field, Household, Wish
from bot.reading import (
    Act,
    Clause,
    Context,
    Fact,
    Guess,
    Parse,
    Reader,
    Reading,
    Seats,
    Sight,
    Unclear,
    Whether,
    changes,
)
from bot.reading.put_right import with_rest
from tests.reading.conftest import TODAY, Read, seen

Told = dict[Field | Wish, Any]
NINE: Told = {Field.OCCUPATION: "72106", Field.EXPERIENCE: 9.0, Field.FRENCH: 8}
JUST_TOLD = Sight(told=(Field.EXPERIENCE,))


def parsed(text: str, intent: str, *clauses: tuple[str, str]) -> Parse:
    found, start = [], 0
    for part, name in clauses:
        at = text.index(part, start)
        found.append(Clause(at, at + len(part), part, name, (Guess(name, 0.95),), 0.9))
        start = at + len(part)
    return replace(seen(text, intent), ranking=(Guess(intent, 0.9),), clauses=tuple(found))


def of(reading: Reading, told: Told, asked: Field | None, field: Field) -> tuple[list[Any], list[Any]]:
    """What a reading saves of a field, and what it asks about."""
    found = changes(reading, told, asked)
    asks = [each.after for each in found.doubts if each.field is field]
    return ([found.saved[field]] if field in found.saved else []), asks


@pytest.mark.parametrize(
    ("text", "parts", "kept"),
    [
        (
            "asylum seeker. my roommate locks the door and beats me",
            (("asylum seeker.", "inform"), ("my roommate locks the door and beats me", "emergency")),
            "emergency",
        ),
        (
            "je suis demandeur d'asile. il m'enferme et il me frappe",
            (("je suis demandeur d'asile.", "inform"), ("il m'enferme et il me frappe", "emergency")),
            "emergency",
        ),
        (
            "demandeuse d'asile. supprimez toutes mes réponses",
            (("demandeuse d'asile.", "inform"), ("supprimez toutes mes réponses", "delete_my_data")),
            "delete_my_data",
        ),
        (
            "asylum seeker. erase whatever i told you",
            (("asylum seeker.", "inform"), ("erase whatever i told you", "delete_my_data")),
            "delete_my_data",
        ),
        (
            "asylum seeker. a real person please",
            (("asylum seeker.", "inform"), ("a real person please", "talk_to_human")),
            "talk_to_human",
        ),
        (
            "asylum seeker. they refused my claim on monday",
            (("asylum seeker.", "inform"), ("they refused my claim on monday", "ask_immigration_procedure")),
            "ask_immigration_procedure",
        ),
    ],
)
def test_what_has_to_be_heard_is_heard_beside_the_status(
    reader: Reader, text: str, parts: tuple[tuple[str, str], ...], kept: str
) -> None:
    reading = reader.read(parsed(text, "inform", *parts), Context(TODAY, Field.PERMIT))
    assert kept in [act.intent for act in reading.acts]


@pytest.mark.parametrize(
    "text", ["asylum seeker and he locks the door on me and beats me", "demandeur d'asile et mon coloc me frappe"]
)
def test_danger_is_heard_in_a_message_of_one_part(reader: Reader, text: str) -> None:
    reading = reader.read(parsed(text, "emergency"), Context(TODAY, Field.PERMIT))
    assert [act.intent for act in reading.acts] == ["emergency"]


def test_danger_is_heard_beside_the_name_of_a_town(reader: Reader) -> None:
    text = "I am a welder. he beats me at home in Laval"
    seen_now = parsed(text, "inform", ("I am a welder.", "inform"), ("he beats me at home in Laval", "emergency"))
    marked = seen(text, "inform", ("occupation", "welder"), ("city", "Laval")).entities
    reading = reader.read(replace(seen_now, entities=marked), Context(TODAY, Field.OCCUPATION))
    assert [act.intent for act in reading.acts] == ["emergency"]


def test_danger_is_heard_beside_what_is_only_told_of_another(reader: Reader) -> None:
    text = "My cousin is a cook. He says tonight he kills me"
    seen_now = parsed(text, "inform", ("My cousin is a cook.", "inform"), ("He says tonight he kills me", "emergency"))
    marked = seen(text, "inform", ("occupation", "cook")).entities
    reading = reader.read(replace(seen_now, entities=marked), Context(TODAY, Field.EDUCATION, alarmed=True))
    assert [act.intent for act in reading.acts] == ["emergency"]


@pytest.mark.parametrize(
    ("text", "trade", "asked"),
    [
        ("delete all you have, i found work as a cook", "cook", None),
        ("effacez tout de moi j'ai trouvé comme soudeur", "soudeur", Field.EDUCATION),
    ],
)
def test_an_order_to_erase_is_heard_beside_a_trade(reader: Reader, text: str, trade: str, asked: Field | None) -> None:
    marked = seen(text, "delete_my_data", ("occupation", trade)).entities
    reading = reader.read(replace(parsed(text, "delete_my_data"), entities=marked), Context(TODAY, asked))
    assert [act.intent for act in reading.acts] == ["delete_my_data"]


def test_seats_are_given_back_and_answers_erased_beside_a_correction() -> None:
    put = Reading((Fact(Field.EXPERIENCE, 11.0),), corrects=True)
    parse = parsed("I am not coming on the trip, sorry. 11 years, not 9", "inform")
    rest = Reading(does=(("clear", "education"),), acts=(Act(0, 34, "cancel_trip"),))
    held = Context(TODAY, None, NINE, held=(Seats("r1", "trip", "Amos", 2),))
    assert with_rest(put, rest, parse, parse, held).acts == rest.acts
    assert with_rest(put, rest, parse, parse, held).does == rest.does
    assert not with_rest(put, rest, parse, parse, Context(TODAY, None, NINE)).acts


@pytest.mark.parametrize("text", ["My French was B1 last year, now it's B2", "they ask TCF B2, mine is B1"])
def test_of_two_levels_none_is_saved_unasked(read: Read, text: str) -> None:
    assert of(read(text, "inform"), {}, None, Field.FRENCH)[0] == []


def test_a_hearing_beside_the_status_is_no_request(reader: Reader) -> None:
    text = "asylum seeker, the hearing is in april"
    parts = (("asylum seeker,", "inform"), ("the hearing is in april", "list_trips"))
    assert not reader.read(parsed(text, "inform", *parts), Context(TODAY, Field.PERMIT)).acts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("my Spanish isn't B2, it's C1", NINE),
        ("mon anglais c'est pas B2, c'est C1", NINE),
        ("l'entrevue est le 11, pas le 9", NINE),
        ("the appointment is on the 11, not the 9", NINE),
        ("the night shift is not 9 hours, it's 11", NINE),
        ("le quart c'est pas 9 heures, c'est 11", NINE),
        ("on me paye 18 au lieu de 20", NINE | {Field.EXPERIENCE: 20.0}),
        ("they pay me 18 instead of 20", NINE | {Field.EXPERIENCE: 20.0}),
        ("they put me in 6 instead of 8", NINE | {Field.EXPERIENCE: 8.0}),
        ("ils m'ont mise dans le 6 au lieu du 8", NINE | {Field.EXPERIENCE: 8.0}),
        ("i've lived here 11 years, not 9", NINE),
        ("j'habite ici depuis 11 ans, pas 9", NINE),
        ("j'ai étudié 11 ans, pas 9", NINE),
        ("i can start work June 11, not 9", NINE),
    ],
)
def test_a_number_that_only_equals_the_saved_one_puts_nothing_right(read: Read, text: str, told: Told) -> None:
    reading = read(text, "out_of_scope", told=told)
    assert of(reading, told, None, Field.EXPERIENCE) == ([], [])
    assert of(reading, told, None, Field.FRENCH) == ([], [])


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("rendez-vous le 11, pas le 9", 9.0),
        ("the appointment is 11, not 9", 9.0),
        ("on me paye 18 au lieu de 20", 20.0),
        ("they pay me 18, not 20", 20.0),
    ],
)
def test_nor_does_it_unasked_in_what_is_taken_for_a_correction(read: Read, text: str, before: float) -> None:
    told = NINE | {Field.EXPERIENCE: before}
    assert of(read(text, "correct_profile", told=told), told, None, Field.EXPERIENCE)[0] == []


@pytest.mark.parametrize("text", ["oh, not 9 but 12", "ah non, c'est 12, pas 9"])
def test_a_bare_number_in_the_place_of_a_saved_one_is_asked(read: Read, text: str) -> None:
    assert of(read(text, "out_of_scope", told=NINE), NINE, None, Field.EXPERIENCE) == ([], [12.0])
    assert of(read(text, "out_of_scope", told=NINE, sight=JUST_TOLD), NINE, None, Field.EXPERIENCE) == ([12.0], [])


@pytest.mark.parametrize("text", ["i am b1, not b2", "chus B1, pas B2"])
def test_so_is_a_bare_level(read: Read, text: str) -> None:
    assert of(read(text, "out_of_scope", told=NINE), NINE, None, Field.FRENCH) == ([], [6])


@pytest.mark.parametrize(
    "text",
    [
        "do I need 12 years, not 9?", "faut-tu 12 ans, pas 9?", "c'est 12 ans au lieu de 9?",
        "if I had 12 years instead of 9 they would hire me", "si j'avais 12 ans au lieu de 9, ils me prendraient",
        'it says "we want 12 years, not 9" on their page', "c'est écrit « il nous faut 12 ans, pas 9 » chez eux",
    ],
)  # fmt: skip
def test_what_is_asked_imagined_or_quoted_puts_nothing_right(read: Read, text: str) -> None:
    assert of(read(text, "out_of_scope", told=NINE), NINE, None, Field.EXPERIENCE)[0] == []


@pytest.mark.parametrize(
    ("text", "asked", "told", "sight"),
    [
        ("three, not two", Field.HOUSEHOLD, NINE | {Field.EXPERIENCE: 2.0}, Sight()),
        ("trois, pas deux", Field.HOUSEHOLD, NINE | {Field.EXPERIENCE: 2.0}, Sight()),
        ("the 11, not the 9", Field.START, NINE, Sight()),
        ("le 11, pas le 9", Field.START, NINE, Sight()),
        (
            "j'en ai trois, pas deux",
            Field.PERMIT,
            NINE | {Field.EXPERIENCE: 2.0, Field.HOUSEHOLD: Household(True, 2)},
            Sight(told=(Field.HOUSEHOLD,)),
        ),
        (
            "i have three, not two",
            None,
            NINE | {Field.EXPERIENCE: 2.0, Field.HOUSEHOLD: Household(True, 2)},
            Sight(),
        ),
    ],
)
def test_a_number_that_answers_something_else_is_no_length_of_work(
    read: Read, text: str, asked: Field | None, told: Told, sight: Sight
) -> None:
    reading = read(text, "out_of_scope", asked=asked, told=told, sight=sight)
    assert of(reading, told, asked, Field.EXPERIENCE) == ([], [])


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("twenty five years, not nine", 9.0),
        ("c'est vingt-cinq ans, pas neuf", 9.0),
        ("4 1/2 years, not 4", 4.0),
        ("it's 4½ years, not 4", 4.0),
        ("not 4 years, 5.5", 4.0),
        ("10-12 years, not 9", 9.0),
        ("c'est 10-12 ans, pas 9", 9.0),
    ],
)
def test_a_part_of_a_number_is_not_saved(read: Read, text: str, before: float) -> None:
    told = NINE | {Field.EXPERIENCE: before}
    saved, asked = of(read(text, "correct_profile", told=told), told, None, Field.EXPERIENCE)
    assert not {*saved, *asked} & {2.0, 5.0, 12.0, 41.0}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("my French was B1 two years back, now it's B2", ("B1", "B2")),
        ("mon français était B1 à mon arrivée, maintenant c'est B2", ("B1", "B2")),
    ],
)
def test_a_former_value_beside_the_saved_one_is_not_saved(read: Read, text: str, marked: tuple[str, ...]) -> None:
    reading = read(text, "correct_profile", *(("french_level", each) for each in marked), told=NINE)
    assert of(reading, NINE, None, Field.FRENCH)[0] == []
    assert of(read(text, "correct_profile", told=NINE), NINE, None, Field.FRENCH)[0] == []


def test_so_it_is_of_the_facts_themselves() -> None:
    found = changes(Reading((Fact(Field.FRENCH, 6), Fact(Field.FRENCH, 8)), corrects=True), NINE, None)
    assert not found.saved
    assert [each.after for each in found.doubts] == [6]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "c'est 11 ans, pas 9, je voudrais parler à quelqu'un",
            (("c'est 11 ans,", "inform"), ("pas 9, je voudrais parler à quelqu'un", "talk_to_human")),
        ),
        ("c'est 11 ans, pas 9, je voudrais parler à quelqu'un", ()),
        ("it's 11 years, not 9, i want to talk to somebody", ()),
    ],
)
def test_a_wish_for_a_person_is_heard_in_the_part_of_a_correction(
    reader: Reader, text: str, parts: tuple[tuple[str, str], ...]
) -> None:
    reading = reader.read(parsed(text, "talk_to_human", *parts), Context(TODAY, Field.EDUCATION, NINE))
    assert [act.intent for act in reading.acts] == ["talk_to_human"]
    assert [option for each in reading.unclear for option in each.options] == [11.0]  # "somebody" might be whose it is


def test_what_is_unclear_of_an_answer_not_yet_given_is_asked_beside_a_correction() -> None:
    put = Reading((Fact(Field.EXPERIENCE, 11.0),), corrects=True)
    unclear = (Unclear(Field.FRENCH, (6, 8)), Unclear(Field.HOUSEHOLD, (Household(True), Household())))
    parse = parsed("not 9 years, 11, and my wife", "inform")
    told = with_rest(put, Reading(unclear=unclear), parse, parse, Context(TODAY, Field.PERMIT, NINE))
    assert told.unclear == unclear[1:]


@pytest.mark.parametrize("text", ["not 9 years, 11, delete my data", "pas 9 ans, 11, effacez mes données"])
def test_so_is_an_order_to_erase(reader: Reader, text: str) -> None:
    reading = reader.read(parsed(text, "delete_my_data"), Context(TODAY, Field.EDUCATION, NINE))
    assert [act.intent for act in reading.acts] == ["delete_my_data"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("on est 4 faque mets 4", NINE),
        ("we are 4, so put 4", NINE),
        ("two seats for us on the Amos trip, so put 2", NINE),
        ("deux places dans le bus pour Amos, mets 2", NINE),
        ("I want at least 25 an hour, so put 25", NINE),
        ("je veux au moins 25 de l'heure, mets 25", NINE),
        ("j'ai 34 ans, mets 34", NINE),
        ("i am 34, so put 34", NINE),
    ],
)
def test_an_order_with_a_number_that_was_told_of_something_else_is_no_length_of_work(
    read: Read, text: str, told: Told
) -> None:
    reading = read(text, "inform", asked=Field.EDUCATION, told=told, sight=JUST_TOLD)
    assert of(reading, told, Field.EDUCATION, Field.EXPERIENCE)[0] == []


@pytest.mark.parametrize(
    "text",
    ["I speak English, just a little Spanish, and Arabic", "je parle anglais, juste un peu espagnol, et arabe"],
)
def test_a_little_of_a_language_is_not_the_only_one(read: Read, text: str) -> None:
    names = ("English", "Spanish", "Arabic") if "English" in text else ("anglais", "espagnol", "arabe")
    marked = [("spoken_language", each) for each in names]
    reading = read(text, "inform", *marked, asked=Field.LANGUAGES)
    assert set(changes(reading, {}, Field.LANGUAGES).saved[Field.LANGUAGES]) == {"en", "es", "ar"}


def test_a_language_that_is_named_is_not_left_out_by_an_only() -> None:
    told: Told = {Field.LANGUAGES: ("hi", "en")}
    facts = (Fact(Field.LANGUAGES, ("en",)), Fact(Field.LANGUAGES, ("es",), whether=Whether.ONLY))
    assert changes(Reading(facts), told, None).saved == {Field.LANGUAGES: ("en", "es")}


@pytest.mark.parametrize(
    ("text", "years"),
    [("oh no sorry, ten", 10.0), ("désolé, six", 6.0), ("oups, dix", 10.0), ("sorry, two", 2.0)],
)
def test_an_apology_may_hold_a_short_word_for_a_number(read: Read, text: str, years: float) -> None:
    assert of(read(text, "deny", told=NINE, sight=JUST_TOLD), NINE, None, Field.EXPERIENCE)[0] == [years]


@pytest.mark.parametrize("text", ["the bus is too long for my mum", "too hard for my mother"])
def test_a_too_before_a_quality_adds_nobody(read: Read, text: str) -> None:
    told: Told = {Field.HOUSEHOLD: Household(True, 2)}
    reading = read(text, "inform", asked=Field.PERMIT, told=told)
    saved, asked = of(reading, told, Field.PERMIT, Field.HOUSEHOLD)
    options = [option for each in reading.unclear for option in each.options]
    assert Household(True, 2, 1) not in [*saved, *asked, *options]


@pytest.mark.parametrize("text", ["ma mère aussi", "my mother is coming too"])
def test_who_may_be_saved_already_is_asked_about(read: Read, text: str) -> None:
    told: Told = {Field.HOUSEHOLD: Household(True, 0, 1)}
    reading = read(text, "inform", asked=Field.HOUSEHOLD, told=told)
    assert of(reading, told, Field.HOUSEHOLD, Field.HOUSEHOLD)[0] == []
