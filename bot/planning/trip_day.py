"""The interview day of a real trip: from its rows to the solver's day, and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.base.great_circle import Position, kilometres
from bot.base.terms import ByLanguage
from bot.db.models import CandidateRow, EmployerRow, VacancyRow
from bot.matching import EXCLUDED, BatchScores
from bot.planning.hours import interview_starts, minutes_at, minutes_of_day
from bot.programme import interviews, late_or_absent, profiles, trip_changes, trips
from bot.programme.audit import Actor
from bot.programme.employers import vacancies_of
from bot.programme.interests import agreed as agreements
from bot.programme.interests import refusals
from bot.programme.interviews import Appointment, NoInterviewThen, NothingInstead, NothingToPlan
from bot.programme.late_or_absent import Away
from bot.programme.matching_inputs import Rules, as_candidate, as_vacancies, to_meet
from bot.programme.profiles import Profile
from bot.programme.trips import RegistrationState
from bot.programme.typed_names import nearest
from bot.programme.why_no_interview import Why, unsaid, why
from bot.timetable import Candidate, Day, Employer, Interview, Meet, Timetable, Wish, mend, solve
from bot.timetable.solver_budget import SECONDS

_MINUTES = 25  # of an interview, by default
_KM_PER_MINUTE = 1.0  # 60 km/h as the crow flies is about 80 on the road, and five minutes to the door
_DOOR_TO_DOOR = 5
_AGREED = 0.5  # how far an agreement raises a pair's score towards 1


@dataclass(frozen=True, slots=True)
class Planning:
    """A trip's day as the solver sees it. Candidates are named by the codes of their registrations."""

    day: Day
    starts: tuple[datetime, ...]  # of the slots
    candidates: Mapping[str, int]  # rows by code
    employers: Mapping[str, str]  # names by identifier
    about: Mapping[tuple[str, str], str]  # the best vacancy, by candidate's code and employer
    before: tuple[Interview, ...]  # the timetable in force
    agreed: frozenset[tuple[str, str]]  # pairs of a candidate's code and an employer that may see them
    outside: int  # interviews in force outside of the hours for them, which are planned again
    first: int  # the first slot that is not over
    keep: bool  # whether the town can receive only some of the employers
    unstated: Mapping[str, Why]  # by code, who told too little to be proposed without an officer's word, and what

    def appointments(self, timetable: Timetable) -> list[Appointment]:
        """A timetable in the form that is published."""
        return [
            Appointment(
                self.candidates[each.candidate], each.employer, self.starts[each.slot], self.day.minutes,
                self.about.get((each.candidate, each.employer)),
            )
            for each in timetable.interviews
        ]  # fmt: skip

    def to_propose(self, wishes: Iterable[Wish]) -> Day:
        """The day without the pairs of whom too little is known, other than those in force or asked for by name."""
        asked = {(each.candidate, each.employer) for each in wishes if isinstance(each, Meet)}
        asked |= {(each.candidate, each.employer) for each in self.before}
        told = {pair: value for pair, value in self.day.compatibility.items()
                if pair[0] not in self.unstated or pair in asked}  # fmt: skip
        return replace(self.day, compatibility=told)

    def code(self, text: str) -> str:
        """The traveller's code that a text means.

        Raises:
            NameUnknown: there is none.
        """
        return nearest(text, {code: code for code in self.candidates})

    def employer(self, text: str) -> str:
        """The reference of the employer that a text means, by reference or by name.

        Raises:
            NameUnknown: there is none.
        """
        return nearest(text, self.employers)

    def slot_at(self, hour: str, *, after: bool = False) -> int:
        """The slot that starts at an hour such as `10:30`, or the first one after it.

        Raises:
            HourUnknown, NoInterviewThen: there is none.
        """
        minutes = minutes_at(hour, self.day.slots)
        for slot, start in enumerate(self.day.slots):
            if start == minutes or (after and start >= minutes):
                return slot
        raise NoInterviewThen(hour)


