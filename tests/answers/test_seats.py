"""Seats in the conversation: the line, the offer, what is told of them."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.answers.doors import Door
from bot.answers.notice_words import told
from bot.answers.turn import Turn
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db.models import NoticeRow, RegistrationRow, TripRow
from bot.programme import candidates, trip_changes, trip_life, trips, waiting_list
from bot.programme.trips import RegistrationState
from bot.queues import notices
from bot.replies.message import Message
from tests.answers.conftest import Person
from tests.conftest import ANA


async def the_trip(person: Person, seats: int) -> TripRow:
    """The next trip, with so many seats."""
    async with person.database.transaction() as session:
        trip = (await trips.coming(session, person.now))[0]
        await session.execute(update(TripRow).where(TripRow.id == trip.id).values(seats=seats))
    return trip


def somebody_else(person: Person) -> Person:
    return Person(person.database, person.library, person.language, chat_id=78)


async def registration(person: Person, state: RegistrationState) -> RegistrationRow:
    async with person.database.reading() as session:
        candidate = await candidates.of_chat(session, person.chat_id)
        assert candidate is not None
        query = select(RegistrationRow).where(RegistrationRow.candidate_id == candidate.id)
        row = await session.scalar(query.where(RegistrationRow.state == state))
        assert row is not None
        return row


async def notices_of(person: Person) -> list[Message]:
    """What is due to be told to this person, in words."""
    async with person.database.transaction() as session:
        candidate = await candidates.of_chat(session, person.chat_id)
        assert candidate is not None
        query = select(NoticeRow.id).where(
            NoticeRow.candidate_id == candidate.id, NoticeRow.due_at <= person.now, NoticeRow.done_at.is_(None)
        )
        turn = Turn(session, candidate, person.now, person.library)
        said = []
        for number in (await session.scalars(query.order_by(NoticeRow.id))).all():
            notice = await notices.begin(session, number, person.now)
            assert notice is not None
            said += await told(turn, notice)
        return said


async def test_the_line_moves_when_somebody_cancels(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 2), somebody_else(agreed)
    await other("consent:given:2")
    await agreed(f"register_confirm:{trip.id}:2")
    assert "wait" in str(await other(f"register:{trip.id}:1"))
    place = await other.says(f"wait:{trip.id}:1")
    assert ("rang" if agreed.language is Language.FRENCH else "place") + " <b>1</b>" in place
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    await agreed(f"cancel_trip_confirm:{mine.id}")
    [offer] = await notices_of(other)
    assert "offer_accept" in str(offer.rows)
    t = texts(agreed.language)
    assert t.dated(agreed.now + timedelta(hours=24)) in offer.text
    held = await registration(other, RegistrationState.OFFERED)
    assert "my_day" in str(await other(f"offer_accept:{held.id}"))
    assert await notices_of(agreed) == [], "the one who cancelled is offered nothing"


async def test_nobody_accepts_for_somebody_else_or_too_late(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 1), somebody_else(agreed)
    await other("consent:given:2")
    await agreed(f"register_confirm:{trip.id}:1")
    await other(f"wait:{trip.id}:1")
    await agreed(f"cancel_trip_confirm:{(await registration(agreed, RegistrationState.CONFIRMED)).id}")
    held = await registration(other, RegistrationState.OFFERED)
    await agreed(f"offer_accept:{held.id}")
    other.now += timedelta(hours=25)
    await other(f"offer_accept:{held.id}")
    assert (await registration(other, RegistrationState.OFFERED)).id == held.id


async def test_seats_that_are_free_for_those_who_wait_are_not_shown_as_free(agreed: Person) -> None:
    trip, first, newcomer = await the_trip(agreed, 4), somebody_else(agreed), somebody_else(agreed)
    newcomer.chat_id = 79
    for person in (first, newcomer):
        await person("consent:given:2")
    await agreed(f"register_confirm:{trip.id}:2")
    t = texts(agreed.language)
    left = t.ngettext("{n} seat left", "{n} seats left", 2)
    assert left in await newcomer.says(f"trip:{trip.id}")
    assert left in await newcomer.says("trips")
    await first(f"wait:{trip.id}:4")
    for shown in (await newcomer(f"trip:{trip.id}"), await newcomer("trips")):
        assert left not in shown[0].text
        assert t.gettext("Full: you can wait for a seat") in shown[0].text
    assert t.gettext("🕐 Wait for a seat") in str((await newcomer(f"trip:{trip.id}"))[0].rows)


async def test_until_when_seats_are_given_back_without_trouble(agreed: Person) -> None:
    trip, t = await the_trip(agreed, 5), texts(agreed.language)
    deadline = t.moment(trip.departs_at - timedelta(hours=24), agreed.now)
    assert deadline in await agreed.says(f"register_confirm:{trip.id}:2")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    hurry = t.gettext("The trip leaves in less than a day: please cancel only if you really cannot come.")
    agreed.now = trip.departs_at - timedelta(hours=24)
    assert hurry not in await agreed.says(f"cancel_trip:{mine.id}")
    agreed.now += timedelta(minutes=1)
    assert hurry in await agreed.says(f"cancel_trip:{mine.id}")
    await agreed(f"cancel_trip_confirm:{mine.id}")
    plea = t.gettext("If you cannot come, please cancel: somebody else will be happy to have the seat.")
    assert plea in await agreed.says(f"register_confirm:{trip.id}:2"), "no deadline that is over"


async def test_two_trips_that_came_to_clash_are_named_with_a_way_out_of_each(agreed: Person) -> None:
    async with agreed.database.reading() as session:
        one, other, *_ = await trips.coming(session, agreed.now)
    await agreed(f"register_confirm:{one.id}:1")
    await agreed(f"register_confirm:{other.id}:1")
    async with agreed.database.transaction() as session:
        moved = {"departs_at": other.departs_at, "returns_at": other.returns_at}
        await trip_changes.change(session, one.id, {**moved, "returns_at": other.departs_at + timedelta(hours=20)},
                                  agreed.now, actor=ANA)  # fmt: skip
    *_, question = await notices_of(agreed)
    assert one.town in question.text
    assert other.town in question.text
    assert str(question.rows).count("cancel_trip") == 2


@pytest.mark.parametrize("closed", [False, True])
async def test_an_offer_that_passed_says_only_what_is_so(agreed: Person, closed: bool) -> None:
    trip, t = await the_trip(agreed, 1), texts(agreed.language)
    await agreed(f"wait:{trip.id}:1")
    agreed.now += timedelta(hours=25)
    async with agreed.database.transaction() as session:
        if closed:
            await trip_life.close_trip(session, trip.id, agreed.now, actor=ANA)
        for registration_id in await waiting_list.expired_offers(session, agreed.now):
            await waiting_list.pass_on(session, registration_id, agreed.now)
    [passed] = await notices_of(agreed)
    assert (t.gettext("🕐 Go back on the list") in str(passed.rows)) is not closed
    if not closed:
        assert "register_confirm" in str(await agreed(f"register:{trip.id}:1")), "the button does what it says"


async def test_whoever_waits_for_a_trip_that_closes_is_told(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 1), somebody_else(agreed)
    await other("consent:given:2")
    await agreed(f"register_confirm:{trip.id}:1")
    await other(f"wait:{trip.id}:1")
    async with agreed.database.transaction() as session:
        await trip_life.close_trip(session, trip.id, agreed.now, actor=ANA)
    [closed] = await notices_of(other)
    assert "cancel_trip" in str(closed.rows)
    assert await notices_of(agreed) == []


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("n’annulez surtout pas mon voyage", False),
        ("faut pas annuler ma place", False),
        ("please do not cancel anything", False),
        ("I don’t want to cancel my seat", False),
        ("annule-le pas", False),
        ("annule, pas le temps d’y aller", True),
        ("je peux pas venir samedi, annulez", True),
        ("je ne sais pas comment annuler", True),
        ("tu peux pas annuler pour moi", True),
        ("don’t book the other one, cancel this one", True),
        ("I cannot come, cancel it", True),
        ("why not cancel it", True),
    ],
)
async def test_who_writes_not_to_cancel_is_not_asked_to(agreed: Person, words: str, asked: bool) -> None:
    trip = await the_trip(agreed, 5)
    await agreed(f"register_confirm:{trip.id}:2")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    shown = str(await agreed(f"cancel_trip:{mine.id}", written=words, door=Door.WORDS))
    assert ("cancel_trip_confirm" in shown) == asked
    assert "cancel_trip_confirm" in str(await agreed(f"cancel_trip:{mine.id}", door=Door.BUTTON))
