"""Between a candidate and the people of the programme: exploratory interviews, how it goes, the news of a job."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.answers import Door
from bot.db.models import HireRow, MeetingRow, NoteRow, NoticeRow, RegistrationRow
from bot.programme import meetings, requests, staff
from bot.queues.notices import NoticeKind
from bot.replies.message import Message
from tests.answers.conftest import Person
from tests.conftest import ANA


@pytest.fixture
async def settled(agreed: Person) -> Person:
    """Somebody whose profile asks nothing just now."""
    await agreed("cancel")
    return agreed


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


def carried(messages: list[Message]) -> list[str]:
    """What the buttons name, without when they were shown."""
    refs = [button.ref for each in messages for row in each.rows for button in row if button.ref]
    return [replace(ref, mark="").encode() for ref in refs]


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


async def test_a_job_counts_once_a_button_says_so(settled: Person) -> None:
    assert carried(await settled("hired", written="j’ai signé un contrat", door=Door.WORDS))[:1] == ["hired_confirm"]
    async with settled.database.reading() as session:
        assert (await session.scalars(select(HireRow))).all() == []
    await settled("hired_confirm", door=Door.WORDS)
    async with settled.database.reading() as session:
        assert (await session.scalars(select(HireRow))).all() == [], "no words say it"


async def test_the_news_of_a_job_is_kept_and_followed_up(settled: Person) -> None:
    await settled("hired_confirm")
    async with settled.database.reading() as session:
        [hire] = await session.scalars(select(HireRow))
        query = select(NoticeRow).where(NoticeRow.kind == NoticeKind.FOLLOW_UP).order_by(NoticeRow.due_at)
        asked = list(await session.scalars(query))
    assert {row.subject for row in asked} == {hire.id}
    assert [row.data["step"] for row in asked] == ["1w", "1m", "3m", "6m", "12m"]


async def test_not_well_asks_for_a_person_and_then_about_life(settled: Person) -> None:
    await settled("hired_confirm")
    async with settled.database.reading() as session:
        [hire] = await session.scalars(select(HireRow.id))
    after = await settled(f"impression:job:{hire}.1w:bad")
    assert [each for each in carried(after) if each.startswith(f"impression:life:{hire}.1w")]
    await settled(f"impression:life:{hire}.1w:bad")
    async with settled.database.reading() as session:
        [request] = await requests.waiting(session)
    assert request.reasons == ["job", "life"]


async def test_forged_presses_alarm_nobody_and_real_ones_are_told_together(settled: Person) -> None:
    async with settled.database.transaction() as session:
        for number in range(5):
            word = await staff.add(session, f"officer{number}@example.org", settled.now, actor=ANA)
            assert await staff.accept(session, word, 900 + number, settled.now) is not None
    await settled("hired_confirm")
    async with settled.database.reading() as session:
        [hire] = await session.scalars(select(HireRow.id))
    await settled("register_confirm:tr-saguenay:1", door=Door.BUTTON)
    async with settled.database.reading() as session:
        [ahead] = await session.scalars(select(RegistrationRow.id))
    await settled(f"impression:trip:{ahead}:bad", door=Door.BUTTON)  # of a trip that has not left
    for number in range(40):
        await settled(f"impression:trip:forged-{number}:bad", f"impression:job:{hire}.99w:bad", door=Door.BUTTON)
    assert await alarms(settled) == 0
    for answer in ("bad", "good") * 20:
        await settled(f"impression:job:{hire}.1w:{answer}", "human", door=Door.BUTTON)
    assert await alarms(settled) == 5, "one to each officer: what is asked beside it is in the same open request"


async def test_of_each_person_in_danger_officers_are_told_at_once_and_not_for_each_press(settled: Person) -> None:
    async with settled.database.transaction() as session:
        for number in range(3):
            word = await staff.add(session, f"officer{number}@example.org", settled.now, actor=ANA)
            assert await staff.accept(session, word, 900 + number, settled.now) is not None
    for _ in range(30):
        await settled("danger_person", door=Door.BUTTON)
    assert await alarms(settled) == 3
    await replace(settled, chat_id=78)("danger_person", door=Door.BUTTON)
    assert await alarms(settled) == 6


async def alarms(person: Person) -> int:
    async with person.database.reading() as session:
        query = select(NoticeRow.id).where(NoticeRow.kind == NoticeKind.STAFF_ALARM)
        return len((await session.scalars(query)).all())


async def test_opinions_are_kept_as_far_as_anybody_reads_them(settled: Person) -> None:
    async with settled.database.reading() as session:
        before = len((await session.scalars(select(NoteRow))).all())
    said = [await settled.says("feedback", written=f"avis {number}") for number in range(25)]
    async with settled.database.reading() as session:
        assert len((await session.scalars(select(NoteRow))).all()) - before == 20
    assert len(set(said)) == 2, "whoever is not heard is told so"
    settled.now += timedelta(days=1, seconds=1)
    assert await settled.says("feedback", written="encore") == said[0]
