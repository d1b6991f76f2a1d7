"""Messages of officers to groups of candidates, each in the reader's language, and how delivery went."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.base.errors import BotError
from bot.base.terms import ByLanguage, Language
from bot.db.models import CandidateRow, GroupMessageRow, NoticeRow, RegistrationRow
from bot.programme import access, audit, trips
from bot.programme.access import Officer, Role, Task
from bot.programme.audit import Action
from bot.programme.candidate_search import Search
from bot.programme.candidates import Consent
from bot.programme.ids import new_id
from bot.programme.profiles import load_many
from bot.programme.trips import HOLDING, RegistrationState
from bot.queues import notices
from bot.queues.notices import NoticeKind

MOST_LETTERS = 1500
_MOST_LISTED = 50
_AT_ONCE = 500  # people whose answers are decrypted at once: being encrypted, they cannot be searched by a query


class Group(StrEnum):
    """The kind of group."""

    SEATS = "seats"  # who has seats on a trip
    LINE = "line"  # who waits for seats on it
    CAME = "came"  # who was there
    ABSENT = "absent"  # who had seats and was not there
    TRADE = "trade"
    REGION = "region"


OF_TRIPS = frozenset({Group.SEATS, Group.LINE, Group.CAME, Group.ABSENT})
_STATES: Mapping[Group, tuple[RegistrationState, ...]] = {
    Group.SEATS: HOLDING,
    Group.LINE: (RegistrationState.WAITING,),
    Group.CAME: (RegistrationState.ATTENDED,),
    Group.ABSENT: (RegistrationState.ABSENT,),
}


class NothingWritten(BotError):
    """A message needs words, in one language at least."""


class TooLong(BotError):
    """The text has more than `MOST_LETTERS` letters."""


class NobodyThere(BotError):
    """Nobody in the group can be reached."""


class OtherThanShown(BotError):
    """The group has changed since the preview; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Whom a message reaches. `unreachable`: how many blocked the assistant, and get nothing."""

    people: Sequence[int]
    languages: Mapping[Language, int]
    unreachable: int

    @property
    def mark(self) -> str:
        """A digest of who they are."""
        return blake2b(repr(sorted(self.people)).encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Sent:
    """A sent message, as officers see it. `waits`: not sent to Telegram yet, perhaps because of quiet hours."""

    id: str
    group: Group
    subject: str  # a trip, a unit group, a region
    text: ByLanguage
    who: str
    at: datetime
    readers: int
    waits: int
    failed: int


@dataclass(frozen=True, slots=True)
class Said:
    """A message, as its readers get it."""

    text: ByLanguage
    name: str
    role: Role


def words_of(text: ByLanguage) -> ByLanguage:
    """The text in each language in which it is given.

    Raises:
        NothingWritten, TooLong: why they cannot be sent.
    """
    said = {language: words.replace("\r\n", "\n").strip() for language, words in text.items() if words.strip()}
    if not said:
        raise NothingWritten
    if any(len(words) > MOST_LETTERS for words in said.values()):
        raise TooLong
    return said


async def readers(session: AsyncSession, officer: Officer, group: Group, subject: str, now: datetime) -> Readers:
    """Who is in a group and can be reached.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: there is no such trip.
    """
    access.require(officer, Task.PLAN)
    if group in OF_TRIPS:
        rows = await _of_trip(session, group, subject, now)
    else:
        rows = await _who_suit(session, group, subject)
    reached = [(identifier, language) for identifier, language, lost in rows if lost is None]
    return Readers(
        [identifier for identifier, _ in reached], Counter(Language(language) for _, language in reached),
        len(rows) - len(reached),
    )  # fmt: skip


async def send(
    session: AsyncSession, officer: Officer, group: Group, subject: str, text: ByLanguage, mark: str,
    now: datetime,
) -> int:  # fmt: skip
    """Write to everybody in a group, as previewed; at night the message waits for the morning. Returns how many.

    Args:
        mark: the mark of the people in the preview.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: there is no such trip.
        NothingWritten, TooLong, NobodyThere, OtherThanShown: why nothing was sent.
    """
    found, words = await readers(session, officer, group, subject, now), words_of(text)
    if not found.people:
        raise NobodyThere
    if found.mark != mark:
        raise OtherThanShown
    row = GroupMessageRow(
        id=new_id(), staff_id=officer.id, kind=group, subject=subject, text=dict(words), written_at=now
    )
    session.add(row)
    for begin in range(0, len(found.people), _AT_ONCE):
        some = found.people[begin : begin + _AT_ONCE]
        for candidate in await session.scalars(select(CandidateRow).where(CandidateRow.id.in_(some))):
            notices.write(session, candidate, NoticeKind.GROUP_MESSAGE, row.id, now)
    changes = {"readers": (None, len(found.people)), group: (None, subject)}
    audit.record(session, audit.of_officer(officer), Action.WRITE_TO_GROUP, row.id, now, changes)
    return len(found.people)


async def sent(session: AsyncSession, officer: Officer) -> Sequence[Sent]:
    """The messages to groups, the latest first, and how delivery went.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.PLAN)
    query = select(GroupMessageRow).options(joinedload(GroupMessageRow.officer))
    rows = (await session.scalars(query.order_by(GroupMessageRow.written_at.desc()).limit(_MOST_LISTED))).all()
    counted = await _delivery(session, [row.id for row in rows])
    return [
        Sent(
            row.id, Group(row.kind), row.subject, row.text,
            (row.officer.name or row.officer.email) if row.officer else "", row.written_at,
            *counted.get(row.id, (0, 0, 0)),
        )
        for row in rows
    ]  # fmt: skip


