"""A candidate's profile: nine answers, each saved when it is given, in any order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import AnswerRow, CandidateRow
from bot.programme.candidates import require_consent
from bot.terms import Education, Field, Household, Permit, Schedule, Wish

FIELDS = tuple(Field)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a candidate has told so far. `None` means not told; `skipped` says which of these by choice."""

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
    towns: tuple[str, ...] | None = None  # codes, of the regions that were named by a town
    skipped: frozenset[Field] = frozenset()

    def value(self, field: Field | Wish) -> Any:
        """The answer to one question, or a wish."""
        return getattr(self, field)

    @property
    def told(self) -> tuple[Field, ...]:
        """The questions that have an answer."""
        return tuple(field for field in FIELDS if self.value(field) is not None)

    @property
    def open(self) -> tuple[Field, ...]:
        """The questions still to be asked: neither told nor skipped."""
        return tuple(field for field in FIELDS if self.value(field) is None and field not in self.skipped)

    @property
    def complete(self) -> bool:
        """Nothing is left to ask."""
        return not self.open


_TO_JSON: Mapping[Field | Wish, Callable[[Any], Any]] = {
    Field.HOUSEHOLD: lambda household: {"partner": household.partner, "children": household.children},
    Field.START: lambda day: day.isoformat(),
    Field.LANGUAGES: list,
    Field.REGIONS: list,
    Wish.SCHEDULES: list,
    Wish.TOWNS: list,
}
_FROM_JSON: Mapping[Field | Wish, Callable[[Any], Any]] = {
    Field.HOUSEHOLD: lambda value: Household(**value),
    Field.START: date.fromisoformat,
    Field.LANGUAGES: tuple,
    Field.REGIONS: tuple,
    Field.EDUCATION: Education,
    Field.PERMIT: Permit,
    Wish.SCHEDULES: lambda value: tuple(map(Schedule, value)),
    Wish.TOWNS: tuple,
}
_NAMES: Mapping[str, Field | Wish] = {str(name): name for name in (*Field, *Wish)}


async def load(session: AsyncSession, candidate: CandidateRow) -> Profile:
    """The profile as the database has it now."""
    rows = await session.scalars(select(AnswerRow).where(AnswerRow.candidate_id == candidate.id))
    values: dict[str, Any] = {}
    skipped: set[Field] = set()
    for row in rows:
        field = _NAMES[row.field]
        if row.value is None and isinstance(field, Field):
            skipped.add(field)
        else:
            values[field] = _FROM_JSON.get(field, lambda value: value)(row.value)
    return Profile(**values, skipped=frozenset(skipped))


async def answer(session: AsyncSession, candidate: CandidateRow, field: Field, value: Any, now: datetime) -> None:
    """Save one answer over an earlier one. Saving the same answer again changes nothing.

    Raises:
        ConsentMissing: nothing personal is kept of somebody who has not agreed.
    """
    await _save(session, candidate, field, _TO_JSON.get(field, lambda given: given)(value), now)


async def skip(session: AsyncSession, candidate: CandidateRow, field: Field, now: datetime) -> None:
    """Remember that this question is not to be asked again, unless the answer is known already."""
    if (await load(session, candidate)).value(field) is None:
        await _save(session, candidate, field, None, now)


async def wish(session: AsyncSession, candidate: CandidateRow, name: Wish, value: Any, now: datetime) -> None:
    """Keep a wish over an earlier one; `None` or nothing takes it back.

    Raises:
        ConsentMissing: nothing personal is kept of somebody who has not agreed.
    """
    if value:
        await _save(session, candidate, name, _TO_JSON.get(name, lambda given: given)(value), now)
        return
    require_consent(candidate)
    await session.execute(delete(AnswerRow).where(AnswerRow.candidate_id == candidate.id, AnswerRow.field == name))


def ask(candidate: CandidateRow, field: Field | None) -> None:
    """Open this question, or with `None` close the one that is open."""
    if field is not None:
        require_consent(candidate)
    candidate.asking = field


async def ask_next(session: AsyncSession, candidate: CandidateRow) -> Field | None:
    """Open the first question that is neither answered nor skipped, and tell which it is."""
    profile = await load(session, candidate)
    following = profile.open[0] if profile.open else None
    ask(candidate, following)
    return following


def before(field: Field) -> Field:
    """The question that "go back" leads to; the first one leads to itself."""
    return FIELDS[max(FIELDS.index(field) - 1, 0)]


async def _save(session: AsyncSession, candidate: CandidateRow, field: Field | Wish, value: Any, now: datetime) -> None:
    require_consent(candidate)
    await session.merge(AnswerRow(candidate_id=candidate.id, field=field, value=value, answered_at=now))
