"""More seats or fewer: by what is needed, the others kept, the line respected, a button before anything changes."""

from sqlalchemy import select

from bot.answers.doors import Door
from bot.db.models import TripRow
from bot.programme.trips import RegistrationState
from tests.answers.conftest import Person
from tests.answers.test_seats import registration, somebody_else, the_trip


async def taken(person: Person, trip_id: str) -> int:
    async with person.database.reading() as session:
        found = await session.scalar(select(TripRow.taken).where(TripRow.id == trip_id))
        assert found is not None
        return found


async def test_fewer_seats_free_the_rest_for_who_waits(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 5), somebody_else(agreed)
    await other("consent:given:2")
    await agreed(f"register_confirm:{trip.id}:5")
    await other(f"wait:{trip.id}:2")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    shown = str(await agreed(f"change_seats:{mine.id}:3", door=Door.WORDS))
    assert "change_seats_confirm" in shown
    assert await taken(agreed, trip.id) == 5, "words only propose"
    await agreed(f"change_seats_confirm:{mine.id}:3", door=Door.WORDS)
    assert await taken(agreed, trip.id) == 5, "no words confirm it"
    await agreed(f"change_seats_confirm:{mine.id}:3", door=Door.BUTTON)
    assert (await registration(agreed, RegistrationState.CONFIRMED)).seats == 3
    assert (await registration(other, RegistrationState.OFFERED)).seats == 2
    await agreed(f"change_seats_confirm:{mine.id}:3", door=Door.BUTTON)
    assert await taken(agreed, trip.id) == 5


async def test_more_seats_pass_nobody_who_waits(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 5), somebody_else(agreed)
    await other("consent:given:2")
    await agreed(f"register_confirm:{trip.id}:3")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    await other(f"wait:{trip.id}:4")
    await agreed(f"change_seats_confirm:{mine.id}:5", door=Door.BUTTON)
    assert (await registration(agreed, RegistrationState.CONFIRMED)).seats == 3
    assert "change_seats_confirm" not in str(await agreed(f"change_seats:{mine.id}:5"))


async def test_more_seats_are_taken_where_they_are_free_and_never_more(agreed: Person) -> None:
    trip = await the_trip(agreed, 5)
    await agreed(f"register_confirm:{trip.id}:2")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    await agreed(f"change_seats_confirm:{mine.id}:4", door=Door.BUTTON)
    assert (await registration(agreed, RegistrationState.CONFIRMED)).seats == 4
    await agreed(f"change_seats_confirm:{mine.id}:6", door=Door.BUTTON)
    assert (await registration(agreed, RegistrationState.CONFIRMED)).seats == 4
    assert await taken(agreed, trip.id) == 4


async def test_nobody_changes_the_seats_of_somebody_else(agreed: Person) -> None:
    trip, other = await the_trip(agreed, 5), somebody_else(agreed)
    await other("consent:given:2")
    await agreed(f"register_confirm:{trip.id}:2")
    mine = await registration(agreed, RegistrationState.CONFIRMED)
    await other(f"change_seats_confirm:{mine.id}:1", door=Door.BUTTON)
    assert (await registration(agreed, RegistrationState.CONFIRMED)).seats == 2


async def test_every_subject_of_a_trip_is_answered_from_its_own_day(agreed: Person) -> None:
    trip = await the_trip(agreed, 5)
    said = {}
    for subject in ("price", "meals", "return", "departure", "bring", "children", "employers", "seats"):
        [message, *_] = await agreed(f"trip_about:{trip.id}:{subject}", door=Door.WORDS)
        assert trip.town in message.text
        said[subject] = message.text
    assert len(set(said.values())) == len(said)
