"""Officers' search of candidates: by code or name, trade, region or reach of a town, and by what they wait for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import ANYWHERE, Field, Language, Wish
from bot.db.models import (
    AnswerRow,
    CandidateRow,
    CaseNoteRow,
    HandoverRow,
    HumanRequestRow,
    InterestRow,
    MeetingRow,
    RegistrationRow,
    SaidRow,
    VacancyRow,
)
from bot.knowledge.normalized_text import spaced
from bot.knowledge.reach import Reach
from bot.programme import access, audit
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.candidates import Consent
from bot.programme.profiles import FIELDS, Profile, load_many
from bot.programme.shown_to_employers import VERSION
from bot.programme.trips import RegistrationState
from bot.programme.vacancies import VacancyState

MOST_LISTED = 100
_AT_ONCE = 500  # people whose answers are decrypted at once: being encrypted, they cannot be searched by a query
_WHOLE = 11  # digits of a number of North America with its country's
_LEAST_DIGITS = 4  # of a telephone number: fewer are in too many
_SHOWN = (Field.OCCUPATION, Field.REGIONS)


class Waits(StrEnum):
    """What somebody waits for."""

    PERSON = "person"  # asked for a person, and nobody has answered
    CALL = "call"  # took an exploratory interview whose outcome nobody has noted yet
    EMPLOYER = "employer"  # agreed to an employer, who has not been told yet
    SEAT = "seat"  # in the line of a trip
    PROFILE = "profile"  # gave consent, and has not answered all questions


@dataclass(frozen=True, slots=True)
class Search:
    """The terms of a search; an empty one matches anybody."""

    code: str = ""  # the beginning of a person's code, or the code of their seats
    name: str = ""  # what somebody is called, or their telephone number: a part of it
    occupation: str = ""  # NOC 2021 unit group: occupation, or a trade beside it
    region: str = ""  # would live there, or anywhere
    waits: Waits | None = None
    mine: bool = False  # only people whom this officer has talked with, has notes on, or meets
    town: str = ""  # would live within so many kilometres of it; the code of a municipality
    kilometres: int = 0

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Search":
        """The search of these terms, as `said` gives them."""
        return cls(**{**said, "waits": Waits(said["waits"]) if said.get("waits") else None})

    @property
    def said(self) -> dict[str, Any]:
        """The terms that say something, by their names."""
        return {name: value for name, value in asdict(self).items() if value}

    def has_trade(self, profile: Profile) -> bool:
        """Whether somebody has the trade, as occupation or beside it."""
        return self.occupation in {profile.occupation, *(trade.occupation for trade in profile.trades or ())}

    def would_live_there(self, profile: Profile) -> bool:
        """Whether somebody would live in the region, or anywhere."""
        return not {self.region, ANYWHERE}.isdisjoint(profile.regions or ())

    @property
    def asks_encrypted(self) -> bool:
        """Whether something encrypted has to be searched, which a query cannot do."""
        return bool(self.name or self.occupation or self.region or self.town)

    def among_answers(
        self, reach: Reach | None
    ) -> Sequence[tuple[Collection[Field | Wish], Callable[[Profile], bool]]]:
        """The terms on answers: which fields have to be decrypted, and the check of a profile."""
        terms: list[tuple[Collection[Field | Wish], Callable[[Profile], bool]]] = []
        if self.occupation:
            terms.append(((Field.OCCUPATION, Wish.TRADES), self.has_trade))
        if self.region:
            terms.append(((Field.REGIONS,), self.would_live_there))
        if bool(self.town) != (reach is not None):
            raise ValueError("what lies within the kilometres is needed where a town is wanted, and there alone")
        if reach is not None:
            terms.append(((Field.REGIONS, Wish.TOWNS), partial(_would_live_within, reach)))
        return terms


def _would_live_within(reach: Reach, profile: Profile) -> bool:
    """Whether somebody would live anywhere, or within reach: in a town that they named, or a region of which they
    named none."""
    regions, towns = set(profile.regions or ()), set(profile.towns or ())
    if ANYWHERE in regions or not reach.towns.isdisjoint(towns):
        return True
    return any(region in regions and codes.isdisjoint(towns) for region, codes in reach.regions.items())


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate in the list. No names are known here."""

    conversation: str
    language: Language
    since: datetime  # first wrote
    occupation: str | None
    regions: tuple[str, ...]
    waits: tuple[Waits, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates who were found, the newest first; `more`: there are others."""

    people: Sequence[Person]
    more: bool


async def search(
    session: AsyncSession, officer: Officer, wanted: Search, now: datetime, reach: Reach | None = None, *,
    most: int = MOST_LISTED, at_once: int = _AT_ONCE,
) -> Found:  # fmt: skip
    """The candidates who match, of all who gave consent, asked for a person or talk with an officer now.

    A search by name is recorded, with whom it found.

    Args:
        reach: what lies within the kilometres of the town that is wanted.
        most: how many are listed.
        at_once: people whose answers are decrypted at once.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.READ)
    rows = (await session.scalars(_query(officer, wanted, most, now))).all()
    found: list[int] = []
    for begin in range(0, len(rows), at_once):
        some = rows[begin : begin + at_once]
        if wanted.name:
            some = await _named(session, some, wanted.name)
        for names, suits in wanted.among_answers(reach):
            profiles = await load_many(session, some, names)
            some = [each for each in some if suits(profiles[each])]
        found += some
        if len(found) > most:
            break
    people = await _people(session, found[:most])
    if wanted.name:
        codes = " ".join(each.conversation for each in people)
        audit.record(session, audit.of_officer(officer), Action.SEARCH_BY_NAME, "", now, {"found": (None, codes)})
    return Found(people, len(found) > most)


