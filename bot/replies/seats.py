"""A household's registration in each of its states, and its day."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

import segno

from bot.base.i18n import Texts
from bot.programme.trip_views import InterviewView, RegistrationDay, RegistrationView, TripView
from bot.programme.trips import RegistrationState
from bot.replies import contact_details
from bot.replies.interviews import consent
from bot.replies.message import Button, Message, Photo, Rows, Venue, bold, esc, one_per_row, ref, two_per_row
from bot.replies.trip_words import (
    MOST_SEAT_BUTTONS,
    day_lines,
    demonstration,
    giving_back,
    item_text,
    seats_text,
    trip_name,
    when,
)


def registered(t: Texts, registration: RegistrationView, now: datetime) -> Message:
    """The seats are confirmed."""
    trip = registration.trip
    return Message(
        "\n".join(
            (
                bold(t.gettext("✅ It is confirmed!")),
                esc(trip_name(t, trip)),
                esc(seats_text(t, registration.seats)),
                esc(when(t, trip)),
                esc(t.gettext("Departure: {place}", place=trip.departure_point)),
                esc(t.gettext("I will remind you a week, two days and the evening before.")),
                esc(giving_back(t, trip, now)),
                *demonstration(t, trip),
            )
        ),
        _day_buttons(t, registration),
    )


def in_line(t: Texts, registration: RegistrationView, place: int) -> Message:
    """The household waits in line: its place, and what happens when seats come free."""
    text = t.gettext(
        "You are on the waiting list for {name}: place {place}. When seats come free, I write to you, and you have "
        "up to 24 hours to take them.",
        name=bold(trip_name(t, registration.trip)), place=bold(place),
    )  # fmt: skip
    return Message(
        "\n".join((text, *demonstration(t, registration.trip))),
        (
            (Button(t.gettext("✖️ Leave the waiting list"), ref("cancel_trip", registration.id)),),
            (Button(t.gettext("🚌 My trips"), ref("my_trips")),),
        ),
    )


def offered(t: Texts, registration: RegistrationView) -> Message:
    """Seats came free, and are held until a given hour."""
    until = registration.offered_until
    assert until is not None
    text = t.ngettext(
        "🎉 {n} seat is free for you on the trip {name}. It is yours if you take it before {deadline}.",
        "🎉 {n} seats are free for you on the trip {name}. They are yours if you take them before {deadline}.",
        registration.seats, name=bold(trip_name(t, registration.trip)), deadline=bold(t.dated(until)),
    )  # fmt: skip
    return Message(
        "\n".join((text, *demonstration(t, registration.trip))),
        one_per_row(
            [
                Button(t.gettext("✅ I take them"), ref("offer_accept", registration.id)),
                Button(t.gettext("✖️ No, thank you"), ref("offer_decline", registration.id)),
                Button(t.gettext("🕘 Program of the day"), ref("trip_program", registration.trip.id)),
            ]
        ),
    )


def mine(t: Texts, registrations: Sequence[RegistrationView], places: Mapping[str, int], now: datetime) -> Message:
    """The seats that this person has, is offered or waits for."""
    if not registrations:
        return Message(
            t.gettext("You are not registered for a trip."),
            ((Button(t.gettext("🚌 See the trips"), ref("trips")),),),
        )
    lines = [
        f"• {bold(trip_name(t, row.trip))} — {esc(seats_text(t, row.seats))}\n  {esc(_state(t, row, places, now))}"
        for row in registrations
    ]
    rows: list[tuple[Button, ...]] = []
    for row in registrations:
        rows += _actions(t, row)
    return Message("\n".join((bold(t.gettext("My trips")), *lines)), tuple(rows))


def how_many_now(t: Texts, registration: RegistrationView) -> Message:
    """Asks how many seats instead."""
    numbers = [n for n in range(1, min(registration.trip.seats, MOST_SEAT_BUTTONS) + 1) if n != registration.seats]
    buttons = [Button(seats_text(t, n), ref("change_seats", registration.id, n)) for n in numbers]
    return Message(
        t.gettext(
            "You have {seats} for {name}. How many seats do you need now, with you counted?",
            seats=esc(seats_text(t, registration.seats)), name=bold(trip_name(t, registration.trip)),
        ),
        (*two_per_row(buttons), (_keep(t, registration),)),
    )  # fmt: skip


def change_question(t: Texts, registration: RegistrationView, number: int) -> Message:
    """The change from one number of seats to another: what stays, and the button that confirms it."""
    text = t.gettext(
        "{name}: from {before} to {after}?",
        name=bold(trip_name(t, registration.trip)), before=esc(seats_text(t, registration.seats)),
        after=bold(seats_text(t, number)),
    )  # fmt: skip
    stays = (
        t.gettext("The others stay yours.")
        if number < registration.seats
        else t.gettext("The seats that you have stay yours.")
    )
    confirm = Button(
        t.gettext("✅ Yes, {seats}", seats=seats_text(t, number)), ref("change_seats_confirm", registration.id, number)
    )
    return Message(f"{text} {esc(stays)}", ((confirm,), (_keep(t, registration),)))


def no_more_seats(t: Texts, registration: RegistrationView, free: int) -> Message:
    """Too few seats are free; what the household has stays."""
    text = t.ngettext(
        "Only {n} more seat is free on the trip {name}.", "Only {n} more seats are free on the trip {name}.", free,
        name=bold(trip_name(t, registration.trip)),
    ) if free else t.gettext(
        "No more seats are free on the trip {name}, or others wait for them.",
        name=bold(trip_name(t, registration.trip)),
    )  # fmt: skip
    more = registration.seats + free
    fewer = [Button(seats_text(t, more), ref("change_seats", registration.id, more))] if free else []
    return Message(text, one_per_row([*fewer, _keep(t, registration)]))


def seats_changed(t: Texts, registration: RegistrationView) -> Message:
    """The new number of seats."""
    return Message(
        t.gettext(
            "Done: {seats} for {name}.",
            seats=bold(seats_text(t, registration.seats)), name=esc(trip_name(t, registration.trip)),
        ),
        ((Button(t.gettext("🚌 My trips"), ref("my_trips")),),),
    )  # fmt: skip


def kept(t: Texts, registration: RegistrationView) -> Message:
    """Somebody wrote that they do not want to cancel."""
    text = t.gettext(
        "Nothing is cancelled: {seats} for {name}.",
        seats=bold(seats_text(t, registration.seats)), name=esc(trip_name(t, registration.trip)),
    )  # fmt: skip
    return Message(text, ((Button(t.gettext("🚌 My trips"), ref("my_trips")),),))


def _keep(t: Texts, registration: RegistrationView) -> Button:
    return Button(t.gettext("Keep {seats}", seats=seats_text(t, registration.seats)), ref("my_trips"))


def cancel_question(t: Texts, registration: RegistrationView, *, late: bool) -> Message:
    """What cannot be undone is confirmed by a button."""
    name = bold(trip_name(t, registration.trip))
    waits = registration.state == RegistrationState.WAITING
    text = (
        t.gettext("Leave the waiting list for {name}? Your place in it is then lost.", name=name)
        if waits
        else t.gettext("Cancel your seats for {name}? Somebody else may take them at once.", name=name)
    )
    if late and not waits:
        hurry = t.gettext("The trip leaves in less than a day: please cancel only if you really cannot come.")
        text = f"{text}\n\n{esc(hurry)}"
    return Message(
        text,
        one_per_row(
            [
                Button(
                    t.gettext("✖️ Yes, leave the list") if waits else t.gettext("✖️ Yes, cancel my seats"),
                    ref("cancel_trip_confirm", registration.id),
                ),
                Button(t.gettext("Keep my place") if waits else t.gettext("Keep my seats"), ref("my_trips")),
            ]
        ),
    )


def cancelled(t: Texts, registration: RegistrationView) -> Message:
    """The seats, or the place in line, were given back."""
    return Message(
        t.gettext(
            "Done: you are no longer registered for {name}. Thank you for telling us.",
            name=bold(trip_name(t, registration.trip)),
        ),
        ((Button(t.gettext("🚌 See the trips"), ref("trips")),),),
    )


def double_booked(t: Texts, registrations: Sequence[RegistrationView]) -> Message:
    """A trip was moved so that it clashes with another one of this person's, who has to choose."""
    names = t.listing([trip_name(t, row.trip) for row in registrations])
    text = t.gettext("You cannot go on all of these trips: {names}. Please cancel those that you give up.", names=names)
    return Message(esc(text), tuple(_cancel_button(t, row) for row in registrations))


