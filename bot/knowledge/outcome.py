"""What comes of a question: facts that answer it, "not held", "which place?", or "out of scope"."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.knowledge.facts import Card, Fact
from bot.knowledge.out_of_scope import Beyond
from bot.knowledge.question_reading import Asked, Question
from bot.knowledge.roads import Apart
from bot.knowledge.schema import Topic, Town


@dataclass(frozen=True, slots=True)
class Answered:
    """The facts that answer, the best first; for several places, one each. `card`: the card of the first."""

    question: Question
    facts: tuple[Fact, ...]
    card: Card
    comparable: bool = True  # whether figures of several places have the same source and period
    ends: tuple[tuple[Town, Town], ...] = ()  # between which towns a way was asked
    instead: tuple[Fact, ...] = ()  # the next likeliest, where it is not clear that the first is what was meant


@dataclass(frozen=True, slots=True)
class NotHeld:
    """No fact answers the question. `near`: facts that come close, which are offered as such."""

    question: Question
    near: tuple[Fact, ...] = ()
    apart: tuple[Apart, ...] = ()  # towns between which no source tells the road
    ends: tuple[tuple[Town, Town], ...] = ()  # between which towns a way was asked
    elsewhere: bool = False  # the near facts answer the question for other towns
    about: Card | None = None  # the card told last, if the question is about it


@dataclass(frozen=True, slots=True)
class Placeless:
    """The question is on a topic of regions, but names no place."""

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
    """What was shown last: the card, and the question that it answered (none if a button was tapped)."""

    card: Card
    asked: Asked | None = None
