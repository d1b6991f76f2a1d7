"""What candidates ask of the programme's people, and what they wrote for them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.encryption import EncryptedText
from bot.db.models.base import Base


class HumanRequestRow(Base):
    """A request to speak with a person of the programme."""

    __tablename__ = "human_requests"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    reasons: Mapped[list[str]]  # asked for, or the trip, the job or life there does not go well
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_human_requests_open", "candidate_id", unique=True,
            sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL"),
        ),
    )  # fmt: skip


class NoteRow(Base):
    """What a candidate wrote for the programme (an opinion, a correction, news of a job), or an answer to them."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))  # feedback, hired, wrong match, answer
    text: Mapped[str] = mapped_column(EncryptedText)
    written_at: Mapped[datetime]
