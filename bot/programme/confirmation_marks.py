"""The mark in a confirming button: for which person and consent, and after which last change of mind it was shown.

A tap on an old bubble must not erase somebody who began anew, nor undo what they decided since.
"""

from datetime import datetime
from hashlib import blake2b

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.candidate_view import CandidateView
from bot.db.models import AuditRow, HireRow, InterestRow, RegistrationRow
from bot.programme.audit import Action
from bot.programme.hires import SAME_JOB

_NO_MOMENT = (Action.CHANGE_SEATS, Action.GIVE_MEETING_BACK)  # actions on rows that do not store the time of the action
_BYTES = 4  # enough to tell moments of one chat apart; a mark is not secret


async def mark(session: AsyncSession, candidate: CandidateView, now: datetime) -> str:
    """A short token in a confirming button, by which an outdated button is recognized.

    It changes when consent changes, when something is withdrawn or changed, or when a job may be reported again.
    """
    last = (
        select(func.max(InterestRow.withdrawn_at)).where(InterestRow.candidate_id == candidate.id),
        select(func.max(RegistrationRow.cancelled_at)).where(RegistrationRow.candidate_id == candidate.id),
        select(func.max(HireRow.told_at)).where(
            HireRow.candidate_id == candidate.id, HireRow.told_at <= now - SAME_JOB
        ),
        select(func.max(AuditRow.id)).where(
            AuditRow.actor == candidate.conversation, AuditRow.action.in_(_NO_MOMENT)
        ),
    )  # fmt: skip
    taken_back = [await session.scalar(each) for each in last]
    consented_at = candidate.consented_at.timestamp() if candidate.consented_at else None  # whether read back or not
    stands = candidate.conversation, candidate.consent, consented_at, *taken_back
    return blake2b("|".join(map(str, stands)).encode(), digest_size=_BYTES).hexdigest()
