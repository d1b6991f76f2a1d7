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

from bot.base.clock import local_day
from bot.base.states import AsideReason, Preselected
from bot.base.terms import ByLanguage
from bot.db.models import CandidateRow, PreselectionRow, RegistrationRow
from bot.matching import Candidate, Excluded, Match, Vacancy, assess
from bot.programme import access, preselection_aims
from bot.programme.access import Officer, Task
from bot.programme.candidates import Consent
from bot.programme.matching_inputs import Rules, as_vacancy, to_meet
from bot.programme.preselection_aims import Aim
from bot.programme.trips import ACTIVE
from bot.programme.who_suits import WhoSuits

MOST_LISTED = 60


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
    settled: int  # who suit, and are invited, put aside or registered already


async def board(session: AsyncSession, officer: Officer, aim: Aim, who_suits: WhoSuits, now: datetime) -> Board:
    """Everybody who may be invited, the best suited first.

    Raises:
        NotAllowed: the officer's role does not include it.
        AimUnknown: there is no such trip or vacancy.
    """
    access.require(officer, Task.PRESELECT)
    rows = await preselection_aims.vacancies(session, aim, now)
    weighed = [to_meet(as_vacancy(row, who_suits.rules, frozenset())) for row in rows]
    suiting = await who_suits.suiting(session, weighed, now)
    decided = await _decisions(session, aim)
    registered = await _registered(session, aim)
    open_ = [each for each in suiting.people if each not in decided and each not in registered]
    shown = open_[:MOST_LISTED]
    people = await _people(session, {*shown, *decided})

    def suited(candidate_id: int) -> Suited:
        (conversation, called), suits = people[candidate_id], suiting.people.get(candidate_id)
        known = decided.get(candidate_id), candidate_id in registered
        if suits is None:
            return Suited(conversation, called, None, {}, "", 0, *known)
        seeker, best = suits
        row, match = rows[best.vacancy], _match(seeker, weighed[best.vacancy], who_suits.rules, now)
        return Suited(conversation, called, match, row.title, row.employer.name, best.employers, *known)

    def those(state: Preselected) -> list[Suited]:
        return [suited(each) for each, how in decided.items() if how.state is state and each in people]

    return Board(
        [suited(each) for each in shown if each in people], those(Preselected.INVITED), those(Preselected.ASIDE),
        len(open_) > MOST_LISTED, suiting.unsure, len(rows), len(suiting.people) - len(open_),
    )  # fmt: skip


def _match(seeker: Candidate, vacancy: Vacancy, rules: Rules, now: datetime) -> Match | None:
    outcome = assess(seeker, vacancy, rules.weights, on=local_day(now), neighbours=rules.neighbours)
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


async def _people(session: AsyncSession, ids: set[int]) -> Mapping[int, tuple[str, str]]:
    """The code of each, and what they are called; nothing else of theirs is decrypted."""
    query = select(CandidateRow.id, CandidateRow.conversation, CandidateRow.called)
    rows = await session.execute(query.where(CandidateRow.id.in_(ids), CandidateRow.consent == Consent.GIVEN))
    return {row.id: (row.conversation, row.called or "") for row in rows}
