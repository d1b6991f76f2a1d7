"""A change is previewed, with what it means for people, and confirmed before it is made."""

import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cli.common import console, local, run, shown, words

if TYPE_CHECKING:
    from bot.answers.notice_preview import Preview
    from bot.programme.matching_inputs import Rules


class Moves(StrEnum):
    """What happens to interviews when a day's hours change."""

    MOVE = "move"
    STAY = "stay"


Result = TypeVar("Result")
Along = Annotated[Moves | None, typer.Option(help="Whether program and interviews move along with another hour.")]
Look = Annotated[
    bool | None,
    typer.Option("--preview/--write", help="Show what everybody would be told; at a terminal it is shown and asked."),
]


def decide(
    work: Callable[[AsyncSession, datetime], Awaitable[Result]],
    look: bool | None,
    now: datetime,
    trip_id: str | None = None,
) -> Result | None:
    """Show what everybody would be told, ask for confirmation at a terminal, make the change; None: it was not made.

    Args:
        look: whether to only show it; None: show it and ask, at a terminal.
        trip_id: whose programme may change.
    """
    asks = look is None and sys.stdin.isatty()
    if look or asks:
        show_what_is_told(work, now, trip_id)
        if look or not typer.confirm(words().gettext("Do this?")):
            return None

    async def do(session: AsyncSession) -> Result:
        return await work(session, now)

    return run(do)


def show_what_is_told(
    work: Callable[[AsyncSession, datetime], Awaitable[object]], now: datetime, trip_id: str | None = None
) -> None:
    """Print what everybody would be told because of a change, and the interviews as they would be."""
    from bot.answers.notice_preview import preview  # the words for candidates weigh more than most commands

    _show(run(lambda session: preview(session, matching_rules, work, now, trip_id)))


def along(interviews: Moves | None) -> bool | None:
    """Whether interviews move along with the hours, as use cases expect it."""
    return None if interviews is None else interviews is Moves.MOVE


def matching_rules() -> "Rules":
    """The rules that matching weighs by."""
    from bot.knowledge import load_knowledge  # they weigh more than most commands
    from bot.matching import load_weights
    from bot.programme.matching_inputs import Rules

    return Rules.of(load_knowledge(), load_weights())


def _show(found: "Preview") -> None:
    t = words()
    for text, households in found.told:
        console.rule(t.ngettext("{n} household is told", "{n} households are told", households))
        console.print(shown(text), highlight=False)
    console.rule()
    if not found.told:
        console.print(t.gettext("Nobody would be told anything."))
    for trip_id, meetings in found.days.items():
        table = Table(
            t.gettext("time"), t.gettext("traveller"), t.gettext("employer"),
            title=t.gettext("Interviews of {trip}, as they would be", trip=trip_id),
        )  # fmt: skip
        for each in meetings:
            table.add_row(local(each.starts_at), each.code, shown(each.employer))
        console.print(table)
    if found.employers:
        console.print(t.gettext("No message goes to employers. These have new or changed hours, so call them:"))
        for name in found.employers:
            console.print(f"  {shown(name)}", highlight=False)
    if found.outside:
        said = t.ngettext(
            "{n} interview would lie outside of the hours for them: solve the day again then.",
            "{n} interviews would lie outside of the hours for them: solve the day again then.",
            found.outside,
        )
        console.print(said)
