"""Who is at the console: links that lead there, sessions, and what an officer prepares there."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from bot.base.terms import ByLanguage
from bot.db.encryption import EncryptedBytes, EncryptedJson, EncryptedText
from bot.db.models.base import Base
from bot.db.models.people import StaffRow


class SignInRow(Base):
    """An officer's way in: a link, then the browser that opened it, then a number that the officer confirms."""

    __tablename__ = "sign_ins"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), unique=True)  # the latest alone
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
    device: Mapped[str] = mapped_column(String(40))  # kind of browser and system, to be told apart in a list
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    proved_at: Mapped[datetime | None]  # a passkey was shown
    challenge: Mapped[str | None] = mapped_column(String(100))  # that a passkey signs; for one try
    challenged_at: Mapped[datetime | None]

    officer: Mapped[StaffRow] = relationship()


class PasskeyRow(Base):
    """A key that an officer's phone, computer or security key keeps, and proves to have. Ours is the public half."""

    __tablename__ = "passkeys"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)  # how the device knows it
    public_key: Mapped[bytes]
    signed: Mapped[int] = mapped_column(BigInteger)  # how often, as the device counts; 0: it does not
    name: Mapped[str] = mapped_column(EncryptedText)  # for the officer, who has several
    made_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]


class SavedSearchRow(Base):
    """A list of candidates that an officer looks at again and again: what is looked for, not who was found."""

    __tablename__ = "saved_searches"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    wanted: Mapped[dict[str, Any]]  # the fields of `programme.candidate_search.Search` that say something


class DraftRow(Base):
    """What an officer prepares, before anything of it is done: a file to be imported, an interview day."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(40))  # of what it is one
    choices: Mapped[dict[str, Any]]  # what the officer decided so far
    content: Mapped[bytes | None] = deferred(mapped_column(EncryptedBytes))
    written_at: Mapped[datetime]


class GroupMessageRow(Base):
    """What an officer wrote to many candidates; who gets it, and whether they did, stands in the notices about it."""

    __tablename__ = "group_messages"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(10))  # of group
    subject: Mapped[str] = mapped_column(String(16))  # a trip, a unit group, a region
    text: Mapped[ByLanguage] = mapped_column(EncryptedJson)
    written_at: Mapped[datetime]

    officer: Mapped[StaffRow | None] = relationship()
