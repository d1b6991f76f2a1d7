"""What travellers are told without having asked: changes, reminders, how it went."""

from collections.abc import Sequence
from datetime import datetime

from bot.db.models import InterviewRow, RegistrationRow
from bot.i18n import Texts
from bot.programme.trip_changes import Changed
from bot.replies.message import Button, Message, Rows, bold, esc, ref
from bot.replies.trips import demonstration, giving_back, seats_text, trip_name, when


def offer_passed(t: Texts, registration: RegistrationRow, *, goes_on: bool) -> Message:
    """Nobody answered in time: kindly, and the way back while there is one."""
    text = t.gettext(
        "I could not hold the seats for you on the trip {name} any longer, since the time to answer is over.",
        name=bold(trip_name(t, registration.trip)),
    )
    if not goes_on:
        return Message(text, _others(t))
    again = esc(t.gettext("You can register or wait again."))
    button = Button(t.gettext("🕐 Wait again"), ref("register", registration.trip_id))
    return Message(f"{text} {again}", ((button,), *_others(t)))


def line_closed(t: Texts, registration: RegistrationRow) -> Message:
    """No seat will be offered, unless officers open the trip again."""
    text = t.gettext(
        "The trip {name} takes no more registrations, and no more seats are offered for now. You keep your place on "
        "the waiting list: if the trip opens again and seats are free, I write to you.",
        name=bold(trip_name(t, registration.trip)),
    )
    leave = Button(t.gettext("✖️ Leave the waiting list"), ref("cancel_trip", registration.id))
    return Message(text, ((leave,), *_others(t)))


def line_ended(t: Texts, registration: RegistrationRow) -> Message:
    """The trip leaves without them."""
    text = t.gettext(
        "No seat came free on the trip {name}, and it leaves soon. I am sorry. Other trips are planned.",
        name=bold(trip_name(t, registration.trip)),
    )
    return Message(text, _others(t))


def trip_changed(t: Texts, registration: RegistrationRow, changed: Sequence[str]) -> Message:
    """What changed, as it is now; nothing else."""
    trip = registration.trip
    lines = {
        Changed.TOWN: t.gettext("The trip goes to {town}.", town=trip.town),
        Changed.WHEN: when(t, trip),
        Changed.DEPARTURE: t.gettext("Departure: {place}", place=trip.departure_point),
        Changed.MEETING: t.gettext("Meeting place: {place}", place=trip.meeting_point),
        Changed.PROGRAMME: t.gettext("The programme of the day has changed."),
    }
    header = t.gettext("⚠️ Your trip has changed: {name}", name=trip_name(t, trip))
    shown = [f"• {esc(lines[Changed(name)])}" for name in changed]
    question = t.gettext("If you cannot come any more, please cancel your seats.")
    return Message(
        "\n".join((bold(header), *shown, esc(question), *demonstration(t, trip))),
        (
            (Button(t.gettext("🕘 Programme of the day"), ref("trip_program", trip.id)),),
            (Button(t.gettext("✖️ Cancel my seats"), ref("cancel_trip", registration.id)),),
        ),
    )


def trip_cancelled(t: Texts, registration: RegistrationRow) -> Message:
    """The trip does not take place."""
    trip = registration.trip
    text = t.gettext("The trip {name} does not take place. I am sorry.", name=bold(trip_name(t, trip)))
    return Message("\n".join((text, *demonstration(t, trip))), _others(t))


def interviews(
    t: Texts,
    registration: RegistrationRow,
    own: Sequence[InterviewRow],
    before: Sequence[tuple[datetime, str]],
) -> Message:
    """The interview times; after the first time, only the lines that changed."""
    trip = registration.trip
    known = set(before)
    now = {(row.starts_at, row.employer_id) for row in own}
    added = [_line(t, row) for row in own if (row.starts_at, row.employer_id) not in known]
    gone = [f"✖️ <s>{esc(t.time(hour))}</s>" for hour, employer in before if (hour, employer) not in now]
    header = (
        t.gettext("⚠️ Your interview times have changed: {name}", name=trip_name(t, trip))
        if before
        else t.gettext("Your interview times: {name}", name=trip_name(t, trip))
    )
    rest = [esc(t.gettext("Your other times stay as they were."))] if before and known & now else []
    return Message(
        "\n".join((bold(header), *added, *gone, *rest, *demonstration(t, trip))),
        ((Button(t.gettext("📅 My day"), ref("my_day", registration.id)),),),
    )


def reminder(t: Texts, registration: RegistrationRow, now: datetime) -> Message:
    """A week, two days, and the evening before."""
    trip = registration.trip
    text = t.gettext(
        "Your trip to {town} leaves {moment}.", town=bold(trip.town), moment=bold(t.moment(trip.departs_at, now))
    )
    return Message(
        "\n".join(
            (
                text,
                esc(t.gettext("Departure: {place}", place=trip.departure_point)),
                esc(seats_text(t, registration.seats)),
                esc(t.gettext("Please be there fifteen minutes early, with your code.")),
                esc(giving_back(t, trip, now)),
                *demonstration(t, trip),
            )
        ),
        (
            (Button(t.gettext("📅 My day"), ref("my_day", registration.id)),
             Button(t.gettext("🎫 My code"), ref("ticket", registration.id))),
            (Button(t.gettext("✖️ I cannot come"), ref("cancel_trip", registration.id)),),
        ),
    )  # fmt: skip


def absent(t: Texts, registration: RegistrationRow) -> Message:
    """Not there on the day: no reproach."""
    text = t.gettext(
        "We missed you on the trip to {town}. I hope that nothing serious kept you. Another trip may suit you better.",
        town=bold(registration.trip.town),
    )
    return Message(text, _others(t))


def _line(t: Texts, row: InterviewRow) -> str:
    return f"• {bold(t.time(row.starts_at))} — {esc(row.employer.name)}"


def _others(t: Texts) -> Rows:
    return (
        (Button(t.gettext("🚌 See the trips"), ref("trips")), Button(t.gettext("🙋 Talk to a person"), ref("human"))),
    )
