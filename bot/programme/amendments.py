"""Changes of facts: one officer writes a change, another reviews it, and it applies from the next question on.

Changes in force are put over the files of the knowledge base until a release contains them: a file whose fact differs
from what the change expects wins, and the change is shown as overtaken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.characters import printable
from bot.base.clock import local_day
from bot.base.errors import BotError, NotThere
from bot.base.states import AmendmentState as AmendmentState
from bot.base.terms import Language
from bot.db import revisions
from bot.db.models import AmendmentRow
from bot.knowledge import Knowledge, Source
from bot.knowledge.amending import AmendError, Amendment, NotFitting, amend, fact_of
from bot.programme import access, audit
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.ids import new_id
from bot.programme.words_in_forms import NoWords

MOST_LETTERS = 600  # characters of the reason
_WITH_PEOPLE = (selectinload(AmendmentRow.officer), selectinload(AmendmentRow.reviewer))


class ChangeUnknown(NotThere):
    """There is no such change, or it has been decided on already."""


class OwnChange(BotError):
    """A change must be reviewed by somebody else than its author."""


class NothingChanged(BotError):
    """The new text is the same as before."""


class Unread(BotError):
    """The day on which the source was read is in the future."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an officer writes."""

    text: Mapping[Language, str]
    title: Mapping[Language, str]  # address of the source
    url: str
    as_of: str  # as the page dates it: a year, a month or a day; empty: undated
    read_on: date
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change, as officers see it."""

    id: str
    amendment: Amendment
    read_on: date
    why: str
    state: AmendmentState
    officer: str
    own: bool  # written by the officer who looks
    written_at: datetime
    reviewer: str
    decided_at: datetime | None


async def propose(
    session: AsyncSession, officer: Officer, knowledge: Knowledge, fact: str, written: Written, now: datetime
) -> str:
    """Propose a change of a fact, replacing the officer's own proposal that waits. Returns its identifier.

    `knowledge`: as it is in force.

    Raises:
        NotAllowed: the officer's role does not include it.
        NoWords, NothingChanged, Unread: the proposal is incomplete.
        AmendError: the fact is unknown, or the text cannot take its place.
    """
    access.require(officer, Task.KNOWLEDGE)
    text = {language: " ".join(printable(written.text.get(language, "")).split()) for language in Language}
    why = printable(written.why, lines=True).strip()
    if not all(text.values()) or not 0 < len(why) <= MOST_LETTERS:
        raise NoWords
    if written.read_on > local_day(now):
        raise Unread
    before = fact_of(knowledge, fact)
    source = _source(written)
    if text == dict(before.text) and source == before.source:
        raise NothingChanged
    amend(knowledge, Amendment(fact, before.text, text, source))
    waiting = select(AmendmentRow).where(
        AmendmentRow.fact == fact, AmendmentRow.state == AmendmentState.PROPOSED, AmendmentRow.staff_id == officer.id
    )
    for row in await session.scalars(waiting):
        row.state, row.decided_at = AmendmentState.WITHDRAWN, now
    row = AmendmentRow(
        id=new_id(), fact=fact, before=_coded(before.text), text=_coded(text), read_on=written.read_on, why=why,
        source=source.model_dump(mode="json"), state=AmendmentState.PROPOSED, written_at=now, staff_id=officer.id,
    )  # fmt: skip
    session.add(row)
    audit.record(session, audit.of_officer(officer), Action.WRITE_FACT, row.id, now, {"fact": (None, fact)})
    await session.flush()
    return row.id


async def put_in_force(
    session: AsyncSession, officer: Officer, knowledge: Knowledge, change_id: str, now: datetime
) -> None:
    """Put a change in force, so that candidates read it from now on. `knowledge`: the knowledge base in force.

    Raises:
        NotAllowed, OwnChange: not this officer.
        ChangeUnknown: there is none that waits.
        AmendError: the fact has a different text by now.
    """
    row = await _reviewed(session, officer, change_id)
    amend(knowledge, _amendment(row))
    _decide(session, officer, row, AmendmentState.IN_FORCE, Action.PUT_FACT_IN_FORCE, now)


async def refuse(session: AsyncSession, officer: Officer, change_id: str, now: datetime) -> None:
    """Refuse a change.

    Raises:
        NotAllowed, OwnChange: not this officer.
        ChangeUnknown: there is none that waits.
    """
    _decide(
        session, officer, await _reviewed(session, officer, change_id), AmendmentState.REFUSED, Action.REFUSE_FACT, now
    )  # fmt: skip


async def withdraw(session: AsyncSession, officer: Officer, change_id: str, now: datetime) -> None:
    """Withdraw one's own proposal; a change in force is taken out of force by anybody who may review.

    Raises:
        NotAllowed: not this officer.
        ChangeUnknown: there is no such change.
    """
    access.require(officer, Task.KNOWLEDGE)
    await session.run_sync(revisions.draw, revisions.KNOWLEDGE)
    row = await _find(session, change_id, AmendmentState.PROPOSED, AmendmentState.IN_FORCE)
    if row.state == AmendmentState.IN_FORCE or row.staff_id != officer.id:
        access.require(officer, Task.REVIEW)
    _decide(session, officer, row, AmendmentState.WITHDRAWN, Action.WITHDRAW_FACT, now)


async def listed(session: AsyncSession, officer: Officer) -> Sequence[Change]:
    """All changes: those that wait first, then the latest.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.READ)
    rows = await session.scalars(select(AmendmentRow).options(*_WITH_PEOPLE).order_by(AmendmentRow.written_at.desc()))
    return sorted((_change(row, officer) for row in rows), key=lambda each: each.state is not AmendmentState.PROPOSED)


