"""The candidates as officers look for them: by code, trade, region, and by what they wait for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import ANYWHERE, Field, Language, Wish
from bot.db.models import AnswerRow, CandidateRow, HumanRequestRow, InterestRow, RegistrationRow, VacancyRow
from bot.programme import access
from bot.programme.access import Officer, Task
from bot.programme.candidates import Consent
from bot.programme.profiles import FIELDS, Profile, load_many
from bot.programme.shown import VERSION
from bot.programme.trips import RegistrationState
from bot.programme.vacancies import VacancyState

MOST_LISTED = 100
_AT_ONCE = 500  # people whose answers are read together: they are encrypted, and no query looks into them
_SHOWN = (Field.OCCUPATION, Field.REGIONS, Wish.TRADES)


class Waits(StrEnum):
    """What somebody waits for."""

    PERSON = "person"  # asked for one, and nobody has answered
    EMPLOYER = "employer"  # agreed to one who has not heard of it
    SEAT = "seat"  # in the line of a trip
    PROFILE = "profile"  # agreed, and has not answered all questions


@dataclass(frozen=True, slots=True)
class Search:
    """What an officer looks for; empty: anybody."""

    code: str = ""  # the beginning of a person's code, or the code of their seats
    occupation: str = ""  # NOC 2021 unit group, as occupation or beside it
    region: str = ""  # who would live there, or anywhere
    waits: Waits | None = None

    def suits(self, profile: Profile) -> bool:
        """Whether the answers of somebody are those that are looked for."""
        trades = {profile.occupation, *(trade.occupation for trade in profile.trades or ())}
        regions = profile.regions or ()
        return (not self.occupation or self.occupation in trades) and (
            not self.region or self.region in regions or ANYWHERE in regions
        )


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate of the list: no name is known of anybody."""

    conversation: str
    language: Language
    since: datetime  # first wrote
    occupation: str | None
    regions: tuple[str, ...]
    waits: tuple[Waits, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Those who were found, the newest first; `more`: there are others."""

    people: Sequence[Person]
    more: bool


async def search(session: AsyncSession, officer: Officer, wanted: Search) -> Found:
    """Everybody who agreed that answers are kept, or who asked for a person, and suits.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.READ)
    rows = (await session.execute(_query(wanted))).all()
    found: list[tuple[Row[int, str, Language, datetime], Profile]] = []
    for begin in range(0, len(rows), _AT_ONCE):
        some = rows[begin : begin + _AT_ONCE]
        profiles = await load_many(session, [row.id for row in some], _SHOWN)
        found += [(row, profiles[row.id]) for row in some if wanted.suits(profiles[row.id])]
        if len(found) > MOST_LISTED:
            break
    listed = found[:MOST_LISTED]
    waits = await _waits(session, [row.id for row, _ in listed])
    people = [
        Person(row.conversation, row.language, row.created_at, profile.occupation, profile.regions or (), waits[row.id])
        for row, profile in listed
    ]
    return Found(people, len(found) > MOST_LISTED)


def _query(wanted: Search) -> Select[int, str, Language, datetime]:
    """The columns that the list shows, since others have to be decrypted."""
    known = or_(CandidateRow.consent == Consent.GIVEN, CandidateRow.id.in_(_WAITING[Waits.PERSON]))
    query = select(CandidateRow.id, CandidateRow.conversation, CandidateRow.language, CandidateRow.created_at)
    query = query.where(known).order_by(CandidateRow.id.desc())
    if not wanted.occupation and not wanted.region:  # nothing is left to be looked for in what they answered
        query = query.limit(MOST_LISTED + 1)
    if wanted.code:
        seats = select(RegistrationRow.candidate_id).where(RegistrationRow.code == wanted.code.lower())
        begins = CandidateRow.conversation.startswith(wanted.code, autoescape=True)
        query = query.where(or_(begins, CandidateRow.id.in_(seats)))
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
_WAITING: Mapping[Waits, Select[int]] = {
    Waits.PERSON: select(HumanRequestRow.candidate_id).where(HumanRequestRow.closed_at.is_(None)),
    Waits.EMPLOYER: select(InterestRow.candidate_id)
    .join(VacancyRow, VacancyRow.id == InterestRow.vacancy_id)
    .where(InterestRow.withdrawn_at.is_(None), InterestRow.passed_on_at.is_(None), InterestRow.version == VERSION)
    .where(VacancyRow.state == VacancyState.OPEN),
    Waits.SEAT: select(RegistrationRow.candidate_id).where(RegistrationRow.state == RegistrationState.WAITING),
    Waits.PROFILE: select(CandidateRow.id).where(CandidateRow.consent == Consent.GIVEN, len(FIELDS) > _ANSWERS),
}
