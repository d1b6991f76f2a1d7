"""The revision of the vacancies, which many turns read and few change: renewed in each transaction that changes one.

A cache of them compares revisions, and need not read everything to know that nothing has changed.
"""

import secrets
from typing import Any

from sqlalchemy import event, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from bot.db.models import AmendmentRow, EmployerRow, RevisionRow, VacancyRow

VACANCIES, KNOWLEDGE = "vacancies", "knowledge"
_WATCHED = {EmployerRow: VACANCIES, VacancyRow: VACANCIES, AmendmentRow: KNOWLEDGE}


class WatchedSession(Session):
    """A session that renews the revision when something watched changes."""


async def current(session: AsyncSession, name: str) -> str:
    """The revision of `name` in this transaction; to be read before the data that it stands for."""
    return await session.scalar(select(RevisionRow.drawn).where(RevisionRow.name == name)) or ""


def draw(session: Session, name: str) -> None:
    """Write a new revision of `name`.

    It is random rather than counted: two transactions never draw the same one, even if the first is rolled back.
    """
    drawn = update(RevisionRow).where(RevisionRow.name == name).values(drawn=secrets.token_urlsafe(12))
    session.connection().execute(drawn)


@event.listens_for(WatchedSession, "before_flush")
def _flushed(session: Session, context: UOWTransaction, instances: Any) -> None:
    dirty = (each for each in session.dirty if session.is_modified(each))
    for name in {_WATCHED[type(each)] for each in (*session.new, *dirty, *session.deleted) if type(each) in _WATCHED}:
        draw(session, name)


@event.listens_for(WatchedSession, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    """Notice an update or a deletion of many rows by one statement."""
    written = state.is_insert or state.is_update or state.is_delete
    if written and state.bind_mapper is not None and state.bind_mapper.class_ in _WATCHED:
        draw(state.session, _WATCHED[state.bind_mapper.class_])
