"""What is asked, what presses and what is danger is heard beside any answer and any correction."""

from dataclasses import replace
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit, Wish
from bot.reading import Clause, Context, Guess, Parse, Reader, Reading, Sight, changes
from tests.reading.conftest import TODAY, Read, seen

Told = dict[Field | Wish, Any]
EIGHT: Told = {Field.OCCUPATION: "72106", Field.EXPERIENCE: 8.0}
JUST_TOLD = Sight(told=(Field.EXPERIENCE,))


def taken(text: str, intent: str, *clauses: tuple[str, str], marked: tuple[tuple[str, str], ...] = ()) -> Parse:
    found, start = [], 0
    for part, name in clauses:
        at = text.index(part, start)
        found.append(Clause(at, at + len(part), part, name, (Guess(name, 0.97),), 0.9))
        start = at + len(part)
    return replace(seen(text, intent, *marked), ranking=(Guess(intent, 0.9),), clauses=tuple(found))


def intents(reading: Reading) -> list[str]:
    return [act.intent for act in reading.acts]


@pytest.mark.parametrize(
    ("text", "clauses", "field"),
    [
        (
            "my schooling is not right, fix it. immigration denied my claim last week",
            (("my schooling is not right,", "correct_profile"), ("fix it.", "correct_profile")),
            Field.EDUCATION,
        ),
        (
            "corrigez mes études. ils ont refusé ma demande et je risque l'expulsion",
            (("corrigez mes études.", "correct_profile"),),
            Field.EDUCATION,
        ),
    ],
)
def test_a_case_that_presses_is_heard_beside_a_correction(
    reader: Reader, text: str, clauses: tuple[tuple[str, str], ...], field: Field
) -> None:
    rest = text.split(". ")[1]
    parse = taken(text, "correct_profile", *clauses, (rest, "ask_immigration_procedure"))
    reading = reader.read(parse, Context(TODAY, told={field: Education.BACHELOR}))
    assert "ask_immigration_procedure" in intents(reading)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("my years are wrong. I was an asylum seeker for 2 of them", "I was an asylum seeker for 2 of them"),
        ("mes années sont fausses. j'étais sans statut à ce moment", "j'étais sans statut à ce moment"),
    ],
)
def test_a_case_that_only_explains_a_correction_is_no_request(reader: Reader, text: str, told: str) -> None:
    first = text.split(". ")[0]
    clauses = ((first, "correct_profile"), (told, "ask_immigration_procedure"))
    assert not intents(reader.read(taken(text, "correct_profile", *clauses), Context(TODAY, told=EIGHT)))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Open permit. My employer keeps my passport", "ask_worker_rights"),
        ("Permis ouvert. Mon gérant garde une partie de ma paie", "ask_worker_rights"),
        ("open permit. is there a daycare near Amos?", "ask_schools_childcare"),
        ("permis ouvert. parlez-moi de la Beauce", "ask_region"),
    ],
)
def test_what_is_asked_beside_the_status_is_heard(reader: Reader, text: str, intent: str) -> None:
    status, rest = text.split(". ")
    parse = taken(text, intent, (f"{status}.", "inform"), (rest, intent), marked=(("permit", status),))
    reading = reader.read(parse, Context(TODAY, Field.PERMIT))
    assert changes(reading, {}, Field.PERMIT).saved == {Field.PERMIT: Permit.OPEN_WORK_PERMIT}
    assert intents(reading) == [intent]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("refugee claimant, they hear me in June", "ask_immigration_procedure"),
        ("demandeuse d'asile, on m'entend en juin", "ask_immigration_procedure"),
        ("refugee claimant, they hear me in June", "list_trips"),
    ],
)
def test_what_tells_more_of_the_status_is_no_request(reader: Reader, text: str, intent: str) -> None:
    status, rest = text.split(", ")
    parse = taken(text, "inform", (f"{status},", "inform"), (rest, intent), marked=(("permit", status),))
    assert not intents(reader.read(parse, Context(TODAY, Field.PERMIT)))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Oups, 11. Ma propriétaire garde mon dépôt", "ask_housing"),
        ("Sorry, 11. My boss keeps our tips", "ask_worker_rights"),
        ("sorry, 11. is there a bus to Gaspé?", "ask_getting_there"),
        ("pardon, 11. est-ce qu'il y a une mosquée à Alma?", "ask_community"),
    ],
)
def test_what_stands_beside_a_number_that_is_put_right_is_heard(reader: Reader, text: str, intent: str) -> None:
    number, rest = text.split(". ")
    parse = taken(text, intent, (f"{number}.", "go_back"), (rest, intent))
    reading = reader.read(parse, Context(TODAY, Field.EDUCATION, EIGHT, sight=JUST_TOLD))
    assert changes(reading, EIGHT, Field.EDUCATION).saved == {Field.EXPERIENCE: 11.0}
    assert intents(reading) == [intent]


