"""A person to answer, without Telegram and without Rasa."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

import pytest
from sqlalchemy import select

from bot.answers.all_answers import ANSWERS
from bot.answers.button_check import checked
from bot.answers.confirming import marked
from bot.answers.doors import Door
from bot.answers.performing import perform
from bot.answers.turn import Library, Turn
from bot.base.terms import Language
from bot.db import Database
from bot.db.models import NoticeRow
from bot.knowledge.outcome import LastAnswer
from bot.knowledge.question_reading import Asked
from bot.programme import candidates
from bot.queues.notices import NoticeKind
from bot.reading import Reading
from bot.replies.message import Button, Message, Ref
from tests.conftest import NOW

ANY_DOOR = Door.WORDS | Door.BUTTON | Door.COMMAND | Door.CHANNEL


NOTHING = Reading()
EMPTY: Mapping[str, str] = MappingProxyType({})
Took = tuple[tuple[str, float], ...]


@dataclass
class Person:
    """Asks by symbolic references, as buttons, commands and Rasa do, by whichever door leads there; one transaction."""

    database: Database
    library: Library
    language: Language
    chat_id: int = 77
    now: datetime = NOW
    place: str = ""  # that was spoken of last

    async def __call__(
        self, *references: str, written: str = "", door: Door = ANY_DOOR, told: Reading = NOTHING, took: Took = (),
        shown_now: bool = True, parts: Mapping[str, str | Asked] = EMPTY, last: LastAnswer | None = None,
        consent_asked: bool = False, clauses: tuple[Asked, ...] = (), decided: tuple[str, ...] = (),
    ) -> list[Message]:  # fmt: skip
        """What is answered to these references, written as buttons carry them.

        `written`: the sentence behind them; `told`: what it tells; `took`: what Rasa's model takes it for;
        `shown_now`: confirming buttons are of a bubble of this moment, else they carry what is written; `parts`: the
        part of the sentence that an answer is to, where it is not to all of it; `last`: what was told just before;
        `consent_asked`: the question on personal data stands above; `clauses`: the parts of what is written;
        `decided`: the answers that the words themselves ask for.
        """
        async with self.database.transaction() as session:
            candidate = await candidates.meet(session, self.chat_id, self.language, self.now)
            turn = Turn(session, candidate, self.now, self.library, written, said=Asked(written, took=took))
            turn.last, turn.place, turn.consent_asked = last, self.place, consent_asked
            turn.place_before = self.place
            turn.clauses = clauses
            turn.parts = {
                Ref.decode(each): part if isinstance(part, Asked) else Asked(part) for each, part in parts.items()
            }
            turn.decided = frozenset(map(Ref.decode, decided))
            refs = [Ref.decode(each) for each in references]
            if shown_now:
                [bubble] = await marked(turn, [Message("", (tuple(Button("", ref) for ref in refs),))])
                refs = [button.ref for button in bubble.rows[0] if button.ref]
            messages = await perform(turn, refs, door, told)
            self.place = turn.place
        for ref in (button.ref for message in messages for row in message.rows for button in row if button.ref):
            checked(
                ANSWERS[ref.name], Door.BUTTON, ref.args
            )  # a button leads to an answer, with arguments that it takes
        return messages

    async def says(
        self, *references: str, written: str = "", door: Door = ANY_DOOR, told: Reading = NOTHING, took: Took = (),
        last: LastAnswer | None = None, consent_asked: bool = False,
    ) -> str:  # fmt: skip
        """The words alone."""
        messages = await self(
            *references, written=written, door=door, told=told, took=took, last=last, consent_asked=consent_asked
        )
        return "\n".join(message.text for message in messages)


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
def person(database: Database, library: Library, language: Language) -> Person:
    """Somebody new, in each language."""
    return Person(database, library, language)


@pytest.fixture
async def agreed(person: Person) -> Person:
    """Somebody who agreed that answers are kept."""
    await person("consent:given:2")
    return person


@pytest.fixture
async def welder(agreed: Person) -> Person:
    """Somebody whose profile is complete."""
    for reference in (
        "set:occupation:72106",
        "set:experience_years:5",
        "set:education:2",
        "set:french_level:6",
        "set:spoken_languages:ar",
        "set:regions:any",
        "set:household:1:2",
        "set:permit:permanent_resident",
        "set:available_from:2026-06-01",
    ):
        await agreed(reference)
    return agreed


@pytest.fixture
async def settled(agreed: Person) -> Person:
    """Somebody whose profile asks nothing just now."""
    await agreed("cancel")
    return agreed


def carried(messages: list[Message]) -> list[str]:
    """What the buttons name, without when they were shown."""
    refs = [button.ref for each in messages for row in each.rows for button in row if button.ref]
    return [replace(ref, mark="").encode() for ref in refs]


def references(message: Message) -> list[str]:
    """What the buttons of a message carry."""
    return [button.ref.encode() for row in message.rows for button in row if button.ref]


async def alarms(person: Person) -> int:
    """How many alarms wait for officers."""
    async with person.database.reading() as session:
        query = select(NoticeRow.id).where(NoticeRow.kind == NoticeKind.STAFF_ALARM)
        return len((await session.scalars(query)).all())