async def planning(
    session: AsyncSession, trip_id: str, rules: Rules, now: datetime, *, minutes: int | None, keep: int | None
) -> Planning:
    """Read what the solver needs to know about a trip.

    Args:
        minutes: how long an interview lasts; the next one begins five minutes later. None: as in force, or 25.
        keep: how many employers the town can receive.

    Raises:
        NothingToPlan: no traveller, no employer with vacancies, or no hour.
    """
    trip = await trips.find(session, trip_id, drafts=True)
    stand = await interviews.of_trip(session, trip_id)
    minutes = minutes or (stand[0].minutes if stand else _MINUTES)
    starts = interview_starts(trip, minutes)
    vacancies = await vacancies_of(session, [row.id for row in trip.employers], now)
    rows = await trips.registrations(session, trip_id, [RegistrationState.CONFIRMED])
    away = await late_or_absent.away(session, trip_id, now)
    first = next((slot for slot, start in enumerate(starts) if start > now), max(len(starts) - 1, 0))
    busy = {each.candidate_id for each in stand if starts and each.starts_at < starts[first]}
    coming = {row.code: row.candidate_id for row in rows if _comes(row.candidate_id, away) or row.candidate_id in busy}
    if not (starts and coming and vacancies):
        raise NothingToPlan
    employers = {row.employer_id: row.employer for row in vacancies}
    told = await profiles.load_many(session, list(coming.values()))
    compatibility, about = await _compatibility(session, coming, told, vacancies, rules, now)
    day = Day(
        slots=minutes_of_day(starts),
        minutes=minutes,
        candidates=tuple(
            Candidate(code, _missed(away.travellers, candidate_id, starts, first))
            for code, candidate_id in coming.items()
        ),
        employers=tuple(
            Employer(name, row.town, slots=frozenset(range(len(starts))) - _missed(away.employers, name, starts, first))
            for name, row in employers.items()
        ),
        compatibility=compatibility,
        travel=_travel({row.town: _position(row, rules) for row in employers.values()}),
        most_employers=keep,
    )
    owner = {identifier: code for code, identifier in coming.items()}
    at = {start: slot for slot, start in enumerate(starts)}
    theirs = [each for each in stand if each.candidate_id in owner and each.employer_id in employers]
    before = tuple(
        Interview(owner[each.candidate_id], each.employer_id, at[each.starts_at])
        for each in theirs
        if each.starts_at in at
    )
    names = {name: row.name for name, row in employers.items()}
    agreed = frozenset((owner[each], employer) for each, employer in await agreements(session, list(owner)))
    outside = len(theirs) - len(before)
    unstated = {code: unsaid(told[identifier]) for code, identifier in coming.items()}
    return Planning(
        day, tuple(starts), coming, names, about, before, agreed, outside, first, keep is not None,
        {code: what for code, what in unstated.items() if what},
    )  # fmt: skip


async def without(
    session: AsyncSession, trip_id: str, plan: Planning, found: Timetable, rules: Rules, now: datetime
) -> dict[str, Why]:
    """Who comes but has no interview in a timetable: by code, with the reason."""
    met = {each.candidate for each in found.interviews}
    absent = await late_or_absent.absent(session, trip_id, now)
    meets = [row.id for row in (await trips.find(session, trip_id, drafts=True)).employers]
    return {
        code: await why(session, await session.get_one(CandidateRow, identifier), meets, rules, now)
        for code, identifier in plan.candidates.items()
        if code not in met and identifier not in absent
    }


