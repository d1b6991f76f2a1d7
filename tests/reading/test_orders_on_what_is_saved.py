"""Orders on saved answers: regions before a comparison of them, years that are spoken of before a question which."""

from typing import Any

import pytest

from bot.base.terms import Field, Wish
from bot.reading import changes
from tests.reading.conftest import Read

TOLD: dict[Field | Wish, Any] = {Field.EXPERIENCE: 9.0, Field.REGIONS: ("05",)}
COMPARES = "compare_regions"


@pytest.mark.parametrize(
    ("text", "before", "added"),
    [
        ("tak estrie off n put outaouais", "estrie", "outaouais"),
        ("take Estrie off please and put Outaouais", "Estrie", "Outaouais"),
    ],
)
def test_an_order_on_ones_regions_is_no_comparison(read: Read, text: str, before: str, added: str) -> None:
    reading = read(text, COMPARES, ("region", before), ("region", added), told=TOLD)
    assert changes(reading, TOLD, None).saved == {Field.REGIONS: ("07",)}
    assert reading.acts == ()


@pytest.mark.parametrize("text", ["put estrie n outaouais side by side", "compare estrie and outaouais"])
def test_a_comparison_stays_one(read: Read, text: str) -> None:
    reading = read(text, COMPARES, ("region", "estrie"), ("region", "outaouais"), told=TOLD)
    assert [act.intent for act in reading.acts] == [COMPARES]
    assert reading.facts == ()


@pytest.mark.parametrize(
    "text",
    ["les 4 années de stage, ça compte pas, mets plutôt 5", "hold on, the first four years I only swept, so put 5"],
)
def test_a_number_for_the_years_that_are_spoken_of_is_asked_about(read: Read, text: str) -> None:
    found = changes(read(text, "correct_profile", told=TOLD), TOLD, None)
    assert found.saved == {}
    assert [(doubt.field, doubt.after) for doubt in found.doubts] == [(Field.EXPERIENCE, 5.0)]


@pytest.mark.parametrize(
    "text",
    ["my lease is 3 years, put 5", "my wife cooked 3 years there, put 5", "j'ai étudié 4 ans, mets 5",
     "the first two years of my permit do not count, put 5"],
)  # fmt: skip
def test_years_of_something_else_change_no_experience(read: Read, text: str) -> None:
    reading = read(text, "correct_profile", told=TOLD)
    assert Field.EXPERIENCE not in changes(reading, TOLD, None).saved
