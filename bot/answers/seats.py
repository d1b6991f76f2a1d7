"""Seats on trips: registering, waiting, offers, cancelling, and the traveller's own day."""

import re

from bot.answers import profile
from bot.answers.doors import BUTTON, COMMAND, WORDS, Code, Count, answer
from bot.answers.registration_news import unagreed, why_no_interview
from bot.answers.turn import Turn
from bot.knowledge.normalized_text import folded
from bot.programme import profiles, seats, trip_views, trips, waiting_list
from bot.programme.candidates import Consent
from bot.programme.trips import NotEnoughSeats, RegistrationState
from bot.queues import notices
from bot.reading.normalized_in_place import even
from bot.replies import calendar as calendar_replies
from bot.replies import seats as replies
from bot.replies import trip_questions
from bot.replies import trips as trip_replies
from bot.replies.message import Message, Ref

_CANCELS = r"(?:annul|cancel|desinscri|unregister)\w*"
_NOT_TO_CANCEL = re.compile(
    rf"\b{_CANCELS} (?:(?:la|le|les|moi|nous|surtout) )*(?:pas|jamais|rien)\b"
    r"(?! (?:besoin|le temps|possible|capable|envie|libre|dispo))"
    r"|(?<!peux )(?<!peut )(?<!pouvez )(?<!pourquoi )(?<!pourquoi ne )(?<!why )"
    rf"\b(?:pas|jamais|rien|never|not|dont|don t|without|sans) (?:(?:want|wish|to|me|m) )*{_CANCELS}"
)
_NEAREST = re.compile(r"(?<!\w)(?:pres|proche|nearest|closest)(?!\w)")
_SOONEST = re.compile(
    r"(?<!\w)(?:l[ea] (?:tout )?prochaine?|the (?:very )?next|soonest)(?!\w)(?! (?:mois|semaine|month|week))"
)
CHECK_IN = "c_"  # stands before the code in the link that an officer scans


@answer("register", WORDS | BUTTON, consent=True)
async def register(turn: Turn, trip_id: Code, number: Count | None = None) -> list[Message]:
    """Ask how many seats, then show what is to be confirmed; nothing is taken before a button confirms it."""
    turn.asked = True
    wanted = 1 if number is None else number
    try:
        found = await seats.check(turn.session, turn.candidate, trip_id, wanted, turn.now)
    except NotEnoughSeats as error:
        if number is not None or not error.can_wait:
            return [trip_replies.no_seat(turn.t, error, trip_id, wanted)]
        found = await trip_views.find(turn.session, trip_id)
    if number is not None:
        return [trip_replies.recap(turn.t, found, wanted)]
    household = (await profiles.load(turn.session, turn.candidate)).household
    return [trip_replies.how_many(turn.t, found, household.seats if household else None)]


@answer("seats_asked", WORDS)
async def seats_asked(
    turn: Turn, number: Count, place: Code, trip_id: Code, *subjects: trip_questions.Subject
) -> list[Message]:
    """Seats asked for in words, with whatever else is asked about the trip: on the trip meant, or a choice of trips.

    `number`: 0 if none was said; `place`: the destination, if named; `trip_id`: the trip in focus.
    """
    t, now = turn.t, turn.now
    coming, found = await trip_views.meant(turn.session, now, turn.knowledge, place, trip_id)
    plain = even(turn.said.meant)
    if (not found and _NEAREST.search(plain)) or (found and _SOONEST.search(plain)):
        coming, found = coming[:1], True
    if len(coming) != 1 or not found:
        if not coming:
            return [trip_replies.trip_list(t, turn.knowledge, [], 0, None, set())]
        told = dict.fromkeys(trip_questions.briefly(t, None, subject, now) for subject in subjects)
        waited_for = await trips.waited_for(turn.session, [each.id for each in coming])
        nowhere = None if found else place
        return [trip_replies.seats_on_which(t, turn.knowledge, coming, number, waited_for, nowhere, list(told))]
    trip = await trip_views.find(turn.session, coming[0].id)
    told = dict.fromkeys(trip_questions.briefly(t, trip, subject, now) for subject in subjects)
    beside = [Message("\n".join(told))] if told else []
    if turn.candidate.consent != Consent.GIVEN:
        turn.waiting.append(Ref("register", (trip.id, *((str(number),) if number else ()))))
        return [*beside, *profile.consent_first(turn)]
    return [*beside, *await register(turn, trip.id, number or None)]


@answer("register_confirm", BUTTON, asked_by="register")
async def register_confirm(turn: Turn, trip_id: Code, wanted: Count) -> list[Message]:
    """Take the seats. A second tap finds them taken, and says so."""
    try:
        made = await seats.register(turn.session, turn.candidate, trip_id, wanted, turn.now)
    except NotEnoughSeats as error:
        return [trip_replies.no_seat(turn.t, error, trip_id, wanted)]
    return [replies.registered(turn.t, made, turn.now)]


@answer("wait", BUTTON, asked_by="register")
async def wait(turn: Turn, trip_id: Code, wanted: Count) -> list[Message]:
    """Join the line; where seats have come free for the household, they are offered at once."""
    made = await seats.wait(turn.session, turn.candidate, trip_id, wanted, turn.now)
    if made.state == RegistrationState.OFFERED:
        await notices.drop_unsent(turn.session, made.id)  # the offer is told here and now
        return [replies.offered(turn.t, made)]
    return [replies.in_line(turn.t, made, await trips.place_in_line(turn.session, made.trip.id, made.number))]


