"""Officers of the programme, and the audit trail: who did what and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.encryption import ChatNumber, EncryptedText
from bot.db.models.base import Base


class AuditRow(Base):
    """Who did what and when, with values before and after, never anybody's words. Written by `bot.programme.audit`."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(String(10))
    actor: Mapped[str] = mapped_column(String(40), index=True)  # an identifier, according to the kind
    role: Mapped[str | None] = mapped_column(String(16))  # the role in which an officer acted
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)  # by name: the value before and after


class StaffRow(Base):
    """An officer of the programme; has a chat once the invitation was opened there."""

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    email: Mapped[str] = mapped_column(EncryptedText)
    name: Mapped[str | None] = mapped_column(EncryptedText)  # as candidates read it
    role: Mapped[str] = mapped_column(String(16), default="officer", server_default="officer")  # `bot.programme.access`
    chat_id: Mapped[int | None] = mapped_column(ChatNumber, unique=True)
    invitation: Mapped[str | None] = mapped_column(String(64), unique=True)  # a digest: the link itself is shown once
    added_at: Mapped[datetime]
    invited_at: Mapped[datetime | None]  # when the invitation was sent
    removed_at: Mapped[datetime | None]  # when this person stopped being an officer
