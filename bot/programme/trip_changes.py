"""A trip changed by officers: hours, places, employers, programme; everyone concerned is told once what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME
from bot.base.terms import ByLanguage
from bot.db.models import EmployerRow, TripItemRow, TripRow
from bot.programme import audit, interviews, late_or_absent, waiting_list
from bot.programme.audit import Action, Actor
from bot.programme.trip_change_rules import (
    Changed,
    InterviewsStand,
    differing_columns,
    names_of,
    require_inside,
)
from bot.programme.trip_views import Item
from bot.programme.trips import (
    ACTIVE,
    RegistrationState,
    clashing_registrations,
    find,
    registrations,
)
from bot.programme.typed_names import nearest
from bot.queues import notices, quiet_hours
from bot.queues.notices import NoticeKind

INTERVIEWS = "interviews"  # the kind of a line of the programme


async def change(
    session: AsyncSession,
    trip_id: str,
    columns: Mapping[str, Any],
    now: datetime,
    *,
    actor: Actor,
    items: Sequence[Item] | None = None,
    without: Sequence[str] = (),
    along: bool | None = None,
) -> set[Changed]:
    """Change a trip's columns, employers and programme, and tell travellers what concerns them.

    Interviews with employers that are removed are cancelled.

    Args:
        items: a new programme of the day.
        without: employers that are met no more, by reference or name.
        along: if the departure or the interviews move: whether the rest of the programme and the interviews move by as
            much, or stay. Has to be said only if interviews are in force.

    Raises:
        NameUnknown: of `without`, a name matches none or several of the trip's employers.
        InterviewsStand: `along` has to be said.
        SeatsTaken: fewer seats than are taken.
        MoveRefused: the trip is over or cancelled.
        Past: it would leave before now.
        ReturnsTooSoon: it would return before it leaves.
        TooLong: it would last longer than any.
        DeadlinePast: registrations would close at a moment that is over.
        DeadlineTooLate: registrations would close after it has left.
        OutsideTheDay: its programme would not fit in between.
    """
    trip = await find(session, trip_id, drafts=True, lock=True)
    if without:
        columns = {**columns, "employers": _without(trip, without)}
    differing = differing_columns(trip, columns, now)
    stood = _told_of(trip)
    by = _local(differing.get("departs_at", trip.departs_at)) - _local(trip.departs_at)
    programme = _moved(trip, by, all_of_it=along is not False) if items is None else _rows(items)
    shift = by if items is None else _shift(trip.items, programme)
    stand = await interviews.of_trip(session, trip.id)
    if stand and shift and along is None:
        raise InterviewsStand(len(stand))
    near = quiet_hours.told_at_any_hour(trip, now)  # a trip that is put off the night before is told that night
    if differing:
        changes = {name: (_plain(getattr(trip, name)), _plain(value)) for name, value in differing.items()}
        audit.record(session, actor, Action.CHANGE_TRIP, trip.id, now, changes)
    for name, value in differing.items():
        setattr(trip, name, value)
    if _lines(programme) != _lines(trip.items):
        trip.items = programme
        audit.record(session, actor, Action.CHANGE_PROGRAMME, trip.id, now)
    told = {kind for kind, value in _told_of(trip).items() if value != stood[kind]}
    if told & {Changed.WHEN, Changed.PROGRAMME}:
        require_inside(trip, programme)
    gone = stood[Changed.EMPLOYERS].keys() - names_of(trip.employers).keys()
    await session.flush()
    if told:
        await _tell(session, trip, told, stood, now, urgent=near)
    there = [each for each in stand if each.employer_id not in gone]
    if there != stand or (there and shift and along):
        moved = [replace(each, starts_at=_local(each.starts_at) + shift) for each in there] if along else there
        away = await late_or_absent.absent(session, trip.id, now)
        await interviews.publish(session, trip.id, moved, now, actor=actor, absent=away)
    if by:
        await _shorten_offers(session, trip, now)
    await waiting_list.offer_free_seats(session, trip, now)
    return told


async def interviews_outside(session: AsyncSession, trip_id: str) -> int:
    """How many interviews lie outside of the hours that the programme has for them."""
    trip = await find(session, trip_id, drafts=True)
    ends = [item.starts_at for item in trip.items[1:]] + [trip.returns_at]
    hours = [(item.starts_at, end) for item, end in zip(trip.items, ends, strict=True) if item.kind == INTERVIEWS]
    stand = await interviews.of_trip(session, trip_id)
    spans = [(each.starts_at, each.starts_at + timedelta(minutes=each.minutes)) for each in stand]
    return sum(not any(begin <= starts and ends <= end for begin, end in hours) for starts, ends in spans)


async def double_booked(session: AsyncSession, trip_id: str) -> int:
    """How many households are also registered for another trip that now clashes with this one."""
    trip = await find(session, trip_id, drafts=True)
    rows = await registrations(session, trip_id, ACTIVE)
    return len([row for row in rows if await clashing_registrations(session, row.candidate, trip)])


def _told_of(trip: TripRow) -> dict[Changed, Any]:
    """What travellers are told about a trip, as a notice can carry it."""
    return {
        Changed.TOWN: trip.town,
        Changed.WHEN: [each.astimezone(UTC).isoformat() for each in (trip.departs_at, trip.returns_at)],
        Changed.DEPARTURE: trip.departure_point,
        Changed.MEETING: trip.meeting_point,
        Changed.PROGRAMME: [[starts.isoformat(), text] for starts, _, text in _lines(trip.items)],
        Changed.EMPLOYERS: names_of(trip.employers),
    }


async def _tell(
    session: AsyncSession,
    trip: TripRow,
    told: set[Changed],
    stood: Mapping[Changed, Any],
    now: datetime,
    *,
    urgent: bool,
) -> None:
    """Write one notice for each household, which includes what an earlier unsent one says.

    It carries what the household knew, so that only differences are told when it is sent, if there are any.
    """
    trip.revision += 1
    for row in await registrations(session, trip.id, ACTIVE):
        earlier = await notices.unsent(session, row.id, NoticeKind.TRIP_CHANGED)
        known = {str(kind): stood[kind] for kind in told}
        for each in reversed(earlier):
            known |= each.data["stood"]
        pressing = urgent or any(each.urgent for each in earlier)
        await notices.drop_unsent(session, row.id, NoticeKind.TRIP_CHANGED)
        notices.about_trip(session, row, NoticeKind.TRIP_CHANGED, now, urgent=pressing, stood=known)
        if Changed.WHEN in told and row.state == RegistrationState.CONFIRMED:
            await notices.drop_unsent(session, row.id, NoticeKind.REMINDER, NoticeKind.FEEDBACK)
            notices.remind_before_departure(session, row, now)


async def households_told(session: AsyncSession, trip_id: str) -> int:
    """How many households have a notice of a change of this trip before them that is not sent yet."""
    rows = await registrations(session, trip_id, ACTIVE)
    return sum([bool(await notices.unsent(session, row.id, NoticeKind.TRIP_CHANGED)) for row in rows])


async def still_changed(session: AsyncSession, trip_id: str, stood: Mapping[str, Any]) -> list[Changed]:
    """The parts of a trip that differ from what its travellers last knew, in the order of telling."""
    trip = await find(session, trip_id, drafts=True)
    return [kind for kind, value in _told_of(trip).items() if kind in stood and stood[kind] != value]


async def _shorten_offers(session: AsyncSession, trip: TripRow, now: datetime) -> None:
    """Shorten offers after an earlier departure; they are told again, with the new hour."""
    last = waiting_list.last_moment_to_accept(trip.departs_at)
    for row in await registrations(session, trip.id, [RegistrationState.OFFERED]):
        if row.offered_until is not None and row.offered_until > last:
            row.offered_until = last
            await notices.drop_unsent(session, row.id, NoticeKind.SEAT_OFFERED)
            notices.about_trip(session, row, NoticeKind.SEAT_OFFERED, now)


def _without(trip: TripRow, names: Sequence[str]) -> list[EmployerRow]:
    """The employers of a trip without these, which are given by reference or name."""
    out = {nearest(name, names_of(trip.employers)) for name in names}
    return [row for row in trip.employers if row.id not in out]


def _rows(items: Sequence[Item]) -> list[TripItemRow]:
    return [TripItemRow(starts_at=each.starts_at, kind=each.kind, text=each.text) for each in items]


def _moved(trip: TripRow, by: timedelta, *, all_of_it: bool) -> list[TripItemRow]:
    """The programme moved in local time: all of it, or only what begins with the departure."""
    return [
        TripItemRow(
            starts_at=_local(item.starts_at) + (by if all_of_it or item.starts_at == trip.departs_at else timedelta(0)),
            kind=item.kind, text=item.text,
        )
        for item in trip.items
    ]  # fmt: skip


def _shift(before: Sequence[TripItemRow], after: Sequence[TripItemRow]) -> timedelta:
    """By how much later the interviews begin, in local time."""
    first, last = (
        min((_local(item.starts_at) for item in items if item.kind == INTERVIEWS), default=None)
        for items in (before, after)
    )
    return last - first if first and last else timedelta(0)


def _plain(value: Any) -> Any:
    """A value for the audit trail: employers become their references."""
    return ", ".join(names_of(value)) if isinstance(value, list) else value


def _local(moment: datetime) -> datetime:
    """A moment in Québec's time, where sums and differences are those of clocks on the wall."""
    return moment.astimezone(QUEBEC_TIME)


def _lines(items: Sequence[TripItemRow]) -> list[tuple[datetime, str, ByLanguage]]:
    """The hours, kinds and texts of the lines, in order."""
    return [
        (_local(item.starts_at), item.kind, dict(item.text)) for item in sorted(items, key=lambda row: row.starts_at)
    ]
