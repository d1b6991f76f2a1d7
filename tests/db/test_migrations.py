"""From release to release: migrations make the models, and what was there is kept as it was meant."""

import json
from datetime import timedelta

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text

from bot.db import Database
from bot.db.migrate import alembic_config, migrate, upgrade
from bot.db.models import (
    AnswerRow,
    AuditRow,
    Base,
    CandidateRow,
    HireRow,
    HumanRequestRow,
    OutboxRow,
    RegistrationRow,
    SavedSearchRow,
    TripRow,
)
from tests.conftest import NOW
from tests.db.conftest import downgrade
from tests.db.test_database import somebody


async def tables(database: Database) -> set[str]:
    """The names of the tables that are there."""
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


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


async def test_lists_from_before_lose_the_names_in_them(empty: Database) -> None:
    await migrate(empty.engine, lambda config: command.upgrade(config, "0038"))
    lists = {"a": {"name": "Tremblay"}, "b": {"name": "Tremblay", "occupation": "72106"}, "c": {"region": "02"}}
    async with empty.engine.begin() as connection:
        await connection.execute(text("INSERT INTO staff (id, email, added_at) VALUES ('bo', 'x', '2026-03-02')"))
        for key, wanted in lists.items():
            await connection.execute(
                text("INSERT INTO saved_searches (id, staff_id, name, wanted) VALUES (:id, 'bo', 'x', :wanted)"),
                {"id": key, "wanted": json.dumps(wanted)},
            )
    await upgrade(empty.engine)
    async with empty.reading() as session:
        rows = (await session.scalars(select(SavedSearchRow).order_by(SavedSearchRow.id))).all()
        assert [(row.id, row.wanted) for row in rows] == [("b", {"occupation": "72106"}), ("c", {"region": "02"})]


async def test_a_job_of_before_began_when_it_was_moved_or_else_told(empty: Database) -> None:
    await migrate(empty.engine, lambda config: command.upgrade(config, "0037"))
    async with empty.transaction() as session:
        session.add(somebody())
    async with empty.engine.begin() as connection:
        for key, moved in (("a", "'2026-03-02 15:00:00+00:00'"), ("b", "NULL")):
            await connection.execute(
                text(
                    "INSERT INTO hires (id, candidate_id, told_at, state, moved_at) "
                    f"VALUES ('{key}', 1, '2026-03-01 15:00:00+00:00', 'started', {moved})"
                )
            )
    await upgrade(empty.engine)
    async with empty.reading() as session:
        rows = (await session.scalars(select(HireRow).order_by(HireRow.id))).all()
        assert [(row.began_at, row.there_at) for row in rows] == [(NOW, NOW), (NOW - timedelta(days=1),) * 2]


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
