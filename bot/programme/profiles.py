"""A candidate's profile: nine answers, each saved as soon as it is given, in any order."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Text, cast, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import Driving, Education, Field, Household, Permit, Schedule, Trade, Wish
from bot.db.candidate_view import CandidateView
from bot.db.encryption import decrypted
from bot.db.models import AnswerRow
from bot.programme.candidates import require_consent, row_of
from bot.programme.profile_values import ValueRefused, read, stored

FIELDS = tuple(Field)
Seals = str  # the answers of one person, each its name and its ciphertext (base64), in words
_AT_ONCE = 500  # people whose answers are fetched at once, in some milliseconds
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a candidate has told so far. `None` means not told; `skipped` has the questions that were passed over."""

    occupation: str | None = None
    experience_years: float | None = None
    education: Education | None = None
    french_level: int | None = None
    spoken_languages: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    household: Household | None = None
    permit: Permit | None = None
    available_from: date | None = None
    least_wage: int | None = None  # cents an hour
    schedules: tuple[Schedule, ...] | None = None
    partner_field: str | None = None  # NOC broad category, one digit
    towns: tuple[str, ...] | None = None  # codes of towns, for regions that were named by a town
    order_permit: bool | None = None  # whether the permit that a regulated trade needs is held
    trades: tuple[Trade, ...] | None = None  # beside the occupation
    driving_class: Driving | None = None
    car: bool | None = None
    musts: Mapping[str, bool] | None = None  # for those in `LIMITING`: whether it was called a must or a wish
    skipped: frozenset[Field] = frozenset()

    def value(self, field: Field | Wish) -> Any:
        """The answer to one question, or a wish."""
        return getattr(self, field)

    @property
    def values(self) -> dict[Field | Wish, Any]:
        """All answers and wishes that were given."""
        return {name: value for name in (*FIELDS, *Wish) if (value := self.value(name)) is not None}

    @property
    def told(self) -> tuple[Field, ...]:
        """The questions that were answered."""
        return tuple(field for field in FIELDS if self.value(field) is not None)

    @property
    def open(self) -> tuple[Field, ...]:
        """The questions still to be asked: neither answered nor skipped."""
        return tuple(field for field in FIELDS if self.value(field) is None and field not in self.skipped)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return not self.open


_NAMES: Mapping[str, Field | Wish] = {str(name): name for name in (*Field, *Wish)}


async def load(session: AsyncSession, candidate: CandidateView) -> Profile:
    """The profile as it is in the database."""
    return (await load_many(session, [candidate.id]))[candidate.id]


async def load_many(
    session: AsyncSession, candidate_ids: Collection[int], names: Collection[Field | Wish] = tuple(_NAMES.values())
) -> Mapping[int, Profile]:
    """The profiles of several people, by candidate; `names`: only these answers, since each has to be decrypted."""
    told = dict((await session.execute(_asked(session, candidate_ids, names))).all())
    again = len(names) < len(_NAMES) or len(candidate_ids) > 1  # a search or a day, looked at again and again
    made = opened if again else opened_once
    return {candidate_id: made(told.get(candidate_id, "")) for candidate_id in candidate_ids}


async def sealed(
    session: AsyncSession, whose: Collection[int] | Select[int], names: Collection[Field | Wish]
) -> Mapping[int, Seals]:
    """These answers of those who gave any, as the database holds them: for what is kept by ciphertext."""
    rows = await session.stream(_asked(session, whose, names).execution_options(yield_per=_AT_ONCE))
    return {candidate_id: told async for part in rows.partitions() for candidate_id, told in part}


def _asked(
    session: AsyncSession, whose: Collection[int] | Select[int], names: Collection[Field | Wish]
) -> Select[int, Seals]:
    """A row for each person: one for each answer would take several times as long to fetch."""
    answers = AnswerRow.__table__.c
    of_sqlite = session.get_bind().dialect.name == "sqlite"
    value = cast(answers.value, Text) if of_sqlite else func.encode(answers.value, "escape", type_=Text)
    each = select(answers.candidate_id, answers.field, (answers.field + " " + value).label("told"))
    each = each.where(answers.candidate_id.in_(whose)).order_by(answers.candidate_id, answers.field)
    rows = (each if len(names) == len(_NAMES) else each.where(answers.field.in_(names))).subquery().c
    told = func.aggregate_strings(rows.told, " ")  # always in one order: the same answers, one seal
    ordered = told if of_sqlite else told.aggregate_order_by(rows.field)  # SQLite takes the rows as they come
    return select(rows.candidate_id, ordered.label("told")).group_by(rows.candidate_id)


