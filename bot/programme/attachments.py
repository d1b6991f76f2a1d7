"""Pictures and documents between a candidate and a person: what is taken, sent, and who reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.characters import printable
from bot.base.errors import BotError, NotThere
from bot.base.pictures import NoPicture, made_anew
from bot.db.candidate_view import CandidateView
from bot.db.models import AttachmentRow, SaidRow
from bot.programme import access_reasons, audit, handover
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.ids import new_id
from bot.programme.transcript import Author
from bot.programme.words_in_forms import NoWords, printable_lines

LARGEST = 5 * 1024 * 1024  # bytes of one
MOST_TOGETHER = 15 * 1024 * 1024  # bytes from one candidate, and as much to them: /mydata returns all in one file
MOST_WITH = 900  # UTF-16 units of words with a file: Telegram takes 1024, and the sender's name stands above
_LONGEST_NAME = 80


class Media(StrEnum):
    """What is stored: re-encoded pictures, and PDFs as they came, which are never opened here."""

    PICTURE = "image/jpeg"
    PDF = "application/pdf"


class Refused(StrEnum):
    """Why a file is not passed on."""

    KIND = "kind"  # neither a picture nor a PDF
    SIZE = "size"
    TOO_MANY = "too many"  # too many together with those that are stored
    LOST = "lost"  # Telegram did not provide it


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is passed on."""

    media: Media
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """A file shown beside its message, without its content."""

    id: str
    media: Media
    name: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Filed:
    """A file in somebody's file: when it came or went, and from whom it is."""

    file: Shown
    at: datetime
    author: Author


class AttachmentUnknown(NotThere):
    """There is no such file in this conversation, or it is no longer stored."""


class FileRefused(BotError):
    """The file that an officer would send is not accepted."""

    def __init__(self, why: Refused) -> None:
        super().__init__(why)
        self.why = why


def taken(name: str, content: bytes) -> Attachment | Refused:
    """A file as it is stored; its kind is told by its content, not its name. Slow enough to be run in a thread."""
    if len(content) > LARGEST:
        return Refused.SIZE
    name = printable(name).strip()[:_LONGEST_NAME]
    if content.startswith(b"%PDF-"):
        return Attachment(Media.PDF, name or "document.pdf", content)
    try:
        return Attachment(Media.PICTURE, name, made_anew(content))
    except NoPicture:
        return Refused.KIND


async def fits(session: AsyncSession, candidate: CandidateView, attachment: Attachment) -> bool:
    """Whether another file of this candidate can be stored."""
    return await _fits(session, candidate.id, Author.CANDIDATE, attachment)


async def send(
    session: AsyncSession, officer: Officer, conversation: str, attachment: Attachment, words: str, now: datetime
) -> None:
    """Send the candidate a file, with or without words.

    Raises:
        NotAllowed, ConversationUnknown, NotHeld, NotReachable: see `conversations.say`.
        NoWords: more of them than go with a file.
        FileRefused: the files sent to this person would be too large together.
    """
    words = printable_lines(words)
    if len(words.encode("utf-16-le")) // 2 > MOST_WITH:
        raise NoWords
    said = await handover.say(session, officer, conversation, words, now)
    if not await _fits(session, said.candidate_id, Author.OFFICER, attachment):
        raise FileRefused(Refused.TOO_MANY)
    keep(session, said.candidate_id, said.id, attachment, now)
    await session.flush()


def keep(session: AsyncSession, candidate_id: int, said_id: int, attachment: Attachment, now: datetime) -> None:
    """Store a file with the message that it came with, for as long as the message."""
    session.add(
        AttachmentRow(
            id=new_id(), candidate_id=candidate_id, said_id=said_id, media=attachment.media, name=attachment.name,
            size=len(attachment.content), content=attachment.content, received_at=now,
        )
    )  # fmt: skip


async def sent_with(session: AsyncSession, said_id: int) -> Shown | None:
    """The file that goes with an officer's words, if one does."""
    query = select(AttachmentRow.id, AttachmentRow.media, AttachmentRow.name, AttachmentRow.size)
    row = (await session.execute(query.where(AttachmentRow.said_id == said_id))).one_or_none()
    return Shown(row.id, Media(row.media), row.name, row.size) if row else None


async def content(session: AsyncSession, attachment_id: str) -> bytes | None:
    """The content of a file, to be sent; None once it is no longer stored."""
    row = await session.get(AttachmentRow, attachment_id)
    return row.content if row else None


async def read(
    session: AsyncSession, officer: Officer, conversation: str, attachment_id: str, now: datetime
) -> Attachment:
    """A file, for an officer who may read the conversation; downloading a document is recorded.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such person.
        ReasonMissing: nobody asked this officer in, and no reason was given.
        AttachmentUnknown: there is no such file of theirs.
    """
    candidate = await access_reasons.find_person(
        session, officer, conversation, Task.PAPERS, Action.READ_CONVERSATION, now
    )
    row = await session.get(AttachmentRow, attachment_id)
    if row is None or row.candidate_id != candidate.id:
        raise AttachmentUnknown
    media = Media(row.media)
    if media is not Media.PICTURE:
        audit.record(session, audit.of_officer(officer), Action.TAKE_DOCUMENT, conversation, now)
    return Attachment(media, row.name, row.content)


async def of_candidate(session: AsyncSession, candidate: CandidateView) -> Sequence[Filed]:
    """The files of a conversation, the latest first. The caller checks whether this officer may read of the person."""
    query = select(
        AttachmentRow.id, AttachmentRow.media, AttachmentRow.name, AttachmentRow.size, AttachmentRow.received_at,
        SaidRow.author,
    ).join(SaidRow, SaidRow.id == AttachmentRow.said_id)  # fmt: skip
    query = query.where(AttachmentRow.candidate_id == candidate.id).order_by(AttachmentRow.received_at.desc())
    return [
        Filed(Shown(row.id, Media(row.media), row.name, row.size), row.received_at, Author(row.author))
        for row in await session.execute(query)
    ]


async def _fits(session: AsyncSession, candidate_id: int, author: Author, attachment: Attachment) -> bool:
    query = select(func.coalesce(func.sum(AttachmentRow.size), 0)).join(SaidRow, SaidRow.id == AttachmentRow.said_id)
    query = query.where(AttachmentRow.candidate_id == candidate_id, SaidRow.author == author)
    return (await session.scalar(query) or 0) + len(attachment.content) <= MOST_TOGETHER
