"""`bot trip`: the state of trips, their changes, and the timetable of the interview day."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import utc_now
from bot.base.terms import Language
from bot.cli.change_preview import Along, Look, along, decide, matching_rules
from bot.cli.common import Mistake, actor, console, local, problems_listed, run, shown, typed_moment, words
from bot.cli.sheets import sheets
from bot.programme import attendance, travellers, trip_changes, trip_life
from bot.replies.states import changed_name, state_name

trip = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Trips: their state, their changes, their interviews."
)
trip.command()(sheets)


TripId = Annotated[str, typer.Argument(help="As `bot trip list` shows it.")]


@trip.command("list")
def list_trips() -> None:
    """Every trip with its state and seats."""
    found, t = run(travellers.every_trip), words()
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
    found, t = run(lambda session: travellers.households(session, trip_id)), words()
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
        "departs_at": _moment(departs), "returns_at": _moment(returns), "departure_point": departure_point,
        "meeting_point": meeting_point, "latitude": latitude, "longitude": longitude, "seats": places,
    }  # fmt: skip
    columns = {name: value for name, value in given.items() if value is not None}

    async def work(session: AsyncSession, now: datetime) -> set[trip_changes.Changed]:
        if take_out:
            columns["employers"] = await trip_changes.without_employers(session, trip_id, take_out)
        return await trip_changes.change(session, trip_id, columns, now, actor=actor(), along=along(interviews))

    told = decide(work, look, utc_now(), trip_id)
    if told is not None:
        _say_changed(told)
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
    from bot.importing.trip_programme import read_programme  # what reads spreadsheets weighs more than other commands

    with problems_listed():
        items = read_programme(content_of(file))

    async def work(session: AsyncSession, now: datetime) -> set[trip_changes.Changed]:
        moves = along(interviews)
        return await trip_changes.change(session, trip_id, {}, now, actor=actor(), items=items, along=moves)

    told = decide(work, look, utc_now(), trip_id)
    if told is not None:
        console.print(words().ngettext("{n} line is in force.", "{n} lines are in force.", len(items)))
        _say_changed(told)


@trip.command("check-in")
def check_in(code: str) -> None:
    """Note that a household is there, by the code that it shows."""
    found = run(lambda session: attendance.check_in(session, code, utc_now(), actor=actor()))
    console.print(words().ngettext("Checked in: {n} seat.", "Checked in: {n} seats.", found.seats))


@trip.command()
def came(code: str) -> None:
    """A household that counts as absent was there: note it after all."""
    run(lambda session: attendance.came(session, code, utc_now(), actor=actor()))
    console.print(words().gettext("Noted: it was there."))


@trip.command()
def timetable(
    trip_id: TripId,
    minutes: Annotated[
        int | None, typer.Option(min=5, max=120, help="How long an interview lasts; as those that stand, or 25.")
    ] = None,
    keep: Annotated[int | None, typer.Option(min=1, help="How many employers the town can receive.")] = None,
    meet: Annotated[list[str] | None, typer.Option(help="CODE:EMPLOYER, who must meet.")] = None,
    invite: Annotated[list[str] | None, typer.Option(help="EMPLOYER, who must be kept.")] = None,
    not_before: Annotated[list[str] | None, typer.Option(help="CODE@10:30, no interview before.")] = None,
    leave_by: Annotated[str | None, typer.Option(help="10:30, no interview from then on.")] = None,
    absent: Annotated[
        list[str] | None, typer.Option(help="CODE or EMPLOYER, who does not come; remembered, like --late.")
    ] = None,
    late: Annotated[
        list[str] | None, typer.Option(help="CODE@10:30 or EMPLOYER@10:30, who is there from then on.")
    ] = None,
    back: Annotated[list[str] | None, typer.Option(help="CODE or EMPLOYER, who is there as planned after all.")] = None,
    instead: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="FRENCH ENGLISH", help="What travellers without an interview do meanwhile; remembered."),
    ] = None,
    seconds: Annotated[float, typer.Option(min=1)] = 10,
    publish: Annotated[
        bool, typer.Option("--publish", help="Put it in force; those whose day changes are told.")
    ] = False,
) -> None:
    """Solve the interview day of a trip; where a timetable stands already, with as few changes as possible."""
    from bot.planning import (
        slips,
        trip_day,  # the solver weighs 100 MB, which no other command needs
    )
    from bot.replies import timetable as replies
    from bot.timetable import Keep, LeaveBy, Meet, NotBefore, Wish, WishesConflict

    said = slips.Slips(absent or (), dict(_pair(each, "@") for each in late or ()), back or ())
    rules = matching_rules()

    async def plan(session: AsyncSession) -> tuple[trip_day.Planning, list[str]]:
        await slips.note_slips(session, trip_id, said, utc_now(), actor=actor())
        planned = await trip_day.planning(session, trip_id, rules, utc_now(), minutes=minutes, keep=keep)
        return planned, await slips.slips_in_words(session, trip_id, utc_now())

    planned, away = run(plan)
    try:
        wishes: list[Wish] = [
            Meet(planned.code(code), planned.employer(name)) for code, name in (_pair(each, ":") for each in meet or ())
        ]
        wishes += [Keep(planned.employer(each)) for each in invite or ()]
        wishes += [
            NotBefore(planned.code(code), planned.slot_at(hour, after=True))
            for code, hour in (_pair(each, "@") for each in not_before or ())
        ]
        wishes += [LeaveBy(planned.slot_at(leave_by, after=True))] if leave_by else []
        with console.status(words().gettext("Solving…")):
            found = trip_day.timetable(planned, wishes, seconds)
    except WishesConflict as conflict:
        t = words()
        hours = [t.time(start) for start in planned.starts]
        console.print(replies.conflict(t, conflict.wishes, planned.employers, hours), highlight=False)
        raise typer.Exit(1) from conflict
    _print(planned, found)
    free = run(lambda session: trip_day.without(session, trip_id, planned, found, rules, utc_now()))
    for code, why in free.items():
        console.print(words().gettext("{code} has no interview: {why}.", code=code, why=why), highlight=False)
    for each in away:
        console.print(f"{shown(each)}.", highlight=False)
    if planned.outside:
        said_outside = words().ngettext(
            "{n} interview stood outside of the hours of the program, and is planned anew.",
            "{n} interviews stood outside of the hours of the program, and are planned anew.",
            planned.outside,
        )
        console.print(said_outside)
    if publish:
        told = run(
            lambda session: trip_day.publish(
                session,
                trip_id,
                planned,
                found,
                utc_now(),
                actor=actor(),
                instead=dict(zip(Language, instead, strict=True)) if instead else None,
            )
        )
        console.print(words().ngettext("In force; {n} traveller is told.", "In force; {n} travellers are told.", told))


def _say_changed(told: set[trip_changes.Changed]) -> None:
    t = words()
    if told:
        kinds = t.listing([changed_name(t, each) for each in sorted(told)])
        console.print(t.gettext("Changed; travellers are told of: {kinds}.", kinds=kinds))
    else:
        console.print(t.gettext("Travellers need not be told."))


def _print(planned: Any, found: Any) -> None:
    t = words()
    table = Table(t.gettext("traveller"), *(local(start, "%H:%M") for start in planned.starts))
    for code in planned.candidates:
        own = {
            each.slot: planned.employers[each.employer] + ("" if (code, each.employer) in planned.agreed else " ?")
            for each in found.interviews
            if each.candidate == code
        }
        table.add_row(code, *(own.get(slot, "") for slot in range(len(planned.starts))))
    console.print(table)
    console.print(
        t.gettext(
            "With a question mark: the traveller has not agreed yet that this employer sees the profile, and is asked."
        )
    )
    said = t.gettext(
        "Interviews: {interviews}; employers kept: {employers}; missing for two each: {missing}; value {value} of at "
        "most {bound} (gap {gap}); {seconds} s.",
        interviews=len(found.interviews), employers=len(found.employers), missing=found.shortfall,
        value=f"{found.value:.2f}", bound=f"{found.bound:.2f}", gap=f"{found.gap:.2%}", seconds=f"{found.seconds:.1f}",
    )  # fmt: skip
    console.print(said, highlight=False)


def _pair(text: str, sign: str) -> tuple[str, str]:
    first, found, second = text.partition(sign)
    if not found:
        raise Mistake(words().gettext("{text} lacks a {sign}", text=text, sign=sign))
    return first, second


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
