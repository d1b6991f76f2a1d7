"""Preselection: who suits a trip or an employer's vacancy, the best first, with the reasons; invited, or put aside.

Matching proposes, officers decide. Who has not agreed that answers are kept, whom the assistant cannot reach, who may
not work there or has not told their status is not proposed and cannot be invited. Household and partner's work count
nothing here: the family of somebody is no reason to prefer anybody (Charter of human rights and freedoms, s. 10, 18.1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.errors import BotError
from bot.base.states import AsideReason, Preselected, TripState
from bot.base.terms import ByLanguage, Field, Wish
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, PreselectionRow, RegistrationRow, VacancyRow
from bot.matching import Best, Candidate, Excluded, ExclusionReason, Few, Match, Vacancy, assess
from bot.programme import access, audit, candidates, employers, profiles, trips
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.candidates import Consent
from bot.programme.ids import new_id
from bot.programme.matching_inputs import Rules, as_candidate, as_vacancy
from bot.programme.profiles import Profile
from bot.programme.trips import ACTIVE
from bot.programme.who_answers import ConversationUnknown
from bot.queues import notices
from bot.queues.notices import NoticeKind

MOST_LISTED = 60
_AT_ONCE = 500  # people whose answers are read at once
_OF_THE_FAMILY = {Field.HOUSEHOLD, Wish.PARTNER}
_WEIGHED = tuple(name for name in (*Field, *Wish) if name not in _OF_THE_FAMILY)
_TRADES = (Field.OCCUPATION, Wish.TRADES)
_MAY_NOT_WORK = {ExclusionReason.NO_RIGHT_TO_WORK, ExclusionReason.TIED_PERMIT}
_OVER = {TripState.HELD, TripState.CANCELLED}


class NotEligible(BotError):
    """This person may not work there as far as is told, has not agreed that answers are kept, or cannot be reached."""


class AimUnknown(BotError):
    """There is no such trip or vacancy, or nobody can be invited to it any more."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What people are preselected for: a trip, or else a vacancy."""

    trip_id: str | None = None
    vacancy_id: str | None = None

    @property
    def subject(self) -> str:
        """Its identifier."""
        return self.trip_id or self.vacancy_id or ""

    @property
    def rows(self) -> ColumnElement[bool]:
        """The decisions on it."""
        if self.trip_id is not None:
            return PreselectionRow.trip_id == self.trip_id
        return PreselectionRow.vacancy_id == self.vacancy_id


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


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invited person is told of."""

    trip_id: str | None
    vacancy_id: str | None


async def board(session: AsyncSession, officer: Officer, aim: Aim, rules: Rules, now: datetime) -> Board:
    """Everybody who may be invited, the best suited first.

    Raises:
        NotAllowed: the officer's role does not include it.
        AimUnknown: there is no such trip or vacancy.
    """
    access.require(officer, Task.PRESELECT)
    rows = await _vacancies(session, aim, now)
    decided = await _decisions(session, aim)
    registered = await _registered(session, aim)
    found, unsure = await _ranked(session, [as_vacancy(row, rules, frozenset()) for row in rows], rules, now)
    open_ = [each for each in found if each not in decided and each not in registered]
    shown = {*open_[:MOST_LISTED], *decided}
    people = await _people(session, shown)
    told = await profiles.load_many(session, shown, _WEIGHED)

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


async def invite(
    session: AsyncSession, officer: Officer, aim: Aim, conversation: str, rules: Rules, now: datetime
) -> None:
    """Invite somebody, who is told so. Twice is once.

    Raises:
        NotAllowed: the officer's role does not include it.
        AimUnknown: there is no such trip or vacancy, or it is over.
        ConversationUnknown: there is no such person.
        NotEligible: this person may not be invited.
    """
    access.require(officer, Task.PRESELECT)
    rows = await _vacancies(session, aim, now)
    if (aim.vacancy_id and not rows) or (aim.trip_id and await _is_over(session, aim.trip_id, now)):
        raise AimUnknown
    candidate = await _locked(session, conversation)
    if not await _eligible(session, candidate, rows, rules, now):
        raise NotEligible
    before = await _decision(session, candidate, aim)
    if before is not None and before.state is Preselected.INVITED:
        return
    row = await _decide(session, officer, aim, candidate, Preselected.INVITED, None, now)
    notices.write(session, candidate, NoticeKind.INVITED, row.id, now)


async def put_aside(
    session: AsyncSession, officer: Officer, aim: Aim, conversation: str, reason: AsideReason, now: datetime
) -> None:
    """Propose somebody no more, for a reason that is written down. An invitation that is not sent yet is not sent.

    Raises:
        NotAllowed: the officer's role does not include it.
        AimUnknown: there is no such trip or vacancy.
        ConversationUnknown: there is no such person.
    """
    access.require(officer, Task.PRESELECT)
    await _vacancies(session, aim, now)
    candidate = await _locked(session, conversation)
    candidates.require_consent(candidate)
    row = await _decide(session, officer, aim, candidate, Preselected.ASIDE, reason, now)
    await notices.forget(session, row.id, NoticeKind.INVITED)


async def reconsider(session: AsyncSession, officer: Officer, aim: Aim, conversation: str, now: datetime) -> None:
    """Take a decision back: the person is proposed again.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such person.
    """
    access.require(officer, Task.PRESELECT)
    candidate = await _locked(session, conversation)
    row = await _decision(session, candidate, aim)
    if row is None:
        return
    await notices.forget(session, row.id, NoticeKind.INVITED)
    _trace(session, officer, conversation, aim, now, state=(row.state, None), aside=(row.reason, None))
    await session.delete(row)


async def invitation(session: AsyncSession, preselection_id: str) -> Invitation | None:
    """What somebody is invited to; none: taken back since."""
    row = await session.get(PreselectionRow, preselection_id, populate_existing=True)
    if row is None or row.state is not Preselected.INVITED:
        return None
    return Invitation(row.trip_id, row.vacancy_id)


async def _vacancies(session: AsyncSession, aim: Aim, now: datetime) -> Sequence[VacancyRow]:
    """The open vacancies that people are compared with."""
    try:
        if aim.trip_id is not None:
            trip = await trips.find(session, aim.trip_id, drafts=True)
            return await employers.vacancies_of(session, [each.id for each in trip.employers], now)
        row = await employers.vacancy_row(session, aim.vacancy_id or "")
    except (trips.TripUnknown, employers.EmployerUnknown) as error:
        raise AimUnknown from error
    return [each for each in await employers.vacancies_of(session, [row.employer_id], now) if each.id == row.id]


async def _is_over(session: AsyncSession, trip_id: str, now: datetime) -> bool:
    trip = await trips.find(session, trip_id, drafts=True)
    return trip.departs_at <= now or trip.state in {*_OVER, TripState.DRAFT}


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
        traded = await profiles.load_many(session, [each for each, best in near if best is not None], _WEIGHED)
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


async def _eligible(
    session: AsyncSession, candidate: CandidateView, rows: Sequence[VacancyRow], rules: Rules, now: datetime
) -> bool:
    """Whether an officer may invite: somebody who agreed, can be reached, and may work for one of these employers."""
    if candidate.consent != Consent.GIVEN or candidate.unreachable_at is not None:
        return False
    profile: Profile = (await profiles.load_many(session, [candidate.id], _WEIGHED))[candidate.id]
    if profile.permit is None or profile.permit in rules.weights.permits.no_right:
        return False
    seeker = as_candidate(profile, rules)
    outcomes = [
        assess(seeker, as_vacancy(row, rules, frozenset()), rules.weights, on=now.date(), neighbours=rules.neighbours)
        for row in rows
    ]
    barred = [each for each in outcomes if isinstance(each, Excluded) and each.reason in _MAY_NOT_WORK]
    return not outcomes or len(barred) < len(outcomes)


async def _locked(session: AsyncSession, conversation: str) -> CandidateRow:
    """The person, of whom nobody else decides anything until this transaction ends.

    Raises:
        ConversationUnknown: there is no such person.
    """
    query = select(CandidateRow).where(CandidateRow.conversation == conversation).with_for_update()
    row = await session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise ConversationUnknown
    return row


async def _decision(session: AsyncSession, candidate: CandidateView, aim: Aim) -> PreselectionRow | None:
    return await session.scalar(select(PreselectionRow).where(PreselectionRow.candidate_id == candidate.id, aim.rows))


async def _decide(
    session: AsyncSession, officer: Officer, aim: Aim, candidate: CandidateRow, state: Preselected,
    reason: AsideReason | None, now: datetime,
) -> PreselectionRow:  # fmt: skip
    row = await _decision(session, candidate, aim)
    before = (row.state, row.reason) if row else (None, None)
    if row is None:
        row = PreselectionRow(id=new_id(), candidate_id=candidate.id, trip_id=aim.trip_id, vacancy_id=aim.vacancy_id)
        session.add(row)
    row.state, row.reason, row.staff_id, row.decided_at = state, reason, officer.id, now
    _trace(session, officer, candidate.conversation, aim, now, state=(before[0], state), aside=(before[1], reason))
    await session.flush()
    return row


def _trace(
    session: AsyncSession, officer: Officer, conversation: str, aim: Aim, now: datetime, **changes: tuple[Any, Any]
) -> None:
    said = {**changes, "aim": (None, aim.subject)}
    audit.record(session, audit.of_officer(officer), Action.PRESELECT, conversation, now, said)


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
