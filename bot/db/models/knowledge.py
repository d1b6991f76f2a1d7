"""Officers' changes of facts in the knowledge base."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.base.states import AmendmentState
from bot.base.terms import ByLanguage
from bot.db.encryption import EncryptedText
from bot.db.models.base import Base, Choice
from bot.db.models.staff import StaffRow


class AmendmentRow(Base):
    """A change of a fact, written by one officer and put in force by another. Holds nothing about candidates."""

    __tablename__ = "amendments"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    fact: Mapped[str] = mapped_column(String(120), index=True)  # the fact's id in the knowledge base
    before: Mapped[ByLanguage]
    text: Mapped[ByLanguage]
    source: Mapped[dict[str, Any]]  # a `knowledge.Source`
    read_on: Mapped[date]
    why: Mapped[str] = mapped_column(EncryptedText)
    state: Mapped[AmendmentState] = mapped_column(Choice(AmendmentState, 10))
    written_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    reviewer_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))

    officer: Mapped[StaffRow | None] = relationship(foreign_keys=[staff_id])
    reviewer: Mapped[StaffRow | None] = relationship(foreign_keys=[reviewer_id])