@pytest.mark.parametrize(("text", "echo"), [("so put 11", "register_trip"), ("sorry 11, thanks", "cancel_trip")])
def test_what_the_correction_itself_resembles_is_not(reader: Reader, text: str, echo: str) -> None:
    reading = reader.read(taken(text, echo), Context(TODAY, Field.EDUCATION, EIGHT, sight=JUST_TOLD))
    assert changes(reading, EIGHT, Field.EDUCATION).saved == {Field.EXPERIENCE: 11.0}
    assert not reading.acts
    assert not reading.does


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("We take 3 seats for Rimouski. And I have 12 years, not 8", "Rimouski"),
        ("On prend trois places pour Rimouski. Et c'est 12 ans, pas 8", "Rimouski"),
        ("I want 3 seats to Rimouski. Also it's 12 years, not 8", "Rimouski"),
    ],
)
def test_seats_beside_a_number_that_is_put_right_are_not_lost(reader: Reader, text: str, city: str) -> None:
    seats, number = text.split(". ")
    clauses = ((f"{seats}.", "register_trip"), (number, "correct_profile"))
    parse = taken(text, "register_trip", *clauses, marked=(("city", city),))
    reading = reader.read(parse, Context(TODAY, told=EIGHT))
    assert changes(reading, EIGHT, None).saved == {Field.EXPERIENCE: 12.0}
    assert [shown[:2] for shown in reading.does] == [("seats_asked", "3")]


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("I have 12 years, not 8, and my husband chokes me", "and my husband chokes me"),
        ("my diploma is wrong, my boyfriend hits me", "my boyfriend hits me"),
        ("deux places pour Amos svp, mon mari me bat", "mon mari me bat"),
        ("c'est pour ma femme, mon frère veut me tuer", "mon frère veut me tuer"),
    ],
)
def test_danger_is_heard_whatever_else_is_read(reader: Reader, text: str, danger: str) -> None:
    first = text[: text.index(danger)].strip()
    parse = taken(text, "correct_profile", (first, "correct_profile"), (danger, "emergency"))
    told = EIGHT | {Field.EDUCATION: Education.BACHELOR}
    for asked in (None, Field.PERMIT):
        reading = reader.read(parse, Context(TODAY, asked, told, sight=JUST_TOLD))
        assert intents(reading) == ["emergency"]
        assert not reading.facts


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("my level is wrong, I want to talk to somebody real", "I want to talk to somebody real"),
        ("mon niveau est faux, je veux parler à quelqu'un", "je veux parler à quelqu'un"),
    ],
)
def test_so_is_a_wish_for_a_person(reader: Reader, text: str, wish: str) -> None:
    first = text[: text.index(wish)].strip()
    parse = taken(text, "correct_profile", (first, "correct_profile"), (wish, "talk_to_human"))
    assert intents(reader.read(parse, Context(TODAY, told={Field.FRENCH: 5}))) == ["talk_to_human"]


@pytest.mark.parametrize("text", ["effacez mon diplôme", "11 years, not 8. Delete my diploma"])
def test_an_answer_that_is_erased_erases_nothing_else(reader: Reader, text: str) -> None:
    told = EIGHT | {Field.EDUCATION: Education.COLLEGE}
    *first, last = text.split(". ")
    clauses = (*((f"{part}.", "correct_profile") for part in first), (last, "delete_my_data"))
    reading = reader.read(taken(text, "delete_my_data", *clauses), Context(TODAY, told=told))
    assert reading.does == (("clear", Field.EDUCATION),)
    assert not reading.acts


