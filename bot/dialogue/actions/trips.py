"""Messages about trips: which one is meant, and what is wanted of it."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.base.clock import local_day
from bot.dialogue.actions.base import BotAction, Events, Services, entities_of, text_of
from bot.dialogue.actions.regions import regions_named
from bot.knowledge import Found
from bot.programme import profiles, trip_views
from bot.programme.trip_views import TripView
from bot.reading import party

_MOST_CHOICES = 6


class ListTrips(BotAction):
    """A question when and where the trips go."""

    action_name = "action_list_trips"
    says = frozenset({"trips", "trip", "which_trip"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Show all trips, those to the region named, or the one on the day named."""
        every = ("trips", "0", *regions_named(self.services, tracker)[:1])
        if entities_of(tracker, "trip_date"):
            await _propose(self, dispatcher, tracker, "trip", otherwise=every)
        else:
            self.say(dispatcher, *every)
        return []


class AskTripProgram(BotAction):
    """A question on the programme of the day."""

    action_name = "action_ask_trip_program"
    says = frozenset({"article", "trip_program", "which_trip", "trips"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Show the programme of the trip named, or what such a day looks like in general."""
        await _propose(self, dispatcher, tracker, "trip_program", otherwise=("article", "exploratory_trip"))
        return []


class RegisterTrip(BotAction):
    """Somebody wants seats. This only proposes: a button takes them."""

    action_name = "action_register_trip"
    says = frozenset({"seats_asked", "register", "which_trip"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Propose the trip named, with the number of seats named."""
        async with self.services.candidate(tracker) as (session, candidate):
            household = (await profiles.load(session, candidate)).household
        number = party(self.services.resolver, text_of(tracker), household)
        otherwise = ("seats_asked", str(number or 0), *(regions_named(self.services, tracker)[:1] or ("",)), "")
        await _propose(self, dispatcher, tracker, "register", otherwise=otherwise, seats=number or 0)
        return []


class CancelTrip(BotAction):
    """Somebody wants to give seats back. This only proposes: a button does it."""

    action_name = "action_cancel_trip"
    says = frozenset({"cancel_trip", "my_trips"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Ask about the only registration, or show the list to choose from."""
        async with self.services.candidate(tracker) as (session, candidate):
            mine = await trip_views.registrations_of(session, candidate, self.services.clock())
        named = _meant(self.services, tracker, [row.trip for row in mine])
        if len(named) == 1:
            self.say(dispatcher, "cancel_trip", next(row.id for row in mine if row.trip is named[0]))
        else:
            self.say(dispatcher, "my_trips")
        return []


async def _propose(
    action: BotAction, dispatcher: CollectingDispatcher, tracker: Tracker, answer: str, *,
    otherwise: tuple[str, ...], seats: int = 0,
) -> None:  # fmt: skip
    """Propose the trip that is meant, or a choice; `otherwise` if none is named, or none leads there."""
    if not entities_of(tracker, "city", "region", "trip_date"):
        action.say(dispatcher, *otherwise)
        return
    async with action.services.database.reading() as session:
        coming = await trip_views.coming(session, action.services.clock())
    named = _meant(action.services, tracker, coming)
    if len(named) == 1:
        action.say(dispatcher, answer, named[0].id, *((seats,) if seats else ()))
    elif named:
        action.say(dispatcher, "which_trip", answer, seats, *(trip.id for trip in named[:_MOST_CHOICES]))
    elif answer == "register":
        action.say(dispatcher, *otherwise)
    else:
        action.say(dispatcher, "trips", "0", *regions_named(action.services, tracker)[:1])


def _meant(services: Services, tracker: Tracker, coming: Sequence[TripView]) -> list[TripView]:
    """The trips that fit the place and date named; all of them if neither is."""
    codes = regions_named(services, tracker)
    towns = {name.casefold() for name in entities_of(tracker, "city")}
    fitting = [trip for trip in coming if not codes or trip.region in codes]
    fitting = [trip for trip in fitting if trip.town.casefold() in towns] or fitting
    dates = entities_of(tracker, "trip_date")
    day = services.resolver.start_date(dates[0], services.today) if dates else None
    if not isinstance(day, Found):
        return fitting
    local = {trip.id: local_day(trip.departs_at) for trip in fitting}
    on_day = [trip for trip in fitting if local[trip.id] == day.value]
    in_month = [
        trip for trip in fitting if (local[trip.id].year, local[trip.id].month) == (day.value.year, day.value.month)
    ]
    return on_day or in_month
