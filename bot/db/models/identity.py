"""The identity of the database as a whole."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.encryption import EncryptedText
from bot.db.models.base import Base


class IdentityRow(Base):
    """One row: the world that this database belongs to, and a known value under its key."""

    __tablename__ = "identity"

    id: Mapped[int] = mapped_column(primary_key=True)
    world: Mapped[str] = mapped_column(String(8))
    check: Mapped[str] = mapped_column(EncryptedText)

    __table_args__ = (CheckConstraint("id = 1", name="one"),)


class RevisionRow(Base):
    """The present revision of something (`bot.db.revisions`)."""

    __tablename__ = "revisions"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    drawn: Mapped[str] = mapped_column(String(16))


class SignOfLifeRow(Base):
    """Something of the assistant works, or was done: `programme.signs_of_life`."""

    __tablename__ = "signs_of_life"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    since: Mapped[datetime]  # a process began, or the first time
    at: Mapped[datetime]  # last time
