"""What people write in a further language is read by our readers, through a pack of its words."""

from datetime import date
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit
from bot.knowledge import Found, Resolver, load_knowledge
from bot.reading import Fact, Reader, glossed
from bot.reading.context import Context
from bot.reading.values import answer

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(load_knowledge())


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        (Field.EXPERIENCE, "Siete años", 7.0),
        (Field.EXPERIENCE, "veinte meses", 1.67),
        (Field.EDUCATION, "Maestria", Education.MASTER),
        (Field.FRENCH, "un poquito", 4),
        (Field.FRENCH, "no hablo francés", 0),
        (Field.LANGUAGES, "castellano y árabe", ("es", "ar")),
        (Field.REGIONS, "cualquier región", ("any",)),
        (Field.HOUSEHOLD, "mi marido y tres hijos", Household(True, 3)),
        (Field.PERMIT, "permiso de estudios", Permit.STUDY_PERMIT),
        (Field.START, "dentro de tres semanas", date(2026, 3, 23)),
        (Field.START, "20 de mayo", date(2026, 5, 20)),
    ],
)
def test_an_answer_of_the_profile(resolver: Resolver, field: Field, said: str, value: Any) -> None:
    assert answer(resolver, field, glossed(said, "es"), TODAY) == Found(value)


def test_an_open_question_needs_no_model(resolver: Resolver) -> None:
    context = Context(TODAY, Field.EXPERIENCE, speaks_another=True)
    reading = Reader(resolver).at_once(glossed("nueve años", "es"), context)
    assert reading is not None
    assert reading.facts == (Fact(Field.EXPERIENCE, 9.0),)


@pytest.mark.parametrize("name", ["Saint-Jean-de-Matha", "La Tuque", "Notre-Dame-de-Pontmain", "Val-d’Or"])
def test_names_stay_as_they_are_written(name: str) -> None:
    assert glossed(name, "es") == name


def test_without_a_pack_nothing_changes() -> None:
    assert glossed("mi esposa", None) == "mi esposa"
    assert glossed("mi esposa", "de") == "mi esposa"
