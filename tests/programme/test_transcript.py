"""What is kept of a conversation, of whom, and for how long."""

from sqlalchemy import select

from bot.base.retention_periods import CONVERSATIONS
from bot.base.terms import Language
from bot.db import Database
from bot.db.models import CandidateRow, HandoverRow
from bot.programme import (
    candidates,
    privacy,
    requests,
    transcript,
)
from bot.programme.candidates import Consent
from bot.programme.transcript import Author
from tests.conftest import NOW
from tests.programme.officers import LEA, MINUTE, said, take


async def test_before_consent_nothing_is_kept_unless_a_person_was_asked_for(
    database: Database, person: CandidateRow
) -> None:
    async with database.transaction() as session:
        newcomer = await candidates.meet(session, 78, Language.ENGLISH, NOW)
        await transcript.keep(session, newcomer, Author.CANDIDATE, "I am a baker", NOW)
        assert await said(session) == []
        await requests.ask_for_a_person(session, newcomer, NOW)
        await transcript.keep(session, newcomer, Author.CANDIDATE, "Please call me", NOW)
        assert await said(session) == ["Please call me"]


async def test_who_agreed_before_the_conversation_was_named_agrees_to_that_anew(
    database: Database, person: CandidateRow
) -> None:
    async with database.transaction() as session:
        found = await candidates.of_chat(session, 77)
        assert found is not None
        assert found.consent_version == candidates.CONSENT_VERSION
        candidates.row_of(found).consent_version = 1  # as of those who agreed before
        await transcript.keep(session, found, Author.CANDIDATE, "Je suis couvreur", NOW)
        candidates.decide_consent(session, found, Consent.GIVEN, NOW)  # the old button, tapped again
        await transcript.keep(session, found, Author.CANDIDATE, "Je suis couvreur", NOW)
        assert await said(session) == []
        candidates.agree_to_conversation(session, found, NOW)
        await transcript.keep(session, found, Author.CANDIDATE, "Je suis arrivé", NOW)
        assert await said(session) == ["Je suis arrivé"]


async def test_what_was_said_is_exported_erased_and_forgotten(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        await transcript.keep(session, person, Author.CANDIDATE, "vieux", NOW - CONVERSATIONS - MINUTE)
        await transcript.keep(session, person, Author.ASSISTANT, "récent", NOW)
        await take(session, LEA, person, NOW)
        kept = await privacy.export(session, person)
        assert [each["text"] for each in kept["conversation"]] == ["vieux", "récent"]
        assert kept["a_person_answers"]
        await transcript.purge(session, NOW)
        assert await said(session) == ["récent"]
        found = await candidates.of_chat(session, 77)
        assert found is not None
        await privacy.erase(session, found, NOW)
        assert await said(session) == []
        assert (await session.scalars(select(HandoverRow))).all() == []
