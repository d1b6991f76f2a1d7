"""What candidates, assistant and officers said, which officer has a conversation, and officers' notes."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.base.states import DeliveryState
from bot.base.terms import ByLanguage
from bot.db.encryption import EncryptedBytes, EncryptedJson, EncryptedText
from bot.db.models.base import Base, Choice
from bot.db.models.candidates import CandidateRow
from bot.db.models.staff import StaffRow


class SaidRow(Base):
    """One message of a conversation, as the chat shows it; kept for a limited time."""

    __tablename__ = "said"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"))
    author: Mapped[str] = mapped_column(String(10))  # candidate, assistant, officer
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))  # which officer
    text: Mapped[str] = mapped_column(EncryptedText)
    understood: Mapped[list[str]] = mapped_column(EncryptedJson)  # what the assistant took it for
    said_at: Mapped[datetime] = mapped_column(index=True)
    delivery: Mapped[DeliveryState | None] = mapped_column(Choice(DeliveryState, 8))  # of an officer's words

    officer: Mapped[StaffRow | None] = relationship()

    __table_args__ = (
        Index("ix_said_candidate_id_id", "candidate_id", "id"),
        {"sqlite_autoincrement": True},  # live pages ask for what came after a number
    )


class AttachmentRow(Base):
    """A picture or a document between a candidate and the officer who has the conversation; kept as long as that."""

    __tablename__ = "attachments"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    said_id: Mapped[int] = mapped_column(ForeignKey("said.id", ondelete="CASCADE"), index=True)
    media: Mapped[str] = mapped_column(String(40))  # `programme.attachments.Media`
    name: Mapped[str] = mapped_column(EncryptedText)
    size: Mapped[int]  # bytes, before encryption
    content: Mapped[bytes] = mapped_column(EncryptedBytes)
    received_at: Mapped[datetime]


class HandoverRow(Base):
    """An officer has this conversation, and the assistant stays silent. At most one for each candidate."""

    __tablename__ = "handovers"

    candidate_id: Mapped[int] = mapped_column(
        ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    taken_at: Mapped[datetime]
    until: Mapped[datetime]  # then it goes back to the assistant by itself
    unanswered_at: Mapped[datetime | None]  # when the candidate wrote without an officer's answer since

    officer: Mapped[StaffRow] = relationship()
    candidate: Mapped[CandidateRow] = relationship()


class CaseNoteRow(Base):
    """An officer's note on a candidate for the other officers; on its day, if any, the officer is reminded of it."""

    __tablename__ = "case_notes"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(EncryptedText)
    written_at: Mapped[datetime]
    remind_on: Mapped[date | None]
    done_at: Mapped[datetime | None]  # when the reminder was dealt with

    officer: Mapped[StaffRow] = relationship()
    candidate: Mapped[CandidateRow] = relationship()


class AtThreadRow(Base):
    """An officer's presence at a conversation: that they look at it, that they write, and their draft."""

    __tablename__ = "at_threads"

    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(
        ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    seen_at: Mapped[datetime]  # a lease: it ends a few seconds after the page is closed
    typed_at: Mapped[datetime | None]
    draft: Mapped[str | None] = mapped_column(EncryptedText)  # seen by this officer only

    officer: Mapped[StaffRow] = relationship()


class SavedReplyRow(Base):
    """A text that officers often write, in each language, to be put into an answer."""

    __tablename__ = "saved_replies"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    text: Mapped[ByLanguage]  # in every language in which everything is said
