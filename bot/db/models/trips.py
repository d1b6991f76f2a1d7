"""Trips, their programme, and the seats on them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.base.states import AsideReason, MeetingDecision, Preselected, RegistrationState, TripState
from bot.base.terms import ByLanguage
from bot.db.encryption import EncryptedJson, EncryptedText
from bot.db.models.base import Base, Choice
from bot.db.models.candidates import CandidateRow
from bot.db.models.employers import EmployerRow, VacancyRow
from bot.db.models.staff import StaffRow

_ACTIVE = "state IN ('waiting', 'offered', 'confirmed')"
_STATES = "state IN ('waiting', 'offered', 'confirmed', 'declined', 'passed', 'cancelled', 'attended', 'absent')"


class TripRow(Base):
    """A one-day exploratory trip. A constraint guards `taken`, the seats that are confirmed or offered."""

    __tablename__ = "trips"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    region: Mapped[str] = mapped_column(String(2), index=True)
    town: Mapped[str]
    departs_at: Mapped[datetime] = mapped_column(index=True)
    returns_at: Mapped[datetime]
    registers_until: Mapped[datetime | None]  # registrations close by themselves then; None: when it leaves
    departure_point: Mapped[str]
    meeting_point: Mapped[str]
    seats: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    state: Mapped[TripState] = mapped_column(Choice(TripState, 10))
    registered: Mapped[int] = mapped_column(default=0)  # how many ever registered: the next one's place in order
    revision: Mapped[int] = mapped_column(default=0)  # counts what travellers were told of; a calendar's SEQUENCE
    latitude: Mapped[float | None]  # of the meeting point
    longitude: Mapped[float | None]
    instead: Mapped[ByLanguage] = mapped_column(default=dict, server_default="{}")  # of an interview, for those without
    demonstration: Mapped[bool] = mapped_column(default=False)

    items: Mapped[list["TripItemRow"]] = relationship(order_by="TripItemRow.starts_at", cascade="all, delete-orphan")
    employers: Mapped[list[EmployerRow]] = relationship(secondary="trip_employers", order_by=EmployerRow.name)

    __table_args__ = (CheckConstraint("taken >= 0 AND taken <= seats", name="seats"),)


class TripItemRow(Base):
    """One line of the programme of the day."""

    __tablename__ = "trip_items"

    trip_id: Mapped[str] = mapped_column(ForeignKey("trips.id", ondelete="CASCADE"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(14))
    text: Mapped[ByLanguage] = mapped_column(default=dict, server_default="{}")  # what happens


class TripEmployerRow(Base):
    """An employer that the travellers of a trip meet."""

    __tablename__ = "trip_employers"

    trip_id: Mapped[str] = mapped_column(ForeignKey("trips.id", ondelete="CASCADE"), primary_key=True)
    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"), primary_key=True)


class RegistrationRow(Base):
    """A household's seats on a trip, or its place in line; one row from registering to the day itself."""

    __tablename__ = "registrations"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    trip_id: Mapped[str] = mapped_column(ForeignKey("trips.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    seats: Mapped[int]
    state: Mapped[RegistrationState] = mapped_column(Choice(RegistrationState, 10))
    number: Mapped[int]  # order of arrival
    code: Mapped[str] = mapped_column(String(16), unique=True)  # shown at the coach, scanned or typed
    registered_at: Mapped[datetime]
    offered_until: Mapped[datetime | None]
    checked_in_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    trip: Mapped[TripRow] = relationship()
    candidate: Mapped[CandidateRow] = relationship()

    __table_args__ = (
        CheckConstraint("seats > 0", name="party"),
        CheckConstraint(_STATES, name="state"),
        CheckConstraint("state != 'offered' OR offered_until IS NOT NULL", name="offer"),
        UniqueConstraint("trip_id", "number"),
        Index(
            "uq_registrations_active", "trip_id", "candidate_id", unique=True,
            sqlite_where=text(_ACTIVE), postgresql_where=text(_ACTIVE),
        ),
    )  # fmt: skip


class TravelNeedsRow(Base):
    """What a household needs on the day of a trip; printed only with its agreement."""

    __tablename__ = "travel_needs"

    registration_id: Mapped[str] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    told: Mapped[dict[str, int]] = mapped_column(EncryptedJson)  # how many people, by `programme.travel_needs.Need`
    told_at: Mapped[datetime]
    shared_at: Mapped[datetime | None]


class InterviewRow(Base):
    """One interview of a trip's day: who meets whom, when."""

    __tablename__ = "interviews"

    trip_id: Mapped[str] = mapped_column(ForeignKey("trips.id", ondelete="CASCADE"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)  # nobody is in two places at once
    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"), index=True)
    minutes: Mapped[int]
    vacancy_id: Mapped[str | None] = mapped_column(ForeignKey("vacancies.id", ondelete="SET NULL"))  # it is about

    employer: Mapped[EmployerRow] = relationship()
    vacancy: Mapped[VacancyRow | None] = relationship()

    __table_args__ = (UniqueConstraint("trip_id", "candidate_id", "employer_id"),)


class SlipRow(Base):
    """A traveller or an employer who is late for the interview day or does not come, until that is withdrawn."""

    __tablename__ = "slips"

    id: Mapped[int] = mapped_column(primary_key=True)
    trip_id: Mapped[str] = mapped_column(ForeignKey("trips.id", ondelete="CASCADE"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    employer_id: Mapped[str | None] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"))
    there_from: Mapped[datetime | None]  # None: not at all
    noted_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("(candidate_id IS NULL) != (employer_id IS NULL)", name="who"),
        UniqueConstraint("trip_id", "candidate_id"),
        UniqueConstraint("trip_id", "employer_id"),
    )


class MeetingRow(Base):
    """A time that an officer offers for an exploratory interview before a trip, and who took it."""

    __tablename__ = "meetings"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidates.id", ondelete="SET NULL"), index=True)
    notes: Mapped[str | None] = mapped_column(EncryptedText)  # of officers, on who took it
    decision: Mapped[MeetingDecision | None] = mapped_column(Choice(MeetingDecision, 8))
    decided_at: Mapped[datetime | None]

    officer: Mapped[StaffRow] = relationship()
    candidate: Mapped[CandidateRow | None] = relationship()

    __table_args__ = (UniqueConstraint("staff_id", "starts_at"),)


class PreselectionRow(Base):
    """What officers decided of somebody for a trip or for a vacancy: invited, or put aside and why."""

    __tablename__ = "preselections"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"))
    trip_id: Mapped[str | None] = mapped_column(ForeignKey("trips.id", ondelete="CASCADE"), index=True)
    vacancy_id: Mapped[str | None] = mapped_column(ForeignKey("vacancies.id", ondelete="CASCADE"), index=True)
    state: Mapped[Preselected] = mapped_column(Choice(Preselected, 8))
    reason: Mapped[AsideReason | None] = mapped_column(Choice(AsideReason, 10))
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime]

    officer: Mapped[StaffRow | None] = relationship()

    __table_args__ = (
        CheckConstraint("(trip_id IS NULL) != (vacancy_id IS NULL)", name="aim"),
        CheckConstraint("(state = 'aside') = (reason IS NOT NULL)", name="reason"),
        UniqueConstraint("candidate_id", "trip_id"),
        UniqueConstraint("candidate_id", "vacancy_id"),
    )
