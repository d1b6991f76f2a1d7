"""A trip as a calendar file: the same event, replaced when the trip changes or is cancelled."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from bot.base.clock import QUEBEC_TIME
from bot.base.i18n import Texts
from bot.programme.trip_views import InterviewView, RegistrationView
from bot.programme.trips import RegistrationState, TripState
from bot.replies.message import Document, Message, esc

_GONE = {RegistrationState.CANCELLED, RegistrationState.DECLINED, RegistrationState.PASSED}


def calendar(t: Texts, registration: RegistrationView, interviews: Sequence[InterviewView], now: datetime) -> Document:
    """The event (RFC 5545): a stable UID, and the trip's revision as SEQUENCE, so that calendars replace it."""
    trip, gone = registration.trip, _gone(registration)
    event = Event()
    event.add("uid", f"{registration.id}@sol")
    event.add("sequence", trip.revision + gone)
    event.add("dtstamp", now)
    event.add("dtstart", trip.departs_at.astimezone(QUEBEC_TIME))
    event.add("dtend", trip.returns_at.astimezone(QUEBEC_TIME))
    event.add("summary", t.gettext("Exploratory trip to {town}", town=trip.town))
    event.add("location", trip.departure_point)
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("description", "\n".join(_description(t, registration, interviews)))
    if not gone:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event["summary"])
        alarm.add("trigger", timedelta(hours=-12))
        event.add_component(alarm)
    file = Calendar()
    file.add("prodid", "-//Sol//Trips//EN")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if gone else "PUBLISH")
    file.add_component(_quebec_time())
    file.add_component(event)
    return Document("sol.ics", file.to_ical().decode())


def _quebec_time() -> Timezone:
    """The zone by its rule since 2007, as calendars expect; some misread a list of its changes (dateutil)."""
    zone = Timezone()
    zone.add("tzid", QUEBEC_TIME.key)
    for kind, begins, before, after, name, month, sunday in (
        (TimezoneDaylight(), datetime(2007, 3, 11, 2), -5, -4, "EDT", 3, "2SU"),  # noqa: DTZ001  (local by definition)
        (TimezoneStandard(), datetime(2007, 11, 4, 2), -4, -5, "EST", 11, "1SU"),  # noqa: DTZ001
    ):
        kind.add("dtstart", begins)
        kind.add("tzoffsetfrom", timedelta(hours=before))
        kind.add("tzoffsetto", timedelta(hours=after))
        kind.add("tzname", name)
        kind.add("rrule", {"freq": "yearly", "bymonth": month, "byday": sunday})
        zone.add_component(kind)
    return zone


def message(t: Texts, registration: RegistrationView, interviews: Sequence[InterviewView], now: datetime) -> Message:
    """The file, with what to do with it."""
    text = t.gettext("Open this file to put the trip into your calendar. I send a new one if the trip changes.")
    return Message(esc(text), document=calendar(t, registration, interviews, now))


def update(t: Texts, registration: RegistrationView, interviews: Sequence[InterviewView], now: datetime) -> Message:
    """The file again after a change, or to remove the trip."""
    text = (
        t.gettext("If the trip is in your calendar, this file takes it out.")
        if _gone(registration)
        else t.gettext("For your calendar: if you have an earlier file of this trip, this one replaces it.")
    )
    return Message(esc(text), document=calendar(t, registration, interviews, now))


def _gone(registration: RegistrationView) -> bool:
    return registration.state in _GONE or registration.trip.state == TripState.CANCELLED


def _description(t: Texts, registration: RegistrationView, interviews: Sequence[InterviewView]) -> list[str]:
    trip = registration.trip
    return [
        t.gettext("Departure: {place}", place=trip.departure_point),
        t.gettext("Meeting place: {place}", place=trip.meeting_point),
        *(
            t.gettext("{hour}: interview with {employer}", hour=t.time(row.starts_at), employer=row.employer.name)
            for row in interviews
        ),
        *([t.gettext("Demonstration: this trip is invented, and nobody will leave.")] if trip.demonstration else []),
    ]
