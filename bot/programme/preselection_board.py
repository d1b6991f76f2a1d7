"""The board of a preselection: who suits a trip or a vacancy, the best first, with the reasons, and what was decided.

Who has not agreed that answers are kept, whom the assistant cannot reach, who may not work there or has not told their
status is not proposed. Household and partner's work count nothing here: the family of somebody is no reason to prefer
anybody (Charter of human rights and freedoms, s. 10, 18.1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.states import AsideReason, Preselected
from bot.base.terms import ByLanguage, Field, Wish
from bot.db.models import CandidateRow, PreselectionRow, RegistrationRow, VacancyRow
from bot.matching import Best, Candidate, Excluded, Few, Match, Vacancy, assess
from bot.programme import access, preselection_aims, profiles
from bot.programme.access import Officer, Task
from bot.programme.candidates import Consent
from bot.programme.matching_inputs import Rules, as_candidate, as_vacancy
from bot.programme.preselection_aims import Aim
from bot.programme.trips import ACTIVE

MOST_LISTED = 60
_AT_ONCE = 500  # people whose answers are read at once
_OF_THE_FAMILY = {Field.HOUSEHOLD, Wish.PARTNER}
WEIGHED = tuple(name for name in (*Field, *Wish) if name not in _OF_THE_FAMILY)
_TRADES = (Field.OCCUPATION, Wish.TRADES)


@dataclass(frozen=True, slots=True)
class Decided:
    """What an officer decided, and when."""

    state: Preselected
    reason: AsideReason | None
    officer: str  # empty: has left, or gave no name
    at: datetime


@dataclass(frozen=True, slots=True)
class Suited:
    """Somebody who suits, by their best vacancy of those that are looked at."""

    conversation: str
    called: str
    match: Match | None  # none: suits none of them any more
    title: ByLanguage
    employer: str
    employers: int  # of the trip, that suit in everything
    decided: Decided | None
    registered: bool  # has seats on the trip, or waits for them


@dataclass(frozen=True, slots=True)
class Board:
    """Whom officers may invite, whom they have, and whom they put aside."""

    proposed: Sequence[Suited]
    invited: Sequence[Suited]
    aside: Sequence[Suited]
    more: bool  # there are more than are listed
    unsure: int  # whose trade suits, and who told no status: nobody knows whether they may work
    vacancies: int  # that were looked at


async def board(session: AsyncSession, officer: Officer, aim: Aim, rules: Rules, now: datetime) -> Board:
    """Everybody who may be invited, the best suited first.

    Raises:
        NotAllowed: the officer's role does not include it.
        AimUnknown: there is no such trip or vacancy.
    """
    access.require(officer, Task.PRESELECT)
    rows = await preselection_aims.vacancies(session, aim, now)
    decided = await _decisions(session, aim)
    registered = await _registered(session, aim)
    found, unsure = await _ranked(session, [as_vacancy(row, rules, frozenset()) for row in rows], rules, now)
    open_ = [each for each in found if each not in decided and each not in registered]
    shown = {*open_[:MOST_LISTED], *decided}
    people = await _people(session, shown)
    told = await profiles.load_many(session, shown, WEIGHED)

    def suited(candidate_id: int) -> Suited:
        best = found.get(candidate_id)
        row = rows[best.vacancy] if best else None
        match = _match(as_candidate(told[candidate_id], rules), row, rules, now) if row else None
        return Suited(
            people[candidate_id].conversation, people[candidate_id].called or "", match,
            row.title if row else {}, row.employer.name if row else "", best.employers if best else 0,
            decided.get(candidate_id), candidate_id in registered,
        )  # fmt: skip

    def those(state: Preselected) -> list[Suited]:
        return [suited(each) for each, how in decided.items() if how.state is state and each in people]

    return Board(
        [suited(each) for each in open_[:MOST_LISTED]], those(Preselected.INVITED), those(Preselected.ASIDE),
        len(open_) > MOST_LISTED, unsure, len(rows),
    )  # fmt: skip


async def _ranked(
    session: AsyncSession, vacancies: Sequence[Vacancy], rules: Rules, now: datetime
) -> tuple[dict[int, Best], int]:
    """Who suits, best first; those to whom a must or a need is not met last. And how many told no status."""
    if not vacancies:
        return {}, 0
    few = Few(vacancies, rules.weights, on=now.date(), neighbours=rules.neighbours)
    query = select(CandidateRow.id).where(CandidateRow.consent == Consent.GIVEN, CandidateRow.unreachable_at.is_(None))
    found: dict[int, Best] = {}
    unsure = 0
    ids = (await session.scalars(query.order_by(CandidateRow.id))).all()
    for begin in range(0, len(ids), _AT_ONCE):
        some = ids[begin : begin + _AT_ONCE]
        trades = await profiles.load_many(session, some, _TRADES)  # first these alone: each answer is decrypted
        known_trade = {each: as_candidate(profile, rules) for each, profile in trades.items() if profile.occupation}
        near = zip(known_trade, few.best(list(known_trade.values())), strict=True)
        traded = await profiles.load_many(session, [each for each, best in near if best is not None], WEIGHED)
        known = {each: as_candidate(profile, rules) for each, profile in traded.items() if profile.permit}
        unsure += len(traded) - len(known)
        bests = zip(known, few.best(list(known.values())), strict=True)
        found.update({each: best for each, best in bests if best is not None})
    ordered = sorted(found, key=lambda each: (found[each].lacking, -found[each].score, each))
    return {each: found[each] for each in ordered}, unsure


def _match(seeker: Candidate, row: VacancyRow, rules: Rules, now: datetime) -> Match | None:
    outcome = assess(
        seeker, as_vacancy(row, rules, frozenset()), rules.weights, on=now.date(), neighbours=rules.neighbours
    )
    return None if isinstance(outcome, Excluded) else outcome


async def _decisions(session: AsyncSession, aim: Aim) -> Mapping[int, Decided]:
    """What was decided, by candidate, the latest first."""
    query = select(PreselectionRow).where(aim.rows).options(selectinload(PreselectionRow.officer))
    return {
        row.candidate_id: Decided(
            row.state, row.reason, (row.officer.name or "") if row.officer else "", row.decided_at
        )
        for row in await session.scalars(query.order_by(PreselectionRow.decided_at.desc()))
    }


async def _registered(session: AsyncSession, aim: Aim) -> set[int]:
    if aim.trip_id is None:
        return set()
    query: Select[int] = select(RegistrationRow.candidate_id).where(
        RegistrationRow.trip_id == aim.trip_id, RegistrationRow.state.in_(ACTIVE)
    )
    return set(await session.scalars(query))


async def _people(session: AsyncSession, ids: set[int]) -> Mapping[int, CandidateRow]:
    agreed = select(CandidateRow).where(CandidateRow.id.in_(ids), CandidateRow.consent == Consent.GIVEN)
    rows = await session.scalars(agreed)
    return {row.id: row for row in rows}
