"""A level or a degree that the writer has, and one that they prepare, teach or aim at."""

from typing import Any

import pytest

from bot.base.terms import Education, Field
from bot.reading import changes
from tests.reading.conftest import Read


def values(read: Read, text: str, field: Field, *marked: str) -> tuple[Any, list[Any]]:
    kind = "french_level" if field is Field.FRENCH else "education"
    reading = read(text, "inform", *((kind, each) for each in marked), asked=field)
    offered = [option for each in reading.unclear if each.field is field for option in each.options]
    return changes(reading, {}, field).saved.get(field), offered


@pytest.mark.parametrize(
    "text", ["I prepare people for a C1", "je travaille fort pour le C1", "je vise C1", "I coach a group toward C1"]
)
def test_a_level_that_is_not_reached_is_asked_about(read: Read, text: str) -> None:
    assert values(read, text, Field.FRENCH, "C1") == (None, [10])


@pytest.mark.parametrize(
    "text",
    [
        "j'ai obtenu C1 grâce à Madame Roy", "I finally reached C1 thanks to choir", "moi c'est C1 depuis Noël",
        "je suis rendue au C1 avec ma prof", "I passed the C1 exam with my sister", "after the course I'm at C1",
    ],
)  # fmt: skip
def test_a_level_that_is_reached_is_kept(read: Read, text: str) -> None:
    assert values(read, text, Field.FRENCH, "C1") == (10, [])


@pytest.mark.parametrize(
    ("text", "marked"),
    [("I tutor kids who do a bachelor", "bachelor"), ("je corrige des travaux de doctorat", "doctorat")],
)
def test_a_degree_of_those_who_are_taught_is_asked_about(read: Read, text: str, marked: str) -> None:
    saved, offered = values(read, text, Field.EDUCATION, marked)
    assert saved is None
    assert offered


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("I have a doctorate, from Ghent", "doctorate"), ("avec des prêts j'ai fini un doctorat", "doctorat"),
        ("mon frère a un DEC, moi j'ai eu un doctorat", "doctorat"),
    ],
)  # fmt: skip
def test_a_degree_that_one_has_is_kept(read: Read, text: str, marked: str) -> None:
    assert values(read, text, Field.EDUCATION, marked) == (Education.DOCTORATE, [])
