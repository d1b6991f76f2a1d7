"""Jobs that were found, how it goes there, and figures that outlive who is erased."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.base.states import JobState
from bot.db.models.base import Base, Choice


class HireRow(Base):
    """A job that a candidate or an officer told of: offered, accepted, started, ended."""

    __tablename__ = "hires"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    told_at: Mapped[datetime]
    state: Mapped[JobState] = mapped_column(
        Choice(JobState, 10), default=JobState.ACCEPTED, server_default=JobState.ACCEPTED.value
    )
    moved_at: Mapped[datetime | None]  # since when it is in this state, if known
    began_at: Mapped[datetime | None]  # since when somebody works there, once it has started
    there_at: Mapped[datetime | None]  # the last moment at which it was known that they do, or did
    employer_id: Mapped[str | None] = mapped_column(ForeignKey("employers.id", ondelete="SET NULL"))


class TallyRow(Base):
    """How often something happened in a year to people who were erased since: figures outlive names."""

    __tablename__ = "tallies"

    what: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]


class ImpressionRow(Base):
    """How a trip's day, the job or life there is for a candidate."""

    __tablename__ = "impressions"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    subject: Mapped[str] = mapped_column(String(40), primary_key=True)  # what it is about, and when it was asked
    answer: Mapped[str] = mapped_column(String(8))  # good, mixed, bad
    given_at: Mapped[datetime]
