"""`bot employers` and `bot employer`: the employers with their references; renaming, merging, archiving."""

from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import utc_now
from bot.cli.change_preview import Look, decide
from bot.cli.common import actor, console, run, shown, words
from bot.programme import employer_contacts

employer = typer.Typer(no_args_is_help=True, add_completion=False, help="One employer: renamed, merged, archived.")
Reference = Annotated[str, typer.Argument(metavar="EMPLOYER", help="A reference, as `bot employers` shows it.")]


def list_employers() -> None:
    """List every employer with the reference by which files name it."""
    found, t = run(employer_contacts.contacts), words()
    table = Table(
        t.gettext("reference"), t.gettext("name"), t.gettext("town"), t.gettext("contact"), t.gettext("phone")
    )
    for row in found:
        table.add_row(row.id, *(shown(each or "") for each in (row.name, row.town, row.contact, row.phone)))
    console.print(table)


@employer.command()
def rename(employer_id: Reference, name: Annotated[str, typer.Argument()]) -> None:
    """Rename an employer; everything that leads to it stays."""
    from bot.programme import employer_records  # importing the use cases imports matching

    run(lambda session: employer_records.rename(session, employer_id, name, utc_now(), actor=actor()))
    console.print(words().gettext("Done."))


@employer.command()
def merge(
    employer_id: Reference, kept: Annotated[str, typer.Argument(metavar="KEPT", help="The one that stays.")]
) -> None:
    """Merge two records of one employer: the first goes, and what led to it leads to the other. Nobody is told."""
    from bot.programme import employer_records

    run(lambda session: employer_records.merge(session, employer_id, kept, utc_now(), actor=actor()))
    console.print(words().gettext("Done."))


@employer.command()
def archive(employer_id: Reference, look: Look = None) -> None:
    """Archive an employer: its vacancies close, trips ahead go on without it, and everybody concerned is told."""
    from bot.programme import employer_records

    async def work(session: AsyncSession, now: datetime) -> int:
        return await employer_records.archive(session, employer_id, now, actor=actor())

    closed = decide(work, look, utc_now())
    if closed is not None:
        console.print(words().ngettext("{n} vacancy is closed.", "{n} vacancies are closed.", closed))
