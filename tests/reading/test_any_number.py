"""Whatever number is written, at whatever question, it is read or left alone: none ends in an error."""

import pytest

from bot.base.terms import Field, Household, Wish
from tests.reading.conftest import Read

NUMBERS = (0, 2, 13, 14, 23, 100, 1000)
MESSAGES = (
    "{n}", "my {n} kids", "we have {n} children", "on est {n}", "2 adultes et {n} enfants", "ma fille de {n} ans",
    "i have {n} sons and {n} daughters", "actually {n} children", "{n} people in total with me", "pas {n} enfants, 2",
    "my wife and {n} kids and {n} brothers", "depuis {n} ans", "niveau {n}", "le {n} mars", "{n}$ de l'heure",
)  # fmt: skip
TOLD: tuple[dict[Field | Wish, object], ...] = ({}, {Field.HOUSEHOLD: Household(True, 1, 1)})


@pytest.mark.parametrize("asked", [None, Field.HOUSEHOLD, Field.EXPERIENCE, Field.FRENCH])
def test_no_number_ends_in_an_error(read: Read, asked: Field | None) -> None:
    """ "14" did, where nothing was asked or who moves along, and a daughter of 23 beside a household that was told."""
    for number in NUMBERS:
        for message in MESSAGES:
            for told in TOLD:
                for intent in ("inform", "nlu_fallback"):
                    read(message.format(n=number), intent, asked=asked, told=dict(told))


def test_more_people_than_a_household_holds_are_not_offered(read: Read) -> None:
    found = read("14", asked=Field.HOUSEHOLD)
    assert not found.facts
    assert all(isinstance(option, Household) for each in found.unclear for option in each.options)
