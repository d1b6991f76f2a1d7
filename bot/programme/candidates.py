"""Candidates: first contact, language, consent, and the state of the dialogue."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.base.states import Consent as Consent
from bot.base.terms import Language
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, StaffRow
from bot.programme import audit
from bot.programme.audit import Action
from bot.programme.ids import new_id
from bot.queues.notices import Notice

CONSENT_VERSION = 2  # version of the question's words; since version 2 they mention the conversation


class ConsentMissing(BotError):
    """Personal data were about to be stored about somebody who has not agreed to it."""


async def meet(
    session: AsyncSession, chat_id: int, language: Language, now: datetime, further: str | None = None
) -> CandidateView:
    """The candidate of this chat; at first contact, a new row with only the languages."""
    found = await of_chat(session, chat_id)
    if found is not None:
        return found
    candidate = CandidateRow(
        chat_id=chat_id, conversation=new_id(), language=language, further_language=further, created_at=now
    )
    session.add(candidate)
    await session.flush()
    return candidate


async def of_chat(session: AsyncSession, chat_id: int) -> CandidateView | None:
    """The candidate of this chat, if known."""
    return await session.scalar(select(CandidateRow).where(CandidateRow.chat_id == chat_id))


async def recipient_of(
    session: AsyncSession, notice: Notice, language: Language, now: datetime
) -> CandidateView | None:
    """The recipient of a notice; officers are candidates in their chats too. None: erased since, or without a chat."""
    if notice.candidate_id is not None:
        return await session.get(CandidateRow, notice.candidate_id)
    officer = await session.get(StaffRow, notice.staff_id)
    if officer is None or officer.chat_id is None:
        return None
    return await meet(session, officer.chat_id, language, now)


async def of_conversation(session: AsyncSession, conversation: str) -> CandidateView | None:
    """The candidate whom Rasa knows by this random name, unless they were erased since."""
    return await session.scalar(select(CandidateRow).where(CandidateRow.conversation == conversation))


def row_of(candidate: CandidateView) -> CandidateRow:
    """The row behind a view, for the use cases of this room that change candidates."""
    assert isinstance(candidate, CandidateRow)  # any other view would be a programming error
    return candidate


def focus_on(candidate: CandidateView, region: str) -> None:
    """Remember the region in focus, for "and the rent there?"; only with consent."""
    if candidate.consent == Consent.GIVEN:
        row_of(candidate).region_in_focus = region


def understood(candidate: CandidateView) -> None:
    """The last message was understood: reset the count of misunderstandings."""
    row_of(candidate).unsure_in_a_row = 0


def not_understood(candidate: CandidateView) -> int:
    """The last message was not understood. Returns how many in a row, this one included."""
    row = row_of(candidate)
    row.unsure_in_a_row += 1
    return row.unsure_in_a_row


def wrote_in(candidate: CandidateView, language: Language, offered_after: int) -> bool:
    """Count messages in another language than the chosen one. Returns whether to offer it now, which is done once.

    `offered_after`: how many messages in a row it takes.
    """
    row = row_of(candidate)
    if language == row.language:
        row.other_language_in_a_row = 0
        return False
    row.other_language_in_a_row += 1
    if row.switch_offered or row.other_language_in_a_row < offered_after:
        return False
    row.switch_offered = True
    return True


def show_seats(candidate: CandidateView, buttons: Sequence[str]) -> None:
    """Remember the confirming buttons for seats that were shown last, encoded: earlier ones no longer count."""
    row_of(candidate).seats_shown = " ".join(buttons)


def choose_language(candidate: CandidateView, code: str, rest: Language | None = None) -> None:
    """Set the language: one in which everything is said, or a further one, with `rest` for what it does not say."""
    row = row_of(candidate)
    complete = Language(code) if code in set(Language) else None
    row.language = complete or rest or row.language
    row.further_language = None if complete else code
    row.other_language_in_a_row = 0


def decide_consent(
    session: AsyncSession, candidate: CandidateView, consent: Consent, now: datetime, version: int = CONSENT_VERSION
) -> None:
    """Record the answer to the question on personal data; refusing closes an open question.

    `version`: of the words in the bubble, which may be an older one.

    Somebody who had agreed and taps an old question again agrees to no more than it said.
    """
    row, before = row_of(candidate), candidate.consent
    if consent is not before:
        row.consent_version = min(version, CONSENT_VERSION) if consent is Consent.GIVEN else 0
    row.consent = consent
    row.consented_at = now if consent is Consent.GIVEN else None
    if consent is Consent.REFUSED:
        row.asking = row.region_in_focus = None
    changes = {"consent": (before, consent)}
    audit.record(session, audit.of_candidate(candidate), Action.CONSENT, "profile", now, changes)


def covers_conversation(candidate: CandidateView) -> bool:
    """Whether the words that this candidate agreed to said that the conversation is kept."""
    return candidate.consent == Consent.GIVEN and candidate.consent_version >= CONSENT_VERSION


def agree_to_conversation(session: AsyncSession, candidate: CandidateView, now: datetime) -> None:
    """Extend an agreement that was given before the question mentioned the conversation.

    Raises:
        ConsentMissing: they have not agreed to anything, or withdrew it.
    """
    require_consent(candidate)
    before, row_of(candidate).consent_version = candidate.consent_version, CONSENT_VERSION
    changes = {"version": (before, CONSENT_VERSION)}
    audit.record(session, audit.of_candidate(candidate), Action.CONSENT, "profile", now, changes)


def require_consent(candidate: CandidateView) -> None:
    """Raise `ConsentMissing` unless this candidate agreed that personal data are kept."""
    if candidate.consent != Consent.GIVEN:
        raise ConsentMissing
