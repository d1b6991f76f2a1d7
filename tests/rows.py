"""Rows behind what leaves the programme, for tests that look at what is kept."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RegistrationRow
from bot.programme.trip_views import RegistrationView


async def row_of(session: AsyncSession, view: RegistrationView) -> RegistrationRow:
    """The registration as it is kept, whatever becomes of it later in this session."""
    return await session.get_one(RegistrationRow, view.id)
