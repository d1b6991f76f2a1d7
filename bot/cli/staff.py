"""`bot staff`: officers, their invitations, and their times for exploratory interviews."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import utc_now
from bot.cli.common import ANY_NAME, Mistake, actor, console, local, run, shown, typed_moment
from bot.db.models import MeetingRow, StaffRow
from bot.programme import meetings, staff
from bot.programme.access import Role

officers = typer.Typer(no_args_is_help=True, help="Officers: invitations, and times for exploratory interviews.")


@officers.command("add")
def add(
    email: str,
    name: Annotated[str | None, typer.Option(help="As candidates read it before an exploratory interview.")] = None,
    role: Annotated[Role | None, typer.Option(help="What this person may do in the console.")] = None,
) -> None:
    """Invite an officer, who is then told on Telegram when a person is needed, and can check travellers in."""

    async def work(session: AsyncSession) -> str:
        return await staff.add(session, email, utc_now(), actor=actor(), name=name, role=role)

    word = run(work)
    hours = staff.INVITATION_LASTS // timedelta(hours=1)
    said = f"Send this to the officer; it serves once, within {hours} hours. In the chat with the assistant:"
    console.print(said, highlight=False)
    console.print(f"/start {staff.INVITATION}{word}", highlight=False, soft_wrap=True)


@officers.command("list")
def list_officers() -> None:
    """Officers: who joined, who is invited and until when, and how many meetings lie ahead."""

    async def work(session: AsyncSession) -> list[tuple[StaffRow, int]]:
        rows = await staff.listed(session)
        return [(row, len(await meetings.of_officer(session, row, utc_now()))) for row in rows]

    table = Table("address", "name", "added", "state", "times ahead")
    for row, ahead in run(work):
        table.add_row(shown(row.email), shown(row.name or ""), local(row.added_at), _state(row), str(ahead))
    console.print(table)


@officers.command("uninvite")
def uninvite(email: str) -> None:
    """Take back an invitation that nobody has used yet."""

    async def work(session: AsyncSession) -> bool:
        return staff.uninvite(session, await _officer(session, email), utc_now(), actor=actor())

    if not run(work):
        raise Mistake(f"No invitation of {email} is open.")
    console.print("The invitation serves no more.")


@officers.command("remove")
def remove(
    email: str,
    to: Annotated[str | None, typer.Option(help="The officer who holds the meetings that candidates took.")] = None,
) -> None:
    """End what an officer may do and is told, at once."""

    async def work(session: AsyncSession) -> int:
        leaves, stays = await _officer(session, email), await _officer(session, to) if to else None
        if leaves is stays:
            raise Mistake("The meetings cannot go to the officer who leaves.")
        return await staff.remove(session, leaves, stays, utc_now(), actor=actor())

    console.print(f"Removed. {run(work)} meetings handed over.")


@officers.command("time")
def offer_time(
    email: str,
    at: Annotated[list[str], typer.Option(help="Québec time, such as 2027-05-14T10:30; several if repeated.")],
    minutes: Annotated[int, typer.Option(min=5, max=240)] = 30,
) -> None:
    """Offer times at which candidates can talk with this officer before a trip."""

    async def work(session: AsyncSession) -> int:
        officer = await _officer(session, email)
        for each in at:
            await meetings.offer(session, officer, typed_moment(each), minutes, utc_now(), actor=actor())
        return len(at)

    console.print(f"{run(work)} times offered.")


@officers.command("meetings")
def list_meetings(email: str) -> None:
    """The times of this officer that lie ahead, and which of them are taken."""

    async def work(session: AsyncSession) -> Sequence[MeetingRow]:
        return await meetings.of_officer(session, await _officer(session, email), utc_now())

    table = Table("meeting", "begins", "minutes", "taken")
    for row in run(work):
        table.add_row(row.id, local(row.starts_at), str(row.minutes), "" if row.candidate_id is None else "yes")
    console.print(table)


@officers.command("withdraw", context_settings=ANY_NAME)
def withdraw(
    meeting_id: Annotated[str, typer.Argument(metavar="MEETING", help="As `bot staff meetings` shows it.")],
) -> None:
    """Take a time back; whoever had taken it is told."""

    async def work(session: AsyncSession) -> bool:
        return await meetings.withdraw(session, meeting_id, utc_now(), actor=actor())

    if not run(work):
        raise Mistake(f"No meeting ahead is called {meeting_id}.")
    console.print("Withdrawn.")


async def _officer(session: AsyncSession, email: str) -> StaffRow:
    officer = await staff.of_email(session, email)
    if officer is None:
        raise Mistake(f"No officer has the address {email}. Add one with: bot staff add {email}")
    return officer


def _state(row: StaffRow) -> str:
    joined = "joined" if row.chat_id is not None else ""
    invited = f"invited until {local(row.invited_at + staff.INVITATION_LASTS)}" if row.invited_at else ""
    if row.invited_at and not staff.is_invited(row, utc_now()):
        invited = "invitation over"
    return ", ".join(filter(None, (joined, invited))) or "not invited"
