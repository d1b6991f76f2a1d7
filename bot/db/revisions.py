"""A revision of what many turns read and few change: drawn anew in each transaction that changes it.

Whoever keeps a copy compares revisions, and need not read everything to know that nothing has changed. The row of the
revision is written, and so locked, before anything that it stands for: transactions that change vacancies wait for each
other there, in whatever order they come to the vacancies themselves, and none waits for one that waits for it.
"""

import secrets
from typing import Any

from sqlalchemy import event, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from bot.db.models import EmployerRow, RevisionRow, VacancyRow

VACANCIES = "vacancies"
_WATCHED = {EmployerRow: VACANCIES, VacancyRow: VACANCIES}


class WatchedSession(Session):
    """A session whose changes of what is watched draw a new revision."""


async def current(session: AsyncSession, name: str) -> str:
    """The revision of `name` in this transaction: to be read before what it stands for."""
    return await session.scalar(select(RevisionRow.drawn).where(RevisionRow.name == name)) or ""


async def lock(session: AsyncSession, name: str) -> None:
    """Let nobody else change what `name` stands for until this transaction ends; before any of it is locked itself."""
    await session.run_sync(_draw, name)


def _draw(session: Session, name: str) -> None:
    """Random, not counted: two transactions never draw the same one, even where the first is rolled back."""
    drawn = update(RevisionRow).where(RevisionRow.name == name).values(drawn=secrets.token_urlsafe(12))
    session.connection().execute(drawn)


@event.listens_for(WatchedSession, "before_flush")
def _flushed(session: Session, context: UOWTransaction, instances: Any) -> None:
    dirty = (each for each in session.dirty if session.is_modified(each))
    for name in {_WATCHED[type(each)] for each in (*session.new, *dirty, *session.deleted) if type(each) in _WATCHED}:
        _draw(session, name)


@event.listens_for(WatchedSession, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    """An update or a deletion of many rows by one statement."""
    written = state.is_insert or state.is_update or state.is_delete
    if written and state.bind_mapper is not None and state.bind_mapper.class_ in _WATCHED:
        _draw(state.session, _WATCHED[state.bind_mapper.class_])
