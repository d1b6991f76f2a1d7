"""What is left out, put in another's place or corrected, in the turns of phrase that people have for it."""

from datetime import date
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Wish
from bot.reading import changes
from tests.reading.conftest import Read

Told = dict[Field | Wish, Any]


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("Outaouais yes, Estrie no", ("Outaouais", "Estrie"), ("07",)),
        ("Mauricie non. L'Estrie pis l'Outaouais oui", ("Mauricie", "Estrie", "Outaouais"), ("05", "07")),
        ("jamais de la vie l'Outaouais, plutôt la Mauricie", ("Outaouais", "Mauricie"), ("04",)),
    ],
)
def test_a_no_behind_a_region_leaves_that_one_out(
    read: Read, text: str, marked: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    reading = read(text, "inform", *(("region", name) for name in marked), asked=Field.REGIONS)
    saved = changes(reading, {}, Field.REGIONS).saved
    assert tuple(sorted(saved[Field.REGIONS])) == kept


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("j'ai plus besoin de l'Estrie", ("Estrie",), ("04",)),
        ("take Estrie out", ("Estrie",), ("04",)),
        ("au lieu de l'Estrie mets l'Outaouais", ("Estrie", "Outaouais"), ("04", "07")),
    ],
)
def test_a_region_is_taken_out_or_replaced(
    read: Read, text: str, marked: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    told: Told = {Field.REGIONS: ("04", "05")}
    reading = read(text, "correct_profile", *(("region", name) for name in marked), told=told)
    assert changes(reading, told, None).saved == {Field.REGIONS: kept}


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("who said that we have no children, we have two", 2),
        ("c'est faux qu'on a pas d'enfants, on en a quatre", 4),
        ("we are not without kids, we have 3 kids", 3),
    ],
)
def test_children_that_were_denied_are_counted_after_all(read: Read, text: str, children: int) -> None:
    told: Told = {Field.HOUSEHOLD: Household(True, 0)}
    assert changes(read(text, "correct_profile", told=told), told, None).saved == {
        Field.HOUSEHOLD: Household(True, children)
    }


@pytest.mark.parametrize(
    ("text", "marked", "saved"),
    [
        ("my French, it's not C1 it's B2", ("C1", "B2"), {Field.FRENCH: 8}),
        ("B2 et pas C1 en français", ("B2", "C1"), {Field.FRENCH: 8}),
        ("mauvais piton, français B2 pa C1", ("B2", "C1"), {Field.FRENCH: 8}),
    ],
)
def test_a_level_is_corrected_by_what_it_is_not(
    read: Read, text: str, marked: tuple[str, ...], saved: dict[Field, Any]
) -> None:
    told: Told = {Field.FRENCH: 10}
    reading = read(text, "correct_profile", *(("french_level", name) for name in marked), told=told)
    assert changes(reading, told, None).saved == saved


@pytest.mark.parametrize("text", ["my finger slipped, 12 years not 2", "jme suis trompée de bouton, 12 ans pas 2"])
def test_a_slip_of_the_finger_is_said_around_the_value(read: Read, text: str) -> None:
    told: Told = {Field.EXPERIENCE: 2.0, Field.EDUCATION: Education.COLLEGE}
    assert changes(read(text, "correct_profile", told=told), told, None).saved == {Field.EXPERIENCE: 12.0}


@pytest.mark.parametrize(
    "text",
    [
        "actually I can't begin right away, put the 6th of April",
        "finalement je ne peux pas débuter maintenant, mettez le 6 avril",
    ],
)
def test_a_day_stands_in_the_place_of_right_away(read: Read, text: str) -> None:
    told: Told = {Field.START: date(2026, 3, 2)}
    assert changes(read(text, "cancel_trip", told=told), told, None).saved == {Field.START: date(2026, 4, 6)}


@pytest.mark.parametrize(
    ("text", "intent", "day"),
    [
        ("i have to speak to my boss first so not before 1st of june", "inform", date(2026, 6, 1)),
        ("le 3 avril je suis disponible", "list_trips", date(2026, 4, 3)),
        ("deux semaines de préavis", "ask_worker_rights", date(2026, 3, 16)),
        ("the 20 of May, when my course is over", "inform", date(2026, 5, 20)),
        ("quand l'année finit, le 26 juin", "inform", date(2026, 6, 26)),
        ("avril le 9", "inform", date(2026, 4, 9)),
    ],
)
def test_a_day_is_told_with_its_reason(read: Read, text: str, intent: str, day: date) -> None:
    reading = read(text, intent, asked=Field.START)
    assert changes(reading, {}, Field.START).saved == {Field.START: day}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ouf, chu là-dedans depuis une quinzaine d'années", 15.0),
        ("easily a dozen years in this field", 12.0),
        ("a couple of years", 2.0),
        ("4 ans mettons", 4.0),
        ("ça va faire 7 ans", 7.0),
        ("pas loin de 6 ans", 6.0),
    ],
)
def test_years_are_told_with_a_hedge(read: Read, text: str, years: float) -> None:
    assert changes(read(text, asked=Field.EXPERIENCE), {}, Field.EXPERIENCE).saved == {Field.EXPERIENCE: years}


@pytest.mark.parametrize("text", ["3 or 4", "entre 3 pis 4", "3-4 ans", "between 3 and 4 years"])
def test_of_two_lengths_it_is_asked_which(read: Read, text: str) -> None:
    [unclear] = read(text, asked=Field.EXPERIENCE).unclear
    assert unclear.options == (3.0, 4.0)


@pytest.mark.parametrize("text", ["A2 ou B1", "between A2 and B1"])
def test_of_two_levels_it_is_asked_which(read: Read, text: str) -> None:
    [unclear] = read(text, asked=Field.FRENCH).unclear
    assert unclear.options == (4, 6)


def test_a_trade_at_the_end_of_a_list_of_tasks_is_asked_about(read: Read) -> None:
    reading = read("I dust the rooms, iron, cook", "inform", ("occupation", "cook"), asked=Field.OCCUPATION)
    assert not reading.facts
    assert [each.field for each in reading.unclear] == [Field.OCCUPATION]


def test_a_bare_number_is_no_level_where_years_are_asked(read: Read) -> None:
    [unclear] = read("entre 6 pis 9", "inform", ("french_level", "9"), asked=Field.EXPERIENCE).unclear
    assert unclear.options == (6.0, 9.0)


def test_a_day_that_is_concluded_goes_before_the_reason(read: Read) -> None:
    told: Told = {Field.START: date(2026, 3, 2)}
    text = "I cannot start right away after all, my course ends 12 June so let's say 15 June"
    assert changes(read(text, "correct_profile", told=told), told, None).saved == {Field.START: date(2026, 6, 15)}


def test_what_is_of_no_interest_any_more_is_replaced(read: Read) -> None:
    told: Told = {Field.REGIONS: ("05",)}
    marked = (("region", "Estrie"), ("region", "Outaouais"))
    reading = read("l'Estrie ça m'attire pu, mets l'Outaouais à place", "ask_region", *marked, told=told)
    assert changes(reading, told, None).saved == {Field.REGIONS: ("07",)}


def test_years_of_work_stand_beside_the_children_of_the_same_sentence(read: Read) -> None:
    marked = (("occupation", "roofer"), ("experience_years", "9 years"))
    reading = read("I am a roofer for 9 years, we are two adults and 2 kids", "inform", *marked)
    assert (Field.EXPERIENCE, 9.0) in [(fact.field, fact.value) for fact in reading.facts]
