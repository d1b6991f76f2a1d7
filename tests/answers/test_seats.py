"""Seats in the conversation: the line, the offer, the own day, the calendar, the code."""

from datetime import timedelta

import vobject
from sqlalchemy import select, update

from bot.answers.notices import told
from bot.answers.turn import Turn
from bot.db.models import NoticeRow, RegistrationRow, TripRow
from bot.i18n import QUEBEC_TIME
from bot.programme import candidates, interviews, staff, trip_changes, trips
from bot.programme.interviews import Appointment
from bot.programme.trips import RegistrationState
from bot.replies.message import Message
from bot.terms import Language
from tests.answers.conftest import Person


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
        query = select(NoticeRow).where(
            NoticeRow.candidate_id == candidate.id, NoticeRow.due_at <= person.now, NoticeRow.done_at.is_(None)
        )
        turn = Turn(session, candidate, person.now, person.library)
        said = []
        for row in await session.scalars(query.order_by(NoticeRow.id)):
            said += await told(turn, row)
            row.done_at = person.now
        return said


async def test_the_line_moves_when_somebody_cancels(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 2), somebody_else(agreed)
    await other("consent:given")
    await agreed(f"register_confirm:{trip.id}:2")
    assert "wait" in str(await other(f"register:{trip.id}:1"))
    assert "1" in await other.says(f"wait:{trip.id}:1")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    await agreed(f"cancel_trip_confirm:{mine.id}")
    [offer] = await notices_of(other)
    assert "offer_accept" in str(offer.rows)
    hour = (agreed.now + timedelta(hours=24)).astimezone(QUEBEC_TIME)
    assert str(hour.day) in offer.text or ("demain" in offer.text or "tomorrow" in offer.text)
    held = await registration(other, RegistrationState.OFFERED)
    assert "my_day" in str(await other(f"offer_accept:{held.id}"))
    assert await notices_of(agreed) == [], "the one who cancelled is offered nothing"


async def test_nobody_accepts_for_somebody_else_or_too_late(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 1), somebody_else(agreed)
    await other("consent:given")
    await agreed(f"register_confirm:{trip.id}:1")
    await other(f"wait:{trip.id}:1")
    await agreed(f"cancel_trip_confirm:{(await registration(agreed, RegistrationState.CONFIRMED)).id}")
    held = await registration(other, RegistrationState.OFFERED)
    await agreed(f"offer_accept:{held.id}")
    other.now += timedelta(hours=25)
    await other(f"offer_accept:{held.id}")
    assert (await registration(other, RegistrationState.OFFERED)).id == held.id


async def test_the_calendar_is_read_by_others_and_replaced_by_its_update(agreed: Person) -> None:
    trip = await the_trip(agreed, 5)
    await agreed(f"register_confirm:{trip.id}:1")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    first, *_ = await agreed(f"calendar:{mine.id}")
    later = trip.departs_at + timedelta(days=1)
    async with agreed.database.transaction() as session:
        changes = {"departs_at": later, "returns_at": trip.returns_at + timedelta(days=1)}
        await trip_changes.change(session, trip.id, changes, agreed.now, actor="x")
    change, second = await notices_of(agreed)
    assert "•" in change.text
    assert second.document is not None
    assert first.document is not None
    before, after = (vobject.readOne(each.document.content).vevent for each in (first, second) if each.document)
    assert before.uid.value == after.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert before.dtstart.value == trip.departs_at
    assert after.dtstart.value == later
    assert after.dtstart.value.astimezone(QUEBEC_TIME).utcoffset() == later.astimezone(QUEBEC_TIME).utcoffset()
    async with agreed.database.transaction() as session:
        await trip_changes.cancel_trip(session, trip.id, agreed.now, actor="x")
    _, third = await notices_of(agreed)
    assert third.document is not None
    calendar = vobject.readOne(third.document.content)
    assert (calendar.method.value, calendar.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert int(calendar.vevent.sequence.value) > int(after.sequence.value)


async def test_interview_times_are_told_and_then_only_what_changed(agreed: Person) -> None:
    trip = await the_trip(agreed, 5)
    await agreed(f"register_confirm:{trip.id}:1")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    start = trip.departs_at + timedelta(hours=6)

    async def publish(*minutes: int) -> None:
        async with agreed.database.transaction() as session:
            found = await trips.find(session, trip.id)
            made = [
                Appointment(mine.candidate_id, row.id, start + timedelta(minutes=each), 25)
                for row, each in zip(found.employers, minutes, strict=False)
            ]
            await interviews.publish(session, trip.id, made, agreed.now, actor="x")

    await publish(0, 30, 60)
    times, _ = await notices_of(agreed)
    assert times.text.count("•") == 3
    await publish(0, 30, 90)
    changed, _ = await notices_of(agreed)
    assert changed.text.count("•") == 1
    assert changed.text.count("<s>") == 1
    await publish(0, 30, 90)
    assert await notices_of(agreed) == []
    assert (await agreed.says(f"my_day:{mine.id}")).count("💬") == 3


async def test_an_officer_checks_in_and_nobody_else(agreed: Person, language: Language) -> None:
    trip = await the_trip(agreed, 5)
    await agreed(f"register_confirm:{trip.id}:2")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    ticket, *_ = await agreed(f"ticket:{mine.id}")
    assert ticket.photo is not None
    assert ticket.photo.content.startswith(b"\x89PNG")
    assert mine.code in ticket.text
    officer = somebody_else(agreed)
    refused = await officer.says(f"start_with:c_{mine.code}")
    async with agreed.database.transaction() as session:
        word = await staff.add(session, "officer@example.org", agreed.now, actor="test")
    await officer(f"start_with:staff_{word}")
    done = await officer.says(f"start_with:c_{mine.code}")
    assert done != refused
    assert "2" in done
    assert (await registration(agreed, RegistrationState.CONFIRMED)).checked_in_at == agreed.now
    assert await officer.says("start_with:c_nothing2") not in {done, refused}


async def test_the_meeting_place_is_on_the_map_where_it_is_known(agreed: Person) -> None:
    trip = await the_trip(agreed, 5)
    async with agreed.database.transaction() as session:
        await session.execute(update(TripRow).where(TripRow.id == trip.id).values(latitude=48.4, longitude=-71.1))
    place, *_ = await agreed(f"meeting_place:{trip.id}")
    assert place.venue is not None
    assert (place.venue.latitude, place.venue.title) == (48.4, trip.meeting_point)
