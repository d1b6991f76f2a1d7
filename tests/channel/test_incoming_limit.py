"""Who sends without end fills nothing and keeps nobody waiting."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.channel.incoming_limit import IncomingLimit
from bot.db.models import InboxRow
from tests.channel.conftest import World
from tests.conftest import NOW


def test_a_bucket_holds_so_many_and_fills_again() -> None:
    limit = IncomingLimit(burst=3, per_second=0.5)
    assert [limit.admits(1, NOW) for _ in range(5)] == [True, True, True, False, False]
    assert limit.admits(2, NOW), "everybody has one of their own"
    assert [limit.admits(1, NOW + timedelta(seconds=2)) for _ in range(2)] == [True, False]
    assert not limit.admits(1, NOW), "an older one gives nothing"


async def test_what_is_sent_faster_than_anybody_can_is_not_stored(world: World) -> None:
    amina, carlos = await world.candidate(), await world.candidate("en")
    for _ in range(5):
        await amina.send("/help")
    await carlos.send("/help")
    async with world.channel(polling=False, limit=IncomingLimit(burst=2, per_second=0)) as running:
        await running.intake.accept(await running.bot.get_updates())
        async with world.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(InboxRow)) == 3
