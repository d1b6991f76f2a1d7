"""The factors of a score, one function each: how well one side of a vacancy suits. None: the candidate has not told."""

from collections.abc import Callable
from typing import NamedTuple

from bot.base.terms import ANYWHERE, Field, Wish
from bot.matching.pair import Pair
from bot.matching.result import Factor, FactorName, Hint


class Judged(NamedTuple):
    """Points from 0 to 1, what would raise them, and whether both sides have told what they rest on."""

    value: float
    hint: Hint | None = None
    known: bool = True


def factor_of(name: FactorName, pair: Pair) -> Factor:
    """The points of one factor; neutral points if the candidate has not told what it needs."""
    field, judge = _JUDGES[name]
    judged = judge(pair)
    if judged is None:
        return Factor(name, pair.weights.factors[name], pair.weights.neutral, False, Hint(field))
    return Factor(name, pair.weights.factors[name], judged.value, judged.known, judged.hint)


def _unsaid(pair: Pair) -> Judged:
    """The employer does not say what it needs."""
    return Judged(pair.weights.neutral, known=False)


def occupation(pair: Pair) -> Judged | None:
    """How near the trade is to that of the vacancy."""
    return None if pair.candidate.occupation is None else Judged(pair.closeness)


def experience(pair: Pair) -> Judged | None:
    """Years of experience against those that are required."""
    years, needed = pair.years, pair.vacancy.min_experience_years
    if years is None:
        return None
    if needed is None:
        return _unsaid(pair)
    if years >= needed:
        return Judged(1.0)
    is_own = years == pair.candidate.experience_years  # nobody is advised to gain years in another trade
    return Judged(years / needed, Hint(Field.EXPERIENCE, needed) if is_own else None)


def french(pair: Pair) -> Judged | None:
    """The level of French against the one that is required, and how far a course gets by the start."""
    level, needed = pair.candidate.french_level, pair.vacancy.french_needed
    if level is None:
        return None
    if needed is None:
        return _unsaid(pair)
    if level >= needed:
        return Judged(1.0)
    by_start = min(needed, pair.french_by_start(level))
    return Judged((level + by_start) / (2 * needed), Hint(Field.FRENCH, needed))


def education(pair: Pair) -> Judged | None:
    """Schooling against the one that is required."""
    held, needed = pair.candidate.education, pair.vacancy.min_education
    if held is None:
        return None
    if needed is None or held >= needed:
        return Judged(1.0)
    value = max(0.0, 1 - pair.weights.education.per_level * (needed - held))
    return Judged(value, Hint(Field.EDUCATION, int(needed)))


def region(pair: Pair) -> Judged | None:
    """Whether the vacancy is where the candidate wants to live, or near it."""
    wished, region, rules = pair.candidate.regions, pair.vacancy.region, pair.weights.region
    if not wished:
        return None
    near = pair.nearness
    if region in wished:
        return Judged(
            rules.wished if near is None else rules.far_in_wished + (rules.wished - rules.far_in_wished) * near
        )
    by_town = rules.wished * (near or 0.0)
    if ANYWHERE in wished:
        return Judged(max(rules.anywhere, by_town))
    adjacent = wished & pair.neighbours.get(region, frozenset())
    return Judged(max(rules.adjacent if adjacent else rules.elsewhere, by_town), Hint(Field.REGIONS, region))


def start(pair: Pair) -> Judged | None:
    """Whether the candidate is free by the start."""
    if pair.candidate.available_from is None:
        return None
    if not pair.days_late:
        return Judged(1.0)
    value = max(0.0, 1 - pair.days_late / pair.weights.grace_days)
    return Judged(value, Hint(Field.START, max(pair.vacancy.start_date, pair.on)))


def work_for_the_partner(pair: Pair) -> Judged | None:
    """Whether a partner finds work of their field around."""
    household = pair.candidate.household
    if household is None:
        return None
    field = pair.candidate.partner_field
    alone = household.partner and field is not None and field not in pair.vacancy.fields_around
    return Judged(pair.weights.no_work_for_partner if alone else 1.0)


def wage(pair: Pair) -> Judged | None:
    """The pay that is offered against the least that the candidate wants."""
    least, offered = pair.candidate.least_wage_cents, pair.vacancy.hourly_wage_cents
    if least is None:
        return None
    if not offered:
        return Judged(pair.weights.neutral)
    short = max(0, least - offered) / least
    return Judged(max(0.0, 1 - short / pair.weights.wage_tolerance), Hint(Wish.WAGE, offered) if short else None)


def schedule(pair: Pair) -> Judged | None:
    """Whether the hours are among those that suit."""
    suiting = pair.candidate.schedules
    if not suiting:
        return None
    if pair.vacancy.schedule is None:
        return _unsaid(pair)
    fits = pair.vacancy.schedule in suiting
    return Judged(float(fits), None if fits else Hint(Wish.SCHEDULES, pair.vacancy.schedule))


_JUDGES: dict[FactorName, tuple[Field | Wish, Callable[[Pair], Judged | None]]] = {
    FactorName.OCCUPATION: (Field.OCCUPATION, occupation),
    FactorName.EXPERIENCE: (Field.EXPERIENCE, experience),
    FactorName.FRENCH: (Field.FRENCH, french),
    FactorName.EDUCATION: (Field.EDUCATION, education),
    FactorName.REGION: (Field.REGIONS, region),
    FactorName.START: (Field.START, start),
    FactorName.HOUSEHOLD: (Field.HOUSEHOLD, work_for_the_partner),
    FactorName.WAGE: (Wish.WAGE, wage),
    FactorName.SCHEDULE: (Wish.SCHEDULES, schedule),
}
