"""The migration from a column for each language to a text for each: nothing is lost, on either database."""

import json
from typing import Any

from alembic import command
from sqlalchemy import Connection, select, text

from bot.db import Database
from bot.db.migrate import migrate, upgrade
from bot.db.models import EmployerRow, ImportRow, NoticeRow, TripItemRow, TripRow, VacancyRow

_THEN = "2026-03-02 15:00:00+00:00"


def _fill_as_of_0024(connection: Connection) -> None:
    lines = {"e": {"before": {"about_en": ""}, "after": {"about_en": "Bread.", "phone": "1"}}, "gone": {"before": None,
             "after": {"about_fr": "Rien.", "about_en": ""}}}  # fmt: skip
    stood = {"stood": {"town": "Alma", "programme": [["2026-03-02T10:00:00-05:00", "Accueil", ""]]}}
    for words, values in (
        ("employers (id, name, region, town, about_fr, about_en, demonstration) "
         "VALUES ('e', 'Four', '02', 'Alma', 'Du pain.', 'Bread.', false)", {}),
        ("vacancies (id, employer_id, occupation, title_fr, title_en, wage_low_cents, wage_high_cents, hours_per_week, "
         "schedule, min_experience_years, french_needed, work_languages, regulated, start_date, positions) VALUES "
         "('v', 'e', '63202', 'Boulangère', '', 2000, 2000, 40, 'day', 0, 0, '[]', false, '2026-04-01', 1)", {}),
        ("trips (id, region, town, departs_at, returns_at, departure_point, meeting_point, seats, taken, state, "
         "registered, revision, demonstration, instead_en) VALUES ('t', '02', 'Alma', :then, :then, 'x', 'y', 4, 0, "
         "'open', 0, 0, false, 'A walk.')", {"then": _THEN}),
        ("trip_items (trip_id, starts_at, kind, text_fr, text_en) VALUES ('t', :then, 'welcome', 'Accueil', '')",
         {"then": _THEN}),
        ("staff (id, email, added_at) VALUES ('s', 'x', :then)", {"then": _THEN}),
        ("notices (staff_id, kind, subject, data, due_at, urgent, written_at, attempts) VALUES ('s', 'trip changed', "
         "'t', :data, :then, false, :then, 0)", {"then": _THEN, "data": json.dumps(stood)}),
        ("imports (kind, actor, imported_at, lines) VALUES ('employers', 's', :then, :lines)",
         {"then": _THEN, "lines": json.dumps(lines)}),
    ):  # fmt: skip
        _insert(connection, words, values)


def _insert(connection: Connection, words: str, values: dict[str, Any]) -> None:
    """Values as literals: PostgreSQL then takes each for what its column is."""
    for name, value in values.items():
        words = words.replace(f":{name}", "'" + str(value) + "'")
    connection.exec_driver_sql(f"INSERT INTO {words}")


async def test_each_text_is_there_in_the_languages_in_which_it_was(empty: Database) -> None:
    await migrate(empty.engine, lambda config: command.upgrade(config, "0024"))
    async with empty.engine.begin() as connection:
        await connection.run_sync(_fill_as_of_0024)
    await upgrade(empty.engine)
    async with empty.reading() as session:
        assert (await session.get_one(EmployerRow, "e")).about == {"fr": "Du pain.", "en": "Bread."}
        assert (await session.get_one(VacancyRow, "v")).title == {"fr": "Boulangère"}
        assert (await session.get_one(TripRow, "t")).instead == {"en": "A walk."}
        assert [row.text for row in await session.scalars(select(TripItemRow))] == [{"fr": "Accueil"}]
        [notice] = await session.scalars(select(NoticeRow))
        assert notice.data["stood"]["programme"] == [["2026-03-02T10:00:00-05:00", {"fr": "Accueil"}]]
        [done] = await session.scalars(select(ImportRow))
        assert done.lines == {
            "e": {"before": {"about": {"fr": "Du pain."}},
                  "after": {"about": {"fr": "Du pain.", "en": "Bread."}, "phone": "1"}},
            "gone": {"before": None, "after": {"about": {"fr": "Rien."}}},
        }  # fmt: skip


async def test_the_release_before_finds_its_columns_again(empty: Database) -> None:
    await upgrade(empty.engine)
    async with empty.transaction() as session:
        both = {"fr": "Du pain.", "en": "Bread."}
        session.add(EmployerRow(id="e", name="Four", region="02", town="Alma", about=both))
        session.add(EmployerRow(id="es", name="Horno", region="02", town="Alma", about={"es": "Pan."}))
    await migrate(empty.engine, lambda config: command.downgrade(config, "0024"))
    async with empty.reading() as session:
        rows = (await session.execute(text("SELECT about_fr, about_en FROM employers ORDER BY id"))).all()
    assert [tuple(row) for row in rows] == [("Du pain.", "Bread."), ("Pan.", "")]
