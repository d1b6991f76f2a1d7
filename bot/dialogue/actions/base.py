"""What all actions have in common: their services, and symbolic answers as their result."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.base.errors import BotError
from bot.base.terms import Language
from bot.db import Database
from bot.db.candidate_view import CandidateView
from bot.knowledge import Knowledge, Resolver, Search
from bot.programme import candidates
from bot.reading import is_denied
from bot.reading.normalized_in_place import even

Events = list[dict[str, Any]]


class CandidateGone(BotError):
    """Rasa asked about somebody who was erased in the meantime."""


@dataclass(frozen=True, slots=True)
class Services:
    """What actions are built with."""

    database: Database
    knowledge: Knowledge
    resolver: Resolver
    search: Search
    clock: Callable[[], datetime]
    languages: tuple[str, ...] = tuple(Language)  # to choose from

    @property
    def today(self) -> date:
        """The day that it is in Québec."""
        return local_day(self.clock())

    @asynccontextmanager
    async def candidate(self, tracker: Tracker) -> AsyncIterator[tuple[AsyncSession, CandidateView]]:
        """The candidate whom this tracker is about, only for reading: the answer that is named does the writing."""
        async with self.database.reading() as session:
            found = await candidates.of_conversation(session, tracker.sender_id)
            if found is None:
                raise CandidateGone
            yield session, found


class BotAction(Action, ABC):  # type: ignore[misc]  # rasa_sdk is untyped
    """An action decides *what* is said: `say` names an answer, and `bot/answers` does the rest."""

    action_name: ClassVar[str]
    says: ClassVar[frozenset[str]]  # names of answers in `bot.answers.all_answers`

    def __init__(self, services: Services) -> None:
        self.services = services

    def name(self) -> str:
        """The name in `domain.yml`."""
        return self.action_name

    @abstractmethod
    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Decide what is said, and tell Rasa what changed."""

    def say(self, dispatcher: CollectingDispatcher, answer: str, *args: object) -> None:
        """Name one of the answers that the action declares, with its arguments."""
        if answer not in self.says:
            raise ValueError(f"{self.action_name} does not declare that it says {answer}")
        dispatcher.utter_message(json_message={"answer": answer, "args": [str(arg) for arg in args]})


def intent_of(tracker: Tracker) -> str:
    """The intent of the last message."""
    return str(tracker.latest_message.get("intent", {}).get("name") or "")


def text_of(tracker: Tracker) -> str:
    """What the candidate wrote."""
    return str(tracker.latest_message.get("text") or "")


def names_any(tracker: Tracker, *kinds: str) -> bool:
    """Whether the last message names something of these kinds, even if only to exclude it."""
    return any(entity.get("entity") in kinds for entity in tracker.latest_message.get("entities") or [])


def entities_of(tracker: Tracker, *kinds: str) -> list[str]:
    """The values of these entities in the last message, in order; denied ones are left out."""
    found = tracker.latest_message.get("entities") or []
    text = even(text_of(tracker))
    return [
        str(entity["value"])
        for entity in found
        if entity.get("entity") in kinds and not is_denied(text, int(entity["start"]), int(entity["end"]))
    ]
