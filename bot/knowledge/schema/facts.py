"""Facts: single statements, and the answers that hold them."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, field_validator, model_validator

from bot.base.terms import Language
from bot.knowledge.expiry import has_expired
from bot.knowledge.schema.sources import Sourced
from bot.knowledge.schema.texts import DAY, Answer, Id, Model, Phrases, Rest, Statement


class AnswerType(StrEnum):
    """What a statement tells, or a question asks."""

    DISTANCE = "distance"
    TRAVEL = "travel"  # how long the way takes
    PRICE = "price"
    WAGE = "wage"
    COUNT = "count"
    SHARE = "share"  # a rate, a percentage
    TEMPERATURE = "temperature"
    SNOW = "snow"
    AGE = "age"
    WHEN = "when"
    OPENING = "opening"  # hours at which a door is open
    DEPARTURE = "departure"  # hours at which a bus, a train, a plane or a ferry leaves
    DURATION = "duration"
    WHO = "who"
    WHERE = "where"
    CONTACT = "contact"  # a phone number, an address, a site
    PAPERS = "papers"
    CONDITION = "condition"
    HOW = "how"
    WHETHER = "whether"
    MEANING = "meaning"  # what a word stands for
    WHY = "why"


class Figure(Model):
    """A number with what it counts, where and when: "821", "$/month", "Val-d'Or", "2023"."""

    value: float
    unit: str
    place: str = ""
    period: str = ""


class FurtherFact(Model):
    """One fact beside an answer: a single statement that is shown when it is asked for, and behind "More".

    `tells`, `about` and `figures` are read from the text where they are not given. `source` counts the sources of its
    entry from 0. After `until` it is not told any more.
    """

    id: Id
    text: Statement
    tells: tuple[AnswerType, ...] = ()
    about: tuple[str, ...] = ()  # names of towns, or codes of regions
    questions: Phrases = Field(default_factory=dict)  # what people ask to hear it, where its words do not say it
    figures: tuple[Figure, ...] = ()
    source: int = Field(default=0, ge=0)
    as_of: str | None = Field(default=None, pattern=rf"^({DAY}|\d{{4}}–\d{{4}})$")  # None: its source's
    until: date | None = None


class HoldsFacts(Sourced):
    """Whatever contains facts: an answer, an organisation, a level of French."""

    facts: tuple[FurtherFact, ...] = ()

    @model_validator(mode="after")
    def _named_once_and_sourced(self) -> Self:
        names = [fact.id for fact in self.facts]
        if twice := [name for name in names if names.count(name) > 1]:
            raise ValueError(f"two facts are called {twice[0]!r}; rename one")
        if stray := [fact.id for fact in self.facts if fact.source >= len(self.sources)]:
            raise ValueError(f"fact {stray[0]!r} names a source that is not there; the first one is 0")
        return self


class Entry(HoldsFacts):
    """One answer. `known` is false where it says that nothing verified is known yet, and where to look.

    Each sentence of `answer` and of `more` is a fact, the same sentence in both languages; `facts` are further ones.
    `cites` says of each such sentence which source it was read in, counted from 0; the first where it is left out.
    """

    answer: Answer
    more: Rest | None = None
    known: bool = True
    cites: tuple[int, ...] = ()

    @field_validator("cites")
    @classmethod
    def _counted(cls, cites: tuple[int, ...]) -> tuple[int, ...]:
        if any(each < 0 for each in cites):
            raise ValueError("the first source is 0")
        return cites

    def rest(self, language: Language, today: date) -> str:
        """What "More" shows: the rest of the answer, and the further facts that still hold."""
        told = (fact.text[language] for fact in self.facts if not has_expired(fact.until, today))
        return "\n\n".join((*([self.more[language]] if self.more else []), *told))
