"""Officers' answers to requests for a person, without taking the conversation over."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.characters import printable
from bot.base.errors import BotError
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, HumanRequestRow, NoteRow, NoticeRow, SaidRow
from bot.programme import requests, transcript
from bot.programme.audit import Actor
from bot.programme.requests import NoteKind, RequestClosed
from bot.programme.transcript import Author
from bot.queues import notices
from bot.queues.notices import NoticeKind

REPLIED_WITHIN = timedelta(hours=24)  # in which words count as a reply, if nothing else was said
_GOES_ON = timedelta(minutes=10)  # after the first message of a reply, which may come in several


class NothingSaid(BotError):
    """The answer is empty; the request stays open."""


async def answer(session: AsyncSession, request_id: str, words: str, now: datetime, *, actor: Actor) -> None:
    """Answer in the chat somebody who asked for a person; this closes the request, and is part of the conversation.

    Raises:
        NothingSaid: the answer is empty; nothing was done.
        RequestClosed: it is not open, or there is no such.
    """
    words = printable(words, lines=True).strip()
    if not any(each.isprintable() and not each.isspace() for each in words):
        raise NothingSaid
    request = await session.get(HumanRequestRow, request_id)
    if request is None or request.closed_at is not None:
        raise RequestClosed(request_id)
    candidate = await session.get_one(CandidateRow, request.candidate_id)
    await transcript.keep(session, candidate, Author.OFFICER, words, now)
    await requests.close(session, request_id, now, actor=actor)
    kept = NoteRow(candidate_id=candidate.id, kind=NoteKind.ANSWER, text=words, written_at=now)
    session.add(kept)
    await session.flush()
    notices.write(session, candidate, NoticeKind.ANSWER, str(kept.id), now)


async def is_replied_to(session: AsyncSession, candidate: CandidateView, now: datetime) -> bool:
    """Whether what somebody writes is a reply to an answer: the answer was said to them last, and recently."""
    query = select(NoticeRow.done_at).where(
        NoticeRow.candidate_id == candidate.id, NoticeRow.kind == NoticeKind.ANSWER, NoticeRow.error.is_(None),
        NoticeRow.done_at > now - REPLIED_WITHIN,
    )  # fmt: skip
    answered_at = await session.scalar(query.order_by(NoticeRow.done_at.desc()).limit(1))
    if answered_at is None:
        return False
    since = select(SaidRow).where(SaidRow.candidate_id == candidate.id, SaidRow.said_at > answered_at)
    said = (await session.scalars(since.order_by(SaidRow.id))).all()
    by_others = any(row.author != Author.CANDIDATE for row in said)
    return not by_others and (not said or said[0].said_at > now - _GOES_ON)


async def hear_reply(session: AsyncSession, candidate: CandidateView, words: str, now: datetime) -> None:
    """A reply to an answer: the request is opened again, and the words are stored for whoever answers it."""
    await requests.ask_for_a_person(session, candidate, now)
    await transcript.keep(session, candidate, Author.CANDIDATE, words, now)
