"""A person of the programme answers somebody who asked for one, without taking the conversation over."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.characters import printable
from bot.base.errors import BotError
from bot.db.models import CandidateRow, HumanRequestRow, NoteRow
from bot.programme import conversations, requests
from bot.programme.audit import Actor
from bot.programme.conversations import Author
from bot.programme.requests import NoteKind, RequestClosed
from bot.queues import notices
from bot.queues.notices import NoticeKind


class NothingSaid(BotError):
    """An answer without words; the request stays open."""


async def answer(session: AsyncSession, request_id: str, words: str, now: datetime, *, actor: Actor) -> None:
    """Write to whoever asked, in the chat with the assistant, which ends the request; it stands in the conversation.

    Raises:
        NothingSaid: there are no words; nothing was done.
        RequestClosed: it is not open, or there is no such.
    """
    words = printable(words, lines=True).strip()
    if not any(each.isprintable() and not each.isspace() for each in words):
        raise NothingSaid
    request = await session.get(HumanRequestRow, request_id)
    if request is None or request.closed_at is not None:
        raise RequestClosed(request_id)
    candidate = await session.get_one(CandidateRow, request.candidate_id)
    await conversations.keep(session, candidate, Author.OFFICER, words, now)
    await requests.close(session, request_id, now, actor=actor)
    kept = NoteRow(candidate_id=candidate.id, kind=NoteKind.ANSWER, text=words, written_at=now)
    session.add(kept)
    await session.flush()
    notices.write(session, candidate, NoticeKind.ANSWER, str(kept.id), now)