async def said(session: AsyncSession, message_id: str) -> Said | None:
    """The content of a message, for its reader."""
    query = select(GroupMessageRow).where(GroupMessageRow.id == message_id)
    row = await session.scalar(query.options(joinedload(GroupMessageRow.officer)))
    if row is None:
        return None
    name, role = (row.officer.name or "", Role(row.officer.role)) if row.officer else ("", Role.OFFICER)
    return Said(row.text, name, role)


async def _of_trip(
    session: AsyncSession, group: Group, trip_id: str, now: datetime
) -> Sequence[tuple[int, str, datetime | None]]:
    trip = await trips.find(session, trip_id, drafts=True)
    rows = await trips.registrations(session, trip_id, [*_STATES[group], RegistrationState.CONFIRMED])
    under_way = trip.departs_at <= now and any(row.checked_in_at for row in rows)

    def belongs(row: RegistrationRow) -> bool:
        """Whether a registration belongs to the group; on the day itself, the roll tells who is there."""
        if row.state == RegistrationState.CONFIRMED and group in {Group.CAME, Group.ABSENT}:
            return under_way and (row.checked_in_at is not None) is (group is Group.CAME)
        return row.state in _STATES[group]

    found = {row.candidate_id: row.candidate for row in rows if belongs(row)}
    return [(each.id, each.language, each.unreachable_at) for each in found.values()]


async def _who_suit(session: AsyncSession, group: Group, code: str) -> Sequence[tuple[int, str, datetime | None]]:
    """Everybody who gave consent and told this trade or region."""
    wanted = Search(occupation=code) if group is Group.TRADE else Search(region=code)
    rows = (await session.execute(_known())).all() if code else []
    found: list[tuple[int, str, datetime | None]] = []
    for begin in range(0, len(rows), _AT_ONCE):
        some = rows[begin : begin + _AT_ONCE]
        for names, suits in wanted.among_answers(None):
            told = await load_many(session, [row.id for row in some], names)
            some = [row for row in some if suits(told[row.id])]
        found += [(row.id, row.language, row.unreachable_at) for row in some]
    return found


def _known() -> Select[int, str, datetime | None]:
    query = select(CandidateRow.id, CandidateRow.language, CandidateRow.unreachable_at)
    return query.where(CandidateRow.consent == Consent.GIVEN).order_by(CandidateRow.id)


async def _delivery(session: AsyncSession, message_ids: Collection[str]) -> dict[str, tuple[int, int, int]]:
    """For each message: how many people it is for, how many it has not been sent to yet, how many it did not reach."""
    lost = or_(NoticeRow.error.is_not(None), CandidateRow.unreachable_at.is_not(None))
    query = select(
        NoticeRow.subject, func.count(), func.count().filter(NoticeRow.done_at.is_(None)),
        func.count().filter(NoticeRow.done_at.is_not(None), lost),
    ).join(CandidateRow, CandidateRow.id == NoticeRow.candidate_id)  # fmt: skip
    query = query.where(NoticeRow.kind == NoticeKind.GROUP_MESSAGE, NoticeRow.subject.in_(message_ids))
    rows = await session.execute(query.group_by(NoticeRow.subject))
    return {subject: (all_, waits, failed) for subject, all_, waits, failed in rows}
