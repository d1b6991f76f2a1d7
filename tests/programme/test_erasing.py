"""Who is erased leaves nothing but figures and a name that leads nowhere."""

import sqlite3
from collections.abc import Set
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import Language
from bot.db import Database
from bot.db.encryption import ChatNumber
from bot.db.models import (
    Base,
    CandidateRow,
    InboxRow,
)
from bot.programme import (
    candidates,
    hires,
    impressions,
    privacy,
    profiles,
    seats,
    tallies,
    trips,
)
from bot.programme.impressions import Impression, Theme
from bot.programme.trips import RegistrationState
from bot.queues import inbox, outbox
from tests.conftest import NOW
from tests.programme.conftest import Newcomer
from tests.programme.test_profiles import ANSWERS
from tests.programme.told_everything import BOT, CHAT, OCCUPATION, told_everything, wrote
from tests.rows import row_of


async def test_figures_stay_when_people_are_erased(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = (await trips.coming(session, NOW))[0]
    for seats_taken in (2, 1):
        someone = await newcomer()
        row = await row_of(session, await seats.register(session, someone, trip.id, seats_taken, NOW))
        row.state = RegistrationState.ATTENDED
        if seats_taken == 2:
            await hires.offered(session, someone, NOW)
    await hires.hired(session, someone, NOW)
    await impressions.keep_impression(session, someone, Theme.TRIP, row.id, Impression.GOOD, NOW)
    before = dict(await tallies.figures(session))
    assert before["seats attended", trip.departs_at.year] == 3
    assert [before[what, NOW.year] for what in ("jobs offered", "jobs accepted", "trip good")] == [1, 1, 1]
    for someone in (await session.scalars(select(CandidateRow))).all():
        await privacy.erase(session, someone, NOW)
    assert dict(await tallies.figures(session)) == before


@pytest.mark.parametrize("database_kind", ["sqlite"])  # a server keeps what was deleted until it cleans up
@pytest.mark.parametrize("other_stays", [True, False])
async def test_erasing_leaves_no_trace_but_the_audit_in_the_very_bytes(database: Database, other_stays: bool) -> None:
    file = Path(database.engine.url.database or "")
    async with database.transaction() as session:
        candidate = await told_everything(session)
        number, conversation = candidate.id, candidate.conversation
        await wrote(session, 1, CHAT, waiting=True)
        await wrote(session, 2, CHAT)
        if other_stays:
            await told_everything(session, CHAT + 1, minute=1)
    await database.close()  # what lay beside the file is in it now
    with closing(sqlite3.connect(file)) as raw:
        told = [value for (value,) in raw.execute("SELECT value FROM answers WHERE candidate_id = ?", (number,))]
    sealed = {ChatNumber().seal(str(CHAT).encode()), *told}
    assert len(sealed) == 1 + len(ANSWERS)
    assert traces(file, sealed) == sealed, "encrypted, and no more than that"

    async with database.transaction() as session:
        found = await candidates.of_chat(session, CHAT)
        assert found is not None
        await privacy.erase(session, found, NOW)
        await inbox.finish(session, BOT, 2, NOW)  # the tap that asked for it, handled in the same transaction
    await database.close()
    assert traces(file, sealed) == set()
    with closing(sqlite3.connect(file)) as raw:
        for table in Base.metadata.sorted_tables:
            rows = raw.execute(f"SELECT * FROM {table.name}").fetchall()
            named = [row for row in rows if conversation in row]
            assert bool(named) is (table.name == "audit"), table.name
            if "candidate_id" in table.columns:
                mine = raw.execute(f"SELECT count(*) FROM {table.name} WHERE candidate_id = ?", (number,))
                assert mine.fetchone() == (0,), table.name
        [(last,)] = raw.execute("SELECT action FROM audit WHERE actor = ? ORDER BY id DESC LIMIT 1", (conversation,))
        assert last == "erase"


def traces(file: Path, sealed: Set[bytes]) -> set[bytes]:
    """What of the person can be found in the file or in the log beside it, deleted pages included."""
    kept = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    assert len(kept) > 100_000
    return {trace for trace in sealed | {CHAT.to_bytes(6), str(CHAT).encode(), OCCUPATION.encode()} if trace in kept}


async def test_erasing_frees_the_seats_and_touches_nobody_else(session: AsyncSession) -> None:
    candidate = await told_everything(session)
    other = await told_everything(session, CHAT + 1, minute=1)
    before = await privacy.export(session, other)
    one, second, *_ = await trips.coming(session, NOW)
    assert (one.taken, second.taken) == (8, 6)
    await wrote(session, 1, CHAT + 1, waiting=True)
    await privacy.erase(session, candidate, NOW)
    assert [(await trips.find(session, trip.id)).taken for trip in (one, second)] == [4, 3]
    assert await privacy.export(session, other) == before
    assert await outbox.chats(session) == [CHAT + 1]
    assert [row.chat_id for row in await inbox.first_waiting(session, BOT)] == [CHAT + 1]


async def test_what_waited_unread_is_erased_and_what_comes_after_is_not(session: AsyncSession) -> None:
    candidate = await told_everything(session)
    await wrote(session, 1, CHAT, waiting=True)
    await wrote(session, 2, CHAT)  # the tap itself
    await wrote(session, 3, CHAT)  # sent meanwhile: a first contact, to be answered as one
    await privacy.erase(session, candidate, NOW)
    await session.flush()
    gone = await session.get_one(InboxRow, (BOT, 1))
    assert (gone.payload, gone.chat_id, gone.waiting, gone.handled_at) == (None, None, False, NOW)
    assert [row.update_id for row in await inbox.pending(session, BOT)] == [2, 3]


async def test_who_was_erased_and_writes_again_is_a_stranger(session: AsyncSession) -> None:
    candidate = await told_everything(session)
    name = candidate.conversation
    await privacy.erase(session, candidate, NOW)
    assert await candidates.of_conversation(session, name) is None
    again = await candidates.meet(session, CHAT, Language.FRENCH, NOW)
    assert again.conversation != name
    assert again.consent is None
    assert (await profiles.load(session, again)).told == ()
