"""A reader on the real knowledge base, and messages as Rasa's pipeline would see them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import bot.answers.all_answers  # noqa: F401 - it declares which question each button answers
from bot.answers.doors import question_of
from bot.base.terms import Field, Wish
from bot.knowledge import Resolver, load_knowledge
from bot.reading import Context, Entity, Guess, Parse, Reader, Reading, Seats, Sight

TODAY = date(2026, 3, 2)
Read = Callable[..., Reading]


def seen(text: str, intent: str, *marked: tuple[str, str]) -> Parse:
    """A parse: `marked` are entities by kind and words."""
    entities, start = [], 0
    for kind, words in marked:
        at = text.index(words, start)
        entities.append(Entity(kind, words, at, at + len(words)))
        start = at + len(words)
    return Parse(text, intent, (Guess(intent, 0.9),), tuple(entities), text)


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    return Resolver(load_knowledge())


@pytest.fixture(scope="session")
def reader(resolver: Resolver) -> Reader:
    return Reader(resolver)


@pytest.fixture
def read(reader: Reader) -> Read:
    """Reads a text in a context: at once where no model is needed, else as it would be seen."""

    def once(
        text: str, intent: str = "inform", *marked: tuple[str, str], asked: Field | None = None,
        told: dict[Field | Wish, Any] | None = None, buttons: tuple[tuple[str, ...], ...] = (), forwarded: bool = False,
        sight: Sight | None = None, held: tuple[Seats, ...] = (),
    ) -> Reading:  # fmt: skip
        seen_now = sight or Sight(buttons)
        questions = {shown: question for shown in seen_now.buttons if (question := question_of(shown))}
        context = Context(TODAY, asked, told or {}, forwarded, seen_now, held, confirming=questions)
        return reader.at_once(text, context) or reader.read(seen(text, intent, *marked), context)

    return once
