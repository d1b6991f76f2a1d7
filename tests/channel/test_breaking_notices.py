"""Notices that break, come late or reach nobody: no other one waits for them."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.base.clock import QUEBEC_TIME
from bot.base.terms import Language
from bot.db.models import (
    NoticeRow,
)
from bot.programme import (
    trips,
)
from bot.programme.trips import RegistrationState
from bot.queues import notices
from bot.queues.notices import NoticeKind
from tests.channel.notice_world import LEAVES, OFFICER, Scene, begin, changed
from tests.conftest import NOW
from tests.databases import KINDS


async def test_after_a_standstill_one_reminder_is_sent_the_last(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        await (await begin(session, scene)).registered()
    scene.now = LEAVES - timedelta(days=1, hours=10)  # the two of a week and two days before are due
    await scene.look()
    assert len(await scene.told(1000)) == 1
    scene.now = LEAVES.replace(day=13, hour=18, minute=0)
    await scene.look()
    assert len(await scene.told(1000)) == 1, "that of the evening before is still to come"


@pytest.mark.parametrize("database_kind", KINDS)
@pytest.mark.parametrize("language", [Language.ENGLISH])
async def test_notices_that_break_keep_no_other_from_being_told_and_officers_learn_of_them(
    scene: Scene,
) -> None:
    scene.at_once = 4
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        for number in range(5):  # more than are looked at in one go
            notices.write(session, cast.other, NoticeKind.FOLLOW_UP, f"broken-{number}", NOW)  # lacks its step
        await session.flush()
        registration = await cast.registered()
        notices.write(session, cast.reader, NoticeKind.ABSENT, registration.id, NOW)
    for _ in range(2):
        await scene.look()
    assert [text for text in await scene.told(1000) if "We missed you" in text]
    for _ in range(20):
        scene.now += timedelta(minutes=30) if scene.now.astimezone(QUEBEC_TIME).hour < 20 else timedelta(hours=12)
        await scene.look()
    async with scene.database.reading() as session:
        left = select(func.count()).where(NoticeRow.kind == NoticeKind.FOLLOW_UP, NoticeRow.done_at.is_(None))
        assert await session.scalar(left) == 0, "they are tried a few times, not for ever"
        assert len(await notices.set_aside(session)) == 5
    alarms = [text for text in await scene.told(OFFICER) if "was set aside" in text]
    assert len(alarms) == 1, "once a day, however many there are"


async def test_who_blocked_the_bot_is_told_nothing(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await changed(cast)
        cast.reader.unreachable_at = NOW
    await scene.look()
    assert await scene.told(1000) == []
    async with scene.database.reading() as session:
        rows = await trips.registrations(session, "the-trip", [RegistrationState.CONFIRMED])
        assert len(rows) == 1, "the seats stay"