@answer("offer_accept", BUTTON)
async def offer_accept(turn: Turn, registration_id: Code) -> list[Message]:
    """Take the seats that were offered."""
    accepted = await seats.accept(turn.session, turn.candidate, registration_id, turn.now)
    return [replies.registered(turn.t, accepted, turn.now)]


@answer("my_trips", WORDS | BUTTON | COMMAND, gives_way=1.0, command=("mytrips",))
async def my_trips(turn: Turn) -> list[Message]:
    """`/mytrips`."""
    rows = await trip_views.registrations_of(turn.session, turn.candidate, turn.now)
    waiting = [row for row in rows if row.state == RegistrationState.WAITING]
    places: dict[str, int] = {
        row.id: await trips.place_in_line(turn.session, row.trip.id, row.number) for row in waiting
    }
    return [replies.mine(turn.t, rows, places, turn.now)]


async def back_again(turn: Turn) -> list[Message]:
    """For somebody who had blocked the bot: offer free seats again, and show their trips as they are now."""
    await waiting_list.offer_again(turn.session, turn.candidate, turn.now)
    registered = await trip_views.registrations_of(turn.session, turn.candidate, turn.now)
    return await my_trips(turn) if registered else []


@answer("change_seats", WORDS | BUTTON)
async def change_seats(turn: Turn, registration_id: Code, number: Count | None = None) -> list[Message]:
    """Propose another number of seats; a button confirms it."""
    turn.asked = True
    held = await trip_views.own_registration(turn.session, turn.candidate, registration_id)
    if number is None:
        return [replies.how_many_now(turn.t, held)]
    if number == held.seats:
        return [replies.seats_changed(turn.t, held)]
    try:
        await seats.check_change(turn.session, turn.candidate, registration_id, number, turn.now)
    except NotEnoughSeats as error:
        return [replies.no_more_seats(turn.t, held, error.free)]
    return [replies.change_question(turn.t, held, number)]


@answer("change_seats_confirm", BUTTON, asked_by="change_seats")
async def change_seats_confirm(turn: Turn, registration_id: Code, number: Count) -> list[Message]:
    """Change the number of seats. A second tap says the same again; a tap on an outdated button is asked again."""
    try:
        changed = await seats.change(turn.session, turn.candidate, registration_id, number, turn.now)
    except NotEnoughSeats as error:
        held = await trip_views.own_registration(turn.session, turn.candidate, registration_id)
        return [replies.no_more_seats(turn.t, held, error.free)]
    return [replies.seats_changed(turn.t, changed)]


@answer("cancel_trip", WORDS | BUTTON)
async def cancel_trip(turn: Turn, registration_id: Code) -> list[Message]:
    """Ask before seats are given back; whoever writes that they do not want to cancel keeps them."""
    found = await trip_views.own_registration(turn.session, turn.candidate, registration_id)
    if _keeps(turn.said.text):
        return [replies.kept(turn.t, found)]
    turn.asked = True
    return [replies.cancel_question(turn.t, found, late=seats.is_late(found.trip.departs_at, turn.now))]


@answer("cancel_trip_confirm", BUTTON, asked_by="cancel_trip")
@answer("offer_decline", BUTTON)
async def cancel_trip_confirm(turn: Turn, registration_id: Code) -> list[Message]:
    """Give the seats back, decline an offer or leave the line."""
    before = await trip_views.own_registration(turn.session, turn.candidate, registration_id)
    had_seats = before.state == RegistrationState.CONFIRMED
    cancelled = await seats.cancel(turn.session, turn.candidate, registration_id, turn.now)
    file = [calendar_replies.update(turn.t, cancelled, (), turn.now)] if had_seats else []
    return [replies.cancelled(turn.t, cancelled), *file]


@answer("my_day", BUTTON)
async def my_day(turn: Turn, registration_id: Code) -> list[Message]:
    """The traveller's own timetable."""
    own = await trip_views.own_day(turn.session, turn.candidate, registration_id)
    appointments = await trip_views.interviews_of(turn.session, own)
    none = [] if appointments else await why_no_interview(turn.addressee, own)
    return [replies.my_day(turn.t, own, appointments, none, await unagreed(turn.addressee, appointments))]


@answer("calendar", BUTTON)
async def calendar(turn: Turn, registration_id: Code) -> list[Message]:
    """The trip as a file for a calendar."""
    own = await trip_views.own_day(turn.session, turn.candidate, registration_id)
    return [calendar_replies.message(turn.t, own, await trip_views.interviews_of(turn.session, own), turn.now)]


@answer("ticket", BUTTON)
async def ticket(turn: Turn, registration_id: Code) -> list[Message]:
    """The code to show at the departure."""
    own = await trip_views.own_day(turn.session, turn.candidate, registration_id)
    return [replies.ticket(turn.t, own, f"https://t.me/{turn.bot_name}?start={CHECK_IN}{own.code}")]


@answer("meeting_place", BUTTON)
async def meeting_place(turn: Turn, trip_id: Code) -> list[Message]:
    """Where the day begins, on the map."""
    return [replies.meeting_place(turn.t, await trip_views.find(turn.session, trip_id))]


def _keeps(text: str) -> bool:
    """Whether a text mentions cancelling only to say that its writer does not want to."""
    plain = re.sub(r"[’'-]", " ", folded(text))
    return len(re.findall(_CANCELS, plain)) == len(_NOT_TO_CANCEL.findall(plain)) > 0
