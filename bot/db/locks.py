"""Who changes vacancies takes turns: one transaction at a time, so that none waits for one that waits for it.

The row of their revision is written, and so locked, before any vacancy is: transactions meet there, in whatever order
they come to the vacancies themselves. Rows that are locked one by one (`FOR UPDATE`) are locked where they are read:
trips in `programme/trips`, candidates in `programme/who_answers`, notices in `queues/notices`.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.revisions import VACANCIES, draw


async def lock_vacancies(session: AsyncSession) -> None:
    """Let nobody else change employers or vacancies until this transaction ends; call it before one is locked."""
    await session.run_sync(draw, VACANCIES)
