"""French at work: the level it takes to talk there, to be safe in dangerous work, and what can be learnt by then."""

from datetime import date

from bot.base.terms import HIGHEST_FRENCH
from bot.matching.candidate_and_vacancy import FRENCH, Vacancy
from bot.matching.weights import FrenchRules, Weights


def french_to_talk(needed: int | None, weights: Weights) -> int:
    """The level of French below which a French-speaking workplace has no common language with somebody.

    A vacancy that names no level, or level 0, still needs its language of work.
    """
    return min(needed or weights.french.speaks_from, weights.french.speaks_from)


def french_for_dangerous_work(vacancy: Vacancy, rules: FrenchRules) -> int:
    """The level below which somebody would be in danger: 0 unless the work is dangerous and done in French alone."""
    alone = vacancy.work_languages == frozenset({FRENCH})
    return rules.safe_from if alone and vacancy.occupation.startswith(rules.dangerous) else 0


def reachable_french(level: int, start: date, on: date, rules: FrenchRules) -> int:
    """The level that somebody can reach by part-time francisation between `on` and `start`."""
    hours = max(0, (start - on).days) / 7 * rules.hours_per_week
    while level < HIGHEST_FRENCH and hours >= rules.hours_per_level[level]:
        hours -= rules.hours_per_level[level]
        level += 1
    return level
