"""Trips, their programme, and the seats on them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.db.models.base import Base
from bot.db.models.employers import EmployerRow


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
