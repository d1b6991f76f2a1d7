"""`bot trip`: the state of trips, their registrations and their changes."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import utc_now
from bot.cli.change_preview import Along, Look, along, decide
from bot.cli.common import Mistake, TripId, actor, console, local, problems_listed, run, typed_moment, words
from bot.cli.sheets import sheets
from bot.cli.timetable import timetable
from bot.programme import attendance, trip_board, trip_change_rules, trip_changes, trip_life
from bot.replies.states import changed_name, state_name

Told = tuple[set[trip_change_rules.Changed], int]  # what travellers are told of, and how many households

trip = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Trips: their state, their changes, their interviews."
)
trip.command()(sheets)
trip.command()(timetable)


@trip.command("list")
def list_trips() -> None:
    """Every trip with its state and seats."""
    found, t = run(trip_board.every_trip), words()
    table = Table(
        t.gettext("trip"), t.gettext("town"), t.gettext("leaves"), t.gettext("state"), t.gettext("seats"),
        t.gettext("taken"), t.gettext("households waiting"),
    )  # fmt: skip
    for each in found:
        counts = map(str, (each.seats, each.taken, each.waiting))
        table.add_row(each.id, each.town, local(each.departs_at), state_name(t, each.state), *counts)
    console.print(table)


@trip.command("show")
def show(trip_id: TripId) -> None:
    """The registrations of a trip, by the codes that travellers show."""
    found, t = run(lambda session: trip_board.households(session, trip_id)), words()
    table = Table(
        t.gettext("order"), t.gettext("code"), t.gettext("state"), t.gettext("seats"), t.gettext("offered until"),
        t.gettext("checked in"), t.gettext("cancelled"), t.gettext("note"),
    )  # fmt: skip
    for each in found:
        remarks = [t.gettext("cancelled late")] * each.cancelled_late
        remarks += [t.gettext("cannot be reached")] * (not each.reachable)
        moments = (each.offered_until, each.checked_in_at, each.cancelled_at)
        table.add_row(
            str(each.number), each.code, state_name(t, each.state), str(each.seats),
            *(local(moment) if moment else "" for moment in moments), ", ".join(remarks),
        )  # fmt: skip
    console.print(table)


@trip.command("open")
def open_(trip_id: TripId) -> None:
    """Take registrations."""
    run(lambda session: trip_life.open_trip(session, trip_id, utc_now(), actor=actor()))


@trip.command()
def close(trip_id: TripId, look: Look = None) -> None:
    """Take no more registrations; who waits is told."""
    decide(lambda session, now: trip_life.close_trip(session, trip_id, now, actor=actor()), look, utc_now(), trip_id)


@trip.command()
def cancel(trip_id: TripId, look: Look = None) -> None:
    """Call a trip off; everyone who has a seat or waits for one is told."""
    done = decide(
        lambda session, now: trip_life.cancel_trip(session, trip_id, now, actor=actor()), look, utc_now(), trip_id
    )
    if done is not None:
        said = words().ngettext("Cancelled; {n} household is told.", "Cancelled; {n} households are told.", done)
        console.print(said)


@trip.command()
def change(
    trip_id: TripId,
    departs: Annotated[str | None, typer.Option(help="Québec time, such as 2027-05-14T05:30.")] = None,
    returns: Annotated[str | None, typer.Option(help="Québec time.")] = None,
    until: Annotated[
        str | None, typer.Option("--registrations-until", help="Québec time; they close by themselves then.")
    ] = None,
    departure_point: Annotated[str | None, typer.Option()] = None,
    meeting_point: Annotated[str | None, typer.Option(help="Where the day begins; with its --position.")] = None,
    position: Annotated[str | None, typer.Option(help="Of the meeting point, such as 48.4279,-71.0684.")] = None,
    places: Annotated[int | None, typer.Option("--seats", min=1)] = None,
    take_out: Annotated[
        list[str] | None, typer.Option(help="EMPLOYER, who is met no more; the interviews there end.")
    ] = None,
    interviews: Along = None,
    look: Look = None,
) -> None:
    """Change when, where, with whom or for how many; travellers are told of what concerns them."""
    latitude, longitude = _position(position) if position else (None, None)
    given: dict[str, Any] = {
        "departs_at": _moment(departs), "returns_at": _moment(returns), "registers_until": _moment(until),
        "departure_point": departure_point,
        "meeting_point": meeting_point, "latitude": latitude, "longitude": longitude, "seats": places,
    }  # fmt: skip
    columns = {name: value for name, value in given.items() if value is not None}

    async def work(session: AsyncSession, now: datetime) -> Told:
        moves = along(interviews)
        told = await trip_changes.change(
            session, trip_id, columns, now, actor=actor(), without=take_out or (), along=moves
        )
        return told, await trip_changes.households_told(session, trip_id)

    told = decide(work, look, utc_now(), trip_id)
    if told is not None:
        _say_changed(*told)
        if double := run(lambda session: trip_changes.double_booked(session, trip_id)):
            said = words().ngettext(
                "{n} household is registered for another trip at that time too.",
                "{n} households are registered for another trip at that time too.",
                double,
            )
            console.print(said)


@trip.command()
def programme(
    trip_id: TripId,
    file: Annotated[Path, typer.Argument(help="CSV or XLSX: when, kind, French, English.")],
    interviews: Along = None,
    look: Look = None,
) -> None:
    """Put another program of the day in force; travellers are told when a line differs."""
    from bot.importing.sheet import content_of
    from bot.importing.trip_programme import read_programme  # takes longer to import than other commands

    with problems_listed():
        items = read_programme(content_of(file))

    async def work(session: AsyncSession, now: datetime) -> Told:
        moves = along(interviews)
        told = await trip_changes.change(session, trip_id, {}, now, actor=actor(), items=items, along=moves)
        return told, await trip_changes.households_told(session, trip_id)

    told = decide(work, look, utc_now(), trip_id)
    if told is not None:
        console.print(words().ngettext("{n} line is in force.", "{n} lines are in force.", len(items)))
        _say_changed(*told)


@trip.command("check-in")
def check_in(code: str) -> None:
    """Note that a household is there, by the code that it shows."""
    found = run(lambda session: attendance.check_in(session, code, utc_now(), actor=actor()))
    console.print(words().ngettext("Checked in: {n} seat.", "Checked in: {n} seats.", found.seats))


@trip.command()
def came(code: str) -> None:
    """Note that a household that counts as absent was there after all."""
    run(lambda session: attendance.came(session, code, utc_now(), actor=actor()))
    console.print(words().gettext("Noted: it was there."))


def _say_changed(told: set[trip_change_rules.Changed], households: int) -> None:
    t = words()
    if told and not households:
        console.print(t.gettext("Changed; nobody has seats or waits for them, so nobody is told."))
    elif told:
        kinds = t.listing([changed_name(t, each) for each in sorted(told)])
        console.print(t.gettext("Changed; travellers are told of: {kinds}.", kinds=kinds))
    else:
        console.print(t.gettext("Travellers need not be told."))


def _position(text: str) -> tuple[float, float]:
    from bot.importing.cells import LATITUDES, LONGITUDES

    try:
        latitude, longitude = map(float, text.split(","))
    except ValueError as error:
        raise Mistake(words().gettext("{text} is no position; write it like 48.4279,-71.0684", text=text)) from error
    if not (LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]):
        raise Mistake(
            words().gettext(
                "{text} is not in Québec; write the latitude first, and the minus of the longitude", text=text
            )
        )
    return latitude, longitude


def _moment(text: str | None) -> datetime | None:
    return None if text is None else typed_moment(text)
