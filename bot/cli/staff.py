"""`bot staff`: officers, their invitations, and their times for exploratory interviews."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import utc_now
from bot.base.i18n import Texts
from bot.cli.common import ANY_NAME, actor, console, local, run, shown, typed_moment, words
from bot.programme import meetings, staff
from bot.programme.access import Role
from bot.programme.meetings import Slot
from bot.programme.staff import Colleague

officers = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Officers: invitations, and times for exploratory interviews."
)


@officers.command("add")
def add(
    email: str,
    name: Annotated[str | None, typer.Option(help="As candidates read it before an exploratory interview.")] = None,
    role: Annotated[Role | None, typer.Option(help="What this person may do in the console.")] = None,
) -> None:
    """Invite an officer, who is then told on Telegram when a person is needed, and can check travellers in."""
    word = run(lambda session: staff.add(session, email, utc_now(), actor=actor(), name=name, role=role))
    said = words().ngettext(
        "Send this to the officer; it serves once, within {n} hour. In the chat with the assistant:",
        "Send this to the officer; it serves once, within {n} hours. In the chat with the assistant:",
        staff.INVITATION_LASTS // timedelta(hours=1),
    )
    console.print(said, highlight=False)
    console.print(f"/start {staff.INVITATION}{word}", highlight=False, soft_wrap=True)


@officers.command("list")
def list_officers() -> None:
    """Officers: who joined, who is invited and until when, and how many meetings lie ahead."""
    found, t = run(lambda session: staff.colleagues(session, utc_now())), words()
    table = Table(
        t.gettext("address"), t.gettext("name"), t.gettext("added"), t.gettext("state"), t.gettext("times ahead")
    )
    for each in found:
        ahead = str(each.meetings_ahead)
        table.add_row(shown(each.email), shown(each.name), local(each.added_at), _state(t, each), ahead)
    console.print(table)


@officers.command("uninvite")
def uninvite(email: str) -> None:
    """Take back an invitation that nobody has used yet."""

    async def work(session: AsyncSession) -> None:
        await staff.uninvite(session, await staff.identified(session, email), utc_now(), actor=actor())

    run(work)
    console.print(words().gettext("The invitation serves no more."))


@officers.command("forget-passkeys")
def forget_passkeys(email: str) -> None:
    """Delete the passkeys of an officer who lost every device: signed out, they add a new one after the next link."""
    from bot.programme import passkeys  # takes half a second to import

    async def work(session: AsyncSession) -> None:
        await passkeys.forgotten(session, await staff.identified(session, email), utc_now(), actor=actor())

    run(work)
    console.print(words().gettext("The passkeys serve no more; the officer adds one anew after the next link."))


@officers.command("remove")
def remove(
    email: str,
    to: Annotated[str | None, typer.Option(help="The officer who holds the meetings that candidates took.")] = None,
) -> None:
    """End what an officer may do and is told, at once."""

    async def work(session: AsyncSession) -> int:
        stays = await staff.identified(session, to) if to else None
        return await staff.remove(session, await staff.identified(session, email), stays, utc_now(), actor=actor())

    handed = run(work)
    said = words().ngettext("Removed. {n} meeting handed over.", "Removed. {n} meetings handed over.", handed)
    console.print(said)


@officers.command("time")
def offer_time(
    email: str,
    at: Annotated[list[str], typer.Option(help="Québec time, such as 2027-05-14T10:30; several if repeated.")],
    minutes: Annotated[int, typer.Option(min=5, max=240)] = 30,
) -> None:
    """Offer times at which candidates can talk with this officer before a trip."""

    async def work(session: AsyncSession) -> None:
        officer = await staff.identified(session, email)
        for each in at:
            await meetings.offer(session, officer, typed_moment(each), minutes, utc_now(), actor=actor())

    run(work)
    console.print(words().ngettext("{n} time offered.", "{n} times offered.", len(at)))


@officers.command("meetings")
def list_meetings(email: str) -> None:
    """The times of this officer that lie ahead, and which of them are taken."""

    async def work(session: AsyncSession) -> Sequence[Slot]:
        return await meetings.ahead(session, await staff.identified(session, email), utc_now())

    found, t = run(work), words()
    table = Table(t.gettext("meeting"), t.gettext("begins"), t.gettext("minutes"), t.gettext("taken"))
    for each in found:
        table.add_row(each.id, local(each.starts_at), str(each.minutes), t.gettext("yes") if each.taken else "")
    console.print(table)


@officers.command("withdraw", context_settings=ANY_NAME)
def withdraw(
    meeting_id: Annotated[str, typer.Argument(metavar="MEETING", help="As `bot staff meetings` shows it.")],
) -> None:
    """Take a time back; whoever had taken it is told."""
    run(lambda session: meetings.withdraw(session, meeting_id, utc_now(), actor=actor()))
    console.print(words().gettext("Withdrawn."))


def _state(t: Texts, officer: Colleague) -> str:
    joined = t.gettext("joined") if officer.joined else ""
    invited, until = "", officer.invited_until
    if until is not None:
        over = t.gettext("invitation over")
        invited = t.gettext("invited until {moment}", moment=local(until)) if utc_now() < until else over
    return ", ".join(filter(None, (joined, invited))) or t.gettext("not invited")
