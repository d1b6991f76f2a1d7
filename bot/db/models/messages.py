"""What comes from Telegram and what goes there."""

from datetime import datetime

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.encryption import EncryptedText
from bot.db.models.base import Base


class InboxRow(Base):
    """An update of Telegram, stored before Telegram is told that it arrived. Emptied once handled."""

    __tablename__ = "inbox"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    payload: Mapped[str | None] = mapped_column(EncryptedText)
    received_at: Mapped[datetime]
    handled_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[bool] = mapped_column(default=False)  # told that understanding is down


class OutboxRow(Base):
    """A message to a candidate, written with the change that causes it, sent from here."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    payload: Mapped[str | None] = mapped_column(EncryptedText)
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None] = mapped_column(index=True)  # sent, or given up
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(80))
