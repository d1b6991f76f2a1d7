"""Who comes no more is taken from the household, and nobody else with them."""

from typing import Any

import pytest

from bot.base.terms import Field, Household, Wish
from bot.reading import changes
from bot.reading.no_longer_along import left_of
from tests.reading.conftest import Read

FAMILY: dict[Field | Wish, Any] = {Field.HOUSEHOLD: Household(True, 2)}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ma conjointe déménage pus avec nous, c'est moi avec les deux enfants", Household(False, 2)),
        ("my husband is no longer moving with us, only me and two kids", Household(False, 2)),
        ("on s'est laissés, c'est juste moi et mes deux filles", Household(False, 2)),
        ("my wife and I split up. just me with 2 kids now", Household(False, 2)),
        ("nos enfants viendront plus, juste moi et mon mari", Household(True)),
    ],
)
def test_who_comes_no_more_is_taken_away_where_the_rest_is_named(read: Read, text: str, left: Household) -> None:
    found = changes(read(text, "inform", told=FAMILY), FAMILY, None)
    assert [*found.saved.values(), *(doubt.after for doubt in found.doubts)] == [left]


@pytest.mark.parametrize(
    ("text", "before", "left"),
    [
        ("mon chum suit plus finalement", Household(True, 1), Household(False, 1)),
        ("my eldest son isn't moving after all", Household(True, 2), Household(True, 1)),
        ("my mum won't come", Household(True, 2, 1), Household(True, 2)),
        ("on n'est plus ensemble", Household(True, 3), Household(False, 3)),
    ],
)
def test_it_is_asked_where_the_rest_is_not_named(read: Read, text: str, before: Household, left: Household) -> None:
    told: dict[Field | Wish, Any] = {Field.HOUSEHOLD: before}
    found = changes(read(text, "inform", told=told), told, None)
    assert not found.saved
    assert [doubt.after for doubt in found.doubts] == [left]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ma femme viendra pus, moi et mon garçon", Household(False, 1)),
        ("my boyfriend isn't joining me any more, it's me and my 3 kids", Household(False, 3)),
        ("moi et ma conjointe, mes parents viennent plus", Household(True)),
    ],
)
def test_they_do_not_count_in_an_answer(read: Read, text: str, whole: Household) -> None:
    found = changes(read(text, "inform", asked=Field.HOUSEHOLD), {}, Field.HOUSEHOLD)
    assert found.saved == {Field.HOUSEHOLD: whole}


@pytest.mark.parametrize(
    "text",
    [
        "my husband can't come before March",
        "mon mari viendra plus tard",
        "we broke up but we are together again",
        "my cousin and her husband split up",
        "we split up the work with my wife",
        "mon mari peut plus conduire",
        "if my wife isn't coming what changes",
    ],
)
def test_nobody_is_taken_away_who_comes_later_or_of_whom_something_else_is_said(read: Read, text: str) -> None:
    found = changes(read(text, "inform", told=FAMILY), FAMILY, None)
    assert Field.HOUSEHOLD not in found.saved
    assert Household(False, 2) not in [doubt.after for doubt in found.doubts]


@pytest.mark.parametrize(
    "text", ["I left my husband and our daughter in Manila", "j'ai laissé ma conjointe et mes fils au village",
             "we broke up in 2019, then I met my wife"],
)  # fmt: skip
def test_who_waits_abroad_is_no_break(text: str) -> None:
    assert left_of(Household(True, 1), text) is None
