"""Employers, their vacancies, and candidates' interest in them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.base.states import VacancyState
from bot.base.terms import ByLanguage
from bot.db.models.base import Base, Choice


class EmployerRow(Base):
    """An employer of a region who takes part in the programme."""

    __tablename__ = "employers"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str]
    region: Mapped[str] = mapped_column(String(2), index=True)
    town: Mapped[str]
    about: Mapped[ByLanguage] = mapped_column(default=dict, server_default="{}")  # its own description
    contact: Mapped[str | None]  # the contact for officers; no candidate sees it
    phone: Mapped[str | None]
    email: Mapped[str | None]
    employees: Mapped[int | None]
    demonstration: Mapped[bool] = mapped_column(default=False)

    vacancies: Mapped[list["VacancyRow"]] = relationship(back_populates="employer")


class EmployerAliasRow(Base):
    """A name or reference that an employer had before it was renamed or merged: files may still use it."""

    __tablename__ = "employer_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"), index=True)
    reference: Mapped[str | None] = mapped_column(String(40), unique=True)  # of the record that was merged
    name: Mapped[str]
    town: Mapped[str]


class VacancyRow(Base):
    """A job that an employer wants to fill, with what matching needs to know."""

    __tablename__ = "vacancies"

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    employer_id: Mapped[str] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"), index=True)
    occupation: Mapped[str] = mapped_column(String(5), index=True)  # NOC 2021 unit group
    title: Mapped[ByLanguage] = mapped_column(default=dict, server_default="{}")
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
    accepts_closed_permit: Mapped[bool | None]  # whether it would apply for a permit tied to itself; None: not said
    driving_class: Mapped[int | None]  # `bot.terms.Driving`; None: what the occupation usually takes
    needs_car: Mapped[bool | None]  # whether one is needed to get there; None: not said
    state: Mapped[VacancyState] = mapped_column(
        Choice(VacancyState, 8), default=VacancyState.OPEN, server_default=VacancyState.OPEN.value
    )
    offered_from: Mapped[date | None]  # the first day on which it is matched and shown to candidates; None: at once
    until: Mapped[date | None]  # the last day on which it is offered
    unsaid: Mapped[list[str]] = mapped_column(default=list, server_default="[]")  # columns that nobody gave a value

    employer: Mapped[EmployerRow] = relationship(back_populates="vacancies")


class ImportRow(Base):
    """What an imported file changed, so that the import can be undone."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    actor: Mapped[str] = mapped_column(String(40))
    imported_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    lines: Mapped[dict[str, Any]]  # by row: columns before (none if new) and after; in the end empty


class InterestRow(Base):
    """A candidate's agreement that one employer may see the profile; kept when withdrawn."""

    __tablename__ = "interests"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    vacancy_id: Mapped[str] = mapped_column(ForeignKey("vacancies.id", ondelete="CASCADE"), index=True)
    expressed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")  # of what agreeing covers: `programme.shown_to_employers`
    seen_at: Mapped[datetime | None]  # seen by an officer
    passed_on_at: Mapped[datetime | None]  # passed on to the employer

    vacancy: Mapped[VacancyRow] = relationship()

    __table_args__ = (UniqueConstraint("candidate_id", "vacancy_id"),)


class SavedRow(Base):
    """A vacancy that a candidate saved."""

    __tablename__ = "saved_vacancies"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    vacancy_id: Mapped[str] = mapped_column(ForeignKey("vacancies.id", ondelete="CASCADE"), primary_key=True)
    saved_at: Mapped[datetime]

    vacancy: Mapped[VacancyRow] = relationship()


class DismissalRow(Base):
    """A kind of job that a candidate has hidden."""

    __tablename__ = "dismissals"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    occupation: Mapped[str] = mapped_column(String(5), primary_key=True)  # NOC 2021 unit group
    dismissed_at: Mapped[datetime]
