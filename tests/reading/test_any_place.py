"""Any place is anywhere, any place of a region is that region, and a name with many mistakes is asked."""

from typing import Any

import pytest

from bot.base.terms import ANYWHERE, Field
from bot.reading import changes
from tests.reading.conftest import Read


def told(read: Read, text: str, *entities: tuple[str, str]) -> tuple[dict[Field, Any], list[Any]]:
    reading = read(text, "inform", *entities, asked=Field.REGIONS)
    offered = [option for each in reading.unclear for option in each.options]
    return changes(reading, {}, Field.REGIONS).saved, offered


@pytest.mark.parametrize(
    "text",
    [
        "nimporte quelle ville",
        "tte les regions",
        "whatever town",
        "evrywhere",
        "wherever I find work",
        "où y a de l'ouvrage",
    ],
)
def test_any_place_is_anywhere(read: Read, text: str) -> None:
    saved, offered = told(read, text)
    assert saved.get(Field.REGIONS) == (ANYWHERE,) or offered == [(ANYWHERE,)]


@pytest.mark.parametrize(
    ("text", "region"),
    [("any village in Mauricie", "04"), ("partout en Abitibi", "08"), ("anywhere around Rimouski", "01")],
)
def test_any_place_of_a_region_is_that_region(read: Read, text: str, region: str) -> None:
    saved, offered = told(read, text)
    assert [*saved.values(), *offered] == [(region,)]


def test_any_region_even_a_far_one_is_anywhere(read: Read) -> None:
    saved, _ = told(read, "n'importe quelle région, même la Côte-Nord", ("region", "Côte-Nord"))
    assert saved == {Field.REGIONS: (ANYWHERE,)}


@pytest.mark.parametrize(("name", "region"), [("Drumondvil", "17"), ("Shawenegan", "04"), ("Rivier du lou", "01")])
def test_a_place_with_many_mistakes_is_read_or_asked(read: Read, name: str, region: str) -> None:
    saved, offered = told(read, name, ("city", name))
    assert [*saved.values(), *offered] == [(region,)]


def test_where_a_friend_lives_is_not_guessed(read: Read) -> None:
    assert told(read, "my uncle lives in Drumonvil", ("city", "Drumonvil")) == ({}, [])


def test_a_place_with_work_is_that_place(read: Read) -> None:
    reading = read("Matane où il y a de l'ouvrage", "inform", ("city", "Matane"), asked=Field.REGIONS)
    assert changes(reading, {}, Field.REGIONS).saved == {Field.REGIONS: ("01",)}
