"""A revision of what many turns read and few change: drawn anew in each transaction that changes it.

Whoever keeps a copy compares revisions, and needs not read everything to know that nothing has changed.
"""

import secrets
from typing import Any

from sqlalchemy import event, select
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


def _draw(session: Session, name: str) -> None:
    """Random, not counted: two transactions never draw the same one, even where the first is rolled back."""
    session.merge(RevisionRow(name=name, drawn=secrets.token_urlsafe(12)))


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
