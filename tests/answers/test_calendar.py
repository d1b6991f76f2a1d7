"""A trip in the calendar of whoever has seats, as other programs read it."""

from datetime import datetime, timedelta

import pytest
import vobject
from sqlalchemy import update

from bot.base.clock import QUEBEC_TIME
from bot.db.models import TripRow
from bot.programme import trip_changes, trip_life
from bot.programme.trips import RegistrationState
from tests.answers.conftest import Person
from tests.answers.test_seats import notices_of, registration, somebody_else, the_trip
from tests.conftest import ANA


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
        await trip_life.cancel_trip(session, trip.id, agreed.now, actor=ANA)
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
    await other("consent:given:2")
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
    await other("consent:given:2")
    await agreed(f"register_confirm:{trip.id}:1")
    await other(f"wait:{trip.id}:1")
    async with agreed.database.transaction() as session:
        await trip_life.cancel_trip(session, trip.id, agreed.now, actor=ANA)
    assert [bool(each.document) for each in await notices_of(agreed)] == [False, True]
    assert [bool(each.document) for each in await notices_of(other)] == [False]
