"""Changes of vacancies take turns, one transaction at a time, so that two can never wait for each other.

The row of their revision is written, and thereby locked, before any vacancy is: transactions queue there, in whatever
order they come to the vacancies themselves. Single rows are locked (`FOR UPDATE`) where they are read:
trips in `programme/trips`, candidates in `programme/who_answers`, notices in `queues/notices`.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.revisions import VACANCIES, draw


async def lock_vacancies(session: AsyncSession) -> None:
    """Keep others from changing employers or vacancies until this transaction ends; call it before locking one."""
    await session.run_sync(draw, VACANCIES)
