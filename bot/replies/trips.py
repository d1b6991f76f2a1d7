"""Exploratory trips, from the list to the confirmation of seats."""

from collections.abc import Sequence, Set

from bot.base.i18n import Texts
from bot.knowledge import Knowledge
from bot.programme.most_seats import MOST_HELD, TooManySeats
from bot.programme.trip_views import RegistrationView, TripDay, TripView
from bot.programme.trips import (
    TAKES_REGISTRATIONS,
    AlreadyRegistered,
    AnotherTripThen,
    NotEnoughSeats,
    RegistrationState,
    TripError,
    TripNotOpen,
    TripState,
)
from bot.replies.message import Button, Message, Rows, bold, esc, one_per_row, ref, two_per_row
from bot.replies.trip_words import (
    MOST_SEAT_BUTTONS,
    day_lines,
    demonstration,
    item_text,
    seats_left,
    seats_text,
    trip_name,
    when,
)

PAGE = 4


def trip_list(
    t: Texts, knowledge: Knowledge, trips: Sequence[TripView], number: int, region: str | None, waited_for: Set[str],
    nowhere: str | None = None,
) -> Message:  # fmt: skip
    """The coming trips, the next one first; `waited_for`: those with a waiting list.

    `nowhere`: the place asked for, if no trip leads there and the trips are the nearest ones.
    """
    if not trips:
        return Message(
            t.gettext("No trip is planned there for now. New ones are added from time to time."),
            (
                (
                    Button(t.gettext("🚌 All trips"), ref("trips")),
                    Button(t.gettext("🙋 Talk to a person"), ref("human")),
                ),
            ),
        )
    shown = trips[number * PAGE : (number + 1) * PAGE]
    heading = _none_there(t, knowledge, nowhere) if nowhere else bold(t.gettext("Coming trips"))
    buttons = [Button(trip_name(t, trip), ref("trip", trip.id)) for trip in shown]
    return Message(
        "\n".join((heading, *_lines(t, knowledge, shown, waited_for), *demonstration(t, trips[0]))),
        (*one_per_row(buttons), *(() if nowhere else _pager(t, number, len(trips), region))),
    )


def seats_on_which(
    t: Texts, knowledge: Knowledge, trips: Sequence[TripView], seats: int, waited_for: Set[str],
    nowhere: str | None, told: Sequence[str],
) -> Message:  # fmt: skip
    """Asks on which of several trips seats are wanted; the buttons go on with that.

    `seats`: 0 if no number was said; `told`: answers to what else was asked.
    """
    shown = trips[:PAGE]
    heading = [_none_there(t, knowledge, nowhere)] if nowhere else []
    question = (
        t.ngettext("For which trip do you want {n} seat?", "For which trip do you want {n} seats?", seats)
        if seats
        else t.gettext("For which trip do you want seats?")
    )
    lines = (*heading, *_lines(t, knowledge, shown, waited_for), *told, "", esc(question))
    wanted = (seats,) if seats else ()
    buttons = [Button(trip_name(t, trip), ref("register", trip.id, *wanted)) for trip in shown]
    every = Button(t.gettext("🚌 All trips"), ref("trips"))
    return Message("\n".join((*lines, *demonstration(t, shown[0]))), (*one_per_row(buttons), (every,)))


def _lines(t: Texts, knowledge: Knowledge, trips: Sequence[TripView], waited_for: Set[str]) -> list[str]:
    """Each trip with its region and remaining seats."""
    return [
        f"• {bold(trip_name(t, trip))} — {esc(_place(t, knowledge, trip))}\n"
        f"  {esc(seats_left(t, trip, waited_for=trip.id in waited_for))}"
        for trip in trips
    ]


def _none_there(t: Texts, knowledge: Knowledge, place: str) -> str:
    name = knowledge.place_name(place, t.language)
    return esc(t.gettext("No trip to {place} is planned for now. The nearest ones:", place=name))


def details(
    t: Texts, knowledge: Knowledge, trip: TripDay, registration: RegistrationView | None, *, waited_for: bool
) -> Message:
    """Where and when a trip goes and whom it meets, with the one thing to do."""
    text = "\n".join(
        (
            bold(t.gettext("Trip to {town}", town=trip.town)),
            esc(_place(t, knowledge, trip)),
            esc(when(t, trip)),
            esc(t.gettext("Departure: {place}", place=trip.departure_point)),
            esc(t.gettext("Meeting place: {place}", place=trip.meeting_point)),
            esc(t.gettext("Employers you meet: {names}", names=t.listing([row.name for row in trip.employers]))),
            esc(seats_left(t, trip, waited_for=waited_for)),
            *_deadline(t, trip),
            *demonstration(t, trip),
        )
    )
    action = _action(t, trip, registration, waited_for=waited_for)
    return Message(
        text,
        (
            (action,),
            (Button(t.gettext("🕘 Program of the day"), ref("trip_program", trip.id)),
             Button(t.gettext("🗺 The region"), ref("region", trip.region))),
            (Button(t.gettext("⬅️ All trips"), ref("trips")),),
        ),
    )  # fmt: skip


def _deadline(t: Texts, trip: TripView) -> list[str]:
    if trip.registers_until is None or trip.state not in TAKES_REGISTRATIONS:
        return []
    return [esc(t.gettext("Registrations close: {moment}", moment=t.dated(trip.registers_until)))]


