"""Corrections that recall what was told before: they are kept at once, and nobody else's values are."""

from typing import Any

import pytest

from bot.base.terms import Field, Wish
from bot.reading import changes
from tests.reading.conftest import Read

SAVED: dict[Field | Wish, Any] = {Field.FRENCH: 6, Field.EXPERIENCE: 3.0}


@pytest.mark.parametrize(
    ("text", "levels", "level"),
    [
        ("pardon, j'avais dit B1 mais l'examen donne B2", ("B1", "B2"), 8),
        ("mistake of mine, I put B1 and my real result is A2", ("B1", "A2"), 4),
        ("I said too high for the French, it is A2", ("A2",), 4),
        ("j'ai marqué trop bas mon français, c'est B2", ("B2",), 8),
    ],
)
def test_a_level_that_is_recalled_makes_way_for_the_one_that_holds(
    read: Read, text: str, levels: tuple[str, ...], level: int
) -> None:
    reading = read(text, "correct_profile", *(("french_level", each) for each in levels), told=SAVED)
    assert changes(reading, SAVED, None).saved == {Field.FRENCH: level}


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("sorry, I said B1 and now I want B2", ("B1", "B2")),
        ("désolé, est-ce que j'ai mis B1 ou B2?", ("B1", "B2")),
        ("I told you B1, it was A2 before, sorry", ("B1", "A2")),
        ("I said B1, sorry, my husband is C1", ("B1", "C1")),
    ],
)
def test_what_is_wished_asked_past_or_of_another_changes_no_level(
    read: Read, text: str, levels: tuple[str, ...]
) -> None:
    reading = read(text, "correct_profile", *(("french_level", each) for each in levels), told=SAVED)
    assert Field.FRENCH not in changes(reading, SAVED, None).saved


def test_years_in_this_work_are_of_the_work(read: Read) -> None:
    reading = read("sorry, I am in this trade eight years, not three", "correct_profile", told=SAVED)
    assert changes(reading, SAVED, None).saved == {Field.EXPERIENCE: 8.0}


@pytest.mark.parametrize("text", ["my uncle is in this trade eight years, not three", "I live here 8 years, not 3"])
def test_years_of_another_or_elsewhere_are_not(read: Read, text: str) -> None:
    assert not changes(read(text, "correct_profile", told=SAVED), SAVED, None).saved