@lru_cache(maxsize=20_000)
def opened(told: Seals) -> Profile:
    """A cache of answers by their ciphertext, which differs each time; it does not hold whose they are."""
    return opened_once(told)


def opened_once(told: Seals) -> Profile:
    """The same without the cache, for callers that keep the values themselves or need them once."""
    values: dict[str, Any] = {}
    skipped: set[Field] = set()
    words = told.split()
    for name, sealed_value in zip(words[::2], words[1::2], strict=True):
        value = decrypted(sealed_value.encode())
        field = _NAMES.get(name)
        if field is None:  # from an earlier release that asked more
            log.error("an answer has the unknown name %s", name)
            continue
        if value is None and isinstance(field, Field):
            skipped.add(field)
            continue
        try:
            values[field] = read(field, value)
        except ValueRefused:  # a bad row opens its question again; the log tells which
            log.error("an answer to %s cannot be read", field)
    return Profile(**values, skipped=frozenset(skipped))


async def answer(session: AsyncSession, candidate: CandidateView, field: Field, value: Any, now: datetime) -> None:
    """Save an answer, replacing an earlier one. Saving the same answer again changes nothing.

    Raises:
        ConsentMissing: nothing personal is kept of somebody who has not agreed.
        ValueRefused: this is no answer to that question.
    """
    await _save(session, candidate, field, stored(field, value), now)


async def clear(session: AsyncSession, candidate: CandidateView, field: Field, now: datetime) -> None:
    """Delete an answer with what depends on it (towns, whether it is a must). Its question is open again.

    Raises:
        ConsentMissing: nothing is kept of somebody who has not agreed.
    """
    require_consent(candidate)
    await session.execute(delete(AnswerRow).where(AnswerRow.candidate_id == candidate.id, AnswerRow.field == field))
    if field is Field.REGIONS:
        await wish(session, candidate, Wish.TOWNS, None, now)
    musts = (await load(session, candidate)).musts or {}
    if field in musts:
        left = {name: must for name, must in musts.items() if name != field}
        await wish(session, candidate, Wish.MUSTS, left or None, now)


async def skip(session: AsyncSession, candidate: CandidateView, field: Field, now: datetime) -> None:
    """Mark a question as not to be asked again, unless it is answered already."""
    if (await load(session, candidate)).value(field) is None:
        await _save(session, candidate, field, None, now)


async def wish(session: AsyncSession, candidate: CandidateView, name: Wish, value: Any, now: datetime) -> None:
    """Save a wish, replacing an earlier one; `None` or an empty list deletes it.

    Raises:
        ConsentMissing: nothing personal is kept of somebody who has not agreed.
        ValueRefused: this is no such wish.
    """
    if value not in (None, ()):
        await _save(session, candidate, name, stored(name, value), now)
        return
    require_consent(candidate)
    await session.execute(delete(AnswerRow).where(AnswerRow.candidate_id == candidate.id, AnswerRow.field == name))


def ask(candidate: CandidateView, field: Field | None) -> None:
    """Open this question, or with `None` close the open one."""
    if field is not None:
        require_consent(candidate)
    row_of(candidate).asking = field


async def ask_next(session: AsyncSession, candidate: CandidateView, *, leaving: bool = False) -> Field | None:
    """Open the next question that is neither answered nor skipped, wrapping around after the last; returns it.

    So what was left unanswered comes back at the end. `leaving`: the open question is put after all others.
    """
    profile, now = await load(session, candidate), candidate.asking
    at = FIELDS.index(now) + leaving if now else 0
    following = next((field for field in (*FIELDS[at:], *FIELDS[:at]) if field in profile.open), None)
    ask(candidate, following)
    return following


def before(field: Field) -> Field:
    """The question that "go back" leads to; for the first, itself."""
    return FIELDS[max(FIELDS.index(field) - 1, 0)]


async def _save(
    session: AsyncSession, candidate: CandidateView, field: Field | Wish, value: Any, now: datetime
) -> None:
    require_consent(candidate)
    await session.merge(AnswerRow(candidate_id=candidate.id, field=field, value=value, answered_at=now))
