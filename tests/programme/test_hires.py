"""Jobs that were offered, accepted, started or ended, and when people are asked how it goes."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import JobState
from bot.db.models import AuditRow, EmployerRow, HireRow
from bot.programme import hires
from bot.queues.notices import NoticeKind
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer
from tests.programme.trip_ahead import pending


async def test_a_job_is_followed_up_five_times_and_once(session: AsyncSession, newcomer: Newcomer) -> None:
    someone = await newcomer()
    await hires.hired(session, someone, NOW)
    await hires.hired(session, someone, NOW + timedelta(days=2))
    steps = [row.data["step"] for row in await pending(session, NoticeKind.FOLLOW_UP)]
    assert steps == ["1w", "1m", "3m", "6m", "12m"]
    assert await hires.hired(session, await newcomer(None), NOW) is None, "nothing is kept without consent"


async def test_an_offer_is_no_job_until_it_is_accepted(session: AsyncSession, newcomer: Newcomer) -> None:
    someone = await newcomer()
    offer = await hires.offered(session, someone, NOW)
    assert offer is not None
    assert await hires.offered(session, someone, NOW) is None, "told twice, it is one"
    assert await pending(session, NoticeKind.FOLLOW_UP) == []
    assert await hires.hired(session, someone, NOW + timedelta(days=3)) == offer
    job = await session.get_one(HireRow, offer)
    assert (job.state, len(await pending(session, NoticeKind.FOLLOW_UP))) == (JobState.ACCEPTED, 5)
    assert await hires.hired(session, someone, NOW + timedelta(days=4)) is None


async def test_an_officer_tells_where_a_job_stands_and_what_has_ended_is_asked_about_no_more(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    someone, since = await newcomer(), NOW - timedelta(days=20)
    employer = str(await session.scalar(select(EmployerRow.id).limit(1)))
    job = await hires.tell_of_job(session, someone, JobState.STARTED, since, NOW, employer_id=employer, actor=ANA)
    assert (job.state, job.moved_at, job.employer_id) == (JobState.STARTED, since, employer)
    assert len(await pending(session, NoticeKind.FOLLOW_UP)) == 4, "the first week is over"
    again = await hires.tell_of_job(session, someone, JobState.ENDED, NOW, NOW, employer_id=None, actor=ANA)
    assert again is job
    assert await pending(session, NoticeKind.FOLLOW_UP) == []


async def test_of_an_earlier_job_nothing_more_is_asked(session: AsyncSession, newcomer: Newcomer) -> None:
    someone = await newcomer()
    first = await hires.hired(session, someone, NOW)
    second = await hires.hired(session, someone, NOW + timedelta(days=40))
    assert first is not None
    assert second is not None
    assert {row.subject for row in await pending(session, NoticeKind.FOLLOW_UP)} == {second}
    assert len((await session.scalars(select(HireRow))).all()) == 2


async def test_each_day_on_which_somebody_is_known_to_be_there_still_stands_in_the_trail(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    someone, since = await newcomer(), NOW - timedelta(days=40)
    job = await hires.tell_of_job(session, someone, JobState.ACCEPTED, since, NOW, employer_id=None, actor=ANA)
    for days in (20, 0, 10):  # the last one is known already
        await hires.works_there(session, job, NOW - timedelta(days=days), NOW, actor=ANA)
    traced = await session.scalars(select(AuditRow.changes).where(AuditRow.subject == job.id).order_by(AuditRow.id))
    assert traced.all()[1:] == [
        {"state": ["accepted", "started"], "there on": [None, "2026-02-10"]},
        {"there on": ["2026-02-10", "2026-03-02"]},
    ]  # fmt: skip
    assert job.there_at == NOW
