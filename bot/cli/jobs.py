"""`bot job` and `bot figures`: where people's jobs stand, and what the programme did in a year."""

from typing import Annotated

import typer
from rich.table import Table

from bot.base.clock import utc_now
from bot.base.states import JobState
from bot.cli.common import Mistake, actor, console, run, typed_moment, words
from bot.programme import hires, tallies
from bot.replies.states import counted_name, job_state_name


def job(
    code: Annotated[str, typer.Argument(help="Of a registration, as `bot trip show` shows it.")],
    state: Annotated[JobState, typer.Argument()],
    employer: Annotated[str | None, typer.Option(help="Reference or name.")] = None,
    on: Annotated[str | None, typer.Option(help="Since when, such as 2027-05-14; today if it is left out.")] = None,
) -> None:
    """Note where somebody’s job stands: offered, accepted, started, ended."""
    now = utc_now()
    since = typed_moment(on) if on else now
    if since > now and state is not JobState.ACCEPTED:
        raise Mistake(words().gettext("{day} is not yet.", day=on))

    run(lambda session: hires.tell_of_job_of(session, code, state, since, now, employer=employer, actor=actor()))
    t = words()
    console.print(t.gettext("Noted: {state}.", state=job_state_name(t, state)))


def show_figures() -> None:
    """What happened in each year: seats used, jobs, how it was; who was erased counts, without a name."""
    found, t = run(tallies.figures), words()
    table = Table(t.gettext("year"), t.gettext("what"), t.gettext("count"))
    for (what, year), count in sorted(found.items(), key=lambda each: (each[0][1], each[0][0])):
        table.add_row(str(year), counted_name(t, what), str(count))
    console.print(table)