async def publish(
    session: AsyncSession,
    trip_id: str,
    plan: Planning,
    found: Timetable,
    now: datetime,
    *,
    actor: Actor,
    instead: ByLanguage | None = None,
) -> int:
    """Put a timetable in force. If the town can receive only some employers, the trip meets only those.

    Args:
        instead: what travellers without an interview do meanwhile; it is stored.

    Returns:
        How many travellers are told of their interviews.

    Raises:
        NothingInstead: somebody has none, and what they do instead was never said.
    """
    absent = await late_or_absent.absent(session, trip_id, now)
    trip = await trips.find(session, trip_id, drafts=True, lock=True)
    if instead:
        trip.instead = instead
    met = {plan.candidates[each.candidate] for each in found.interviews}
    if (free := set(plan.candidates.values()) - met - set(absent)) and not trip.instead:
        raise NothingInstead(len(free))
    kept = [row for row in trip.employers if row.id in found.employers]
    told = await interviews.publish(session, trip_id, plan.appointments(found), now, actor=actor, absent=absent)
    if plan.keep:
        await trip_changes.change(session, trip_id, {"employers": kept}, now, actor=actor)
    return told


def timetable(plan: Planning, wishes: Iterable[Wish], seconds: float | None = None) -> Timetable:
    """The best timetable of the day, or if one is in force the nearest to it, with the employers met now."""
    seconds, wishes = seconds or SECONDS, list(wishes)
    day = plan.to_propose(wishes)
    if not plan.before:
        return solve(day, wishes, seconds=seconds)
    stands = Timetable(
        plan.before, frozenset(plan.employers), shortfall=0, value=0.0, bound=0.0, proven=False, seconds=0.0
    )
    return mend(day, stands, wishes, now=plan.first, seconds=seconds)


async def _compatibility(
    session: AsyncSession, codes: Mapping[str, int], told: Mapping[int, Profile], vacancies: Sequence[VacancyRow],
    rules: Rules, now: datetime,
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], str]]:  # fmt: skip
    """For each pair, the score of the best vacancy, and which it is.

    Candidates who agreed to be seen by the employer go before others; those who declined are not proposed again.
    """
    seekers = [as_candidate(told[identifier], rules) for identifier in codes.values()]
    offered = [to_meet(each) for each in as_vacancies(vacancies, rules)]
    table = BatchScores(offered, rules.weights, on=local_day(now), neighbours=rules.neighbours)
    agreed = await agreements(session, codes.values())
    refused = await refusals(session, codes.values())
    best: dict[tuple[str, str], float] = {}
    about: dict[tuple[str, str], str] = {}
    for line, (code, identifier) in zip(table.scores(seekers), codes.items(), strict=True):
        for score, row in zip(line, vacancies, strict=True):
            if score <= EXCLUDED or (identifier, row.employer_id) in refused:
                continue
            value = float(score)
            if (identifier, row.employer_id) in agreed:
                value += _AGREED * (1 - value)
            pair = (code, row.employer_id)
            if value > best.get(pair, -1.0):
                best[pair], about[pair] = value, row.id
    return best, about


def _comes(candidate_id: int, away: Away) -> bool:
    return away.travellers.get(candidate_id) is not None or candidate_id not in away.travellers


def _missed(
    away: Mapping[Any, datetime | None], name: int | str, starts: Sequence[datetime], first: int
) -> frozenset[int]:
    """The coming slots in which somebody is not there."""
    if name not in away:
        return frozenset()
    there_from = away[name]
    ahead = enumerate(starts[first:], first)
    return frozenset(slot for slot, start in ahead if there_from is None or start < there_from)


def _travel(places: Mapping[str, Position | None]) -> dict[tuple[str, str], int]:
    """Minutes of travel between the employers' towns; half an hour if a position is unknown."""
    towns = sorted(places)
    found: dict[tuple[str, str], int] = {}
    for number, one in enumerate(towns):
        for other in towns[number + 1 :]:
            here, there = places[one], places[other]
            km = kilometres(here, there) if here and there else None
            found[one, other] = 30 if km is None else _DOOR_TO_DOOR + round(km / _KM_PER_MINUTE)
    return found


def _position(row: EmployerRow, rules: Rules) -> Position | None:
    return rules.positions.get(rules.towns.get((row.region, row.town), ""))