def my_day(
    t: Texts,
    registration: RegistrationDay,
    interviews: Sequence[InterviewView],
    none: Sequence[str] = (),
    unagreed: Sequence[InterviewView] = (),
) -> Message:
    """The traveller's timetable: the programme of the day with their interviews, or why there are `none`.

    `unagreed`: interviews that need the traveller's agreement.
    """
    question, buttons = consent(t, unagreed)
    trip = registration.trip
    lines = [(item.starts_at, item_text(t, item)) for item in trip.items]
    lines += [
        (row.starts_at, bold(t.gettext("💬 Your interview with {employer}", employer=row.employer.name)))
        for row in interviews
    ]
    soon = [] if interviews else none or [esc(t.gettext("Your interview times come here as soon as they are known."))]
    return Message(
        "\n".join(
            (
                bold(t.gettext("Your day: {name}", name=trip_name(t, trip))),
                *day_lines(t, trip, lines),
                *soon,
                *question,
                *demonstration(t, trip),
            )
        ),
        (*buttons, *_day_buttons(t, registration)),
    )


def meeting_place(t: Texts, trip: TripView) -> Message:
    """The meeting point, on the map."""
    place = t.gettext("Meeting place: {place}", place=trip.meeting_point)
    if trip.latitude is None or trip.longitude is None:
        return Message(esc(place))
    return Message("", venue=Venue(trip.latitude, trip.longitude, trip.meeting_point, trip.town))


