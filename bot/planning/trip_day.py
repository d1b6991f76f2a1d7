"""The interview day of a real trip: from its rows to the solver's day, and back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.errors import BotError
from bot.base.i18n import QUEBEC_TIME
from bot.db.models import CandidateRow, EmployerRow, InterestRow, TripRow, VacancyRow
from bot.knowledge.text import words
from bot.matching import EXCLUDED, Position, VacancyTable, kilometres
from bot.programme import interviews, profiles, trips
from bot.programme.employers import Rules, as_candidate, as_vacancies
from bot.programme.interviews import Appointment
from bot.programme.trips import RegistrationState
from bot.timetable import Candidate, Day, Employer, Interview, Timetable, Wish, mend, solve

_HOUR = re.compile(r"(\d{1,2}) ?(?:[:h] ?(\d{2})?)?")
_INTERVIEWS = "interviews"  # the kind of a programme's line
_KM_PER_MINUTE = 1.0  # 60 km/h as the crow flies is about 80 on the road, and five minutes to the door
_DOOR_TO_DOOR = 5
_DAY = 24 * 60  # minutes
_AGREED = 0.5  # how far interest that was expressed brings a pair towards a full score


class NothingToPlan(BotError):
    """The trip has no traveller, no employer, or no hour for interviews."""


@dataclass(frozen=True, slots=True)
class Planning:
    """A trip's day as the solver sees it. Candidates go by the codes of their registrations."""

    day: Day
    starts: tuple[datetime, ...]  # of the slots
    candidates: Mapping[str, int]  # rows by code
    employers: Mapping[str, str]  # names by identifier
    before: tuple[Interview, ...]  # what stands now
    first: int  # the first slot that is not over

    def appointments(self, timetable: Timetable) -> list[Appointment]:
        """A timetable as what is published."""
        return [
            Appointment(self.candidates[each.candidate], each.employer, self.starts[each.slot], self.day.minutes)
            for each in timetable.interviews
        ]

    def code(self, text: str) -> str:
        """The code of the traveller that is meant.

        Raises:
            ValueError: there is none; the message names the nearest.
        """
        return _one(text, {code: code for code in self.candidates}, "traveller")

    def employer(self, text: str) -> str:
        """The reference of the employer that is meant, by reference or by name.

        Raises:
            ValueError: there is none; the message names the nearest.
        """
        return _one(text, self.employers, "employer")

    def slot_at(self, hour: str, *, after: bool = False) -> int:
        """The slot that starts at an hour such as `10:30`, or the first one after it.

        Raises:
            ValueError: there is none.
        """
        minutes = _minutes(hour, self.day.slots)
        for slot, start in enumerate(self.day.slots):
            if start == minutes or (after and start >= minutes):
                return slot
        raise ValueError(f"no interview starts at {hour}")


@dataclass(frozen=True, slots=True)
class Slip:
    """How the day does not go as planned, as an officer says it."""

    absent: frozenset[str] = frozenset()  # codes
    late: Mapping[str, str] | None = None  # the hour from which an employer, by reference or name, is there


async def planning(
    session: AsyncSession, trip_id: str, rules: Rules, now: datetime, *, minutes: int, keep: int | None, slip: Slip
) -> Planning:
    """What is known of a trip's interviews.

    Args:
        minutes: how long an interview lasts; the next one begins five minutes later.
        keep: how many employers the town can receive.

    Raises:
        NothingToPlan: the message says what is missing.
        ValueError: the slip names nobody of the day, or no hour; the message names the nearest.
    """
    trip = await trips.find(session, trip_id, drafts=True)
    starts, vacancies = _slots(trip, minutes), await _vacancies(session, trip)
    rows = await trips.registrations(session, trip_id, [RegistrationState.CONFIRMED])
    everybody = {row.code: row.code for row in rows}
    absent = {_one(each, everybody, "traveller") for each in slip.absent}
    codes = {row.code: row.candidate_id for row in rows if row.code not in absent}
    if not (starts and codes and vacancies):
        raise NothingToPlan("A timetable needs travellers, employers with vacancies, and hours for interviews.")
    employers = {row.employer_id: row.employer for row in vacancies}
    slots = _minutes_of_day(starts)
    names = {name: row.name for name, row in employers.items()}
    late = {_one(name, names, "employer"): _minutes(hour, slots) for name, hour in (slip.late or {}).items()}
    day = Day(
        slots=slots,
        minutes=minutes,
        candidates=tuple(Candidate(code) for code in codes),
        employers=tuple(
            Employer(name, row.town, slots=_present(slots, late[name]) if name in late else None)
            for name, row in employers.items()
        ),
        compatibility=await _compatibility(session, codes, vacancies, rules, now),
        travel=_travel({row.town: _position(row, rules) for row in employers.values()}),
        most_employers=keep,
    )
    owner = {identifier: code for code, identifier in codes.items()}
    at = {start: slot for slot, start in enumerate(starts)}
    before = tuple(
        Interview(owner[each.candidate_id], each.employer_id, at[each.starts_at])
        for each in await interviews.of_trip(session, trip_id)
        if each.candidate_id in owner and each.starts_at in at and each.employer_id in employers
    )
    first = next((slot for slot, start in enumerate(starts) if start > now), len(starts) - 1)
    return Planning(day, tuple(starts), codes, names, before, first)


