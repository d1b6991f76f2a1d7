"""Exploratory interviews with an officer, chosen and given back by buttons."""

from datetime import timedelta

from sqlalchemy import select

from bot.db.models import MeetingRow
from bot.programme import meetings, staff
from tests.answers.conftest import Person, carried
from tests.conftest import ANA


async def moments(person: Person, *days: int) -> list[str]:
    """An officer's free times, so many days ahead."""
    async with person.database.transaction() as session:
        await staff.add(session, "officer@example.org", person.now, actor=ANA, name="Julie Tremblay")
        await session.flush()
        officer = await staff.of_email(session, "officer@example.org")
        assert officer is not None
        return [
            await meetings.offer(session, officer.id, person.now + timedelta(each), 30, person.now, actor=ANA)
            for each in days
        ]


async def taken(person: Person) -> list[str]:
    async with person.database.reading() as session:
        query = select(MeetingRow.id).where(MeetingRow.candidate_id.is_not(None))
        return list(await session.scalars(query))


async def test_a_time_is_chosen_changed_and_given_back_by_buttons(settled: Person) -> None:
    first, second = await moments(settled, 3, 4)
    assert carried(await settled("meetings")) == [f"meeting_take:{first}", f"meeting_take:{second}"]
    done = await settled(f"meeting_take:{first}")
    assert "Julie Tremblay" in done[0].text
    assert carried(done) == ["contact_details", f"meeting_give_back:{first}"]
    assert await taken(settled) == [first]
    assert carried(await settled("meetings")) == [f"meeting_take:{second}", f"meeting_give_back:{first}"]
    await settled(f"meeting_take:{second}")
    assert await taken(settled) == [second], "one instead of the other"
    assert carried(await settled(f"meeting_give_back:{second}")) == ["meetings"]
    assert await taken(settled) == []


async def test_who_is_late_is_offered_what_is_left(settled: Person) -> None:
    first, second = await moments(settled, 3, 4)
    other = Person(settled.database, settled.library, settled.language, chat_id=78)
    await other("consent:given:2", "cancel")
    await other(f"meeting_take:{first}")
    assert carried(await settled(f"meeting_take:{first}")) == [f"meeting_take:{second}"]
    assert carried(await settled(f"meeting_give_back:{first}")) == []
    assert await taken(settled) == [first], "nobody gives back what is somebody else's"


async def test_without_a_free_time_a_person_can_be_asked_for(settled: Person) -> None:
    assert carried(await settled("meetings")) == ["human"]
