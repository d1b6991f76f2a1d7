"""What comes of a question: the facts that answer it, that they are not held, that it names no place, or is outside."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.knowledge.facts import Card, Fact
from bot.knowledge.out_of_scope import Beyond
from bot.knowledge.question_reading import Asked, Question
from bot.knowledge.roads import Apart
from bot.knowledge.schema import Topic, Town


@dataclass(frozen=True, slots=True)
class Answered:
    """The facts that answer, the first one first; of several places, one each. `card` is what they stand on."""

    question: Question
    facts: tuple[Fact, ...]
    card: Card
    comparable: bool = True  # figures of several places have one source and one period
    ends: tuple[tuple[Town, Town], ...] = ()  # between which towns a way was asked


@dataclass(frozen=True, slots=True)
class NotHeld:
    """What was asked is not among the facts. `near`: what comes close, to be offered and said to be only near."""

    question: Question
    near: tuple[Fact, ...] = ()
    apart: tuple[Apart, ...] = ()  # towns between which no source tells the road
    ends: tuple[tuple[Town, Town], ...] = ()  # between which towns a way was asked
    elsewhere: bool = False  # the nearest facts answer the question for other towns
    about: Card | None = None  # the card that was told last, which the question is about


@dataclass(frozen=True, slots=True)
class Placeless:
    """A question on a topic of regions that names none."""

    question: Question
    topic: Topic


@dataclass(frozen=True, slots=True)
class Outside:
    """The question is out of scope."""

    question: Question
    beyond: Beyond


Outcome: TypeAlias = Answered | NotHeld | Placeless | Outside


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """What was told last: the card, and the question that it was told to; no question of a button."""

    card: Card
    asked: Asked | None = None
