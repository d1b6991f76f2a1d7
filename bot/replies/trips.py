"""Exploratory trips, from the list to the seat."""

from collections.abc import Sequence

from bot.db.models import RegistrationRow, TripRow
from bot.i18n import Texts
from bot.knowledge import Knowledge
from bot.programme.trips import (
    AlreadyRegistered,
    NotEnoughSeats,
    TripError,
    TripNotOpen,
)
from bot.replies.message import Button, Message, Rows, bold, esc, one_per_row, ref, small, two_per_row
from bot.terms import Language

PAGE = 4
_SEAT_CHOICES = 6


def trip_list(t: Texts, knowledge: Knowledge, trips: Sequence[TripRow], number: int, region: str | None) -> Message:
    """The coming trips, the next one first."""
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
    lines = [f"• {bold(_name(t, trip))} — {esc(_place(t, knowledge, trip))}\n  {esc(_free(t, trip))}" for trip in shown]
    buttons = [Button(_name(t, trip), ref("trip", trip.id)) for trip in shown]
    return Message(
        "\n".join((bold(t.gettext("Coming trips")), *lines, *_demonstration(t, trips[0]))),
        (*one_per_row(buttons), *_pager(t, number, len(trips), region)),
    )


def details(t: Texts, knowledge: Knowledge, trip: TripRow, registration: RegistrationRow | None) -> Message:
    """Where, when, with whom; and the one thing to do."""
    text = "\n".join(
        (
            bold(t.gettext("Trip to {town}", town=trip.town)),
            esc(_place(t, knowledge, trip)),
            esc(_when(t, trip)),
            esc(t.gettext("Departure: {place}", place=trip.departure_point)),
            esc(t.gettext("Meeting place: {place}", place=trip.meeting_point)),
            esc(t.gettext("Employers you meet: {names}", names=t.listing([row.name for row in trip.employers]))),
            esc(_free(t, trip)),
            *_demonstration(t, trip),
        )
    )
    action = (
        Button(t.gettext("✖️ Cancel my seats"), ref("cancel_trip", registration.id))
        if registration
        else Button(t.gettext("📝 Register"), ref("register", trip.id))
    )
    return Message(
        text,
        (
            (action,),
            (Button(t.gettext("🕘 Programme of the day"), ref("trip_program", trip.id)),
             Button(t.gettext("🗺 The region"), ref("region", trip.region))),
            (Button(t.gettext("⬅️ All trips"), ref("trips")),),
        ),
    )  # fmt: skip


def programme(t: Texts, trip: TripRow) -> Message:
    """The day, hour by hour."""
    french = t.language is Language.FRENCH
    lines = [f"{bold(t.time(item.starts_at))} — {esc(item.text_fr if french else item.text_en)}" for item in trip.items]
    header = t.gettext("Programme of {name}", name=_name(t, trip))
    return Message(
        "\n".join((bold(header), *lines, *_demonstration(t, trip))),
        (
            (
                Button(t.gettext("⬅️ The trip"), ref("trip", trip.id)),
                Button(t.gettext("📝 Register"), ref("register", trip.id)),
            ),
        ),
    )


def how_many(t: Texts, trip: TripRow, household_seats: int | None) -> Message:
    """Seats for whom; the household's own number comes first."""
    free = min(trip.seats - trip.taken, _SEAT_CHOICES)
    numbers = [n for n in range(1, free + 1) if n != household_seats]
    if household_seats and household_seats <= trip.seats - trip.taken:
        numbers.insert(0, household_seats)
    buttons = [Button(_seats(t, n), ref("register", trip.id, n)) for n in numbers]
    return Message(
        t.gettext("How many seats do you need for {name}, with you counted?", name=bold(_name(t, trip))),
        (*two_per_row(buttons), (Button(t.gettext("✖️ Not now"), ref("trip", trip.id)),)),
    )


