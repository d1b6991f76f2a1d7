"""Why a traveller has no interview on a trip's day."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.candidate_view import CandidateView
from bot.matching import Excluded, ExclusionReason
from bot.programme import employers, interests, matching_inputs, profiles
from bot.programme.matching_inputs import Rules
from bot.programme.profiles import Profile


class Why(StrEnum):
    """What stood in the way with all employers of the trip, or with most of them."""

    EMPTY = "empty"  # neither occupation nor status is known
    PROFILE = "profile"  # no occupation is known
    STATUS = "status"  # nobody knows whether they may work
    DECLINED = "declined"  # the traveller declined the employers that suit
    PLACES = "places"  # some suit, but had no hour left
    NO_RIGHT_TO_WORK = "no right to work"
    TIED_PERMIT = "tied permit"
    NO_COMMON_LANGUAGE = "no common language"
    UNRELATED_OCCUPATION = "unrelated occupation"


_EXCLUDED = {
    ExclusionReason.NO_RIGHT_TO_WORK: Why.NO_RIGHT_TO_WORK,
    ExclusionReason.TIED_PERMIT: Why.TIED_PERMIT,
    ExclusionReason.NO_COMMON_LANGUAGE: Why.NO_COMMON_LANGUAGE,
    ExclusionReason.UNRELATED_OCCUPATION: Why.UNRELATED_OCCUPATION,
}


def unsaid(profile: Profile) -> Why | None:
    """What somebody has not told, without which no interview is proposed: an officer alone can decide on one."""
    if profile.occupation is None:
        return Why.EMPTY if profile.permit is None else Why.PROFILE
    return Why.STATUS if profile.permit is None else None


async def why(
    session: AsyncSession, candidate: CandidateView, employer_ids: Sequence[str], rules: Rules, now: datetime
) -> Why:
    """The reason that is told to this traveller, and to officers; `employer_ids`: the employers of the trip."""
    profile = await profiles.load(session, candidate)
    if unstated := unsaid(profile):
        return unstated
    rows = await employers.vacancies_of(session, employer_ids, now)
    outcomes = await matching_inputs.assessed(session, rows, profile, rules, now, meeting=True)
    suiting = {each.employer_id for each in outcomes if not isinstance(each, Excluded)}
    if suiting:
        refused = {employer for _, employer in await interests.refusals(session, [candidate.id])}
        return Why.PLACES if suiting - refused else Why.DECLINED
    reasons = Counter(each.reason for each in outcomes if isinstance(each, Excluded))
    return _EXCLUDED[reasons.most_common(1)[0][0]] if reasons else Why.PLACES
