"""What candidates and the programme said to each other, which officer answers, and what officers note."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.db.encryption import EncryptedJson, EncryptedText
from bot.db.models.base import Base
from bot.db.models.people import CandidateRow, StaffRow


class SaidRow(Base):
    """One message of a conversation, as the chat shows it; kept for a time only."""

    __tablename__ = "said"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"))
    author: Mapped[str] = mapped_column(String(10))  # candidate, assistant, officer
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))  # who of the officers
    text: Mapped[str] = mapped_column(EncryptedText)
    understood: Mapped[list[str]] = mapped_column(EncryptedJson)  # what the assistant took it for
    said_at: Mapped[datetime] = mapped_column(index=True)

    officer: Mapped[StaffRow | None] = relationship()

    __table_args__ = (
        Index("ix_said_candidate_id_id", "candidate_id", "id"),
        {"sqlite_autoincrement": True},  # whoever follows a conversation asks for what came after a number
    )


class HandoverRow(Base):
    """A person has this conversation: the assistant keeps silent to what is written. One at most for each candidate."""

    __tablename__ = "handovers"

    candidate_id: Mapped[int] = mapped_column(
        ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    taken_at: Mapped[datetime]
    until: Mapped[datetime]  # it goes back to the assistant by itself
    unanswered_at: Mapped[datetime | None]  # the candidate wrote, and no officer has answered since

    officer: Mapped[StaffRow] = relationship()
    candidate: Mapped[CandidateRow] = relationship()


class CaseNoteRow(Base):
    """What an officer notes of a candidate for the other officers; with a day, the officer is reminded on it."""

    __tablename__ = "case_notes"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(EncryptedText)
    written_at: Mapped[datetime]
    remind_on: Mapped[date | None]
    done_at: Mapped[datetime | None]  # what it reminded of is done

    officer: Mapped[StaffRow] = relationship()
    candidate: Mapped[CandidateRow] = relationship()
