"""What everybody would be told of a trip by what was just changed, in words, before it stays."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.notices import of_registration
from bot.answers.turn import Addressee
from bot.db.models import CandidateRow, NoticeRow, RegistrationRow
from bot.programme import trip_changes
from bot.programme.employers import Rules
from bot.replies.message import visible


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change of a trip would do to people."""

    told: Sequence[tuple[str, int]]  # texts, and to how many households each goes
    employers: Sequence[str]  # names of those whose hours change, whom no message reaches
    outside: int  # interviews that would lie outside of the program's hours for them


async def preview(
    session: AsyncSession,
    trip_id: str,
    rules: Rules,
    change: Callable[[AsyncSession, datetime], Awaitable[object]],
    now: datetime,
) -> Preview:
    """Make a change only to see what it would do; nothing is written, and this transaction is over.

    Raises:
        BotError: what the change itself raises.
    """
    before = await trip_changes.hours_of_employers(session, trip_id)
    await change(session, now)
    await session.flush()
    told = await would_tell(session, trip_id, rules, now)
    after = await trip_changes.hours_of_employers(session, trip_id)
    differing = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    outside = await trip_changes.interviews_outside(session, trip_id)
    await session.rollback()
    return Preview(told, differing, outside)


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
