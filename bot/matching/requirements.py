"""Musts of a candidate and needs of a vacancy. What the other side has not told never counts as unmet.

But for a closed permit: without the employer nobody can have another one, so that its silence stands in the way. An
employer that refuses one excludes the candidate (`score`).
"""

from collections.abc import Callable

from bot.base.terms import ANYWHERE, Field, Wish
from bot.matching.french_at_work import french_for_dangerous_work
from bot.matching.pair import Pair
from bot.matching.result import Limit


def unmet(pair: Pair) -> tuple[Limit, ...]:
    """The limits that stand between the two, whatever the score."""
    return tuple(limit for limit in Limit if _UNMET[limit](pair))


def _order_permit(pair: Pair) -> bool:
    """Unmet in a regulated trade if the candidate has no permit, or told neither of one nor of such a trade."""
    held = pair.candidate.order_permit
    return pair.vacancy.regulated and (held is False or (held is None and not pair.is_of_the_kind))


def _silent_on_closed_permit(pair: Pair) -> bool:
    return pair.candidate.permit in pair.weights.permits.tied and pair.vacancy.accepts_closed_permit is None


def _driving(pair: Pair) -> bool:
    held, needed = pair.candidate.driving_class, pair.vacancy.driving_class
    return held is not None and needed is not None and held < needed


def _car(pair: Pair) -> bool:
    return pair.vacancy.needs_car and pair.candidate.car is False


def _education(pair: Pair) -> bool:
    held, needed = pair.candidate.education, pair.vacancy.min_education
    return held is not None and needed is not None and held < needed


def _experience(pair: Pair) -> bool:
    years, needed = pair.years, pair.vacancy.min_experience_years
    return years is not None and needed is not None and years < needed * pair.weights.limits.experience_share


def _too_little_french(pair: Pair) -> bool:
    level = pair.candidate.french_level
    return level is not None and not _too_dangerous(pair) and pair.french_by_start(level) < _french_asked(pair)


def _too_dangerous(pair: Pair) -> bool:
    level, least = pair.candidate.french_level, french_for_dangerous_work(pair.vacancy, pair.weights.french)
    return level is not None and pair.french_by_start(level) < least


def _french_asked(pair: Pair) -> int:
    """The lowest level that an employer still considers."""
    return (pair.vacancy.french_needed or 0) - pair.weights.limits.french_levels


def _region(pair: Pair) -> bool:
    wished = pair.candidate.regions
    if not wished or Field.REGIONS in pair.candidate.only_wished:
        return False
    if ANYWHERE in wished or pair.vacancy.region in wished:
        return False
    rules = pair.weights.region
    return rules.wished * (pair.nearness or 0.0) <= rules.adjacent  # a named town may lie just across the border


def _wage(pair: Pair) -> bool:
    least, vacancy = pair.candidate.least_wage_cents, pair.vacancy
    if least is None or Wish.WAGE in pair.candidate.only_wished:
        return False
    return 0 < max(vacancy.hourly_wage_cents, vacancy.highest_wage_cents) < least


def _schedule(pair: Pair) -> bool:
    suiting, schedule = pair.candidate.schedules, pair.vacancy.schedule
    if not suiting or schedule is None or Wish.SCHEDULES in pair.candidate.only_wished:
        return False
    return schedule not in suiting


def _start(pair: Pair) -> bool:
    return pair.days_late >= pair.weights.grace_days


_UNMET: dict[Limit, Callable[[Pair], bool]] = {
    Limit.OCCUPATION_PERMIT: _order_permit,
    Limit.CLOSED_PERMIT: _silent_on_closed_permit,
    Limit.DRIVING: _driving,
    Limit.CAR: _car,
    Limit.EDUCATION: _education,
    Limit.EXPERIENCE: _experience,
    Limit.FRENCH: _too_little_french,
    Limit.SAFETY: _too_dangerous,
    Limit.REGION: _region,
    Limit.WAGE: _wage,
    Limit.SCHEDULE: _schedule,
    Limit.START: _start,
}
