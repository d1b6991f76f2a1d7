"""Candidates: who they are, what they told, what they asked of the programme; and officers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.base.states import Consent, JobState
from bot.base.terms import Field, Language
from bot.db.encryption import ChatNumber, EncryptedJson, EncryptedText
from bot.db.models.base import Base, Choice


class CandidateRow(Base):
    """Somebody who talks with the assistant; before consent, only what is needed to answer."""

    __tablename__ = "candidates"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(ChatNumber, unique=True)
    conversation: Mapped[str] = mapped_column(String(32), unique=True)  # the random name by which Rasa knows the person
    language: Mapped[Language] = mapped_column(Choice(Language, 2))
    further_language: Mapped[str | None] = mapped_column(String(2))  # for some sentences; `language` for the rest
    consent: Mapped[Consent | None] = mapped_column(Choice(Consent, 8))  # None: not asked yet
    consented_at: Mapped[datetime | None]
    consent_version: Mapped[int] = mapped_column(default=0, server_default="0")  # of the words agreed to
    asking: Mapped[Field | None] = mapped_column(Choice(Field, 20))  # the profile's open question
    region_in_focus: Mapped[str | None] = mapped_column(String(2))  # the place that "there" means
    unsure_in_a_row: Mapped[int] = mapped_column(default=0)
    other_language_in_a_row: Mapped[int] = mapped_column(default=0)  # messages in the language not chosen
    seats_shown: Mapped[str | None] = mapped_column(String(200))  # the buttons that confirm seats, of the last message
    switch_offered: Mapped[bool] = mapped_column(default=False)  # the switch of language is offered once
    called: Mapped[str | None] = mapped_column(EncryptedText)  # the name that they told, or officers noted
    phone: Mapped[str | None] = mapped_column(EncryptedText)  # told where an interview or a trip needs it
    home: Mapped[str | None] = mapped_column(EncryptedText)  # the town where they live now; told likewise
    unreachable_at: Mapped[datetime | None]  # since when the bot is blocked
    created_at: Mapped[datetime]

    answers: Mapped[list["AnswerRow"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class PartnershipRow(Base):
    """Two people who would move together: one agreed and sent a link, the other opened it, and perhaps agreed."""

    __tablename__ = "partnerships"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    word: Mapped[str | None] = mapped_column(String(64), unique=True)  # a digest of what the link carries
    first_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), unique=True)
    second_id: Mapped[int | None] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), unique=True)
    offered_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]  # by the second; the first did by offering
    lent_first: Mapped[bool] = mapped_column(default=False, server_default="0")  # the partner's field comes from it
    lent_second: Mapped[bool] = mapped_column(default=False, server_default="0")

    __table_args__ = (
        CheckConstraint("first_id != second_id", name="two"),
        CheckConstraint("agreed_at IS NULL OR second_id IS NOT NULL", name="both"),
    )


class AnswerRow(Base):
    """One answer of a profile, or the choice not to give it."""

    __tablename__ = "answers"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[Any] = mapped_column(EncryptedJson, nullable=False)  # None: skipped
    answered_at: Mapped[datetime]


class HumanRequestRow(Base):
    """A request to speak with a person of the programme."""

    __tablename__ = "human_requests"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    reasons: Mapped[list[str]]  # asked for, or the trip, the job or life there does not go well
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_human_requests_open", "candidate_id", unique=True,
            sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL"),
        ),
    )  # fmt: skip


class NoteRow(Base):
    """What a candidate wrote for the programme (an opinion, a correction, news of a job), or an answer to them."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))  # feedback, hired, wrong match, answer
    text: Mapped[str] = mapped_column(EncryptedText)
    written_at: Mapped[datetime]


class UnansweredRow(Base):
    """A message that was not understood, by somebody who gave consent: for the assistant to learn from."""

    __tablename__ = "unanswered"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(EncryptedText)  # names, numbers and addresses taken out
    nearest: Mapped[list[str]]  # the intents that came closest
    misread: Mapped[bool] = mapped_column(default=False, server_default="0")  # as an officer said


class AuditRow(Base):
    """Who did what and when, with values before and after, never anybody's words. Written by `bot.programme.audit`."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(String(10))
    actor: Mapped[str] = mapped_column(String(40), index=True)  # an identifier, according to the kind
    role: Mapped[str | None] = mapped_column(String(16))  # the role in which an officer acted
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)  # by name: the value before and after


class StaffRow(Base):
    """An officer of the programme; has a chat once the invitation was opened there."""

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    email: Mapped[str] = mapped_column(EncryptedText)
    name: Mapped[str | None] = mapped_column(EncryptedText)  # as candidates read it
    role: Mapped[str] = mapped_column(String(16), default="officer", server_default="officer")  # `bot.programme.access`
    chat_id: Mapped[int | None] = mapped_column(ChatNumber, unique=True)
    invitation: Mapped[str | None] = mapped_column(String(64), unique=True)  # a digest: the link itself is shown once
    added_at: Mapped[datetime]
    invited_at: Mapped[datetime | None]  # when the invitation was sent
    removed_at: Mapped[datetime | None]  # when this person stopped being an officer


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
