"""The console: links that lead there, sessions, passkeys, and what officers prepare there."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from bot.base.terms import ByLanguage
from bot.db.encryption import EncryptedBytes, EncryptedJson, EncryptedText
from bot.db.models.base import Base
from bot.db.models.staff import StaffRow


class SignInRow(Base):
    """An officer's way in: a link, then the browser that opened it, then a number that the officer confirms."""

    __tablename__ = "sign_ins"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), unique=True)  # the latest
    word: Mapped[str] = mapped_column(String(64), unique=True)  # a digest of what the link carries
    offered_at: Mapped[datetime]
    browser: Mapped[str | None] = mapped_column(String(64))  # a digest of the cookie of the browser that opened it
    number: Mapped[int | None]  # shown by that browser
    confirmed_at: Mapped[datetime | None]  # the officer tapped this number in the chat

    officer: Mapped[StaffRow] = relationship()


class SessionRow(Base):
    """An officer is signed in somewhere. Deleted when that ends."""

    __tablename__ = "console_sessions"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)  # a digest of the cookie
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    device: Mapped[str] = mapped_column(String(40))  # kind of browser and system, to tell sessions apart in a list
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    proved_at: Mapped[datetime | None]  # when a passkey was used
    challenge: Mapped[str | None] = mapped_column(String(100))  # the challenge that a passkey signs; for one attempt
    challenged_at: Mapped[datetime | None]

    officer: Mapped[StaffRow] = relationship()


class PasskeyRow(Base):
    """A passkey of an officer's phone, computer or security key. Ours is the public half of it."""

    __tablename__ = "passkeys"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)  # the device's identifier for it
    public_key: Mapped[bytes]
    signed: Mapped[int] = mapped_column(BigInteger)  # uses, as the device counts; 0: it does not
    name: Mapped[str] = mapped_column(EncryptedText)  # what the officer calls it
    made_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]


class SavedSearchRow(Base):
    """A search of candidates that an officer repeats: its terms, never its results."""

    __tablename__ = "saved_searches"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    wanted: Mapped[dict[str, Any]]  # the fields of `programme.candidate_search.Search` that say something


class DraftRow(Base):
    """Something that an officer prepares before doing it: a file to import, an interview day."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(40))  # the identifier of what it is about
    choices: Mapped[dict[str, Any]]  # what the officer decided so far
    content: Mapped[bytes | None] = deferred(mapped_column(EncryptedBytes))
    written_at: Mapped[datetime]


class GroupMessageRow(Base):
    """A message that an officer wrote to a group of candidates; its notices tell who gets it, and whether they did."""

    __tablename__ = "group_messages"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(10))  # kind of group
    subject: Mapped[str] = mapped_column(String(16))  # a trip, a unit group, a region
    text: Mapped[ByLanguage] = mapped_column(EncryptedJson)
    written_at: Mapped[datetime]

    officer: Mapped[StaffRow | None] = relationship()
