"""The Québec scale of French, and exercises to try oneself on it."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from bot.knowledge.schema.facts import HoldsFacts
from bot.knowledge.schema.texts import Answer, Brief, Id, Model, Text


class Skill(StrEnum):
    """What the scale measures; each skill has its own level."""

    UNDERSTAND = "understand"
    SPEAK = "speak"
    READ = "read"
    WRITE = "write"


class FrenchLevel(HoldsFacts):
    """A level of the Québec scale in our own plain words: what a person at that level can do."""

    level: int = Field(ge=1, le=12)
    daily: Answer
    skills: Mapping[Skill, Brief]


class TryItem(Model):
    """A small exercise in French; `right`: the position of the right option, from 0."""

    id: Id
    level: int = Field(ge=1, le=12)
    text: str = Field(max_length=300)
    question: Text
    options: tuple[str, ...] = Field(min_length=2, max_length=4)
    right: int = Field(ge=0)


class FrenchScale(Model):
    """The twelve levels, and the exercises."""

    levels: tuple[FrenchLevel, ...] = Field(min_length=12, max_length=12)
    items: tuple[TryItem, ...]
