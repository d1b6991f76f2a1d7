"""Searches of candidates that an officer saved under a name; results are found anew each time.

A list is an officer's, and erasing a person does not reach it: it holds nobody's name or telephone number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.characters import printable
from bot.base.errors import BotError, NotThere
from bot.db.models import SavedSearchRow
from bot.programme import access
from bot.programme.access import Officer, Task
from bot.programme.candidate_search import Search
from bot.programme.ids import new_id
from bot.programme.words_in_forms import NoWords

LONGEST_NAME = 80
MOST = 20  # of one officer


class SearchUnknown(NotThere):
    """This officer has no such search."""


class TooMany(BotError):
    """The officer has as many searches as a page can show."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under its name."""

    id: str
    name: str
    wanted: Search


async def listed(session: AsyncSession, officer: Officer) -> Sequence[SavedSearch]:
    """This officer's searches, sorted by name.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.READ)
    rows = await session.scalars(select(SavedSearchRow).where(SavedSearchRow.staff_id == officer.id))
    found = [SavedSearch(row.id, row.name, Search.of(row.wanted)) for row in rows]
    return sorted(found, key=lambda each: each.name.casefold())


async def keep(session: AsyncSession, officer: Officer, name: str, wanted: Search) -> None:
    """Save a search, without the name or telephone number that it may be for.

    Raises:
        NotAllowed: the officer's role does not include it.
        NoWords: its name is empty or too long.
        TooMany: the officer has as many as allowed.
    """
    name = printable(name).strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise NoWords
    if len(await listed(session, officer)) >= MOST:
        raise TooMany
    session.add(SavedSearchRow(id=new_id(), staff_id=officer.id, name=name, wanted=replace(wanted, name="").said))
    await session.flush()


async def remove(session: AsyncSession, officer: Officer, search_id: str) -> None:
    """Delete a search.

    Raises:
        NotAllowed: the officer's role does not include it.
        SearchUnknown: this officer has no such search.
    """
    access.require(officer, Task.READ)
    row = await session.get(SavedSearchRow, search_id)
    if row is None or row.staff_id != officer.id:
        raise SearchUnknown
    await session.delete(row)