def ticket(t: Texts, registration: RegistrationView, link: str) -> Message:
    """The code that an officer scans or types on the morning. `link` opens the assistant with it."""
    picture = BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=8, border=4)
    text = t.gettext(
        "Show this at the departure of {name}. Cannot scan? The code is {code}.",
        name=bold(trip_name(t, registration.trip)), code=f"<code>{esc(registration.code)}</code>",
    )  # fmt: skip
    return Message(text, photo=Photo("code.png", picture.getvalue()))


def _state(t: Texts, row: RegistrationView, places: Mapping[str, int], now: datetime) -> str:
    if row.state == RegistrationState.WAITING:
        return t.gettext("On the waiting list, place {place}", place=places[row.id])
    if row.state == RegistrationState.OFFERED and row.offered_until:
        return t.gettext("Offered to you until {deadline}", deadline=t.moment(row.offered_until, now))
    return t.gettext("Confirmed")


def _actions(t: Texts, row: RegistrationView) -> Rows:
    name = trip_name(t, row.trip)
    if row.state == RegistrationState.OFFERED:
        return (
            (Button(t.gettext("✅ I take the seats: {name}", name=name), ref("offer_accept", row.id)),),
            (Button(t.gettext("✖️ No, thank you"), ref("offer_decline", row.id)),),
        )
    if row.state == RegistrationState.WAITING:
        return ((Button(t.gettext("✖️ Leave the list: {name}", name=name), ref("cancel_trip", row.id)),),)
    return (
        (Button(t.gettext("📅 My day: {name}", name=name), ref("my_day", row.id)),),
        _cancel_button(t, row),
    )


def _cancel_button(t: Texts, row: RegistrationView) -> tuple[Button, ...]:
    return (Button(t.gettext("✖️ Cancel: {name}", name=trip_name(t, row.trip)), ref("cancel_trip", row.id)),)


def _day_buttons(t: Texts, registration: RegistrationView) -> Rows:
    return (
        (Button(t.gettext("📅 My day"), ref("my_day", registration.id)),
         Button(t.gettext("🎫 My code"), ref("ticket", registration.id))),
        (Button(t.gettext("🗓 For my calendar"), ref("calendar", registration.id)),
         Button(t.gettext("📍 Meeting place"), ref("meeting_place", registration.trip.id))),
        (Button(t.gettext("🧳 Children, meals, mobility"), ref("needs", registration.id)),),
        (Button(t.gettext("🕘 Talk with an advisor before"), ref("meetings")),),
        (contact_details.offer(t),),
        (Button(t.gettext("🚌 My trips"), ref("my_trips")),),
    )  # fmt: skip