async def one(session: AsyncSession, officer: Officer, change_id: str) -> Change:
    """One change.

    Raises:
        NotAllowed: the officer's role does not include it.
        ChangeUnknown: there is no such change.
    """
    access.require(officer, Task.READ)
    return _change(await _find(session, change_id, *AmendmentState), officer)


async def in_force(session: AsyncSession) -> tuple[str, tuple[Amendment, ...]]:
    """The revision, which differs after each change, and the changes in force, oldest first."""
    drawn = await revisions.current(session, revisions.KNOWLEDGE)
    query = select(AmendmentRow).where(AmendmentRow.state == AmendmentState.IN_FORCE)
    rows = await session.scalars(query.order_by(AmendmentRow.decided_at, AmendmentRow.id))
    return drawn, tuple(_amendment(row) for row in rows)


def overtaken(files: Knowledge, changes: Sequence[Change]) -> frozenset[str]:
    """The changes in force that newer files have overtaken, and that no longer change anything."""
    late = set()
    for each in sorted(
        (each for each in changes if each.state is AmendmentState.IN_FORCE),
        key=lambda each: each.decided_at or each.written_at,
    ):
        try:
            files = amend(files, each.amendment)
        except AmendError:
            late.add(each.id)
    return frozenset(late)


async def _reviewed(session: AsyncSession, officer: Officer, change_id: str) -> AmendmentRow:
    access.require(officer, Task.REVIEW)
    await session.run_sync(revisions.draw, revisions.KNOWLEDGE)  # two reviewers wait for each other
    row = await _find(session, change_id, AmendmentState.PROPOSED)
    if row.staff_id is None or row.staff_id == officer.id:
        raise OwnChange
    return row


async def _find(session: AsyncSession, change_id: str, *states: AmendmentState) -> AmendmentRow:
    query = select(AmendmentRow).where(AmendmentRow.id == change_id).options(*_WITH_PEOPLE)
    row = await session.scalar(query)
    if row is None or row.state not in states:
        raise ChangeUnknown(change_id)
    return row


def _decide(
    session: AsyncSession, officer: Officer, row: AmendmentRow, state: AmendmentState, action: Action, now: datetime
) -> None:
    row.state, row.decided_at, row.reviewer_id = state, now, officer.id
    audit.record(session, audit.of_officer(officer), action, row.id, now, {"fact": (None, row.fact)})


def _source(written: Written) -> Source:
    title = {each: " ".join(printable(written.title.get(each, "")).split()) for each in Language}
    try:
        return Source.model_validate(
            {"title": title, "url": written.url.strip(), "as_of": written.as_of.strip() or None, "verified": True}
        )
    except ValidationError as error:
        raise NotFitting(error.errors()[0]["msg"]) from error


def _amendment(row: AmendmentRow) -> Amendment:
    before, text = ({each: by[each] for each in Language} for by in (row.before, row.text))
    return Amendment(row.fact, before, text, Source.model_validate(row.source))


def _change(row: AmendmentRow, officer: Officer) -> Change:
    return Change(
        row.id, _amendment(row), row.read_on, row.why, row.state, row.officer.name or "" if row.officer else "",
        row.staff_id == officer.id, row.written_at, row.reviewer.name or "" if row.reviewer else "", row.decided_at,
    )  # fmt: skip


def _coded(text: Mapping[Language, str]) -> dict[str, str]:
    return {str(language): each for language, each in text.items()}
