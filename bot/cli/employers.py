"""`bot employers`: whom files and commands name."""

from collections.abc import Sequence

from rich.table import Table
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cli.common import console, run, shown
from bot.db.models import EmployerRow


def list_employers() -> None:
    """Every employer with its reference, which a file names it by."""

    async def work(session: AsyncSession) -> Sequence[EmployerRow]:
        return (await session.scalars(select(EmployerRow).order_by(EmployerRow.name, EmployerRow.town))).all()

    table = Table("reference", "name", "town", "contact", "phone")
    for row in run(work):
        table.add_row(row.id, *(shown(each or "") for each in (row.name, row.town, row.contact, row.phone)))
    console.print(table)
