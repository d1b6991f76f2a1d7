"""The tables. Each class says what one row is; the database itself refuses what must never be."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from bot.db.encryption import EncryptedText


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite keeps no zone: what goes in must have one, so that what is kept means UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's naive value its zone back."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can change it on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment, dict[str, Any]: JSON, list[str]: JSON}


class CandidateRow(Base):
    """One person who talks with the assistant; nothing but what answering needs before consent."""

    __tablename__ = "candidates"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    conversation: Mapped[str] = mapped_column(String(32), unique=True)  # what Rasa knows the person by
    language: Mapped[str] = mapped_column(String(2))
    consent: Mapped[str | None] = mapped_column(String(8))  # None: not asked yet; given; refused
    consented_at: Mapped[datetime | None]
    asking: Mapped[str | None] = mapped_column(String(20))  # the profile's question now open
    region_in_focus: Mapped[str | None] = mapped_column(String(2))  # "and the rent there?"
    unsure_in_a_row: Mapped[int] = mapped_column(default=0)
    other_language_in_a_row: Mapped[int] = mapped_column(default=0)  # messages written in the language not chosen
    switch_offered: Mapped[bool] = mapped_column(default=False)  # asked once whether to change to it
    unreachable_at: Mapped[datetime | None]  # blocked the bot
    created_at: Mapped[datetime]

    answers: Mapped[list["AnswerRow"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class AnswerRow(Base):
    """One answer of a profile, or the choice not to give it."""

    __tablename__ = "answers"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)  # None: skipped
    answered_at: Mapped[datetime]


class EmployerRow(Base):
    """An employer of a region who takes part in the programme."""

    __tablename__ = "employers"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str]
    region: Mapped[str] = mapped_column(String(2), index=True)
    town: Mapped[str]
    about_fr: Mapped[str]
    about_en: Mapped[str]
    demonstration: Mapped[bool] = mapped_column(default=False)

    vacancies: Mapped[list["VacancyRow"]] = relationship(back_populates="employer")


class VacancyRow(Base):
    """A job that an employer wants to fill, with what matching needs to know of it."""

    __tablename__ = "vacancies"

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"), index=True)
    occupation: Mapped[str] = mapped_column(String(5), index=True)  # NOC 2021 unit group
    title_fr: Mapped[str]
    title_en: Mapped[str]
    wage_low_cents: Mapped[int]  # an hour
    wage_high_cents: Mapped[int]
    hours_per_week: Mapped[float]
    schedule: Mapped[str] = mapped_column(String(12))
    min_experience_years: Mapped[float]
    min_education: Mapped[int | None]
    french_needed: Mapped[int]  # Québec scale, 0 to 12
    work_languages: Mapped[list[str]]
    regulated: Mapped[bool]
    start_date: Mapped[date]
    positions: Mapped[int] = mapped_column(default=1)

    employer: Mapped[EmployerRow] = relationship(back_populates="vacancies")


class InterestRow(Base):
    """A candidate's agreement that one employer may see the profile; kept when withdrawn."""

    __tablename__ = "interests"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    vacancy_id: Mapped[str] = mapped_column(ForeignKey("vacancies.id", ondelete="CASCADE"), index=True)
    expressed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    vacancy: Mapped[VacancyRow] = relationship()

    __table_args__ = (UniqueConstraint("candidate_id", "vacancy_id"),)


class DismissalRow(Base):
    """A kind of job that a candidate does not want to be shown."""

    __tablename__ = "dismissals"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    occupation: Mapped[str] = mapped_column(String(5), primary_key=True)  # NOC 2021 unit group
    dismissed_at: Mapped[datetime]


class TripRow(Base):
    """A one-day exploratory trip. `taken` is guarded by the database, whatever the code does."""

    __tablename__ = "trips"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    region: Mapped[str] = mapped_column(String(2), index=True)
    town: Mapped[str]
    departs_at: Mapped[datetime] = mapped_column(index=True)
    returns_at: Mapped[datetime]
    departure_point: Mapped[str]
    meeting_point: Mapped[str]
    seats: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(10))  # draft, open, closed, held, cancelled
    demonstration: Mapped[bool] = mapped_column(default=False)

    items: Mapped[list["TripItemRow"]] = relationship(order_by="TripItemRow.starts_at")
    employers: Mapped[list[EmployerRow]] = relationship(secondary="trip_employers", order_by=EmployerRow.name)

    __table_args__ = (CheckConstraint("taken >= 0 AND taken <= seats", name="seats"),)


class TripItemRow(Base):
    """One line of the programme of the day."""

    __tablename__ = "trip_items"

    trip_id: Mapped[str] = mapped_column(ForeignKey("trips.id", ondelete="CASCADE"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(14))
    text_fr: Mapped[str]
    text_en: Mapped[str]


class TripEmployerRow(Base):
    """An employer whom the travellers of a trip meet."""

    __tablename__ = "trip_employers"

    trip_id: Mapped[str] = mapped_column(ForeignKey("trips.id", ondelete="CASCADE"), primary_key=True)
    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"), primary_key=True)


class RegistrationRow(Base):
    """A household's seats on a trip: confirmed or cancelled."""

    __tablename__ = "registrations"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    trip_id: Mapped[str] = mapped_column(ForeignKey("trips.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    seats: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    registered_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]

    trip: Mapped[TripRow] = relationship()

    __table_args__ = (
        CheckConstraint("seats > 0", name="party"),
        Index(
            "uq_registrations_active", "trip_id", "candidate_id", unique=True,
            sqlite_where=text("state = 'confirmed'"), postgresql_where=text("state = 'confirmed'"),
        ),
    )  # fmt: skip


class HumanRequestRow(Base):
    """Somebody wants to speak with a person of the programme."""

    __tablename__ = "human_requests"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_human_requests_open", "candidate_id", unique=True,
            sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL"),
        ),
    )  # fmt: skip


class NoteRow(Base):
    """What a candidate wrote for the programme: an opinion, a correction, the news of a job."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))  # feedback, hired, wrong match
    text: Mapped[str] = mapped_column(EncryptedText)
    written_at: Mapped[datetime]


class UnansweredRow(Base):
    """A message that was not understood, without who wrote it: what the assistant should learn."""

    __tablename__ = "unanswered"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)  # no hour, which could tell whose it was
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(EncryptedText)  # numbers and addresses taken out
    nearest: Mapped[list[str]]  # the intents that came closest


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


class AuditRow(Base):
    """Who did what and when, without what was said."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(40))  # a conversation's random name, an officer, or "bot"
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))