def recap(t: Texts, trip: TripRow, seats: int) -> Message:
    """The last look before the seats are taken, by a button."""
    text = "\n".join(
        (
            bold(t.gettext("Please confirm")),
            esc(_name(t, trip)),
            esc(_when(t, trip)),
            esc(t.gettext("Departure: {place}", place=trip.departure_point)),
            esc(_seats(t, seats)),
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


def registered(t: Texts, trip: TripRow, seats: int) -> Message:
    """The seats are theirs."""
    return Message(
        "\n".join(
            (
                bold(t.gettext("✅ It is confirmed!")),
                esc(_name(t, trip)),
                esc(_seats(t, seats)),
                esc(_when(t, trip)),
                esc(t.gettext("Departure: {place}", place=trip.departure_point)),
                esc(t.gettext("If you cannot come, please cancel: somebody else will be happy to have the seat.")),
                *_demonstration(t, trip),
            )
        ),
        (
            (Button(t.gettext("🕘 Programme of the day"), ref("trip_program", trip.id)),
             Button(t.gettext("🚌 My trips"), ref("my_trips"))),
        ),
    )  # fmt: skip


def mine(t: Texts, registrations: Sequence[RegistrationRow]) -> Message:
    """The seats that this person has."""
    if not registrations:
        return Message(
            t.gettext("You are not registered for a trip."),
            ((Button(t.gettext("🚌 See the trips"), ref("trips")),),),
        )
    lines = [f"• {bold(_name(t, row.trip))} — {esc(_seats(t, row.seats))}" for row in registrations]
    buttons: list[Button] = []
    for row in registrations:
        buttons.append(Button(_name(t, row.trip), ref("trip", row.trip_id)))
        buttons.append(Button(t.gettext("✖️ Cancel: {name}", name=_name(t, row.trip)), ref("cancel_trip", row.id)))
    return Message("\n".join((bold(t.gettext("My trips")), *lines)), one_per_row(buttons))


def cancel_question(t: Texts, registration: RegistrationRow) -> Message:
    """What cannot be undone is confirmed by a button."""
    return Message(
        t.gettext(
            "Cancel your seats for {name}? Somebody else may take them at once.",
            name=bold(_name(t, registration.trip)),
        ),
        one_per_row(
            [
                Button(t.gettext("✖️ Yes, cancel my seats"), ref("cancel_trip_confirm", registration.id)),
                Button(t.gettext("Keep my seats"), ref("my_trips")),
            ]
        ),
    )


def cancelled(t: Texts, registration: RegistrationRow) -> Message:
    """The seats are free again."""
    return Message(
        t.gettext(
            "Your seats for {name} are cancelled. Thank you for telling us.",
            name=bold(_name(t, registration.trip)),
        ),
        ((Button(t.gettext("🚌 See the trips"), ref("trips")),),),
    )


def refused(t: Texts, error: TripError) -> Message:
    """Why it could not be done, and the way on."""
    if isinstance(error, AlreadyRegistered):
        return Message(
            t.gettext("You already have seats on this trip."),
            ((Button(t.gettext("🚌 My trips"), ref("my_trips")),),),
        )
    if isinstance(error, NotEnoughSeats):
        text = (
            t.ngettext("Only {n} seat is left on this trip.", "Only {n} seats are left on this trip.", error.free)
            if error.free
            else t.gettext("This trip is full.")
        )
    elif isinstance(error, TripNotOpen):
        text = t.gettext("This trip no longer takes registrations.")
    else:
        text = t.gettext("I do not find this trip or this registration any more.")
    return Message(text, ((Button(t.gettext("🚌 See the trips"), ref("trips")),),))


def which_trip(t: Texts, trips: Sequence[TripRow], answer: str) -> Message:
    """Several trips fit what was said."""
    buttons = [Button(_name(t, trip), ref(answer, trip.id)) for trip in trips[:8]]
    return Message(t.gettext("Which trip do you mean?"), one_per_row(buttons))


def _seats(t: Texts, seats: int) -> str:
    return t.ngettext("{n} seat", "{n} seats", seats)


def _name(t: Texts, trip: TripRow) -> str:
    return t.gettext("{town}, {date}", town=trip.town, date=t.short_date(trip.departs_at))


def _place(t: Texts, knowledge: Knowledge, trip: TripRow) -> str:
    return knowledge.place_name(trip.region, t.language)


def _when(t: Texts, trip: TripRow) -> str:
    return t.gettext(
        "{date}, from {start} to {end}",
        date=t.full_date(trip.departs_at), start=t.time(trip.departs_at), end=t.time(trip.returns_at),
    )  # fmt: skip


def _free(t: Texts, trip: TripRow) -> str:
    free = trip.seats - trip.taken
    return t.ngettext("{n} seat left", "{n} seats left", free) if free else t.gettext("Full")


def _pager(t: Texts, number: int, total: int, region: str | None) -> Rows:
    of_region = (region,) if region else ()
    earlier = (Button(t.gettext("⬅️ Previous"), ref("trips", number - 1, *of_region)),) if number else ()
    more = (number + 1) * PAGE < total
    later = (Button(t.gettext("Next ➡️"), ref("trips", number + 1, *of_region)),) if more else ()
    return ((*earlier, *later),) if earlier or later else ()


def _demonstration(t: Texts, trip: TripRow) -> tuple[str, ...]:
    if not trip.demonstration:
        return ()
    return ("", small(t.gettext("Demonstration: this trip is invented, and nobody will leave.")))
