"""Transactions, and what the database itself refuses."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME
from bot.db import Database
from bot.db.migrate import upgrade
from bot.db.models import (
    AnswerRow,
    CandidateRow,
    HumanRequestRow,
    NoteRow,
    OutboxRow,
    RegistrationRow,
    TripRow,
)
from tests.conftest import NOW


def somebody(**changes: object) -> CandidateRow:
    """A candidate to be added."""
    return CandidateRow(**{"id": 1, "chat_id": 1, "conversation": "a", "language": "fr", "created_at": NOW, **changes})


def another() -> CandidateRow:
    """Somebody else."""
    return somebody(id=2, chat_id=2, conversation="b")


def a_trip(**changes: object) -> TripRow:
    """A trip to be added."""
    values = {
        "id": "trip", "region": "11", "town": "Rimouski", "departs_at": NOW, "returns_at": NOW + timedelta(hours=9),
        "departure_point": "there", "meeting_point": "here", "seats": 4, "state": "open",
    }  # fmt: skip
    return TripRow(**{**values, **changes})


def seats_for_one(name: str, **changes: object) -> RegistrationRow:
    """A registration of that candidate for that trip."""
    values = {"trip_id": "trip", "candidate_id": 1, "seats": 1, "state": "confirmed", "registered_at": NOW}
    return RegistrationRow(id=name, code=name, **{"number": int(name[1:]), **values, **changes})


def request(number: str, closed_at: datetime | None = None) -> HumanRequestRow:
    """A wish of that candidate to speak with a person."""
    return HumanRequestRow(id=number, candidate_id=1, reasons=["asked"], asked_at=NOW, closed_at=closed_at)


REFUSED: dict[str, Callable[[], list[object]]] = {
    "an answer of nobody": lambda: [AnswerRow(candidate_id=404, field="french_level", value=1, answered_at=NOW)],
    "more seats taken than there are": lambda: [a_trip(id="other", taken=5)],
    "fewer seats taken than none": lambda: [a_trip(id="other", taken=-1)],
    "a household of nobody": lambda: [seats_for_one("r1", seats=0)],
    "a state that is none": lambda: [seats_for_one("r1", state="nowhere")],
    "an offer without its end": lambda: [seats_for_one("r1", state="offered")],
    "two of one number on a trip": lambda: [seats_for_one("r1", state="cancelled"), seats_for_one("x1")],
    "the same person twice on a trip": lambda: [seats_for_one("r1"), seats_for_one("r2")],
    "an offer without its deadline": lambda: [seats_for_one("r1", state="offered")],
    "two at the same place in the line": lambda: [
        another(), seats_for_one("r1"), seats_for_one("r2", candidate_id=2, number=1),
    ],
    "two requests at once": lambda: [request("h1"), request("h2")],
    "two candidates of one chat": lambda: [somebody(id=2, conversation="b")],
    "two candidates of one conversation": lambda: [somebody(id=2, chat_id=2)],
}  # fmt: skip


ALLOWED: dict[str, Callable[[], list[object]]] = {
    "again on a trip after cancelling": lambda: [seats_for_one("r1", state="cancelled"), seats_for_one("r2")],
    "an offer with its deadline": lambda: [
        another(), seats_for_one("r3", candidate_id=2, state="offered", offered_until=NOW),
    ],
    "a request after an answered one": lambda: [request("h1", closed_at=NOW), request("h2")],
    "the last seat": lambda: [a_trip(id="other", taken=4)],
}  # fmt: skip


async def keep(database: Database, rows: list[object]) -> None:
    """Add rows in a transaction of their own."""
    async with database.transaction() as session:
        session.add_all(rows)


async def test_the_database_itself_refuses_what_must_never_be_and_nothing_else(empty: Database) -> None:
    await upgrade(empty.engine)
    await keep(empty, [somebody(), a_trip()])
    for case, rows in REFUSED.items():
        try:
            await keep(empty, rows())
        except StatementError:  # by the database, or before it is asked: a state that is none has no value
            continue
        pytest.fail(f"accepted: {case}")
    for rows in ALLOWED.values():
        await keep(empty, rows())


async def test_a_moment_comes_back_as_the_same_moment(empty: Database) -> None:
    await upgrade(empty.engine)
    autumn = datetime(2026, 11, 1, 1, 30, tzinfo=QUEBEC_TIME, fold=1)  # the second half past one of that night
    async with empty.transaction() as session:
        session.add(somebody(created_at=autumn))
    async with empty.reading() as session:
        kept = (await session.scalars(select(CandidateRow.created_at))).one()
        assert kept.timestamp() == autumn.timestamp()
        assert kept.utcoffset() == timedelta(0)
        for later, expected in ((timedelta(0), 1), (timedelta(minutes=-1), 0)):
            until = (autumn.astimezone(NOW.tzinfo) + later).astimezone(QUEBEC_TIME)
            found = (await session.scalars(select(CandidateRow).where(CandidateRow.created_at <= until))).all()
            assert len(found) == expected


async def test_a_moment_without_its_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"):
        async with database.transaction() as session:
            session.add(somebody(created_at=NOW.replace(tzinfo=None)))


async def test_encrypted_text_comes_back_whatever_its_letters(empty: Database) -> None:
    await upgrade(empty.engine)
    words = "« Où ? » 🍁 مرحبا\x00'; DROP TABLE notes;--"
    async with empty.transaction() as session:
        session.add(somebody())
        await session.flush()
        session.add(NoteRow(candidate_id=1, kind="feedback", text=words, written_at=NOW))
        session.add(OutboxRow(chat_id=1, payload=None, created_at=NOW))
    async with empty.reading() as session:
        assert (await session.scalars(select(NoteRow.text))).one() == words
        assert (await session.scalars(select(OutboxRow.payload))).one() is None
        raw = (await session.scalars(text("SELECT text FROM notes"))).one()
        assert b"DROP" not in bytes(raw)


async def test_another_key_reads_nothing(tmp_path: Path, key: str) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/bot.db"
    database = Database.open(url, key)
    await upgrade(database.engine)
    async with database.transaction() as session:
        session.add(OutboxRow(chat_id=1, payload="canary", created_at=NOW))
    await database.close()
    stranger = Database.open(url, Fernet.generate_key().decode())
    with pytest.raises(InvalidToken):
        async with stranger.reading() as session:
            await session.scalars(select(OutboxRow.payload))
    await stranger.close()


async def test_what_raises_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.transaction() as session:
            session.add(somebody())
            await session.flush()
            raise RuntimeError
    assert await people(database) == 0


async def test_what_is_cut_short_leaves_nothing_behind(database: Database) -> None:
    begun = asyncio.Event()

    async def never_ends() -> None:
        async with database.transaction() as session:
            session.add(somebody())
            await session.flush()
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await people(database) == 0
    async with asyncio.timeout(2), database.transaction() as session:  # the lock was given back
        session.add(somebody())
    assert await people(database) == 1


async def test_what_a_reader_adds_is_not_kept(database: Database) -> None:
    async with database.reading() as session:
        session.add(somebody())
        await session.flush()
    assert await people(database) == 0


async def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    async with database.transaction() as writer:
        writer.add(somebody())
        await writer.flush()
        async with asyncio.timeout(2):
            assert await people(database) == 0
    assert await people(database) == 1


async def test_a_writer_waits_for_the_one_before_and_then_sees_what_it_did(database: Database) -> None:
    async with database.transaction() as session:
        session.add(somebody())

    async def count_up() -> None:
        async with database.transaction() as session:
            candidate = (await session.scalars(select(CandidateRow))).one()
            await asyncio.sleep(0.001)  # long enough for a rival to read the same number
            candidate.unsure_in_a_row += 1

    await asyncio.gather(*(count_up() for _ in range(12)))
    async with database.reading() as session:
        assert (await session.scalars(select(CandidateRow.unsure_in_a_row))).one() == 12


async def test_what_was_loaded_can_be_read_after_the_end(database: Database) -> None:
    async with database.transaction() as session:
        candidate = somebody()
        session.add(candidate)
    assert candidate.conversation == "a"


async def test_an_error_of_the_database_names_no_values(database: Database) -> None:
    with pytest.raises(IntegrityError) as refused:
        async with database.transaction() as session:
            session.add_all([somebody(conversation="canary"), somebody(id=2, conversation="canary")])
    assert "canary" not in str(refused.value)


async def test_the_folder_of_a_database_is_made(tmp_path: Path, key: str) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path}/a/new/folder/bot.db", key)
    await upgrade(database.engine)
    assert await people(database) == 0
    await database.close()


async def people(database: Database) -> int:
    """How many candidates a reader sees."""
    async with database.reading() as session:
        return await count(session)


async def count(session: AsyncSession) -> int:
    """How many candidates there are."""
    return (await session.scalars(text("SELECT count(*) FROM candidates"))).one()  # type: ignore[no-any-return]


async def test_an_emptied_log_leaves_no_connection_that_does_not_wait(tmp_path: Path, key: str) -> None:
    """Whenever it is given up, as at the end of a process: who gets that connection next would fail at once."""
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path}/bot.db", key)
    assert await database.scrub()
    for turns in range(100):
        scrubbing = asyncio.create_task(database.scrub())
        for _ in range(turns):
            await asyncio.sleep(0)
        scrubbing.cancel()
        await asyncio.gather(scrubbing, return_exceptions=True)
        async with database.transaction() as session:
            assert await session.scalar(text("PRAGMA busy_timeout")) == 10_000
    await database.close()
