"""Who suits a few vacancies, of all who may be proposed: each weighed once, as long as answers and vacancies stay.

Who may be proposed, the vacancies and all answers are read from the database at each look. What the answers came to is
kept by their ciphertext, which is another one each time an answer is written, and by the content of the vacancies: so
nothing has to be told of a change, by whichever process, and nothing that is kept can be shown after one. What a look
did not meet any more (an answer changed, somebody erased) is dropped at its end; what is kept of other vacancies waits
for the next look at those, or for another day.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.base.terms import Field, Trade, Wish
from bot.matching import Best, Candidate, Few, Vacancy
from bot.programme import profiles
from bot.programme.matching_inputs import Rules, as_candidate
from bot.programme.may_be_invited import REACHED, WEIGHED
from bot.programme.profiles import Profile, Seals

_AT_ONCE = 500  # people who are weighed at once
MOST_KEPT = 8  # trips and vacancies whose people are kept, those looked at last: some megabytes each with thousands
_TRADES = (Field.OCCUPATION, Wish.TRADES)
_Trades = tuple[str | None, tuple[Trade, ...] | None]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Somebody whose trade is near one of the vacancies, as matching sees them, without who they are."""

    seeker: Candidate
    best: Best | None  # none: told no status, or every vacancy is excluded


@dataclass(slots=True)
class _Table:
    """What one look made of everybody beside these vacancies on that day; the next one begins with it."""

    few: Few
    near: dict[_Trades, bool]  # whether these trades suit any of the vacancies
    people: dict[Seals, Weighed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suiting:
    """Who suits, best first; those to whom a must or a need is not met last."""

    people: Mapping[int, tuple[Candidate, Best]]
    unsure: int  # whose trade suits, and who told no status


class WhoSuits:
    """Who suits the vacancies that officers preselect for, in this process."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._tables: dict[tuple[tuple[Vacancy, ...], date], _Table] = {}

    @property
    def kept(self) -> int:
        """How many weighed people are kept now."""
        return sum(len(each.people) for each in self._tables.values())

    async def suiting(self, session: AsyncSession, vacancies: Sequence[Vacancy], now: datetime) -> Suiting:
        """Everybody who agreed, can be reached and suits one of these vacancies today."""
        if not vacancies:
            return Suiting({}, 0)
        key = tuple(vacancies), local_day(now)
        before = self._tables.get(key) or self._begun(vacancies, local_day(now))
        table, found = _Table(before.few, before.near), dict[int, Weighed]()
        trades = await profiles.sealed(session, REACHED, _TRADES)
        near = await asyncio.to_thread(self._near, trades, table)
        for begin in range(0, len(near), _AT_ONCE):
            told = await profiles.sealed(session, near[begin : begin + _AT_ONCE], WEIGHED)
            found |= await asyncio.to_thread(self._weighed, told, before, table)
        self._keep(key, table)
        suits = {each: (weighed.seeker, weighed.best) for each, weighed in found.items() if weighed.best}
        ordered = sorted(suits, key=lambda each: (suits[each][1].lacking, -suits[each][1].score, each))
        unsure = sum(weighed.seeker.permit is None for weighed in found.values())
        return Suiting({each: suits[each] for each in ordered}, unsure)

    def _begun(self, vacancies: Sequence[Vacancy], on: date) -> _Table:
        return _Table(Few(vacancies, self.rules.weights, on=on, neighbours=self.rules.neighbours), {})

    def _keep(self, key: tuple[tuple[Vacancy, ...], date], table: _Table) -> None:
        """Keep the table as the latest; those of another day are dropped."""
        others = [(each, kept) for each, kept in self._tables.items() if each != key and each[1] == key[1]]
        self._tables = dict([*others, (key, table)][-MOST_KEPT:])

    def _near(self, told: Mapping[int, Seals], table: _Table) -> list[int]:
        """The people whose trades suit. Trades come first: most do not suit, and each answer has to be decrypted."""
        known = {each: profiles.opened(seals) for each, seals in told.items()}
        by_trades = {_trades(profile): profile for profile in known.values() if profile.occupation}
        fresh = [each for each in by_trades if each not in table.near]
        bests = table.few.best([as_candidate(by_trades[each], self.rules) for each in fresh])
        met = {each: table.near[each] for each in by_trades if each in table.near}  # whom this look did not meet goes
        table.near = met | {each: best is not None for each, best in zip(fresh, bests, strict=True)}
        return [each for each, profile in known.items() if table.near.get(_trades(profile), False)]

    def _weighed(self, told: Mapping[int, Seals], before: _Table, table: _Table) -> Mapping[int, Weighed]:
        fresh = [seals for seals in told.values() if seals not in before.people]
        seekers = [as_candidate(profiles.opened_once(seals), self.rules) for seals in fresh]
        bests = iter(table.few.best([each for each in seekers if each.permit]))
        for seals, seeker in zip(fresh, seekers, strict=True):
            table.people[seals] = Weighed(seeker, next(bests) if seeker.permit else None)
        table.people |= {seals: before.people[seals] for seals in told.values() if seals in before.people}
        return {each: table.people[seals] for each, seals in told.items()}


def _trades(profile: Profile) -> _Trades:
    return profile.occupation, profile.trades
