"""Whatever identifier an officer sends, what belongs to a colleague stays as it is, and no page fails."""

import re
from collections.abc import Mapping
from itertools import cycle

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.base.terms import Language
from bot.console.application import PAGES
from bot.db.models import (
    CaseNoteRow,
    DraftRow,
    HandoverRow,
    MeetingRow,
    PasskeyRow,
    SavedSearchRow,
    SessionRow,
)
from bot.db.models.base import Base
from bot.programme import candidates, sign_in
from bot.programme.access import Role
from bot.programme.candidates import Consent
from tests.conftest import NOW

from .conftest import OURS, Desk

SESSION, PERSON = "(session)", "(person)"  # in place of identifiers that are drawn anew each time
OWNED: tuple[type[Base], ...] = (
    CaseNoteRow, DraftRow, HandoverRow, MeetingRow, PasskeyRow, SavedSearchRow, SessionRow,
)  # fmt: skip
Try = tuple[str, str, str, dict[str, str]]  # a path, two identifiers, a form
NAMED = [path for method, path, _, _ in PAGES if method == "POST" and "{" in path]


async def colleague_s(desk: Desk) -> dict[str, str]:
    """Something of each kind that is a colleague's, made once; every identifier that leads to it."""
    await desk.signed_in(Role.TRIP_LEAD)
    lead = f"staff {Role.TRIP_LEAD}"[:16]
    async with desk.database.transaction() as session:
        someone = await candidates.meet(session, 900, Language.FRENCH, NOW)
        if await session.get(CaseNoteRow, "note") is None:
            candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
            later, key = NOW + sign_in.LONGEST, {"credential": b"c", "public_key": b"p", "signed": 0}
            for row in (
                HandoverRow(candidate_id=someone.id, taken_at=NOW, until=later),
                CaseNoteRow(id="note", candidate_id=someone.id, text="A", written_at=NOW, remind_on=NOW.date()),
                MeetingRow(id="time", starts_at=later, minutes=30),
                SavedSearchRow(id="list", name="Soudeurs", wanted={"occupation": "72106"}),
                DraftRow(id="draft", kind="import", subject="employers", choices={}, written_at=NOW),
                PasskeyRow(id="key", name="Clé", made_at=NOW, **key),
            ):
                row.staff_id = lead
                session.add(row)
        own = (await session.scalars(select(SessionRow.id).where(SessionRow.staff_id == lead))).one()
    known = {each: each for each in ("note", "time", "list", "draft", "key", lead)}
    return {**known, SESSION: own, PERSON: someone.conversation}


def filled(path: str, *identifiers: str) -> str:
    """An address with these identifiers in turn."""
    parts = cycle(identifiers)
    return re.sub(r"{\w+}", lambda _: next(parts), path)


async def owned(desk: Desk) -> Mapping[str, object]:
    """Everything of the colleague, column by column."""
    found: dict[str, object] = {}
    async with desk.database.reading() as session:
        for table in OWNED:
            rows = await session.scalars(select(table).where(table.staff_id == f"staff {Role.TRIP_LEAD}"[:16]))  # type: ignore[attr-defined]
            found[table.__tablename__] = sorted(
                repr([getattr(row, column.key) for column in table.__mapper__.column_attrs if not column.deferred])
                for row in rows
            )
    return found


NAMES = st.sampled_from(["note", "time", "list", "draft", "key", SESSION, PERSON, f"staff {Role.TRIP_LEAD}"[:16]])
ANYTHING = st.text("abcdefghij0123456789_-", min_size=1, max_size=24)
FORMS = st.fixed_dictionaries(
    {}, optional={name: NAMES | st.sampled_from(["1", ""]) for name in ("to", "code", "words", "name", "day", "what")}
)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(NAMED), NAMES | ANYTHING, NAMES | ANYTHING, FORMS), max_size=20))
async def test_nothing_of_a_colleague_changes_by_an_identifier(desk: Desk, tries: list[Try]) -> None:
    known = await colleague_s(desk)
    before = await owned(desk)
    assert all(before.values()), "there is something of each kind"
    every: list[Try] = [(path, each, each, {}) for path in NAMED for each in known] if not tries else []
    async with desk.client(Role.OFFICER) as client:
        for path, first, second, form in [*every, *tries]:
            address = filled(path, known.get(first, first), known.get(second, second))
            answer = await client.post(f"/console{address}", headers=OURS, data=form)
            assert answer.status_code < 500, (address, form)
    assert await owned(desk) == before
