"""Weighs one candidate against one vacancy and says why. Pure: no clock, so the day is given in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.matching.distance import kilometres
from bot.matching.model import FRENCH, HIGHEST_FRENCH, Candidate, Vacancy
from bot.matching.occupations import closeness, teer
from bot.matching.result import Excluded, ExclusionReason, Factor, FactorName, Flag, Hint, Match
from bot.matching.weights import FrenchRules, Weights
from bot.terms import ANYWHERE, Field, Wish

Neighbours = Mapping[str, frozenset[str]]


def assess(
    candidate: Candidate, vacancy: Vacancy, weights: Weights, *, on: date, neighbours: Neighbours
) -> Match | Excluded:
    """A score with its reasons, or the hard limit that excludes. A missing answer never excludes."""
    pair = _Pair(candidate, vacancy, weights, on, neighbours)
    if reason := _exclusion(pair):
        return Excluded(vacancy.id, vacancy.employer_id, reason)
    factors = tuple(sorted((_factor(name, pair) for name in FactorName), key=lambda f: (-f.points, f.name)))
    return Match(
        vacancy_id=vacancy.id,
        employer_id=vacancy.employer_id,
        score=min(1.0, sum(factor.points for factor in factors)),
        certainty=_certainty(pair, factors),
        factors=factors,
        missing=missing_fields(candidate),
        flags=_flags(pair),
    )


def reachable_french(level: int, start: date, on: date, rules: FrenchRules) -> int:
    """The level that part-time francisation can bring someone to between `on` and `start`."""
    hours = max(0, (start - on).days) / 7 * rules.hours_per_week
    while level < HIGHEST_FRENCH and hours >= rules.hours_per_level[level]:
        hours -= rules.hours_per_level[level]
        level += 1
    return level


def missing_fields(candidate: Candidate) -> tuple[Field, ...]:
    """The answers not given yet, in the order in which they are asked."""
    return tuple(field for field in Field if getattr(candidate, field) in (None, frozenset()))


@dataclass(frozen=True, slots=True)
class _Pair:
    candidate: Candidate
    vacancy: Vacancy
    weights: Weights
    on: date
    neighbours: Neighbours

    def french_by_start(self, level: int) -> int:
        return reachable_french(level, self.vacancy.start_date, self.on, self.weights.french)


class _Judged(NamedTuple):
    value: float
    hint: Hint | None = None


def _exclusion(pair: _Pair) -> ExclusionReason | None:
    candidate, vacancy, weights = pair.candidate, pair.vacancy, pair.weights
    if candidate.permit in weights.permits.no_right:
        return ExclusionReason.NO_RIGHT_TO_WORK
    if candidate.permit in weights.permits.tied and not vacancy.accepts_closed_permit:
        return ExclusionReason.TIED_PERMIT
    if not _may_share_language(pair):
        return ExclusionReason.NO_COMMON_LANGUAGE
    held, rules = candidate.occupation, weights.occupation
    if held is not None and closeness(held, vacancy.occupation, rules) < rules.related_from:
        return ExclusionReason.UNRELATED_OCCUPATION
    return None


def _may_share_language(pair: _Pair) -> bool:
    spoken, work = pair.candidate.spoken_languages, pair.vacancy.work_languages
    if not spoken or spoken & work:
        return True
    if FRENCH not in work:
        return False
    level = pair.candidate.french_level
    needed = min(pair.vacancy.french_needed, pair.weights.french.speaks_from)
    return level is None or pair.french_by_start(level) >= needed


def _factor(name: FactorName, pair: _Pair) -> Factor:
    field, judge = _JUDGES[name]
    judged = judge(pair)
    if judged is None:
        return Factor(name, pair.weights.factors[name], pair.weights.neutral, False, Hint(field))
    return Factor(name, pair.weights.factors[name], judged.value, True, judged.hint)


def _occupation(pair: _Pair) -> _Judged | None:
    held = pair.candidate.occupation
    if held is None:
        return None
    return _Judged(closeness(held, pair.vacancy.occupation, pair.weights.occupation))


def _experience(pair: _Pair) -> _Judged | None:
    years, needed = pair.candidate.experience_years, pair.vacancy.min_experience_years
    if years is None:
        return None
    return _Judged(1.0) if years >= needed else _Judged(years / needed, Hint(Field.EXPERIENCE, needed))


def _french(pair: _Pair) -> _Judged | None:
    level, needed = pair.candidate.french_level, pair.vacancy.french_needed
    if level is None:
        return None
    if level >= needed:
        return _Judged(1.0)
    by_start = min(needed, pair.french_by_start(level))
    return _Judged((level + by_start) / (2 * needed), Hint(Field.FRENCH, needed))


def _education(pair: _Pair) -> _Judged | None:
    held, needed = pair.candidate.education, pair.vacancy.min_education
    if held is None:
        return None
    if needed is None or held >= needed:
        return _Judged(1.0)
    value = max(0.0, 1 - pair.weights.education.per_level * (needed - held))
    return _Judged(value, Hint(Field.EDUCATION, int(needed)))


def _region(pair: _Pair) -> _Judged | None:
    wished, region, rules = pair.candidate.regions, pair.vacancy.region, pair.weights.region
    if not wished:
        return None
    near = _nearness(pair)
    if region in wished:
        return _Judged(
            rules.wished if near is None else rules.far_in_wished + (rules.wished - rules.far_in_wished) * near
        )
    by_town = rules.wished * (near or 0.0)
    if ANYWHERE in wished:
        return _Judged(max(rules.anywhere, by_town))
    adjacent = wished & pair.neighbours.get(region, frozenset())
    return _Judged(max(rules.adjacent if adjacent else rules.elsewhere, by_town), Hint(Field.REGIONS, region))


def _nearness(pair: _Pair) -> float | None:
    """1 within reach of a named town, 0 far from all of them; none where no distance is known."""
    position, rules = pair.vacancy.position, pair.weights.region
    if position is None or not pair.candidate.towns:
        return None
    nearest = min(float(kilometres(town, *position)) for town in pair.candidate.towns)
    return max(0.0, min(1.0, (rules.far_km - nearest) / (rules.far_km - rules.near_km)))


def _start(pair: _Pair) -> _Judged | None:
    available = pair.candidate.available_from
    if available is None:
        return None
    needed = max(pair.vacancy.start_date, pair.on)
    late = (available - needed).days
    if late <= 0:
        return _Judged(1.0)
    return _Judged(max(0.0, 1 - late / pair.weights.grace_days), Hint(Field.START, needed))


def _household(pair: _Pair) -> _Judged | None:
    household = pair.candidate.household
    if household is None:
        return None
    fit = pair.weights.with_partner if household.partner else pair.weights.single_parent
    hours = fit[pair.vacancy.schedule] if household.children else 1.0
    field = pair.candidate.partner_field
    alone = household.partner and field is not None and field not in pair.vacancy.fields_around
    return _Judged(hours * (pair.weights.no_work_for_partner if alone else 1.0))


def _wage(pair: _Pair) -> _Judged | None:
    least, offered = pair.candidate.least_wage_cents, pair.vacancy.hourly_wage_cents
    if least is None:
        return None
    if not offered:
        return _Judged(pair.weights.neutral)
    short = max(0, least - offered) / least
    return _Judged(max(0.0, 1 - short / pair.weights.wage_tolerance), Hint(Wish.WAGE, offered) if short else None)


def _schedule(pair: _Pair) -> _Judged | None:
    suiting = pair.candidate.schedules
    if not suiting:
        return None
    fits = pair.vacancy.schedule in suiting
    return _Judged(float(fits), None if fits else Hint(Wish.SCHEDULES, pair.vacancy.schedule))


_JUDGES: dict[FactorName, tuple[Field | Wish, Callable[[_Pair], _Judged | None]]] = {
    FactorName.OCCUPATION: (Field.OCCUPATION, _occupation),
    FactorName.EXPERIENCE: (Field.EXPERIENCE, _experience),
    FactorName.FRENCH: (Field.FRENCH, _french),
    FactorName.EDUCATION: (Field.EDUCATION, _education),
    FactorName.REGION: (Field.REGIONS, _region),
    FactorName.START: (Field.START, _start),
    FactorName.HOUSEHOLD: (Field.HOUSEHOLD, _household),
    FactorName.WAGE: (Wish.WAGE, _wage),
    FactorName.SCHEDULE: (Wish.SCHEDULES, _schedule),
}


def _certainty(pair: _Pair, factors: tuple[Factor, ...]) -> float:
    unchecked = (pair.candidate.permit is None) + (not pair.candidate.spoken_languages)
    known = sum(factor.weight for factor in factors if factor.known)
    return max(0.0, min(1.0, known) * (1 - pair.weights.unknown_limit * unchecked))


def _flags(pair: _Pair) -> frozenset[Flag]:
    candidate, vacancy = pair.candidate, pair.vacancy
    raised = {
        Flag.OVERQUALIFIED: _is_overqualified(pair),
        Flag.REGULATED: vacancy.regulated,
        Flag.CHECK_PERMIT: candidate.permit in pair.weights.permits.to_check,
    }
    return frozenset(flag for flag, is_raised in raised.items() if is_raised)


def _is_overqualified(pair: _Pair) -> bool:
    held, rules = pair.candidate.education, pair.weights.education
    if held is None:
        return False
    asked = pair.vacancy.min_education
    usual = rules.usual[teer(pair.vacancy.occupation)]
    return held - (usual if asked is None else asked) >= rules.overqualified_by
