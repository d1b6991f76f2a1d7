"""Scores one candidate for one vacancy, with reasons. Pure: it has no clock, so the day is passed in."""

from datetime import date
from functools import partial

from bot.base.terms import Field
from bot.matching.candidate_and_vacancy import Candidate, Vacancy
from bot.matching.factors import factor_of
from bot.matching.occupation_closeness import teer
from bot.matching.pair import Neighbours, Pair
from bot.matching.requirements import unmet
from bot.matching.result import Excluded, ExclusionReason, Factor, FactorName, Flag, Match
from bot.matching.weights import LimitRules, Weights


def assess(
    candidate: Candidate, vacancy: Vacancy, weights: Weights, *, on: date, neighbours: Neighbours
) -> Match | Excluded:
    """A score with its reasons, or the hard limit that excludes. Missing answers never exclude.

    The score is the sum of the factors, reduced to the share `limits.share_left` if a must or a need is unmet. Of
    several trades, the one counts that misses least, what can be talked over last, then the one with the highest score.
    """
    missing = missing_fields(candidate)
    outcomes = [_assess(Pair(each, vacancy, weights, on, neighbours), missing) for each in candidate.by_trade()]
    matches = [outcome for outcome in outcomes if isinstance(outcome, Match)]
    return max(matches, key=partial(_standing, weights.limits), default=outcomes[0])


def _standing(rules: LimitRules, match: Match) -> tuple[int, int, float]:
    """The greater, the better: by limits that nobody can talk over, by the others, by the score."""
    firm = [limit for limit in match.unmet if limit not in rules.talked_over]
    return -len(firm), len(firm) - len(match.unmet), match.score


def _assess(pair: Pair, missing: tuple[Field, ...]) -> Match | Excluded:
    candidate, vacancy, weights = pair.candidate, pair.vacancy, pair.weights
    if reason := _refused_for(pair):
        return Excluded(vacancy.id, vacancy.employer_id, reason)
    missed = unmet(pair)
    factors = tuple(sorted((factor_of(name, pair) for name in FactorName), key=lambda f: (-f.points, f.name)))
    return Match(
        vacancy_id=vacancy.id,
        employer_id=vacancy.employer_id,
        score=min(1.0, sum(factor.points for factor in factors)) * weights.limits.share_left(missed),
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


def _refused_for(pair: Pair) -> ExclusionReason | None:
    """Why the two cannot come together at all, such as a closed permit that the employer refuses."""
    candidate, vacancy, weights = pair.candidate, pair.vacancy, pair.weights
    if candidate.permit in weights.permits.no_right:
        return ExclusionReason.NO_RIGHT_TO_WORK
    if candidate.permit in weights.permits.tied and vacancy.accepts_closed_permit is False:
        return ExclusionReason.TIED_PERMIT
    if candidate.occupation is not None and pair.closeness < weights.occupation.related_from:
        return ExclusionReason.UNRELATED_OCCUPATION
    if not pair.may_share_language:  # checked last: as a course can change it, it must not hide another reason
        return ExclusionReason.NO_COMMON_LANGUAGE
    return None


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
        Flag.NEW_PERMIT: candidate.permit in pair.weights.permits.tied and vacancy.accepts_closed_permit is True,
    }
    return frozenset(flag for flag, is_raised in raised.items() if is_raised)


def _is_overqualified(pair: Pair) -> bool:
    held, rules = pair.candidate.education, pair.weights.education
    if held is None:
        return False
    asked = pair.vacancy.min_education
    usual = rules.usual[teer(pair.vacancy.occupation)]
    return held - (usual if asked is None else asked) >= rules.overqualified_by
