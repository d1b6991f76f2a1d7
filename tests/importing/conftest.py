"""Files as officers write them, and a database without the demonstration to bring them to."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from openpyxl import Workbook
from sqlalchemy import select

from bot.db import Database
from bot.db.migrate import upgrade
from bot.db.models import InterviewRow
from bot.importing.apply import Imported, import_file
from bot.importing.columns import Kind
from bot.importing.interpreting import understand
from bot.importing.lines import Problem, Refused
from bot.importing.sheet import content_of
from bot.knowledge import Knowledge, load_knowledge
from tests.conftest import ANA, NOW

Table = Sequence[Sequence[object]]
EMPLOYERS = (
    ("Référence", "Nom", "Ville", "Présentation", "Présentation (anglais)"),
    ("e1", "Métal du Fjord", "Saguenay", "Nous soudons.", "We weld."),
    ("", "Soins Boréal", "Rimouski", "Nous soignons.", "We care."),
)
VACANCIES = (
    ("Employeur", "Métier", "Titre du poste", "Salaire minimum", "Salaire maximum", "Date de début", "Français",
     "Expérience", "Scolarité", "Horaire", "Réglementé", "Postes"),
    ("Metal du fjord", "soudeuse", "Soudeur ou soudeuse", "26,75", "31,50 $", "2027-02-01", "B1", "2", "DEP", "soir",
     "non", "3"),
    ("Soins Boréal", "31301", "Infirmière clinicienne", "35", "", "1 mars 2027", "8", "", "", "", "oui", ""),
)  # fmt: skip
TRIPS = (
    ("City", "Departure", "Return", "Seats", "Departure point", "Meeting point", "Companies", "Status"),
    ("Rimouski", "2027-05-14 05:30", "2027-05-14 22:00", "30", "Berri", "Hôtel de ville", "Soins Boréal; e1", "open"),
)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
async def empty(tmp_path: Path) -> Any:
    """A database without the demonstration."""
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path}/real.db", Fernet.generate_key().decode())
    await upgrade(database.engine)
    yield database
    await database.close()


def as_csv(path: Path, table: Table, delimiter: str = ";", encoding: str = "utf-8-sig") -> Path:
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(table)
    return path


def as_xlsx(path: Path, table: Table) -> Path:
    book = Workbook()
    for row in table:
        book.active.append(list(row))  # type: ignore[union-attr]
    book.save(path)
    return path


async def imported(
    database: Database, knowledge: Knowledge, kind: Kind, path: Path, *, sure: bool = False, along: bool | None = None
) -> Imported:
    """A file, read, then taken in a transaction of its own."""
    async with database.reading() as session:
        understood = await understand(session, knowledge, kind, content_of(path), NOW)
    async with database.transaction() as session:
        return await import_file(session, understood, NOW, actor=ANA, sure=sure, along=along)


class Files:
    """Writes a table as a file and imports it."""

    def __init__(self, database: Database, knowledge: Knowledge, folder: Path) -> None:
        self._database, self._knowledge, self._folder = database, knowledge, folder

    async def __call__(
        self, kind: Kind, table: Table, *, sure: bool = False, along: bool | None = None, **how: str
    ) -> Imported:
        path = as_csv(self._folder / "file.csv", table, **how)
        return await imported(self._database, self._knowledge, kind, path, sure=sure, along=along)

    async def problems(self, kind: Kind, table: Table) -> list[Problem]:
        with pytest.raises(Refused) as refused:
            await self(kind, table)
        return list(refused.value.problems)

    async def rows(self, table: type[Any]) -> list[Any]:
        async with self._database.reading() as session:
            return list(await session.scalars(select(table).order_by(table.id)))

    def reading(self) -> Any:
        return self._database.reading()

    async def interviews(self) -> list[InterviewRow]:
        async with self._database.reading() as session:
            return list(await session.scalars(select(InterviewRow).order_by(InterviewRow.starts_at)))


@pytest.fixture
def files(empty: Database, knowledge: Knowledge, tmp_path: Path) -> Files:
    return Files(empty, knowledge, tmp_path)