async def _named(session: AsyncSession, ids: Sequence[int], words: str) -> list[int]:
    """Those of these people who are called so, or have this telephone number, in the same order."""
    by_number = not any(map(str.isalpha, words))
    column, as_compared = (CandidateRow.phone, _digits) if by_number else (CandidateRow.called, spaced)
    wanted = as_compared(words).split()  # of a name, in any order
    if by_number and len("".join(wanted)) < _LEAST_DIGITS:
        return []
    query = select(CandidateRow.id, column).where(CandidateRow.id.in_(ids), column.is_not(None))
    compared = {who: as_compared(known or "") for who, known in await session.execute(query)}
    found = {who for who, known in compared.items() if all(word in known for word in wanted)}
    return [each for each in ids if each in found]


def _digits(text: str) -> str:
    """The digits, without the country's where a whole number has it."""
    digits = "".join(filter(str.isdigit, text))
    return digits[1:] if len(digits) == _WHOLE and digits[0] == "1" else digits


async def _people(session: AsyncSession, ids: Sequence[int]) -> Sequence[Person]:
    """The people with these ids, the newest first; only the list's columns are read, since others are encrypted."""
    waits, told = await _waits(session, ids), await load_many(session, ids, _SHOWN)
    query = select(CandidateRow.id, CandidateRow.conversation, CandidateRow.language, CandidateRow.created_at)
    query = query.where(CandidateRow.id.in_(ids)).order_by(CandidateRow.id.desc())
    return [
        Person(
            row.conversation, row.language, row.created_at, told[row.id].occupation, told[row.id].regions or (),
            waits[row.id],
        )
        for row in await session.execute(query)
    ]  # fmt: skip


def _held(now: datetime) -> Select[int]:
    """A query for those whose conversation an officer has now: it answered what they asked, and they talk."""
    return select(HandoverRow.candidate_id).where(HandoverRow.until > now)


def _query(officer: Officer, wanted: Search, most: int, now: datetime) -> Select[int]:
    """A query for the ids of those who match every term that is not on answers, the newest first."""
    known = or_(CandidateRow.consent == Consent.GIVEN, CandidateRow.id.in_(_WAITING[Waits.PERSON]))
    query = select(CandidateRow.id).where(or_(known, CandidateRow.id.in_(_held(now)))).order_by(CandidateRow.id.desc())
    if not wanted.asks_encrypted:
        query = query.limit(most + 1)
    if wanted.code:
        seats = select(RegistrationRow.candidate_id).where(RegistrationRow.code == wanted.code.lower())
        begins = CandidateRow.conversation.startswith(wanted.code, autoescape=True)
        query = query.where(or_(begins, CandidateRow.id.in_(seats)))
    if wanted.mine:
        tables: tuple[type[HandoverRow | CaseNoteRow | MeetingRow | SaidRow], ...] = (
            HandoverRow, CaseNoteRow, MeetingRow, SaidRow,
        )  # fmt: skip
        theirs = [select(table.candidate_id).where(table.staff_id == officer.id) for table in tables]
        query = query.where(or_(*(CandidateRow.id.in_(each) for each in theirs)))
    return query if wanted.waits is None else query.where(CandidateRow.id.in_(_WAITING[wanted.waits]))


async def _waits(session: AsyncSession, candidate_ids: Collection[int]) -> Mapping[int, tuple[Waits, ...]]:
    """What each of these people waits for."""
    found: dict[int, tuple[Waits, ...]] = dict.fromkeys(candidate_ids, ())
    for waits, waiting in _WAITING.items():
        query = select(CandidateRow.id).where(CandidateRow.id.in_(candidate_ids), CandidateRow.id.in_(waiting))
        for candidate_id in await session.scalars(query):
            found[candidate_id] += (waits,)
    return found


_ANSWERS = (
    select(func.count())
    .where(AnswerRow.candidate_id == CandidateRow.id, AnswerRow.field.in_(FIELDS))
    .correlate(CandidateRow)
    .scalar_subquery()
)
_WAITING: Mapping[Waits, Select[Any]] = {
    Waits.PERSON: select(HumanRequestRow.candidate_id).where(HumanRequestRow.closed_at.is_(None)),
    Waits.CALL: select(MeetingRow.candidate_id).where(
        MeetingRow.candidate_id.is_not(None), MeetingRow.decision.is_(None)
    ),
    Waits.EMPLOYER: select(InterestRow.candidate_id)
    .join(VacancyRow, VacancyRow.id == InterestRow.vacancy_id)
    .where(InterestRow.withdrawn_at.is_(None), InterestRow.passed_on_at.is_(None), InterestRow.version == VERSION)
    .where(VacancyRow.state == VacancyState.OPEN),
    Waits.SEAT: select(RegistrationRow.candidate_id).where(RegistrationRow.state == RegistrationState.WAITING),
    Waits.PROFILE: select(CandidateRow.id).where(CandidateRow.consent == Consent.GIVEN, len(FIELDS) > _ANSWERS),
}