@pytest.mark.parametrize(
    ("text", "marked", "told", "field", "after"),
    [
        ("12 years, not 8, and I passed the C1 in French", ("french_level", "C1"), {Field.FRENCH: 4}, Field.FRENCH, 10),
        (
            "c'est 12 ans, pas 8, et j'ai un bac universitaire",
            ("education", "bac universitaire"),
            {Field.EDUCATION: Education.COLLEGE},
            Field.EDUCATION,
            Education.BACHELOR,
        ),
    ],
)
def test_another_saved_answer_beside_it_is_asked_about(
    reader: Reader, text: str, marked: tuple[str, str], told: Told, field: Field, after: Any
) -> None:
    told = EIGHT | told
    found = changes(reader.read(taken(text, "inform", marked=(marked,)), Context(TODAY, told=told)), told, None)
    assert found.saved == {Field.EXPERIENCE: 12.0}
    assert [(each.field, each.after) for each in found.doubts] == [(field, after)]


@pytest.mark.parametrize("text", ["so my wife can come with me?", "donc mon mari peut venir?", "so I should go alone?"])
def test_a_question_about_who_may_come_is_no_sum(read: Read, text: str) -> None:
    reading = read(text, "ask_exploratory_trip", asked=Field.HOUSEHOLD)
    assert intents(reading) == ["ask_exploratory_trip"]
    assert not reading.facts


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("so me and my husband?", Field.HOUSEHOLD, Household(True)),
        ("donc moi et ma fille?", Field.HOUSEHOLD, Household(False, 1)),
        ("born in 80, started at 20, so like 9 years?", Field.EXPERIENCE, 9.0),
        ("alors résidente permanente?", Field.PERMIT, Permit.PERMANENT_RESIDENT),
    ],
)
def test_but_what_an_answer_comes_to_is(read: Read, text: str, field: Field, value: Any) -> None:
    assert changes(read(text, "inform", asked=field), {}, field).saved == {field: value}


@pytest.mark.parametrize(
    ("text", "whole", "part", "intent"),
    [
        ("stick, MIG, everything that melts", "out_of_scope", "everything that melts", "delete_my_data"),
        ("trois bureaux, personne rappelle", "give_feedback", "personne rappelle", "talk_to_human"),
    ],
)
def test_a_part_that_the_whole_says_nothing_of_is_not(
    reader: Reader, text: str, whole: str, part: str, intent: str
) -> None:
    first = text[: text.index(part)].strip()
    parse = taken(text, whole, (first, "inform"), (part, intent))
    clauses = tuple(replace(each, ranking=(Guess(each.intent, 0.8),)) for each in parse.clauses)
    assert intent not in intents(reader.read(replace(parse, clauses=clauses), Context(TODAY)))


@pytest.mark.parametrize(
    ("part", "intent"),
    [
        ("do not erase anything", "delete_my_data"), ("n'effacez pas mes réponses", "delete_my_data"),
        ("I don't want to speak with anybody", "talk_to_human"), ("pas besoin de m'appeler", "talk_to_human"),
    ],
)  # fmt: skip
def test_an_order_that_is_not_to_be_done_is_none(reader: Reader, part: str, intent: str) -> None:
    assert intent not in _acts_beside_years(reader, part, intent)


@pytest.mark.parametrize(
    ("part", "intent"),
    [
        ("why don't you erase everything", "delete_my_data"), ("effacez tout et ne m'appelez pas", "delete_my_data"),
        ("don't call me, erase everything", "delete_my_data"),
        ("no need to talk to a robot, I want to speak with a person", "talk_to_human"),
    ],
)  # fmt: skip
def test_one_beside_a_denied_one_is_heard(reader: Reader, part: str, intent: str) -> None:
    assert intent in _acts_beside_years(reader, part, intent)


def _acts_beside_years(reader: Reader, part: str, intent: str) -> set[str]:
    told: dict[Field | Wish, Any] = {Field.EXPERIENCE: 4.0}
    first = "I have 6 years, not 4."
    parse = taken(f"{first} {part}", intent, (first, "correct_profile"), (part, intent))
    return {act.intent for act in reader.read(parse, Context(TODAY, told=told)).acts}
