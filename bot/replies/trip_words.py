"""Words about a trip that several replies share: its name, hours and seats."""

from collections.abc import Iterable
from datetime import datetime

from bot.base.clock import local_day
from bot.base.i18n import Texts
from bot.programme.seats import LATE
from bot.programme.trip_views import Item, TripView
from bot.replies.message import bold, esc, small

MOST_SEAT_BUTTONS = 6  # numbers of seats to tap; more are said in words


def seats_text(t: Texts, seats: int) -> str:
    """A number of seats in words."""
    return t.ngettext("{n} seat", "{n} seats", seats)


def trip_name(t: Texts, trip: TripView) -> str:
    """A trip by its town and day."""
    return t.gettext("{town}, {date}", town=trip.town, date=t.short_date(trip.departs_at))


def when(t: Texts, trip: TripView) -> str:
    """The day with the hours of departure and return; both days if a night lies in between."""
    if local_day(trip.departs_at) != local_day(trip.returns_at):
        return t.gettext(
            "{date} at {start}, back on {return_date} at {end}",
            date=t.full_date(trip.departs_at), start=t.time(trip.departs_at),
            return_date=t.full_date(trip.returns_at), end=t.time(trip.returns_at),
        )  # fmt: skip
    return t.gettext(
        "{date}, from {start} to {end}",
        date=t.full_date(trip.departs_at), start=t.time(trip.departs_at), end=t.time(trip.returns_at),
    )  # fmt: skip


def day_lines(t: Texts, trip: TripView, lines: Iterable[tuple[datetime, str]]) -> list[str]:
    """The lines of a trip's day, in order; after midnight, the new day is named above its hours."""
    written, day = [], local_day(trip.departs_at)
    for moment, text in sorted(lines, key=lambda line: line[0]):
        if local_day(moment) != day:
            day = local_day(moment)
            written.append(esc(t.full_date(day)))
        written.append(f"{bold(t.time(moment))} — {text}")
    return written


def item_text(t: Texts, item: Item) -> str:
    """A line of the programme, in the reader's language."""
    return esc(t.written(item.text))


def giving_back(t: Texts, trip: TripView, now: datetime) -> str:
    """Asks to give unused seats back, and until when that leaves time for somebody else."""
    until = trip.departs_at - LATE
    if until <= now:
        return t.gettext("If you cannot come, please cancel: somebody else will be happy to have the seat.")
    return t.gettext(
        "If you cannot come, please cancel by {moment}: somebody else will then have time to take the seat.",
        moment=t.moment(until, now),
    )


def seats_left(t: Texts, trip: TripView, *, waited_for: bool) -> str:
    free = 0 if waited_for else trip.seats - trip.taken
    return t.ngettext("{n} seat left", "{n} seats left", free) if free else t.gettext("Full: you can wait for a seat")


def demonstration(t: Texts, trip: TripView) -> tuple[str, ...]:
    """The line that says that a trip is invented, if it is."""
    if not trip.demonstration:
        return ()
    return ("", small(t.gettext("Demonstration: this trip is invented, and nobody will leave.")))
