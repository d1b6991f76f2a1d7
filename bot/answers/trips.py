"""Trips: the list, one of them, its day."""

from dataclasses import replace
from typing import Literal

from bot.answers.doors import BUTTON, COMMAND, WORDS, Code, Count, answer
from bot.answers.turn import Turn
from bot.programme import trip_views, trips
from bot.replies import trip_questions, trip_words
from bot.replies import trips as replies
from bot.replies.message import Message, RefError, esc


@answer("trips", WORDS | BUTTON | COMMAND, gives_way=1.0, command=("trips",))
async def trip_list(turn: Turn, number: Count = 0, region: Code | None = None) -> list[Message]:
    """`/trips`: the coming trips, of one region if asked."""
    if region and turn.knowledge.region_of(region) not in turn.knowledge.regions:
        raise RefError("no region of ours")
    there, found = await trip_views.meant(turn.session, turn.now, turn.knowledge, region or "")
    page = max(min(number, (len(there) - 1) // replies.PAGE), 0)
    waited_for = await trips.waited_for(turn.session, [each.id for each in there])
    nowhere = None if found else region
    return [replies.trip_list(turn.t, turn.knowledge, there, page, region, waited_for, nowhere)]


@answer("trip", WORDS | BUTTON)
async def trip_card(turn: Turn, trip_id: Code) -> list[Message]:
    """One trip."""
    found = await trip_views.find(turn.session, trip_id)
    registration = await trip_views.registration_for(turn.session, turn.candidate, trip_id)
    waited_for = bool(await trips.waited_for(turn.session, [found.id]))
    return [replies.details(turn.t, turn.knowledge, found, registration, waited_for=waited_for)]


@answer("trip_program", WORDS | BUTTON, gives_way=1.0)
async def trip_program(turn: Turn, trip_id: Code) -> list[Message]:
    """The programme of the day."""
    return [replies.programme(turn.t, await trip_views.find(turn.session, trip_id))]


@answer("trip_about", WORDS, gives_way=1.0)
async def trip_about(turn: Turn, trip_id: Code, subject: trip_questions.Subject) -> list[Message]:
    """One thing about the trip in sight: from its own programme if that says it, else what holds for every trip."""
    found = await trip_views.find(turn.session, trip_id)
    told = trip_questions.about(turn.t, found, subject)
    if told is None or subject == "day":
        return [replies.programme(turn.t, found)]
    article = turn.knowledge.articles.get(trip_questions.ARTICLES.get(subject, ""))
    general = esc(article.answer[turn.t.language]) if article else ""
    return [trip_questions.one_thing(turn.t, found, [line for line in (told, general) if line])]


@answer("which_trip", WORDS, gives_way=1.0)
async def which_trip(
    turn: Turn, then: Literal["trip", "trip_program", "register"], seats: Count, *trip_ids: Code
) -> list[Message]:
    """Several trips fit: ask which one, then go on with what was asked. `seats`: 0 if no number was said."""
    found = [await trip_views.find(turn.session, trip_id) for trip_id in trip_ids]
    return [replies.which_trip(turn.t, found, then, seats)]


@answer("trip_asked", WORDS)
async def trip_asked(turn: Turn, place: Code, trip_id: Code, *subjects: trip_questions.Subject) -> list[Message]:
    """Things asked about a trip: answered for the trip meant, or for those that may be meant; of none, its card."""
    meant, found = await trip_views.meant(turn.session, turn.now, turn.knowledge, place, trip_id)
    if len(meant) == 1 and found:
        if not subjects:
            return await trip_card(turn, meant[0].id)
        trip = await trip_views.find(turn.session, meant[0].id)
        told = dict.fromkeys(trip_questions.briefly(turn.t, trip, subject, turn.now) for subject in subjects)
        return [trip_questions.one_thing(turn.t, trip, [esc(trip_words.when(turn.t, trip)), *told])]
    waited_for = await trips.waited_for(turn.session, [each.id for each in meant])
    nowhere = None if found else place
    listed = replies.trip_list(turn.t, turn.knowledge, meant, 0, place or None, waited_for, nowhere)
    told = dict.fromkeys(trip_questions.briefly(turn.t, None, subject, turn.now) for subject in subjects)
    if meant and {"return", "departure"} & set(subjects):
        told = {trip_questions.hours(turn.t, meant): None, **told}
    return [replace(listed, text="\n\n".join((listed.text, *told)))]
