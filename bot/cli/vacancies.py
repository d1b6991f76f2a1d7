"""`bot vacancy` and `bot interests`: which jobs are offered, and who is interested in them."""

from datetime import date, datetime
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import utc_now
from bot.cli.change_preview import Look, decide
from bot.cli.common import Mistake, actor, console, local, run, shown, words
from bot.programme import vacancies
from bot.programme.vacancies import Day, Interest, Kept, VacancyState
from bot.replies.states import vacancy_state_name

vacancy = typer.Typer(no_args_is_help=True, add_completion=False, help="Vacancies: open, filled, closed.")
Reference = Annotated[str, typer.Argument(metavar="VACANCY", help="As `bot vacancy list` shows it.")]


@vacancy.command("list")
def list_vacancies(
    employer: Annotated[
        str | None, typer.Argument(help="A reference, as `bot employers` shows it; all if left out.")
    ] = None,
) -> None:
    """Every vacancy with its reference and state."""

    found, t = run(lambda session: vacancies.listed(session, employer)), words()
    table = Table(
        t.gettext("vacancy"), t.gettext("employer"), t.gettext("title"), t.gettext("openings"), t.gettext("state"),
        t.gettext("from"), t.gettext("until"),
    )  # fmt: skip
    for row in found:
        names = shown(row.employer), shown(t.written(row.title))
        days = str(row.offered_from or ""), str(row.until or "")
        table.add_row(row.id, *names, str(row.positions), vacancy_state_name(t, row.state), *days)
    console.print(table)


@vacancy.command("fill")
def fill(vacancy_id: Reference, look: Look = None) -> None:
    """Mark a job as filled: whoever was interested is told and shown others, and interviews about it end."""
    _move(vacancy_id, VacancyState.FILLED, look=look)


@vacancy.command("close")
def close(vacancy_id: Reference, look: Look = None) -> None:
    """Close a job: whoever was interested is told and shown others, and interviews about it end."""
    _move(vacancy_id, VacancyState.CLOSED, look=look)


@vacancy.command("open")
def open_(
    vacancy_id: Reference,
    from_: Annotated[
        str | None, typer.Option("--from", help="The first day on which candidates see it, such as 2027-04-14.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="The last day on which it is offered, such as 2027-05-14.")] = None,
) -> None:
    """Offer a job again, or from a day, or until a day; a day that is left out stays, an empty one is taken away."""
    _move(vacancy_id, VacancyState.OPEN, _day(until), _day(from_), look=False)


def list_interests(
    seen: Annotated[
        int | None, typer.Option(help="The number of an interest that you looked at; or told the end of.")
    ] = None,
    passed_on: Annotated[int | None, typer.Option(help="The number of one that you told the employer of.")] = None,
) -> None:
    """Who is interested in which job, the new ones first; candidates see what became of theirs.

    Before them: who took it back after the employer was told. Tell the employer, then say so with --seen.
    """

    async def work(session: AsyncSession) -> list[Interest]:
        for number, on in ((seen, False), (passed_on, True)):
            if number is not None:
                await vacancies.handle(session, number, utc_now(), passed_on=on, actor=actor())
        return await vacancies.interests(session)

    found, t = run(work), words()
    table = Table(
        t.gettext("number"), t.gettext("employer"), t.gettext("vacancy"), t.gettext("since"), t.gettext("seen"),
        t.gettext("told to the employer"), t.gettext("taken back"),
    )  # fmt: skip
    for row in found:
        moments = (
            local(each) if each else "" for each in (row.expressed_at, row.seen_at, row.passed_on_at, row.taken_back_at)
        )
        table.add_row(str(row.number), shown(row.employer), row.vacancy_id, *moments)
    console.print(table)


def _day(text: str | None) -> Day:
    if text is None:
        return Kept.KEPT
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Mistake(words().gettext("{text} is no day; write it like 2027-05-14", text=text)) from error


def _move(
    vacancy_id: str, state: VacancyState, until: Day = Kept.KEPT, first: Day = Kept.KEPT, *, look: bool | None
) -> None:
    async def work(session: AsyncSession, now: datetime) -> int:
        return await vacancies.set_state(session, vacancy_id, state, until, now, offered_from=first, actor=actor())

    told = decide(work, look, utc_now())
    if told is not None:
        t = words()
        said = t.gettext(
            "{state}; told, of those who are interested: {number}.", state=vacancy_state_name(t, state), number=told
        )
        console.print(said)
