"""Who may be proposed and invited to a trip or for a vacancy.

Somebody who agreed that answers are kept, whom the assistant can reach, and who may work there as far as they told.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.base.terms import Field, Wish
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, VacancyRow
from bot.matching import Excluded, ExclusionReason, assess
from bot.programme import profiles
from bot.programme.candidates import Consent
from bot.programme.matching_inputs import Rules, as_candidate, as_vacancy, to_meet
from bot.programme.profiles import Profile

_OF_THE_FAMILY = {Field.HOUSEHOLD, Wish.PARTNER}
WEIGHED = tuple(name for name in (*Field, *Wish) if name not in _OF_THE_FAMILY)  # the answers by which it is decided
REACHED = select(CandidateRow.id).where(CandidateRow.consent == Consent.GIVEN, CandidateRow.unreachable_at.is_(None))
_MAY_NOT_WORK = {ExclusionReason.NO_RIGHT_TO_WORK, ExclusionReason.TIED_PERMIT}


async def may_be_invited(
    session: AsyncSession, candidate: CandidateView, vacancies: Sequence[VacancyRow], rules: Rules, now: datetime
) -> bool:
    """Whether an officer may invite: somebody who is reached, and may work for one of these employers."""
    if await session.scalar(REACHED.where(CandidateRow.id == candidate.id)) is None:
        return False
    profile: Profile = (await profiles.load_many(session, [candidate.id], WEIGHED))[candidate.id]
    if profile.permit is None or profile.permit in rules.weights.permits.no_right:
        return False
    seeker = as_candidate(profile, rules)
    outcomes = [
        assess(seeker, each, rules.weights, on=local_day(now), neighbours=rules.neighbours)
        for each in (to_meet(as_vacancy(row, rules, frozenset())) for row in vacancies)
    ]
    barred = [each for each in outcomes if isinstance(each, Excluded) and each.reason in _MAY_NOT_WORK]
    return not outcomes or len(barred) < len(outcomes)
