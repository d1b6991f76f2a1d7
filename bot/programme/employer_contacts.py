"""The employers of the programme, with the contacts for officers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import EmployerRow


@dataclass(frozen=True, slots=True)
class Contact:
    """An employer with its contact, by the reference that files use."""

    id: str
    name: str
    town: str
    contact: str | None
    phone: str | None


async def contacts(session: AsyncSession) -> Sequence[Contact]:
    """Every employer, by name."""
    rows = await session.scalars(select(EmployerRow).order_by(EmployerRow.name, EmployerRow.town))
    return [Contact(row.id, row.name, row.town, row.contact, row.phone) for row in rows]
