"""The open vacancies as matching sees them, in a table that is rebuilt only when one of them has changed.

Reading and scoring thousands takes a moment, so `look` does both before a turn's transaction, in which the results
are then at hand. Whatever takes more processor time runs in a thread.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.clock import local_day
from bot.base.terms import LIMITING, Field, Wish
from bot.db import revisions
from bot.db.models import InterestRow, VacancyRow
from bot.matching import Advice, Candidate, Line, Match, Ranker
from bot.programme.matching_inputs import Rules, as_candidate, as_vacancies
from bot.programme.profiles import Profile
from bot.programme.vacancies import open_on

_AT_ONCE = 200  # vacancies that are read at once, in some milliseconds
Weighing = Callable[[Ranker, Candidate], object]  # what an answer needs to know of all vacancies


@dataclass(frozen=True, slots=True)
class Ranking:
    """The employers that suit one candidate, best first."""

    seeker: Candidate
    ranker: Ranker
    lines: tuple[Line, ...]

    @property
    def suiting(self) -> int:
        """How many meet every must; they come first."""
        return sum(not line.lacking for line in self.lines)

    @property
    def vacancies(self) -> list[str]:
        """Every vacancy that suits, those of the best employer first."""
        return [each for line in self.lines for each in line.vacancies]

    @property
    def regions(self) -> list[str]:
        """The region of each vacancy, by code."""
        return self.ranker.regions(self.lines)

    @property
    def occupations(self) -> set[str]:
        """The occupations of all vacancies that suit, by code."""
        return self.ranker.occupations(self.lines)

    def best(self, line: Line) -> Match:
        """An employer's best vacancy, with why it suits."""
        return self.ranker.match(self.seeker, line.vacancies[0])

    def must_to_ask(self, musts: Mapping[str, bool]) -> Field | Wish | None:
        """An answer that pushes employers to the end, and that was not called a must or a mere wish yet."""
        asked = (name for name in LIMITING if name not in musts)
        return next((name for name in asked if self.ranker.puts_last(self.seeker, name, self.lines)), None)


class OpenVacancies:
    """The vacancies that are open now, for every turn of this process."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._last: tuple[tuple[str, date], Ranker] | None = None
        self._reading = asyncio.Lock()

    async def ranker(self, session: AsyncSession, now: datetime) -> Ranker:
        """The ranker of open vacancies; read anew if they, or the day, have changed since the last time.

        Not to be called in a transaction that changes vacancies, since that may be rolled back.
        """
        state = await revisions.current(session, revisions.VACANCIES), local_day(now)
        async with self._reading:
            if self._last is None or self._last[0] != state:
                rows = await _offered(session, state[1])
                self._last = state, await asyncio.to_thread(self._arranged, rows, state[1])
            return self._last[1]

    async def look(self, session: AsyncSession, profile: Profile, now: datetime, weigh: Weighing) -> None:
        """Compute in advance what the answer to a candidate with this profile will need."""
        ranker = await self.ranker(session, now)
        await asyncio.to_thread(weigh, ranker, self.seeker(profile))

    async def ranking(
        self, session: AsyncSession, profile: Profile, now: datetime, hidden: Collection[str] = ()
    ) -> Ranking:
        """The employers that suit, without those whose occupations are `hidden`."""
        ranker, seeker = await self.ranker(session, now), self.seeker(profile)
        applicants = await _interested_per_employer(session)
        lines = await asyncio.to_thread(ranker.ranked, seeker, applicants, hidden)
        return Ranking(seeker, ranker, lines)

    async def behind_tied_permit(
        self, session: AsyncSession, profile: Profile, now: datetime, hidden: Collection[str] = ()
    ) -> int:
        """How many employers would suit if the permit were not tied to another employer; 0 for any other permit."""
        ranker = await self.ranker(session, now)
        return await asyncio.to_thread(ranker.behind_tied_permit, self.seeker(profile), hidden)

    async def advice(self, session: AsyncSession, profile: Profile, now: datetime) -> Advice:
        """The changes that would open most vacancies to this candidate."""
        ranker = await self.ranker(session, now)
        return await asyncio.to_thread(ranker.advise, self.seeker(profile))

    def seeker(self, profile: Profile) -> Candidate:
        """A profile as matching sees it."""
        return as_candidate(profile, self.rules)

    def _arranged(self, rows: Collection[VacancyRow], on: date) -> Ranker:
        vacancies = as_vacancies(list(rows), self.rules)
        return Ranker(vacancies, self.rules.weights, on=on, neighbours=self.rules.neighbours)


async def _offered(session: AsyncSession, on: date) -> list[VacancyRow]:
    """All open vacancies, read in parts: thousands at once would keep every other turn waiting."""
    query = select(VacancyRow).options(selectinload(VacancyRow.employer)).where(*open_on(on))
    found = await session.stream_scalars(query.execution_options(yield_per=_AT_ONCE))
    return [row async for part in found.partitions() for row in part]


async def _interested_per_employer(session: AsyncSession) -> dict[str, int]:
    query = (
        select(VacancyRow.employer_id, func.count(InterestRow.id))
        .join(InterestRow, InterestRow.vacancy_id == VacancyRow.id)
        .where(InterestRow.withdrawn_at.is_(None))
        .group_by(VacancyRow.employer_id)
    )
    return dict((await session.execute(query)).all())
