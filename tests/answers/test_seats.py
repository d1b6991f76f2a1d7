"""Seats in the conversation: the line, the offer, the own day, the calendar, the code."""

from datetime import datetime, timedelta

import pytest
import vobject
from sqlalchemy import select, update

from bot.answers import Door
from bot.answers.notices import told
from bot.answers.turn import Turn
from bot.base.i18n import QUEBEC_TIME, texts
from bot.base.terms import Language
from bot.db.models import NoticeRow, RegistrationRow, TripItemRow, TripRow
from bot.programme import candidates, interviews, staff, trip_changes, trips, waiting_list
from bot.programme.interviews import Appointment
from bot.programme.trips import RegistrationState
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
        await trip_changes.change(session, trip.id, changes, agreed.now, actor=ANA)
    change, second = await notices_of(agreed)
    assert "•" in change.text
    assert second.document is not None
    assert first.document is not None
    before, after = (vobject.readOne(each.document.content).vevent for each in (first, second) if each.document)
    assert before.uid.value == after.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert before.dtstart.value == trip.departs_at
    assert after.dtstart.value == later
    async with agreed.database.transaction() as session:
        await trip_changes.cancel_trip(session, trip.id, agreed.now, actor=ANA)
    _, third = await notices_of(agreed)
    assert third.document is not None
    calendar = vobject.readOne(third.document.content)
    assert (calendar.method.value, calendar.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert int(calendar.vevent.sequence.value) > int(after.sequence.value)


QUEBEC = [
    ((2027, 3, 13, 5, 30), (2027, 3, 13, 21, 0)),
    ((2027, 3, 13, 22, 0), (2027, 3, 14, 13, 0)),  # the clocks go forward in this night
    ((2027, 3, 14, 5, 30), (2027, 3, 14, 21, 0)),
    ((2027, 3, 15, 5, 30), (2027, 3, 15, 21, 0)),
    ((2027, 10, 31, 5, 30), (2027, 10, 31, 21, 0)),  # elsewhere they go back now
    ((2027, 11, 6, 22, 0), (2027, 11, 7, 13, 0)),  # and here in this night
    ((2027, 11, 7, 5, 30), (2027, 11, 7, 21, 0)),
    ((2027, 11, 8, 5, 30), (2027, 11, 8, 21, 0)),
]


@pytest.mark.parametrize(("departs", "returns"), QUEBEC)
async def test_a_calendar_shows_the_hours_of_clocks_on_the_wall(
    agreed: Person, departs: tuple[int, ...], returns: tuple[int, ...]
) -> None:
    trip = await the_trip(agreed, 5)
    await agreed(f"register_confirm:{trip.id}:1")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    leaves, back = (datetime(*each, tzinfo=QUEBEC_TIME) for each in (departs, returns))  # type: ignore[misc,arg-type]
    async with agreed.database.transaction() as session:
        changed = update(TripRow).where(TripRow.id == trip.id).values(departs_at=leaves, returns_at=back)
        await session.execute(changed)
    file, *_ = await agreed(f"calendar:{mine.id}")
    assert file.document is not None
    event = vobject.readOne(file.document.content).vevent
    for written, meant in ((event.dtstart.value, leaves), (event.dtend.value, back)):
        assert written.replace(tzinfo=None) == meant.replace(tzinfo=None), "as it stands in the calendar"
        assert written == meant, "by the zone's rules that the file brings along"
    assert "geo" not in event.contents, "the place is the departure's, of which no position is known"


async def test_the_calendar_lets_go_of_seats_that_were_given_back(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 2), somebody_else(agreed)
    await other("consent:given")
    await agreed(f"register_confirm:{trip.id}:2")
    await other(f"wait:{trip.id}:1")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    said = [*await agreed(f"calendar:{mine.id}"), *await agreed(f"cancel_trip_confirm:{mine.id}")]
    had, gone = (vobject.readOne(each.document.content) for each in said if each.document)
    assert (gone.method.value, gone.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert gone.vevent.uid.value == had.vevent.uid.value
    assert int(gone.vevent.sequence.value) > int(had.vevent.sequence.value)
    declined = await registration(other, RegistrationState.OFFERED)
    assert not [each for each in await other(f"offer_decline:{declined.id}") if each.document], "no seats, no file"


async def test_whoever_only_waited_for_a_cancelled_trip_gets_no_calendar(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 1), somebody_else(agreed)
    await other("consent:given")
    await agreed(f"register_confirm:{trip.id}:1")
    await other(f"wait:{trip.id}:1")
    async with agreed.database.transaction() as session:
        await trip_changes.cancel_trip(session, trip.id, agreed.now, actor=ANA)
    assert [bool(each.document) for each in await notices_of(agreed)] == [False, True]
    assert [bool(each.document) for each in await notices_of(other)] == [False]


async def test_seats_that_are_free_for_those_who_wait_are_not_shown_as_free(agreed: Person) -> None:
    trip, first, newcomer = await the_trip(agreed, 4), somebody_else(agreed), somebody_else(agreed)
    newcomer.chat_id = 79
    for person in (first, newcomer):
        await person("consent:given")
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


async def test_a_trip_through_the_night_names_both_days(agreed: Person) -> None:
    trip, t = await the_trip(agreed, 5), texts(agreed.language)
    leaves = datetime(2027, 5, 14, 22, 0, tzinfo=QUEBEC_TIME)
    back = datetime(2027, 5, 15, 13, 0, tzinfo=QUEBEC_TIME)
    async with agreed.database.transaction() as session:
        found = await trips.find(session, trip.id)
        found.departs_at, found.returns_at = leaves, back
        found.items = [
            TripItemRow(starts_at=leaves + timedelta(hours=hours), kind="visits", text_fr=name, text_en=name)
            for hours, name in ((0, "one"), (1, "two"), (3, "three"), (9, "four"))
        ]
    described = await agreed.says(f"trip:{trip.id}")
    for moment in (leaves, back):
        assert t.full_date(moment) in described
        assert t.time(moment) in described
    await agreed(f"register_confirm:{trip.id}:1")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    for day in (await agreed.says(f"my_day:{mine.id}"), await agreed.says(f"trip_program:{trip.id}")):
        at = [day.index(each) for each in ("one", "two", t.full_date(back), "three", "four")]
        assert at == sorted(at)
        assert day.count(t.full_date(back)) == 1
        assert t.full_date(leaves) not in day, "the first day stands in the heading"


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
            await trip_changes.close_trip(session, trip.id, agreed.now, actor=ANA)
        for registration_id in await waiting_list.offers_over(session, agreed.now):
            await waiting_list.pass_on(session, registration_id, agreed.now)
    [passed] = await notices_of(agreed)
    assert (t.gettext("🕐 Go back on the list") in str(passed.rows)) is not closed
    if not closed:
        assert "register_confirm" in str(await agreed(f"register:{trip.id}:1")), "the button does what it says"


async def test_whoever_waits_for_a_trip_that_closes_is_told(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 1), somebody_else(agreed)
    await other("consent:given")
    await agreed(f"register_confirm:{trip.id}:1")
    await other(f"wait:{trip.id}:1")
    async with agreed.database.transaction() as session:
        await trip_changes.close_trip(session, trip.id, agreed.now, actor=ANA)
    [closed] = await notices_of(other)
    assert "cancel_trip" in str(closed.rows)
    assert await notices_of(agreed) == []


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
            await interviews.publish(session, trip.id, made, agreed.now, actor=ANA)

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
    officer.now = trip.departs_at - timedelta(minutes=30)
    refused = await officer.says(f"start_with:c_{mine.code}")
    async with agreed.database.transaction() as session:
        word = await staff.add(session, "officer@example.org", agreed.now, actor=ANA)
    officer.now, later = agreed.now, officer.now  # an invitation holds for two days
    await officer(f"start_with:staff_{word}")
    officer.now = later
    officer.now -= timedelta(days=1)
    early = await officer.says(f"start_with:c_{mine.code}")
    officer.now += timedelta(days=1)
    done = await officer.says(f"start_with:c_{mine.code}")
    assert len({refused, early, done}) == 3
    assert "2" in done
    assert (await registration(agreed, RegistrationState.CONFIRMED)).checked_in_at == officer.now
    assert await officer.says("start_with:c_nothing2") not in {done, refused}


async def test_the_meeting_place_is_on_the_map_where_it_is_known(agreed: Person) -> None:
    trip = await the_trip(agreed, 5)
    async with agreed.database.transaction() as session:
        await session.execute(update(TripRow).where(TripRow.id == trip.id).values(latitude=48.4, longitude=-71.1))
    place, *_ = await agreed(f"meeting_place:{trip.id}")
    assert place.venue is not None
    assert (place.venue.latitude, place.venue.title) == (48.4, trip.meeting_point)


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
