"""Who is talking with us: first contact, language, consent, and where the dialogue stands."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.base.states import Consent as Consent
from bot.base.terms import Language
from bot.db.models import CandidateRow, StaffRow
from bot.programme import audit
from bot.programme.audit import Action
from bot.programme.ids import new_id
from bot.queues.notices import Notice

CONSENT_VERSION = 2  # of the words of the question; since the second they name this conversation


class ConsentMissing(BotError):
    """Something personal was about to be kept of somebody who has not agreed to it."""


async def meet(
    session: AsyncSession, chat_id: int, language: Language, now: datetime, further: str | None = None
) -> CandidateRow:
    """The candidate of this chat; at first contact a row is made that holds nothing but the languages."""
    found = await of_chat(session, chat_id)
    if found is not None:
        return found
    candidate = CandidateRow(
        chat_id=chat_id, conversation=new_id(), language=language, further_language=further, created_at=now
    )
    session.add(candidate)
    await session.flush()
    return candidate


async def of_chat(session: AsyncSession, chat_id: int) -> CandidateRow | None:
    """The candidate of this chat, if we met."""
    return await session.scalar(select(CandidateRow).where(CandidateRow.chat_id == chat_id))


async def recipient_of(session: AsyncSession, notice: Notice, language: Language, now: datetime) -> CandidateRow | None:
    """Who is sent a notice; officers too are candidates in their chats. None: erased since, or without a chat."""
    if notice.candidate_id is not None:
        return await session.get(CandidateRow, notice.candidate_id)
    officer = await session.get(StaffRow, notice.staff_id)
    if officer is None or officer.chat_id is None:
        return None
    return await meet(session, officer.chat_id, language, now)


async def of_conversation(session: AsyncSession, conversation: str) -> CandidateRow | None:
    """The candidate whom Rasa knows by this random name, if that person was not erased since."""
    return await session.scalar(select(CandidateRow).where(CandidateRow.conversation == conversation))


def choose_language(candidate: CandidateRow, code: str, rest: Language | None = None) -> None:
    """Speak this language: one in which everything is said, or a further one, with `rest` where it says nothing."""
    complete = Language(code) if code in set(Language) else None
    candidate.language = complete or rest or candidate.language
    candidate.further_language = None if complete else code


def decide_consent(
    session: AsyncSession, candidate: CandidateRow, consent: Consent, now: datetime, version: int = CONSENT_VERSION
) -> None:
    """Record the answer to the question on personal data; refusing ends an open question.

    `version`: of the words that were read, which may be those of an older bubble.

    Whoever had agreed, and taps the old question again, agrees to no more than it said.
    """
    before = candidate.consent
    if consent is not before:
        candidate.consent_version = min(version, CONSENT_VERSION) if consent is Consent.GIVEN else 0
    candidate.consent = consent
    candidate.consented_at = now if consent is Consent.GIVEN else None
    if consent is Consent.REFUSED:
        candidate.asking = candidate.region_in_focus = None
    changes = {"consent": (before, consent)}
    audit.record(session, audit.of_candidate(candidate), Action.CONSENT, "profile", now, changes)


def covers_conversation(candidate: CandidateRow) -> bool:
    """Whether what this candidate agreed to said that the conversation is kept."""
    return candidate.consent == Consent.GIVEN and candidate.consent_version >= CONSENT_VERSION


def agree_to_conversation(session: AsyncSession, candidate: CandidateRow, now: datetime) -> None:
    """Whoever agreed before the question named the conversation agrees to that too.

    Raises:
        ConsentMissing: they never agreed to anything, or took it back.
    """
    require_consent(candidate)
    before, candidate.consent_version = candidate.consent_version, CONSENT_VERSION
    changes = {"version": (before, CONSENT_VERSION)}
    audit.record(session, audit.of_candidate(candidate), Action.CONSENT, "profile", now, changes)


def require_consent(candidate: CandidateRow) -> None:
    """Raise `ConsentMissing` unless this candidate agreed that personal data are kept."""
    if candidate.consent != Consent.GIVEN:
        raise ConsentMissing
