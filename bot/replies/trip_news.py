"""What travellers are told without having asked: changes, interviews, reminders, how it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.base.clock import QUEBEC_TIME
from bot.base.i18n import Texts
from bot.base.terms import ByLanguage
from bot.programme.trip_change_rules import Changed
from bot.programme.trip_views import InterviewView, RegistrationDay, RegistrationView, TripDay
from bot.replies.interviews import consent
from bot.replies.message import Button, Message, Rows, bold, esc, ref
from bot.replies.trip_words import demonstration, giving_back, seats_text, trip_name, when


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the day's programme, as it is now or as travellers last knew it."""

    starts_at: datetime
    text: ByLanguage

    @classmethod
    def of(cls, starts_at: str, text: ByLanguage) -> "Line":
        """A line from the data of a notice."""
        return cls(datetime.fromisoformat(starts_at), text)


def lines(trip: TripDay) -> list[Line]:
    """The present programme, in order."""
    return [Line(item.starts_at, item.text) for item in trip.items]


def offer_passed(t: Texts, registration: RegistrationView, *, goes_on: bool) -> Message:
    """An offer was not answered in time; `goes_on`: the household can still register or wait again."""
    text = t.gettext(
        "I could not hold the seats for you on the trip {name} any longer, since the time to answer is over.",
        name=bold(trip_name(t, registration.trip)),
    )
    if not goes_on:
        return Message(text, _others(t))
    again = esc(t.gettext("You can register or wait again."))
    button = Button(t.gettext("🕐 Go back on the list"), ref("register", registration.trip.id))
    return Message(f"{text} {again}", ((button,), *_others(t)))


def line_closed(t: Texts, registration: RegistrationView) -> Message:
    """The trip is closed: no seat will be offered unless officers open it again."""
    text = t.gettext(
        "The trip {name} takes no more registrations, and no more seats are offered for now. You keep your place on "
        "the waiting list: if the trip opens again and seats are free, I write to you.",
        name=bold(trip_name(t, registration.trip)),
    )
    leave = Button(t.gettext("✖️ Leave the waiting list"), ref("cancel_trip", registration.id))
    return Message(text, ((leave,), *_others(t)))


def line_ended(t: Texts, registration: RegistrationView) -> Message:
    """No seat came free: the trip leaves without them."""
    text = t.gettext(
        "No seat came free on the trip {name}, and it leaves soon. I am sorry. Other trips are planned.",
        name=bold(trip_name(t, registration.trip)),
    )
    return Message(text, _others(t))


def trip_changed(
    t: Texts,
    registration: RegistrationDay,
    changed: Sequence[Changed],
    before: Sequence[Line],
    met: Mapping[str, str] | None = None,
    hours: Sequence[str] = (),
) -> Message:
    """Only what changed, as it is now.

    `before`: the former programme; `met`: names of the former employers; `hours`: the former departure and return.
    """
    trip = registration.trip
    departed, returned = map(datetime.fromisoformat, hours) if hours else (trip.departs_at, trip.returns_at)
    words = {
        Changed.TOWN: t.gettext("The trip goes to {town}.", town=trip.town),
        Changed.WHEN: _other_hours(t, trip, departed, returned),
        Changed.DEPARTURE: t.gettext("Departure: {place}", place=trip.departure_point),
        Changed.MEETING: t.gettext("Meeting place: {place}", place=trip.meeting_point),
        Changed.PROGRAMME: t.gettext("The program of the day has changed."),
    }
    header = t.gettext("⚠️ Your trip has changed: {name}", name=trip_name(t, trip))
    shown = [f"• {esc(words[each])}" for each in changed if each in words]
    if Changed.EMPLOYERS in changed:
        shown += _other_employers(t, trip, met or {})
    if Changed.PROGRAMME in changed:
        moved = _by(departed, trip.departs_at) == _by(returned, trip.returns_at) != timedelta(0)
        shown += _differences(t, before, lines(trip), all_along=moved)
    question = t.gettext("If you cannot come any more, please cancel your seats.")
    return Message(
        "\n".join((bold(header), *shown, esc(question), *demonstration(t, trip))),
        (
            (Button(t.gettext("🕘 Program of the day"), ref("trip_program", trip.id)),),
            (Button(t.gettext("✖️ Cancel my seats"), ref("cancel_trip", registration.id)),),
        ),
    )


def trip_cancelled(t: Texts, registration: RegistrationView, reason: str = "") -> Message:
    """The trip is cancelled. `reason`: an officer's own words, as they were written."""
    trip = registration.trip
    text = t.gettext("The trip {name} does not take place. I am sorry.", name=bold(trip_name(t, trip)))
    why = [esc(t.gettext("The team’s words: “{words}”", words=reason))] if reason else []
    return Message("\n".join((text, *why, *demonstration(t, trip))), _others(t))


def given_back(t: Texts, registration: RegistrationView, by: str, *, held: bool) -> Message:
    """An officer gave the seats back, as they were asked to, or a place in line, where none were `held`.

    `by`: the officer's name and role.
    """
    told = {"person": bold(by), "name": bold(trip_name(t, registration.trip))}
    if held:
        text = t.gettext(
            "{person} has given your seats back, as you asked: {name}. If you did not ask for it, say so to a person.",
            **told,
        )
    else:
        text = t.gettext(
            "{person} took you off the waiting list, as you asked: {name}. If you did not ask for it, tell a person.",
            **told,
        )
    talk = (Button(t.gettext("🙋 Talk to a person"), ref("human")),)
    return Message("\n".join((text, *demonstration(t, registration.trip))), (*_others(t), talk))


