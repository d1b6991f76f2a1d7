"""Texts that officers often write: saved once in each language, inserted in the candidate's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.characters import printable
from bot.base.errors import NotThere
from bot.base.terms import ByLanguage, Language
from bot.db.models import SavedReplyRow
from bot.programme import access, audit
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.ids import new_id
from bot.programme.words_in_forms import NoWords, printable_lines

LONGEST_NAME = 80
MOST_LETTERS = 2000


class ReplyUnknown(NotThere):
    """There is no such saved reply, or it was deleted."""


@dataclass(frozen=True, slots=True)
class SavedReply:
    """A saved reply, with the name by which officers find it."""

    id: str
    name: str
    text: ByLanguage  # in every language in which everything is said


async def listed(session: AsyncSession, officer: Officer) -> Sequence[SavedReply]:
    """All saved replies, sorted by name.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.ANSWER)
    rows = await session.scalars(select(SavedReplyRow))
    found = [SavedReply(row.id, row.name, row.text) for row in rows]
    return sorted(found, key=lambda each: each.name.casefold())


async def save(
    session: AsyncSession, officer: Officer, reply_id: str | None, name: str, text: ByLanguage,
    now: datetime,
) -> None:  # fmt: skip
    """Save a new reply (without `reply_id`), or edit one.

    Raises:
        NotAllowed: the officer's role does not include it.
        ReplyUnknown: there is none with this identifier.
        NoWords: it has no name, lacks one of the languages, or is too long.
    """
    access.require(officer, Task.SAVED_REPLIES)
    name = printable(name).strip()
    written: dict[str, str] = {language: printable_lines(text.get(language, "")) for language in Language}
    if not 0 < len(name) <= LONGEST_NAME or not all(0 < len(each) <= MOST_LETTERS for each in written.values()):
        raise NoWords
    row = SavedReplyRow(id=new_id()) if reply_id is None else await _find(session, reply_id)
    row.name, row.text = name, written
    session.add(row)
    audit.record(session, audit.of_officer(officer), Action.SAVE_REPLY, row.id, now)
    await session.flush()


async def remove(session: AsyncSession, officer: Officer, reply_id: str, now: datetime) -> None:
    """Delete one.

    Raises:
        NotAllowed: the officer's role does not include it.
        ReplyUnknown: there is none with this identifier.
    """
    access.require(officer, Task.SAVED_REPLIES)
    await session.delete(await _find(session, reply_id))
    audit.record(session, audit.of_officer(officer), Action.REMOVE_REPLY, reply_id, now)
    await session.flush()


async def _find(session: AsyncSession, reply_id: str) -> SavedReplyRow:
    row = await session.get(SavedReplyRow, reply_id)
    if row is None:
        raise ReplyUnknown
    return row
