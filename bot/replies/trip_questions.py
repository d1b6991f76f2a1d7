"""Answers in a sentence to questions about one thing of a trip."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from bot.base.clock import QUEBEC_TIME, local_day
from bot.base.i18n import Texts
from bot.programme.trip_views import TripDay, TripView
from bot.replies.message import Button, Message, bold, esc, ref
from bot.replies.trip_words import demonstration, giving_back, item_text, seats_left, trip_name, when

Subject = Literal[
    "transport", "price", "meals", "return", "departure", "bring", "children", "employers", "seats", "day", "cancelling"
]
ARTICLES = {  # articles on what holds for every trip
    "price": "trip_cost", "bring": "trip_prepare", "children": "who_may_take_part",
}  # fmt: skip


def about(t: Texts, trip: TripDay, subject: Subject) -> str | None:
    """One thing about a trip in a sentence; "" if what holds for every trip answers; None if the whole day does."""
    match subject:
        case "return":
            day = t.full_date(local_day(trip.returns_at))
            return esc(t.gettext("You are back at {time}, on {day}.", time=t.time(trip.returns_at), day=day))
        case "departure":
            return esc(t.gettext("{when}. Departure: {place}", when=when(t, trip), place=trip.departure_point))
        case "transport":
            place = t.gettext("The group leaves together from: {place}.", place=trip.departure_point)
            return f"{esc(place)} {esc(_own_car(t))}"
        case "employers" if trip.employers:
            names = t.listing([row.name for row in trip.employers])
            return esc(t.gettext("Employers you meet: {names}", names=names))
        case "employers":
            return esc(t.gettext("The employers of this trip are not known yet."))
        case "seats":
            return esc(seats_left(t, trip, waited_for=False))
        case "meals":
            meals = [item for item in trip.items if item.kind == "meal"]
            if not meals:
                return esc(t.gettext("The program of this trip names no meal: ask a person of the program."))
            unknown = esc(
                t.gettext("Who pays for the meal, and what it is made of: ask a person of the program before the day.")
            )
            return "\n".join([*(f"{t.time(item.starts_at)} {item_text(t, item)}" for item in meals), unknown])
        case "children":
            return esc(_children(t))
        case "price" | "bring" | "cancelling":
            return ""
    return None


def _children(t: Texts) -> str:
    return t.gettext("Count a seat for each child as well; what there is for children: ask a person of the program.")


def _own_car(t: Texts) -> str:
    return t.gettext("Whether you may come by your own car: ask a person of the program before the day.")


def briefly(t: Texts, trip: TripDay | None, subject: Subject, now: datetime) -> str:
    """One of several things asked about a trip, in a sentence; without a trip, what holds for every trip."""
    match subject:
        case "price":
            return esc(
                t.gettext(
                    "This assistant never makes you pay for a seat. What is included: ask a person of the program."
                )
            )
        case "children":
            return esc(_children(t))
        case "cancelling":
            fee = t.gettext("I know of no fee for cancelling.")
            return esc(f"{fee} {giving_back(t, trip, now)}") if trip else esc(fee)
        case "bring":
            return esc(t.gettext("Bring copies of your CV and a piece of identity, and wear clean working clothes."))
    if subject == "transport" and trip is None:
        return esc(_own_car(t))
    if trip is None:
        return esc(t.gettext("The hours, the meal and the employers depend on the trip."))
    told = about(t, trip, subject)
    return told or esc(when(t, trip))


def hours(t: Texts, several: Sequence[TripView]) -> str:
    """The hours between which the days of these trips begin and end."""
    departures = sorted(trip.departs_at.astimezone(QUEBEC_TIME).time() for trip in several)
    returns = sorted(trip.returns_at.astimezone(QUEBEC_TIME).time() for trip in several)
    first, last, earliest, latest = (t.time(each) for each in (departures[0], departures[-1], returns[0], returns[-1]))
    return esc(
        t.gettext(
            "It depends on the trip: you leave between {first} and {last}, and are back between {earliest} and"
            " {latest}.",
            first=first, last=last, earliest=earliest, latest=latest,
        )
    )  # fmt: skip


def one_thing(t: Texts, trip: TripView, lines: Sequence[str]) -> Message:
    """The answer to what was asked about a trip, under the trip's name."""
    return Message(
        "\n".join((bold(trip_name(t, trip)), *lines, *demonstration(t, trip))),
        (
            (Button(t.gettext("🕘 Program of the day"), ref("trip_program", trip.id)),),
            (Button(t.gettext("⬅️ The trip"), ref("trip", trip.id)),
             Button(t.gettext("🙋 Talk to a person"), ref("human"))),
        ),
    )  # fmt: skip
