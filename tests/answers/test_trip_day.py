"""The day itself: its programme, interviews, the code that is shown, where people meet."""

from datetime import datetime, timedelta

from sqlalchemy import update

from bot.base.clock import QUEBEC_TIME
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db.models import TripItemRow, TripRow
from bot.programme import interviews, staff, trips
from bot.programme.interviews import Appointment
from bot.programme.trips import RegistrationState
from tests.answers.conftest import Person
from tests.answers.test_seats import notices_of, registration, somebody_else, the_trip
from tests.conftest import ANA


async def test_a_trip_through_the_night_names_both_days(agreed: Person) -> None:
    trip, t = await the_trip(agreed, 5), texts(agreed.language)
    leaves = datetime(2027, 5, 14, 22, 0, tzinfo=QUEBEC_TIME)
    back = datetime(2027, 5, 15, 13, 0, tzinfo=QUEBEC_TIME)
    async with agreed.database.transaction() as session:
        found = await trips.find(session, trip.id)
        found.departs_at, found.returns_at = leaves, back
        found.items = [
            TripItemRow(starts_at=leaves + timedelta(hours=hours), kind="visits", text={"fr": name, "en": name})
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
