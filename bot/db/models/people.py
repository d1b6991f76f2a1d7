"""Candidates: who they are, what they told, what they asked of the programme."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.base.states import Consent, JobState
from bot.base.terms import Field, Language
from bot.db.encryption import ChatNumber, EncryptedJson, EncryptedText
from bot.db.models.base import Base, Choice


class CandidateRow(Base):
    """One person who talks with the assistant; nothing but what answering needs before consent."""

    __tablename__ = "candidates"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(ChatNumber, unique=True)
    conversation: Mapped[str] = mapped_column(String(32), unique=True)  # what Rasa knows the person by
    language: Mapped[Language] = mapped_column(Choice(Language, 2))
    further_language: Mapped[str | None] = mapped_column(String(2))  # of some sentences; `language` for the rest
    consent: Mapped[Consent | None] = mapped_column(Choice(Consent, 8))  # None: not asked yet
    consented_at: Mapped[datetime | None]
    consent_version: Mapped[int] = mapped_column(default=0, server_default="0")  # of the words agreed to
    asking: Mapped[Field | None] = mapped_column(Choice(Field, 20))  # the profile's question now open
    region_in_focus: Mapped[str | None] = mapped_column(String(2))  # "and the rent there?"
    unsure_in_a_row: Mapped[int] = mapped_column(default=0)
    other_language_in_a_row: Mapped[int] = mapped_column(default=0)  # messages written in the language not chosen
    seats_shown: Mapped[str | None] = mapped_column(String(200))  # confirming buttons of seats, of the last message
    switch_offered: Mapped[bool] = mapped_column(default=False)  # asked once whether to change to it
    called: Mapped[str | None] = mapped_column(EncryptedText)  # as officers wrote it down: on the roll, on the day
    unreachable_at: Mapped[datetime | None]  # blocked the bot
    created_at: Mapped[datetime]

    answers: Mapped[list["AnswerRow"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class AnswerRow(Base):
    """One answer of a profile, or the choice not to give it."""

    __tablename__ = "answers"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[Any] = mapped_column(EncryptedJson, nullable=False)  # None: skipped
    answered_at: Mapped[datetime]


class HumanRequestRow(Base):
    """Somebody wants to speak with a person of the programme."""

    __tablename__ = "human_requests"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    reasons: Mapped[list[str]]  # asked for; the trip, the job or life there is not well
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_human_requests_open", "candidate_id", unique=True,
            sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL"),
        ),
    )  # fmt: skip


class NoteRow(Base):
    """What a candidate wrote for the programme: an opinion, a correction, the news of a job; or was answered by it."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))  # feedback, hired, wrong match, answer
    text: Mapped[str] = mapped_column(EncryptedText)
    written_at: Mapped[datetime]


class UnansweredRow(Base):
    """A message that was not understood, of somebody who agreed: what the assistant should learn."""

    __tablename__ = "unanswered"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(EncryptedText)  # names, numbers and addresses taken out
    nearest: Mapped[list[str]]  # the intents that came closest
    misread: Mapped[bool] = mapped_column(default=False, server_default="0")  # an officer said that it was


class AuditRow(Base):
    """Who did what, when, from what to what; without what was said. Written by `bot.programme.audit` alone."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(String(10))
    actor: Mapped[str] = mapped_column(String(40), index=True)  # whose identifier it is, the kind tells
    role: Mapped[str | None] = mapped_column(String(16))  # in which an officer acted
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)  # by name: from what, to what


class StaffRow(Base):
    """An officer of the programme; with a chat once the invitation was opened there."""

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    email: Mapped[str] = mapped_column(EncryptedText)
    name: Mapped[str | None] = mapped_column(EncryptedText)  # as candidates read it
    role: Mapped[str] = mapped_column(String(16), default="officer", server_default="officer")  # `bot.programme.access`
    chat_id: Mapped[int | None] = mapped_column(ChatNumber, unique=True)
    invitation: Mapped[str | None] = mapped_column(String(64), unique=True)  # a digest: the link itself is shown once
    added_at: Mapped[datetime]
    invited_at: Mapped[datetime | None]  # since when the invitation is open
    removed_at: Mapped[datetime | None]  # since when this person may do nothing any more


class HireRow(Base):
    """A job that somebody told of, or an officer: offered, accepted, started, ended."""

    __tablename__ = "hires"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    told_at: Mapped[datetime]
    state: Mapped[JobState] = mapped_column(
        Choice(JobState, 10), default=JobState.ACCEPTED, server_default=JobState.ACCEPTED.value
    )
    moved_at: Mapped[datetime | None]  # since when it is in this state, where somebody said so
    employer_id: Mapped[str | None] = mapped_column(ForeignKey("employers.id", ondelete="SET NULL"))


class TallyRow(Base):
    """How often something happened in a year to people who are erased: figures outlive names."""

    __tablename__ = "tallies"

    what: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]


class ImpressionRow(Base):
    """How something is for a candidate: a trip's day, the job, life there."""

    __tablename__ = "impressions"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    subject: Mapped[str] = mapped_column(String(40), primary_key=True)  # what it is about, and when it was asked
    answer: Mapped[str] = mapped_column(String(8))  # good, mixed, bad
    given_at: Mapped[datetime]