def _action(t: Texts, trip: TripView, registration: RegistrationView | None, *, waited_for: bool) -> Button:
    if registration is None:
        full = trip.state == TripState.FULL or waited_for
        return Button(t.gettext("🕐 Wait for a seat") if full else t.gettext("📝 Register"), ref("register", trip.id))
    return {
        RegistrationState.WAITING: Button(t.gettext("✖️ Leave the waiting list"), ref("cancel_trip", registration.id)),
        RegistrationState.OFFERED: Button(t.gettext("✅ I take the seats"), ref("offer_accept", registration.id)),
    }.get(
        registration.state,
        Button(t.gettext("📅 My day"), ref("my_day", registration.id)),
    )


def programme(t: Texts, trip: TripDay) -> Message:
    """The day's programme, hour by hour."""
    lines = day_lines(t, trip, [(item.starts_at, item_text(t, item)) for item in trip.items])
    header = t.gettext("Program of {name}", name=trip_name(t, trip))
    return Message(
        "\n".join((bold(header), *lines, *demonstration(t, trip))),
        (
            (
                Button(t.gettext("⬅️ The trip"), ref("trip", trip.id)),
                Button(t.gettext("📝 Register"), ref("register", trip.id)),
            ),
        ),
    )


def how_many(t: Texts, trip: TripView, household_seats: int | None) -> Message:
    """Asks how many seats; the household's own number comes first."""
    numbers = [n for n in range(1, min(trip.seats, MOST_SEAT_BUTTONS) + 1) if n != household_seats]
    if household_seats and household_seats <= trip.seats:
        numbers.insert(0, household_seats)
    buttons = [Button(seats_text(t, n), ref("register", trip.id, n)) for n in numbers]
    return Message(
        t.gettext("How many seats do you need for {name}, with you counted?", name=bold(trip_name(t, trip))),
        (*two_per_row(buttons), (Button(t.gettext("✖️ Not now"), ref("trip", trip.id)),)),
    )


def recap(t: Texts, trip: TripView, seats: int) -> Message:
    """The summary before a button takes the seats."""
    text = "\n".join(
        (
            bold(t.gettext("Please confirm")),
            esc(trip_name(t, trip)),
            esc(when(t, trip)),
            esc(t.gettext("Departure: {place}", place=trip.departure_point)),
            esc(seats_text(t, seats)),
        )
    )
    return Message(
        text,
        one_per_row(
            [
                Button(t.gettext("✅ Confirm"), ref("register_confirm", trip.id, seats)),
                Button(t.gettext("✖️ Not now"), ref("trip", trip.id)),
            ]
        ),
    )


def no_seat(t: Texts, error: NotEnoughSeats, trip_id: str, seats: int) -> Message:
    """There are not enough seats; offers the waiting list if it is open."""
    text = (
        t.ngettext("Only {n} seat is left on this trip.", "Only {n} seats are left on this trip.", error.free)
        if error.free
        else t.gettext("No seat is free on this trip at the moment.")
    )
    if not error.can_wait:
        return Message(text, ((Button(t.gettext("🚌 See the trips"), ref("trips")),),))
    offer = t.gettext("You can wait: seats that come free are offered in the order in which people signed up.")
    label = t.ngettext("🕐 Wait for {n} seat", "🕐 Wait for {n} seats", seats)
    fewer = [Button(seats_text(t, error.free), ref("register", trip_id, error.free))] if error.free else []
    return Message(
        f"{esc(text)}\n\n{esc(offer)}",
        one_per_row([Button(label, ref("wait", trip_id, seats)), *fewer,
                     Button(t.gettext("🚌 See the trips"), ref("trips"))]),
    )  # fmt: skip


def refused(t: Texts, error: TripError) -> Message:
    """Why it could not be done, and what to do instead."""
    if isinstance(error, AlreadyRegistered):
        return Message(
            t.gettext("You already have seats on this trip, or wait for them."),
            ((Button(t.gettext("🚌 My trips"), ref("my_trips")),),),
        )
    if isinstance(error, AnotherTripThen):
        text = t.gettext(
            "You are registered for the trip to {town}, and nobody can go on both. Cancel that one first if you prefer "
            "this one.",
            town=esc(error.town),
        )
    elif isinstance(error, TooManySeats):
        text = t.gettext(
            "You hold {held} seats on other trips, and nobody can hold more than {most}. Give some of them back first.",
            held=error.held,
            most=MOST_HELD,
        )
    elif isinstance(error, NotEnoughSeats):
        text = t.gettext("This trip no longer has that many seats.")
    elif isinstance(error, TripNotOpen):
        text = t.gettext("This trip no longer takes registrations.")
    else:
        text = t.gettext("I do not find this trip or this registration any more.")
    return Message(text, ((Button(t.gettext("🚌 See the trips"), ref("trips")),),))


def which_trip(t: Texts, trips: Sequence[TripView], answer: str, seats: int) -> Message:
    """Asks which of several trips is meant."""
    wanted = (seats,) if seats and answer == "register" else ()
    buttons = [Button(trip_name(t, trip), ref(answer, trip.id, *wanted)) for trip in trips[:8]]
    return Message(t.gettext("Which trip do you mean?"), one_per_row(buttons))


def _place(t: Texts, knowledge: Knowledge, trip: TripView) -> str:
    return knowledge.place_name(trip.region, t.language)


def _pager(t: Texts, number: int, total: int, region: str | None) -> Rows:
    of_region = (region,) if region else ()
    earlier = (Button(t.gettext("⬅️ Previous"), ref("trips", number - 1, *of_region)),) if number else ()
    more = (number + 1) * PAGE < total
    later = (Button(t.gettext("Next ➡️"), ref("trips", number + 1, *of_region)),) if more else ()
    return ((*earlier, *later),) if earlier or later else ()
