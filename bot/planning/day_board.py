"""The interview day in the console: what is in force, what an officer proposes, its clashes, and publishing it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME
from bot.base.errors import BotError
from bot.base.terms import ByLanguage, Wish
from bot.planning import trip_day
from bot.planning.slips import Slips, note_slips
from bot.planning.trip_day import Planning
from bot.programme import access, audit, drafts, interviews, late_or_absent, profiles, trips
from bot.programme.access import Officer, Task
from bot.programme.drafts import DraftKind
from bot.programme.matching_inputs import Rules
from bot.programme.profiles import Profile
from bot.programme.trips import RegistrationState
from bot.programme.why_no_interview import Why
from bot.timetable import Interview, Timetable
from bot.timetable.clashes import Clash, clashes, fits
from bot.timetable.solver_budget import SECONDS_OF_A_PAGE


class DayChanged(BotError):
    """The day has changed since an officer's proposal was made."""


class InterviewsClash(BotError):
    """A timetable with clashes cannot be put in force."""


class NothingProposed(BotError):
    """There is no proposal to put in force."""


class Change(StrEnum):
    """How an interview differs from the timetable in force."""

    NEW = "new"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interview in the grid. `moves`: the coming hours, and whether it can take place then."""

    code: str
    employer_id: str
    employer: str
    slot: int
    agreed: bool  # the employer may see the candidate's profile
    change: Change | None
    clashes: bool
    moves: tuple[tuple[int, bool], ...]  # empty if it is over


@dataclass(frozen=True, slots=True)
class Party:
    """A row of the grid: a traveller or an employer. `away`: late or absent; there from `there_from`, if at all."""

    id: str
    name: str
    away: bool
    there_from: datetime | None
    meetings: tuple[tuple[Meeting, ...], ...]  # by slot
    asked_for: Profile | None = None  # for a traveller, the matching profile
    unstated: Why | None = None  # what a traveller has not told, so that no interview is proposed


@dataclass(frozen=True, slots=True)
class Board:
    """A trip's day: the officer's proposal, or if there is none, what is in force."""

    trip_id: str
    town: str
    called: Mapping[str, str]  # names of travellers by code, where somebody noted them
    starts: tuple[datetime, ...]  # of the slots
    first: int  # the first slot that is not over
    travellers: Sequence[Party]
    employers: Sequence[Party]
    clashes: Sequence[Clash]
    ended: Sequence[tuple[str, str, datetime]]  # traveller, employer and hour of interviews that would end
    without: Mapping[str, Why]
    proposed: bool
    in_force: bool
    asks_instead: bool  # it was never said what travellers without an interview do
    outside: int  # interviews in force outside of the programme's hours for them


async def planned(session: AsyncSession, officer: Officer, trip_id: str, rules: Rules, now: datetime) -> Planning:
    """The day as the solver sees it.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: there is no such trip.
        NothingToPlan: no traveller, no employer with vacancies, or no hour.
    """
    access.require(officer, Task.PLAN)
    return await trip_day.planning(session, trip_id, rules, now, minutes=None, keep=None)


def nearest(plan: Planning) -> Timetable:
    """The best timetable, or the nearest to the one in force. Takes seconds, so run it in a thread.

    Raises:
        WishesConflict, OutOfTime: none was found.
    """
    return trip_day.timetable(plan, (), SECONDS_OF_A_PAGE)


async def propose(
    session: AsyncSession, officer: Officer, trip_id: str, plan: Planning, found: Iterable[Interview], now: datetime
) -> None:
    """Store an officer's proposal, replacing an earlier one."""
    access.require(officer, Task.PLAN)
    await discard(session, officer, trip_id, now)
    kept = [[each.candidate, each.employer, plan.starts[each.slot].isoformat()] for each in found]
    choices = {"stands": await _stands(session, trip_id), "interviews": kept}
    await drafts.begin(session, officer, DraftKind.TIMETABLE, trip_id, choices, now)


async def discard(session: AsyncSession, officer: Officer, trip_id: str, now: datetime) -> None:
    """Discard the officer's proposal."""
    access.require(officer, Task.PLAN)
    while draft := await drafts.latest(session, officer, DraftKind.TIMETABLE, trip_id, now):
        await drafts.drop(session, officer, DraftKind.TIMETABLE, draft.id)


async def arrange(
    session: AsyncSession, officer: Officer, trip_id: str, rules: Rules, now: datetime, *,
    code: str, employer: str, to: int | None,
) -> None:  # fmt: skip
    """Change the proposal by one interview: move it, add it, or (`to` None) remove it. Clashes are shown, not refused.

    Raises:
        DayChanged: the day changed since the proposal was made, or has no such person, employer or hour.
    """
    plan = await planned(session, officer, trip_id, rules, now)
    if code not in plan.candidates or employer not in plan.employers:
        raise DayChanged
    if to is not None and not plan.first <= to < len(plan.starts):
        raise DayChanged
    before = await _proposal(session, officer, trip_id, plan, now)
    shown = plan.before if before is None else before
    others = [each for each in shown if (each.candidate, each.employer) != (code, employer)]
    if any(each.slot < plan.first for each in set(shown) - set(others)):
        raise DayChanged
    await propose(
        session, officer, trip_id, plan, others if to is None else [*others, Interview(code, employer, to)], now
    )


async def slip(session: AsyncSession, officer: Officer, trip_id: str, said: Slips, now: datetime) -> None:
    """Note that somebody is late or absent, or there after all.

    Raises:
        NotAllowed: the officer's role does not include it.
        NameUnknown, HourUnknown, NothingNoted: no person, employer or hour of the day is meant.
    """
    access.require(officer, Task.PLAN)
    await note_slips(session, trip_id, said, now, actor=audit.of_officer(officer))


