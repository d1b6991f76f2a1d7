"""The registers that the law on personal information requires."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.encryption import EncryptedText
from bot.db.models.base import Base


class DataRequestRow(Base):
    """A written request about somebody's data, to be answered within thirty days."""

    __tablename__ = "data_requests"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))  # `programme.data_requests.Kind`
    about: Mapped[str] = mapped_column(EncryptedText)  # who asked for what
    received_on: Mapped[date]
    answered_on: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(EncryptedText)
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))  # who wrote it down


class IncidentRow(Base):
    """Personal information was accessed, used, disclosed or lost without right."""

    __tablename__ = "incidents"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    noticed_on: Mapped[date]
    happened: Mapped[str] = mapped_column(EncryptedText)  # what, when, and which information
    people: Mapped[int]  # how many are concerned, as far as known
    serious: Mapped[bool]  # a risk of serious injury: the Commission and the people are told
    measures: Mapped[str] = mapped_column(EncryptedText)
    authority_told_on: Mapped[date | None]
    people_told_on: Mapped[date | None]
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))  # who wrote it down
