"""Candidates: who they are, what they told, with whom they would move, what was not understood."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.base.states import Consent
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
    asks_as: Mapped[int | None]  # the number of the first message that asks the same; None: not compared yet
