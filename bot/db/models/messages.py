"""What comes from Telegram, and what is sent to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.encryption import ChatNumber, EncryptedText
from bot.db.models.base import Base


class InboxRow(Base):
    """An update of Telegram, stored before Telegram is told that it arrived. Emptied once handled."""

    __tablename__ = "inbox"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None] = mapped_column(ChatNumber)
    payload: Mapped[str | None] = mapped_column(EncryptedText)
    received_at: Mapped[datetime]
    handled_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[bool] = mapped_column(default=False)  # waits for Rasa, and its writer was told so


class OutboxRow(Base):
    """A message to a candidate, written in the transaction of the change that causes it, and sent from here."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chat_id: Mapped[int] = mapped_column(ChatNumber, index=True)
    payload: Mapped[str | None] = mapped_column(EncryptedText)
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None] = mapped_column(index=True)  # sent, or given up
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(80))
    said_id: Mapped[int | None] = mapped_column(index=True)  # an officer's message, or a part of it

    __table_args__ = ({"sqlite_autoincrement": True},)  # numbers are never reused: deliveries are remembered by them


class NoticeRow(Base):
    """Something that a candidate or an officer must be told at some time: worded only when it is sent."""

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(40), index=True)  # the identifier of a registration, a trip, a hire
    data: Mapped[dict[str, Any]]
    due_at: Mapped[datetime]
    urgent: Mapped[bool]  # not held back at night
    written_at: Mapped[datetime]
    done_at: Mapped[datetime | None]  # when it was sent or set aside
    attempts: Mapped[int] = mapped_column(default=0)  # failed attempts
    error: Mapped[str | None] = mapped_column(String(80))  # the error of the last one; set aside if done as well

    __table_args__ = (
        CheckConstraint("(candidate_id IS NULL) != (staff_id IS NULL)", name="addressee"),
        Index(
            "ix_notices_open", "due_at", sqlite_where=text("done_at IS NULL"), postgresql_where=text("done_at IS NULL")
        ),
    )
