"""Migrations, transactions, and what the database itself refuses."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.i18n import QUEBEC_TIME
from bot.db import Database
from bot.db.migrate import alembic_config, migrate, upgrade
from bot.db.models import (
    AnswerRow,
    AuditRow,
    Base,
    CandidateRow,
    HumanRequestRow,
    NoteRow,
    OutboxRow,
    RegistrationRow,
    TripRow,
)
from tests.conftest import NOW
from tests.db.conftest import downgrade


async def tables(database: Database) -> set[str]:
    """The names of the tables that are there."""
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


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


async def test_migrations_go_up_down_and_up_again(empty: Database) -> None:
    await upgrade(empty.engine)
    assert await tables(empty) == {*Base.metadata.tables, "alembic_version"}
    await downgrade(empty)
    assert await tables(empty) == {"alembic_version"}
    for _ in range(2):  # a second time there is nothing to do
        await upgrade(empty.engine)
    async with empty.transaction() as session:
        session.add(somebody(chat_id=2**52 - 1))  # the largest that Telegram may give
    async with empty.reading() as session:
        assert (await session.scalars(select(CandidateRow))).one().chat_id == 2**52 - 1


async def test_registrations_from_before_the_line_get_their_order_and_a_code(empty: Database) -> None:
    async with empty.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(alembic_config(sync), "0003"))
        await connection.run_sync(_fill_as_of_0003)
    await upgrade(empty.engine)
    async with empty.reading() as session:
        rows = (await session.scalars(select(RegistrationRow).order_by(RegistrationRow.number))).all()
        assert [(row.id, row.number, row.state) for row in rows] == [("b", 1, "cancelled"), ("a", 2, "confirmed")]
        assert len({row.code for row in rows}) == 2
        trip = await session.get_one(TripRow, "trip")
        assert (trip.registered, trip.taken, trip.revision) == (2, 1, 0)


async def test_requests_from_before_reasons_were_kept_were_asked_for(empty: Database) -> None:
    async with empty.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(alembic_config(sync), "0004"))
        await connection.run_sync(_fill_as_of_0004)
    await upgrade(empty.engine)
    async with empty.reading() as session:
        assert (await session.get_one(HumanRequestRow, "h")).reasons == ["asked"]
        assert [row.state for row in await session.scalars(select(RegistrationRow))] == ["waiting"]


def _fill_as_of_0004(connection: Connection) -> None:
    moment = "2026-03-02 15:00:00+00:00"
    for words in (
        "candidates (id, chat_id, conversation, language, created_at, unsure_in_a_row, other_language_in_a_row, "
        f"switch_offered) VALUES (1, 1, 'x', 'fr', '{moment}', 0, 0, false)",
        f"human_requests (id, candidate_id, asked_at) VALUES ('h', 1, '{moment}')",
        "trips (id, region, town, departs_at, returns_at, departure_point, meeting_point, seats, taken, state, "
        f"demonstration) VALUES ('trip', '11', 'Gaspé', '{moment}', '{moment}', 'x', 'y', 4, 0, 'open', false)",
        "registrations (id, trip_id, candidate_id, seats, state, registered_at, number, code) "
        f"VALUES ('r', 'trip', 1, 1, 'waiting', '{moment}', 1, 'code')",
    ):
        connection.execute(text(f"INSERT INTO {words}"))


def _fill_as_of_0003(connection: Connection) -> None:
    moment = "2026-03-02 15:00:00+00:00"
    connection.execute(
        text(
            "INSERT INTO candidates (id, chat_id, conversation, language, created_at, unsure_in_a_row, "
            f"other_language_in_a_row, switch_offered) VALUES (1, 1, 'x', 'fr', '{moment}', 0, 0, false)"
        )
    )
    connection.execute(
        text(
            "INSERT INTO trips (id, region, town, departs_at, returns_at, departure_point, meeting_point, seats, "
            f"taken, state, demonstration) VALUES ('trip', '11', 'Gaspé', '{moment}', '{moment}', 'x', 'y', 4, 1, "
            "'open', false)"
        )
    )
    for identifier, state, day in (("a", "confirmed", "05"), ("b", "cancelled", "04")):
        connection.execute(
            text(
                "INSERT INTO registrations (id, trip_id, candidate_id, seats, state, registered_at) "
                f"VALUES ('{identifier}', 'trip', 1, 1, '{state}', '2026-03-{day} 15:00:00+00:00')"
            )
        )


async def test_the_migrations_make_the_models(empty: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    await upgrade(empty.engine)
    async with empty.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


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
        except IntegrityError:
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


async def test_what_was_readable_is_sealed_and_nothing_is_lost(empty: Database) -> None:
    await migrate(empty.engine, lambda config: command.upgrade(config, "0006"))
    async with empty.engine.begin() as connection:
        await connection.run_sync(_fill_as_of_0006)
    await upgrade(empty.engine)
    async with empty.reading() as session:
        person = (await session.scalars(select(CandidateRow).where(CandidateRow.chat_id == 4_200_777_111))).one()
        answers = await session.scalars(select(AnswerRow).where(AnswerRow.candidate_id == person.id))
        assert {row.field: row.value for row in answers} == {
            "household": {"partner": True, "children": 2},
            "permit": None,
        }
        assert [row.chat_id for row in await session.scalars(select(OutboxRow))] == [4_200_777_111]
        for column in ("candidates.chat_id", "answers.value", "outbox.chat_id"):
            table, _, name = column.partition(".")
            for raw in await session.scalars(text(f"SELECT {name} FROM {table}")):
                assert b"4200777111" not in bytes(raw)
                assert b"children" not in bytes(raw)
    await migrate(empty.engine, lambda config: command.downgrade(config, "0006"))
    async with empty.reading() as session:
        assert (await session.scalars(text("SELECT chat_id FROM candidates"))).all() == [4_200_777_111]
        [value] = await session.scalars(text("SELECT value FROM answers WHERE field = 'household'"))
        assert (json.loads(value) if isinstance(value, str | bytes) else value) == {"partner": True, "children": 2}


async def test_what_the_audit_trail_said_in_words_is_data(empty: Database) -> None:
    await migrate(empty.engine, lambda config: command.upgrade(config, "0012"))
    said = [
        ("bot", "registration waiting > offered", None), ("user ana", "change seats", "2 > 9"),
        ("chat", "registration > confirmed", None), ("chat", "impression trip good", None),
        ("bo", "close request", None),
    ]  # fmt: skip
    async with empty.engine.begin() as connection:
        await connection.execute(text("INSERT INTO staff (id, email, added_at) VALUES ('bo', 'x', '2026-03-02')"))
        for actor, action, details in said:
            await connection.execute(
                text("INSERT INTO audit (at, actor, action, subject, details) VALUES ('2026-03-02', :a, :b, 'x', :c)"),
                {"a": actor, "b": action, "c": details},
            )
    await upgrade(empty.engine)
    async with empty.reading() as session:
        rows = await session.scalars(select(AuditRow).order_by(AuditRow.id))
        assert [(row.actor_kind, row.actor, row.action, row.changes) for row in rows] == [
            ("assistant", "bot", "move registration", {"state": ["waiting", "offered"]}),
            ("operator", "ana", "change trip", {"seats": ["2", "9"]}),
            ("candidate", "chat", "move registration", {"state": [None, "confirmed"]}),
            ("candidate", "chat", "impression", {"trip": [None, "good"]}),
            ("officer", "bo", "close request", {}),
        ]
    await migrate(empty.engine, lambda config: command.downgrade(config, "0012"))
    async with empty.reading() as session:
        kept = (await session.scalars(text("SELECT details FROM audit ORDER BY id"))).all()
        assert kept[:2] == ["waiting > offered", "2 > 9"]


async def test_the_release_before_finds_no_answer_that_it_does_not_know(empty: Database) -> None:
    await upgrade(empty.engine)
    async with empty.transaction() as session:
        session.add(somebody())
        await session.flush()
        for field, value in (("french_level", 4), ("musts", {"least_wage": False}), ("order_permit", True)):
            session.add(AnswerRow(candidate_id=1, field=field, value=value, answered_at=NOW))
    await migrate(empty.engine, lambda config: command.downgrade(config, "0009"))
    async with empty.reading() as session:
        assert (await session.scalars(text("SELECT field FROM answers"))).all() == ["french_level"]


def _fill_as_of_0006(connection: Connection) -> None:
    moment = "2026-03-02 15:00:00+00:00"
    for words in (
        "candidates (id, chat_id, conversation, language, created_at, unsure_in_a_row, other_language_in_a_row, "
        f"switch_offered) VALUES (1, 4200777111, 'x', 'fr', '{moment}', 0, 0, false)",
        "answers (candidate_id, field, value, answered_at) VALUES "
        f"""(1, 'household', '{{"partner": true, "children": 2}}', '{moment}')""",
        f"answers (candidate_id, field, value, answered_at) VALUES (1, 'permit', 'null', '{moment}')",
        f"outbox (chat_id, created_at, attempts) VALUES (4200777111, '{moment}', 0)",
    ):
        connection.exec_driver_sql(f"INSERT INTO {words}")
