"""What everybody would be told of a trip by what was just changed, in words, before it stays."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.notices import of_registration
from bot.answers.turn import Addressee
from bot.db.models import CandidateRow, NoticeRow, RegistrationRow
from bot.programme.employers import Rules
from bot.replies.message import visible


async def would_tell(session: AsyncSession, trip_id: str, rules: Rules, now: datetime) -> list[tuple[str, int]]:
    """Each text that is due now about this trip, and to how many households it goes, the most first."""
    ours = select(RegistrationRow.id).where(RegistrationRow.trip_id == trip_id)
    query = select(NoticeRow).where(
        NoticeRow.subject.in_(ours), NoticeRow.done_at.is_(None), NoticeRow.due_at <= now, NoticeRow.written_at == now
    )
    told: Counter[str] = Counter()
    for notice in (await session.scalars(query.order_by(NoticeRow.id))).all():
        reader = Addressee(session, await session.get_one(CandidateRow, notice.candidate_id), now, rules)
        told.update(visible(message.text) for message in await of_registration(reader, notice) if message.text)
    return told.most_common()
