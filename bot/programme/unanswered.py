"""Messages that were not understood: kept without their author, so that officers see what is missing."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import UnansweredRow
from bot.terms import Language

KEPT = timedelta(days=365)
_LONGEST = 300  # characters
_WORD = re.compile(r"[^\W\d_]{2,}")
_TELLING = re.compile(  # e-mail addresses, links, user names, and numbers long enough to reach or name somebody
    r"\S+@\S+|\b(?:https?://|www\.)\S+|(?<!\w)@\w+|\+?\d[\d ().-]{5,}\d|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b", re.IGNORECASE
)


def keep(session: AsyncSession, text: str, language: Language, nearest: Sequence[str], today: date) -> None:
    """Keep a message that has at least one word in it; what names or reaches a person is left out."""
    shortened = _TELLING.sub("…", text)[:_LONGEST].strip()
    if _WORD.search(shortened):
        session.add(UnansweredRow(day=today, language=language, text=shortened, nearest=list(nearest)))


async def newest(session: AsyncSession, most: int) -> Sequence[UnansweredRow]:
    """The latest ones first."""
    return (await session.scalars(select(UnansweredRow).order_by(UnansweredRow.id.desc()).limit(most))).all()


async def purge(session: AsyncSession, today: date) -> None:
    """Forget what is older than a year."""
    await session.execute(delete(UnansweredRow).where(UnansweredRow.day < today - KEPT))