async def publish(
    session: AsyncSession, officer: Officer, trip_id: str, rules: Rules, now: datetime,
    instead: ByLanguage | None,
) -> int:  # fmt: skip
    """Put the officer's proposal in force. Returns how many travellers are told.

    Raises:
        NothingProposed, DayChanged, InterviewsClash: why not.
        NothingInstead: somebody has no interview, and what they do instead was never said.
    """
    plan = await planned(session, officer, trip_id, rules, now)
    found = await _proposal(session, officer, trip_id, plan, now)
    if found is None:
        raise NothingProposed
    if clashes(plan.day, _ahead(plan, found)):
        raise InterviewsClash
    whole = Timetable(found, frozenset(plan.employers), 0, 0.0, 0.0, proven=False, seconds=0.0)
    told = await trip_day.publish(session, trip_id, plan, whole, now, actor=audit.of_officer(officer), instead=instead)
    await discard(session, officer, trip_id, now)
    return told


async def board(session: AsyncSession, officer: Officer, trip_id: str, rules: Rules, now: datetime) -> Board:
    """The grid of a trip's day.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: there is no such trip.
        NothingToPlan: no traveller, no employer with vacancies, or no hour.
        DayChanged: the day changed since this officer made a proposal.
    """
    plan = await planned(session, officer, trip_id, rules, now)
    proposal = await _proposal(session, officer, trip_id, plan, now)
    shown = plan.before if proposal is None else proposal
    wrong = clashes(plan.day, _ahead(plan, shown))
    meetings = [_meeting(plan, shown, wrong, each) for each in shown]
    trip = await trips.find(session, trip_id, drafts=True)
    away = await late_or_absent.away(session, trip_id, now)
    rows = await trips.registrations(session, trip_id, [RegistrationState.CONFIRMED])
    told = await profiles.load_many(session, [row.candidate_id for row in rows], tuple(Wish))
    whole = Timetable(shown, frozenset(plan.employers), 0, 0.0, 0.0, proven=False, seconds=0.0)
    free = await trip_day.without(session, trip_id, plan, whole, rules, now) if shown else {}
    stays = {(each.candidate, each.employer) for each in shown}
    return Board(
        trip.id, trip.town, {row.code: row.candidate.called for row in rows if row.candidate.called},
        plan.starts, plan.first,
        [
            Party(
                row.code, row.code, row.candidate_id in away.travellers, away.travellers.get(row.candidate_id),
                _by_slot(plan, [each for each in meetings if each.code == row.code]), told[row.candidate_id],
                plan.unstated.get(row.code),
            )
            for row in rows
        ],
        [
            Party(
                identifier, name, identifier in away.employers, away.employers.get(identifier),
                _by_slot(plan, [each for each in meetings if each.employer_id == identifier]),
            )
            for identifier, name in sorted(plan.employers.items(), key=lambda each: each[1])
        ],
        wrong,
        [
            (each.candidate, plan.employers[each.employer], plan.starts[each.slot])
            for each in plan.before if (each.candidate, each.employer) not in stays
        ],
        free, proposal is not None, bool(plan.before), bool(free) and not trip.instead, plan.outside,
    )  # fmt: skip


async def _proposal(
    session: AsyncSession, officer: Officer, trip_id: str, plan: Planning, now: datetime
) -> tuple[Interview, ...] | None:
    """This officer's proposal, if any.

    Raises:
        DayChanged: what is in force, who comes, or the hours have changed since it was made.
    """
    draft = await drafts.latest(session, officer, DraftKind.TIMETABLE, trip_id, now)
    if draft is None:
        return None
    at = {start.isoformat(): slot for slot, start in enumerate(plan.starts)}
    kept = draft.choices["interviews"]
    known = all(code in plan.candidates and to in plan.employers and start in at for code, to, start in kept)
    if draft.choices["stands"] != await _stands(session, trip_id) or not known:
        raise DayChanged
    return tuple(sorted((Interview(code, to, at[start]) for code, to, start in kept), key=lambda each: each.slot))


async def _stands(session: AsyncSession, trip_id: str) -> str:
    """A digest of the timetable in force."""
    stand = [(each.candidate_id, each.employer_id, each.starts_at.isoformat())
             for each in await interviews.of_trip(session, trip_id)]  # fmt: skip
    return blake2b(repr(stand).encode(), digest_size=8).hexdigest()


def _ahead(plan: Planning, shown: Iterable[Interview]) -> list[Interview]:
    """The interviews that can still change: past ones are not judged."""
    return [each for each in shown if each.slot >= plan.first]


def _meeting(plan: Planning, shown: Sequence[Interview], wrong: Sequence[Clash], each: Interview) -> Meeting:
    pair = (each.candidate, each.employer)
    change = None
    if each not in plan.before:
        known = {(one.candidate, one.employer) for one in plan.before}
        change = Change.MOVED if pair in known else Change.NEW
    others = [one for one in shown if one != each]
    ahead = range(plan.first, len(plan.starts)) if each.slot >= plan.first else ()
    moves = tuple((slot, fits(plan.day, others, Interview(*pair, slot))) for slot in ahead)
    return Meeting(
        each.candidate, each.employer, plan.employers[each.employer], each.slot, pair in plan.agreed, change,
        any(each in clash.interviews for clash in wrong), moves,
    )  # fmt: skip


def _by_slot(plan: Planning, meetings: Sequence[Meeting]) -> tuple[tuple[Meeting, ...], ...]:
    return tuple(tuple(each for each in meetings if each.slot == slot) for slot in range(len(plan.starts)))


def hour_of(plan: Planning, slot: int) -> str:
    """The hour of a slot, as `note_slips` reads it."""
    return plan.starts[slot].astimezone(QUEBEC_TIME).strftime("%H:%M")
