"""Rows behind what leaves the programme, for tests that look at what is kept."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.db.models import RegistrationRow
from bot.programme.trip_views import RegistrationView


async def row_of(session: AsyncSession, view: RegistrationView) -> RegistrationRow:
    """The registration as it is kept, with its trip and its candidate, whatever becomes of it in this session."""
    query = select(RegistrationRow).where(RegistrationRow.id == view.id).execution_options(populate_existing=True)
    loaded = selectinload(RegistrationRow.trip), selectinload(RegistrationRow.candidate)
    return (await session.scalars(query.options(*loaded))).one()
