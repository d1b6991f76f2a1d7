"""Scores one candidate for one vacancy, with reasons. Pure: it has no clock, so the day is passed in."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from bot.base.terms import ANYWHERE, Field, Wish
from bot.matching.model import Candidate, Vacancy
from bot.matching.occupations import teer
from bot.matching.pair import Neighbours, Pair
from bot.matching.requirements import unmet
from bot.matching.result import Excluded, ExclusionReason, Factor, FactorName, Flag, Hint, Match
from bot.matching.weights import Weights


def assess(
    candidate: Candidate, vacancy: Vacancy, weights: Weights, *, on: date, neighbours: Neighbours
) -> Match | Excluded:
    """A score with its reasons, or the hard limit that excludes. Missing answers never exclude.

    The score is the sum of the factors, reduced to the share `limits.unmet` if a must or a need is unmet. Of several
    trades, the one with the fewest unmet limits counts, then the one with the highest score.
    """
    missing = missing_fields(candidate)
    outcomes = [_assess(Pair(each, vacancy, weights, on, neighbours), missing) for each in candidate.by_trade()]
    matches = [outcome for outcome in outcomes if isinstance(outcome, Match)]
    return max(matches, key=lambda match: (-len(match.unmet), match.score), default=outcomes[0])


def _assess(pair: Pair, missing: tuple[Field, ...]) -> Match | Excluded:
    candidate, vacancy, weights = pair.candidate, pair.vacancy, pair.weights
    if reason := _exclusion(pair):
        return Excluded(vacancy.id, vacancy.employer_id, reason)
    missed = unmet(pair)
    factors = tuple(sorted((_factor(name, pair) for name in FactorName), key=lambda f: (-f.points, f.name)))
    return Match(
        vacancy_id=vacancy.id,
        employer_id=vacancy.employer_id,
        score=min(1.0, sum(factor.points for factor in factors)) * (weights.limits.unmet if missed else 1.0),
        certainty=_certainty(pair, factors),
        factors=factors,
        missing=missing,
        flags=_flags(pair),
        unmet=missed,
        trade=candidate.occupation,
    )


def missing_fields(candidate: Candidate) -> tuple[Field, ...]:
    """The answers not given yet, in the order in which they are asked."""
    return tuple(field for field in Field if getattr(candidate, field) in (None, frozenset()))


class _Judged(NamedTuple):
    value: float
    hint: Hint | None = None
    known: bool = True


def _exclusion(pair: Pair) -> ExclusionReason | None:
    candidate, vacancy, weights = pair.candidate, pair.vacancy, pair.weights
    if candidate.permit in weights.permits.no_right:
        return ExclusionReason.NO_RIGHT_TO_WORK
    if candidate.permit in weights.permits.tied and not vacancy.accepts_closed_permit:
        return ExclusionReason.TIED_PERMIT
    if candidate.occupation is not None and pair.closeness < weights.occupation.related_from:
        return ExclusionReason.UNRELATED_OCCUPATION
    if not pair.may_share_language:  # checked last: as a course can change it, it must not hide another reason
        return ExclusionReason.NO_COMMON_LANGUAGE
    return None


def _factor(name: FactorName, pair: Pair) -> Factor:
    field, judge = _JUDGES[name]
    judged = judge(pair)
    if judged is None:
        return Factor(name, pair.weights.factors[name], pair.weights.neutral, False, Hint(field))
    return Factor(name, pair.weights.factors[name], judged.value, judged.known, judged.hint)


def _unsaid(pair: Pair) -> _Judged:
    """The employer does not say what it needs."""
    return _Judged(pair.weights.neutral, known=False)


def _occupation(pair: Pair) -> _Judged | None:
    return None if pair.candidate.occupation is None else _Judged(pair.closeness)


def _experience(pair: Pair) -> _Judged | None:
    years, needed = pair.years, pair.vacancy.min_experience_years
    if years is None:
        return None
    if needed is None:
        return _unsaid(pair)
    if years >= needed:
        return _Judged(1.0)
    is_own = years == pair.candidate.experience_years  # nobody is advised to gain years in another trade
    return _Judged(years / needed, Hint(Field.EXPERIENCE, needed) if is_own else None)


def _french(pair: Pair) -> _Judged | None:
    level, needed = pair.candidate.french_level, pair.vacancy.french_needed
    if level is None:
        return None
    if needed is None:
        return _unsaid(pair)
    if level >= needed:
        return _Judged(1.0)
    by_start = min(needed, pair.french_by_start(level))
    return _Judged((level + by_start) / (2 * needed), Hint(Field.FRENCH, needed))


def _education(pair: Pair) -> _Judged | None:
    held, needed = pair.candidate.education, pair.vacancy.min_education
    if held is None:
        return None
    if needed is None or held >= needed:
        return _Judged(1.0)
    value = max(0.0, 1 - pair.weights.education.per_level * (needed - held))
    return _Judged(value, Hint(Field.EDUCATION, int(needed)))


def _region(pair: Pair) -> _Judged | None:
    wished, region, rules = pair.candidate.regions, pair.vacancy.region, pair.weights.region
    if not wished:
        return None
    near = pair.nearness
    if region in wished:
        return _Judged(
            rules.wished if near is None else rules.far_in_wished + (rules.wished - rules.far_in_wished) * near
        )
    by_town = rules.wished * (near or 0.0)
    if ANYWHERE in wished:
        return _Judged(max(rules.anywhere, by_town))
    adjacent = wished & pair.neighbours.get(region, frozenset())
    return _Judged(max(rules.adjacent if adjacent else rules.elsewhere, by_town), Hint(Field.REGIONS, region))


def _start(pair: Pair) -> _Judged | None:
    if pair.candidate.available_from is None:
        return None
    if not pair.days_late:
        return _Judged(1.0)
    value = max(0.0, 1 - pair.days_late / pair.weights.grace_days)
    return _Judged(value, Hint(Field.START, max(pair.vacancy.start_date, pair.on)))


def _household(pair: Pair) -> _Judged | None:
    household = pair.candidate.household
    if household is None:
        return None
    field = pair.candidate.partner_field
    alone = household.partner and field is not None and field not in pair.vacancy.fields_around
    return _Judged(pair.weights.no_work_for_partner if alone else 1.0)


def _wage(pair: Pair) -> _Judged | None:
    least, offered = pair.candidate.least_wage_cents, pair.vacancy.hourly_wage_cents
    if least is None:
        return None
    if not offered:
        return _Judged(pair.weights.neutral)
    short = max(0, least - offered) / least
    return _Judged(max(0.0, 1 - short / pair.weights.wage_tolerance), Hint(Wish.WAGE, offered) if short else None)


def _schedule(pair: Pair) -> _Judged | None:
    suiting = pair.candidate.schedules
    if not suiting:
        return None
    if pair.vacancy.schedule is None:
        return _unsaid(pair)
    fits = pair.vacancy.schedule in suiting
    return _Judged(float(fits), None if fits else Hint(Wish.SCHEDULES, pair.vacancy.schedule))


_JUDGES: dict[FactorName, tuple[Field | Wish, Callable[[Pair], _Judged | None]]] = {
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


def _certainty(pair: Pair, factors: tuple[Factor, ...]) -> float:
    unchecked = (pair.candidate.permit is None) + (not pair.candidate.spoken_languages)
    known = sum(factor.weight for factor in factors if factor.known)
    return max(0.0, min(1.0, known) * (1 - pair.weights.unknown_limit * unchecked))


def _flags(pair: Pair) -> frozenset[Flag]:
    candidate, vacancy = pair.candidate, pair.vacancy
    raised = {
        Flag.OVERQUALIFIED: _is_overqualified(pair),
        Flag.REGULATED: vacancy.regulated and candidate.order_permit is None,
        Flag.DRIVING: bool(vacancy.driving_class) and candidate.driving_class is None,
        Flag.CHECK_PERMIT: candidate.permit in pair.weights.permits.to_check,
        Flag.NEW_PERMIT: candidate.permit in pair.weights.permits.tied,
    }
    return frozenset(flag for flag, is_raised in raised.items() if is_raised)


def _is_overqualified(pair: Pair) -> bool:
    held, rules = pair.candidate.education, pair.weights.education
    if held is None:
        return False
    asked = pair.vacancy.min_education
    usual = rules.usual[teer(pair.vacancy.occupation)]
    return held - (usual if asked is None else asked) >= rules.overqualified_by