def timetable(plan: Planning, wishes: Iterable[Wish], seconds: float) -> Timetable:
    """The best timetable of the day; where one stands already, the nearest to it."""
    if not plan.before:
        return solve(plan.day, wishes, seconds=seconds)
    kept = frozenset(each.employer for each in plan.before)
    stands = Timetable(plan.before, kept, shortfall=0, value=0.0, bound=0.0, proven=False, seconds=0.0)
    return mend(plan.day, stands, wishes, now=plan.first, seconds=seconds)


def _slots(trip: TripRow, minutes: int) -> list[datetime]:
    """Every hour at which an interview can begin: in each such part of the programme, until the next part begins."""
    ends = [item.starts_at for item in trip.items[1:]] + [trip.returns_at]
    starts: list[datetime] = []
    for item, end in zip(trip.items, ends, strict=True):
        moment = item.starts_at
        while item.kind == _INTERVIEWS and moment + timedelta(minutes=minutes) <= end:
            starts.append(moment)
            moment += timedelta(minutes=minutes + 5)
    return starts


async def _vacancies(session: AsyncSession, trip: TripRow) -> Sequence[VacancyRow]:
    query = (
        select(VacancyRow)
        .where(VacancyRow.employer_id.in_([row.id for row in trip.employers]))
        .options(selectinload(VacancyRow.employer))
        .order_by(VacancyRow.id)
    )
    return (await session.scalars(query)).all()


async def _compatibility(
    session: AsyncSession, codes: Mapping[str, int], vacancies: Sequence[VacancyRow], rules: Rules, now: datetime
) -> dict[tuple[str, str], float]:
    """The best vacancy's score of each pair; who agreed to be seen by the employer goes before others."""
    seekers = []
    for identifier in codes.values():
        candidate = await session.get_one(CandidateRow, identifier)
        seekers.append(as_candidate(await profiles.load(session, candidate), rules))
    table = VacancyTable(as_vacancies(vacancies, rules), rules.weights, on=now.date(), neighbours=rules.neighbours)
    agreed = await _agreed(session, codes.values())
    scores = table.scores(seekers)
    best: dict[tuple[str, str], float] = {}
    for line, (code, identifier) in zip(scores, codes.items(), strict=True):
        for score, row in zip(line, vacancies, strict=True):
            if score > EXCLUDED:
                value = float(score)
                if (identifier, row.employer_id) in agreed:
                    value += _AGREED * (1 - value)
                pair = (code, row.employer_id)
                best[pair] = max(best.get(pair, 0.0), value)
    return best


async def _agreed(session: AsyncSession, candidates: Iterable[int]) -> set[tuple[int, str]]:
    query = (
        select(InterestRow.candidate_id, VacancyRow.employer_id)
        .join(VacancyRow, VacancyRow.id == InterestRow.vacancy_id)
        .where(InterestRow.candidate_id.in_(list(candidates)), InterestRow.withdrawn_at.is_(None))
    )
    return {(candidate, employer) for candidate, employer in await session.execute(query)}


def _travel(places: Mapping[str, Position | None]) -> dict[tuple[str, str], int]:
    """Minutes between the towns of employers; half an hour where a position is unknown."""
    towns = sorted(places)
    found: dict[tuple[str, str], int] = {}
    for number, one in enumerate(towns):
        for other in towns[number + 1 :]:
            here, there = places[one], places[other]
            km = float(kilometres(here, *there)) if here and there else None
            found[one, other] = 30 if km is None else _DOOR_TO_DOOR + round(km / _KM_PER_MINUTE)
    return found


def _position(row: EmployerRow, rules: Rules) -> Position | None:
    return rules.positions.get(rules.towns.get((row.region, row.town), ""))


def _present(slots: Sequence[int], minutes: int) -> frozenset[int]:
    return frozenset(slot for slot, start in enumerate(slots) if start >= minutes)


def _minutes_of_day(starts: Sequence[datetime]) -> tuple[int, ...]:
    """Minutes since the midnight before the first of these moments: after the next one they go on from 1440."""
    first = starts[0].astimezone(QUEBEC_TIME)
    return tuple(first.hour * 60 + first.minute + (start - starts[0]) // timedelta(minutes=1) for start in starts)


def _minutes(hour: str, slots: Sequence[int]) -> int:
    """An hour as people write it, on the clock of these slots, which may go on past midnight."""
    found = _HOUR.fullmatch(hour.strip().lower())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise ValueError(f"{hour} is no hour; write it like 10:30")
    minutes = int(found[1]) * 60 + int(found[2] or 0)
    return minutes + _DAY if minutes < slots[0] and slots[-1] >= _DAY else minutes


def _one(text: str, names: Mapping[str, str], what: str) -> str:
    """The identifier that a text means, by itself or by its name, however it is written.

    Raises:
        ValueError: none, or several; the message says which are near.
    """
    said = words(text).replace(" ", "")
    by_form: dict[str, set[str]] = {}
    for identifier, name in names.items():
        for form in (identifier, name):
            by_form.setdefault(words(form).replace(" ", ""), set()).add(identifier)
    found = by_form.get(said, set())
    if len(found) == 1:
        return next(iter(found))
    near = found or {each for form in get_close_matches(said, by_form, n=3, cutoff=0.5) for each in by_form[form]}
    shown = ", ".join(each if names[each] == each else f"{each} ({names[each]})" for each in sorted(near))
    raise ValueError(f"no {what} {text!r} on this day" + (f"; did you mean {shown}?" if shown else ""))