def interviews(
    t: Texts,
    registration: RegistrationView,
    own: Sequence[InterviewView],
    before: Sequence[tuple[datetime, str]],
    names: Mapping[str, str],
    why: Sequence[str] = (),
    unagreed: Sequence[InterviewView] = (),
) -> Message:
    """The times of interviews; after the first notice, only the lines that changed.

    `names`: of former employers; `why`: why some or all interviews are missing; `unagreed`: without an agreement.
    """
    question, buttons = consent(t, unagreed)
    trip = registration.trip
    known = {(clock(hour), employer) for hour, employer in before}
    now = {(clock(row.starts_at), row.employer.id) for row in own}
    added = [_line(t, row) for row in own if (clock(row.starts_at), row.employer.id) not in known]
    gone = [
        _struck(t, each, names.get(employer, "")) for each, employer in before if (clock(each), employer) not in now
    ]
    header = (
        t.gettext("⚠️ Your interview times have changed: {name}", name=trip_name(t, trip))
        if before
        else t.gettext("Your interview times: {name}", name=trip_name(t, trip))
    )
    rest = [esc(t.gettext("Your other times stay as they were."))] if before and known & now else []
    return Message(
        "\n".join((bold(header), *added, *gone, *rest, *why, *question, *demonstration(t, trip))),
        (*buttons, (Button(t.gettext("📅 My day"), ref("my_day", registration.id)),)),
    )


def clock(moment: datetime) -> time:
    """The local hour of an interview, which stays the same if the trip moves to another day."""
    return moment.astimezone(QUEBEC_TIME).time()


def reminder_before_departure(t: Texts, registration: RegistrationView, now: datetime) -> Message:
    """The reminders a week, two days and the evening before."""
    trip = registration.trip
    text = t.gettext(
        "Your trip to {town} leaves {moment}.", town=bold(trip.town), moment=bold(t.dated(trip.departs_at))
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


def absent(t: Texts, registration: RegistrationView) -> Message:
    """To somebody who was not there, without reproach."""
    text = t.gettext(
        "We missed you on the trip to {town}. I hope that nothing serious kept you. Another trip may suit you better.",
        town=bold(registration.trip.town),
    )
    return Message(text, _others(t))


def _other_employers(t: Texts, trip: TripDay, met: Mapping[str, str]) -> list[str]:
    """Which employers were added, and which are no longer met."""
    now = {row.id: row.name for row in trip.employers}
    added = [name for employer, name in now.items() if employer not in met]
    gone = [name for employer, name in met.items() if employer not in now]
    shown = [t.gettext("New among the employers: {names}", names=t.listing(added))] if added else []
    shown += [t.gettext("No longer among the employers: {names}", names=t.listing(gone))] if gone else []
    return [f"• {esc(each)}" for each in shown]


def _other_hours(t: Texts, trip: TripDay, departed: datetime, returned: datetime) -> str:
    """When the trip leaves and returns, if only one of them changed with what stays."""
    leaves, back = t.dated(trip.departs_at), t.dated(trip.returns_at)
    if departed != trip.departs_at and returned == trip.returns_at:
        told = {"moment": leaves, "before": t.dated(departed), "back": back}
        return t.gettext("New departure: {moment} (before: {before}). The return stays the same: {back}.", **told)
    if returned != trip.returns_at and departed == trip.departs_at:
        told = {"moment": back, "before": t.dated(returned), "leaves": leaves}
        return t.gettext("New return: {moment} (before: {before}). The departure stays the same: {leaves}.", **told)
    return when(t, trip)


def _by(before: datetime, now: datetime) -> timedelta:
    """By how much later, on the clocks of Québec."""
    return now.astimezone(QUEBEC_TIME).replace(tzinfo=None) - before.astimezone(QUEBEC_TIME).replace(tzinfo=None)


def _differences(t: Texts, before: Sequence[Line], now: Sequence[Line], *, all_along: bool) -> list[str]:
    """The lines that are new or changed, then the hours that are free now; `all_along`: the return moved as well."""
    if before and now and _moved_along(before, now):
        if all_along:
            return [esc(t.gettext("All the other times change with it."))]
        before = ()  # one line after the other has its new hour: striking through the old ones tells nothing more
    hours = {line.starts_at for line in now}
    added = [f"• {bold(t.time(line.starts_at))} — {esc(t.written(line.text))}" for line in now if line not in before]
    return added + [_struck(t, line.starts_at, t.written(line.text)) for line in before if line.starts_at not in hours]


def _moved_along(before: Sequence[Line], now: Sequence[Line]) -> bool:
    """Whether only the hours changed, all by the same amount in local time."""
    first, last = (lines[0].starts_at.astimezone(QUEBEC_TIME) for lines in (now, before))
    moved = [replace(line, starts_at=line.starts_at.astimezone(QUEBEC_TIME) + (first - last)) for line in before]
    return moved == list(now)


def _line(t: Texts, row: InterviewView) -> str:
    return f"• {bold(t.time(row.starts_at))} — {esc(row.employer.name)}"


def _struck(t: Texts, hour: datetime, what: str) -> str:
    return f"✖️ <s>{esc(t.time(hour))} — {esc(what)}</s>"


def _others(t: Texts) -> Rows:
    return (
        (Button(t.gettext("🚌 See the trips"), ref("trips")), Button(t.gettext("🙋 Talk to a person"), ref("human"))),
    )
