"""What officers of the programme do from the command line: trips, the day's timetable, requests, meetings."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.contact import INVITATION
from bot.app import utc_now
from bot.db import Database
from bot.db.migrate import upgrade
from bot.db.models import HumanRequestRow, OutboxRow, RegistrationRow, StaffRow, TripRow
from bot.errors import BotError
from bot.i18n import QUEBEC_TIME, texts
from bot.importing.cells import LATITUDES, LONGITUDES
from bot.importing.programme import read_programme
from bot.importing.sheet import Refused
from bot.knowledge import load_knowledge
from bot.matching import load_weights
from bot.programme import interviews, meetings, requests, roll, seats, staff, trip_changes, trips
from bot.programme.employers import Rules
from bot.programme.trips import RegistrationState
from bot.settings import read_settings
from bot.terms import Language

trip = typer.Typer(no_args_is_help=True, help="Trips: their state, their changes, their interviews.")
people = typer.Typer(no_args_is_help=True, help="Officers: invitations, and times for exploratory interviews.")
console = Console()
_ACTOR = "command line"
Result = TypeVar("Result")
TripId = Annotated[str, typer.Argument(help="As `bot trip list` shows it.")]


class Mistake(BotError):
    """An option that cannot be meant; the message says why."""


@asynccontextmanager
async def _session() -> AsyncIterator[AsyncSession]:
    settings = read_settings()
    database = Database.open(settings.database_url, settings.data_key())
    try:
        await upgrade(database.engine)
        async with database.transaction() as session:
            yield session
    finally:
        await database.close()


def _run(work: Callable[[AsyncSession], Coroutine[Any, Any, Result]]) -> Result:
    async def run() -> Result:
        async with _session() as session:
            return await work(session)

    return asyncio.run(run())


@contextmanager
def problems_listed() -> Iterator[None]:
    """A spreadsheet of which nothing was taken: every reason in a table, and the status 1."""
    try:
        yield
    except Refused as refused:
        table = Table("line", "column", "value", "why", title="Nothing was imported")
        for each in refused.problems:
            table.add_row(str(each.line or ""), each.column, escape(each.value), escape(each.reason))
        console.print(table)
        raise typer.Exit(1) from refused


@trip.command("list")
def list_trips() -> None:
    """Every trip with its state and seats."""

    async def work(session: AsyncSession) -> Sequence[tuple[TripRow, int]]:
        rows = (await session.scalars(select(TripRow).order_by(TripRow.departs_at))).all()
        waiting = [await trips.registrations(session, row.id, [RegistrationState.WAITING]) for row in rows]
        return list(zip(rows, map(len, waiting), strict=True))

    table = Table("trip", "town", "leaves", "state", "seats", "taken", "households waiting")
    for row, waiting in _run(work):
        table.add_row(row.id, row.town, _local(row.departs_at), row.state, str(row.seats), str(row.taken), str(waiting))
    console.print(table)


@trip.command("show")
def show(trip_id: TripId) -> None:
    """The registrations of a trip, by the codes that travellers show."""

    async def work(session: AsyncSession) -> tuple[Sequence[RegistrationRow], set[str]]:
        rows = await trips.registrations(session, trip_id, list(RegistrationState))
        return rows, await trips.noted(session, seats.CANCELLED_LATE, [row.id for row in rows])

    table = Table("order", "code", "state", "seats", "offered until", "checked in", "cancelled", "note")
    rows, late = _run(work)
    for row in rows:
        remarks = (("cancelled late", row.id in late), ("cannot be reached", row.candidate.unreachable_at is not None))
        table.add_row(
            str(row.number),
            row.code,
            row.state,
            str(row.seats),
            *(_local(each) if each else "" for each in (row.offered_until, row.checked_in_at, row.cancelled_at)),
            ", ".join(remark for remark, holds in remarks if holds),
        )
    console.print(table)


@trip.command("open")
def open_(trip_id: TripId) -> None:
    """Take registrations."""
    _run(lambda session: trip_changes.open_trip(session, trip_id, utc_now(), actor=_ACTOR))


@trip.command()
def close(trip_id: TripId) -> None:
    """Take no more registrations."""
    _run(lambda session: trip_changes.close_trip(session, trip_id, utc_now(), actor=_ACTOR))


@trip.command()
def cancel(trip_id: TripId) -> None:
    """Call a trip off; everyone who has a seat or waits for one is told."""
    told = _run(lambda session: trip_changes.cancel_trip(session, trip_id, utc_now(), actor=_ACTOR))
    console.print(f"Cancelled; {told} households are told.")


@trip.command()
def change(
    trip_id: TripId,
    departs: Annotated[str | None, typer.Option(help="Québec time, such as 2027-05-14T05:30.")] = None,
    returns: Annotated[str | None, typer.Option(help="Québec time.")] = None,
    departure_point: Annotated[str | None, typer.Option()] = None,
    meeting_point: Annotated[str | None, typer.Option(help="Where the day begins; with its --position.")] = None,
    position: Annotated[str | None, typer.Option(help="Of the meeting point, such as 48.4279,-71.0684.")] = None,
    places: Annotated[int | None, typer.Option("--seats", min=1)] = None,
) -> None:
    """Change when, where or for how many; travellers are told of what concerns them."""
    latitude, longitude = _position(position) if position else (None, None)
    given: dict[str, Any] = {
        "departs_at": _moment(departs), "returns_at": _moment(returns), "departure_point": departure_point,
        "meeting_point": meeting_point, "latitude": latitude, "longitude": longitude, "seats": places,
    }  # fmt: skip
    columns = {name: value for name, value in given.items() if value is not None}

    async def work(session: AsyncSession) -> tuple[set[trip_changes.Changed], int]:
        told = await trip_changes.change(session, trip_id, columns, utc_now(), actor=_ACTOR)
        return told, await trip_changes.double_booked(session, trip_id)

    with _values_checked():
        told, double = _run(work)
    console.print(f"Changed; travellers are told of: {', '.join(sorted(told)) or 'nothing'}.")
    if double:
        console.print(f"{double} households are registered for another trip at the same time too.")


@trip.command()
def programme(
    trip_id: TripId,
    file: Annotated[Path, typer.Argument(help="CSV or XLSX: when, kind, French, English.")],
) -> None:
    """Put another programme of the day in force; travellers are told when a line differs."""
    with problems_listed():
        items = read_programme(file)
    with _values_checked():
        told = _run(lambda session: trip_changes.change(session, trip_id, {}, utc_now(), actor=_ACTOR, items=items))
    console.print(f"{len(items)} lines in force; travellers {'are told' if told else 'need not be told'}.")


@trip.command("check-in")
def check_in(code: str) -> None:
    """Note that a household is there, by the code that it shows."""
    found = _run(lambda session: roll.check_in(session, code, utc_now(), actor=_ACTOR))
    console.print(f"Checked in: {found.seats} seats.")


@trip.command()
def came(code: str) -> None:
    """A household that counts as absent was there: note it after all."""
    _run(lambda session: roll.came(session, code, utc_now(), actor=_ACTOR))
    console.print("Noted: it was there.")


@trip.command()
def timetable(
    trip_id: TripId,
    minutes: Annotated[int, typer.Option(min=5, max=120, help="How long an interview lasts.")] = 25,
    keep: Annotated[int | None, typer.Option(min=1, help="How many employers the town can receive.")] = None,
    meet: Annotated[list[str] | None, typer.Option(help="CODE:EMPLOYER, who must meet.")] = None,
    invite: Annotated[list[str] | None, typer.Option(help="EMPLOYER, who must be kept.")] = None,
    not_before: Annotated[list[str] | None, typer.Option(help="CODE@10:30, no interview before.")] = None,
    leave_by: Annotated[str | None, typer.Option(help="10:30, no interview from then on.")] = None,
    absent: Annotated[list[str] | None, typer.Option(help="CODE, who does not come.")] = None,
    late: Annotated[list[str] | None, typer.Option(help="EMPLOYER@10:30, who is there from then on.")] = None,
    seconds: Annotated[float, typer.Option(min=1)] = 10,
    publish: Annotated[
        bool, typer.Option("--publish", help="Put it in force; those whose day changes are told.")
    ] = False,
    language: Annotated[Language, typer.Option(help="Of what is said about wishes.")] = Language.FRENCH,
) -> None:
    """Solve the interview day of a trip; where a timetable stands already, with as few changes as possible."""
    from bot import timetabling  # the solver weighs 100 MB, which no other command needs
    from bot.replies import timetable as replies
    from bot.timetable import Keep, LeaveBy, Meet, NotBefore, Wish, WishesConflict

    slip = timetabling.Slip(frozenset(absent or ()), dict(_pair(each, "@") for each in late or ()))
    rules = Rules.of(load_knowledge(), load_weights())

    async def plan(session: AsyncSession) -> timetabling.Planning:
        return await timetabling.planning(session, trip_id, rules, utc_now(), minutes=minutes, keep=keep, slip=slip)

    planned = _run(plan)
    try:
        wishes: list[Wish] = [Meet(*_pair(each, ":")) for each in meet or ()]
        wishes += [Keep(each) for each in invite or ()]
        wishes += [
            NotBefore(code, planned.slot_at(hour, after=True))
            for code, hour in (_pair(each, "@") for each in not_before or ())
        ]
        wishes += [LeaveBy(planned.slot_at(leave_by, after=True))] if leave_by else []
        with console.status("Solving…"):
            found = timetabling.timetable(planned, wishes, seconds)
    except WishesConflict as conflict:
        t = texts(language)
        hours = [t.time(start) for start in planned.starts]
        console.print(replies.conflict(t, conflict.wishes, planned.employers, hours), highlight=False)
        raise typer.Exit(1) from conflict
    except ValueError as error:
        raise Mistake(str(error)) from error
    _print(planned, found)
    if publish:
        told = _run(
            lambda session: interviews.publish(session, trip_id, planned.appointments(found), utc_now(), actor=_ACTOR)
        )
        console.print(f"In force; {told} travellers are told.")


def _print(planned: Any, found: Any) -> None:
    table = Table("traveller", *(_local(start, "%H:%M") for start in planned.starts))
    for code in planned.candidates:
        own = {each.slot: planned.employers[each.employer] for each in found.interviews if each.candidate == code}
        table.add_row(code, *(own.get(slot, "") for slot in range(len(planned.starts))))
    console.print(table)
    console.print(
        f"{len(found.interviews)} interviews, {len(found.employers)} employers kept; {found.shortfall} missing for two "
        f"each; value {found.value:.2f} of at most {found.bound:.2f} (gap {found.gap:.2%}); {found.seconds:.1f} s.",
        highlight=False,
    )


@people.command("add")
def add(email: str) -> None:
    """Invite an officer, who is then told on Telegram when a person is needed, and can check travellers in."""
    word = _run(lambda session: staff.add(session, email, utc_now()))
    console.print("Send this to the officer; it serves once. In the chat with the assistant:", highlight=False)
    console.print(f"/start {INVITATION}{word}", highlight=False, soft_wrap=True)


@people.command("time")
def offer_time(
    email: str,
    at: Annotated[list[str], typer.Option(help="Québec time, such as 2027-05-14T10:30; several if repeated.")],
    minutes: Annotated[int, typer.Option(min=5, max=240)] = 30,
) -> None:
    """Offer times at which candidates can talk with this officer before a trip."""

    async def work(session: AsyncSession) -> int:
        officers = (await session.scalars(select(StaffRow))).all()
        officer = next((row for row in officers if row.email == email), None)
        if officer is None:
            raise Mistake(f"No officer has the address {email}. Add one with: bot staff add {email}")
        for each in at:
            moment = _moment(each)
            assert moment is not None
            meetings.offer(session, officer, moment, minutes)
        return len(at)

    console.print(f"{_run(work)} times offered.")


def list_requests(
    close_one: Annotated[str | None, typer.Option("--close", help="The request that was dealt with.")] = None,
) -> None:
    """People who asked to speak with a person of the programme, and wait."""

    async def work(session: AsyncSession) -> Sequence[HumanRequestRow]:
        if close_one is not None and not await requests.close(session, close_one, utc_now()):
            raise Mistake(f"No open request is called {close_one}.")
        return await requests.waiting(session)

    table = Table("request", "asked")
    for row in _run(work):
        table.add_row(row.id, _local(row.asked_at))
    console.print(table)


def list_set_aside() -> None:
    """Messages that could not be sent, without what they said or to whom."""

    async def work(session: AsyncSession) -> Sequence[OutboxRow]:
        query = select(OutboxRow).where(OutboxRow.done_at.is_not(None)).order_by(OutboxRow.id)
        return (await session.scalars(query)).all()

    table = Table("message", "written", "attempts", "why")
    for row in _run(work):
        table.add_row(str(row.id), _local(row.created_at), str(row.attempts), row.error or "")
    console.print(table)


def _pair(text: str, sign: str) -> tuple[str, str]:
    first, found, second = text.partition(sign)
    if not found:
        raise Mistake(f"{text} lacks a {sign}")
    return first, second


def _position(text: str) -> tuple[float, float]:
    try:
        latitude, longitude = map(float, text.split(","))
    except ValueError as error:
        raise Mistake(f"{text} is no position; write it like 48.4279,-71.0684") from error
    if not (LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]):
        raise Mistake(f"{text} is not in Québec; write the latitude first, and the minus of the longitude")
    return latitude, longitude


@contextmanager
def _values_checked() -> Iterator[None]:
    """What a room refuses of the values that were given, in one line."""
    try:
        yield
    except ValueError as error:
        raise Mistake(str(error)) from error


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Mistake(f"{text} is no moment; write it like 2027-05-14T05:30") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=QUEBEC_TIME)


def _local(moment: datetime, form: str = "%Y-%m-%d %H:%M") -> str:
    return moment.astimezone(QUEBEC_TIME).strftime(form)
