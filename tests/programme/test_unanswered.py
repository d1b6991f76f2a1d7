"""Messages that were not understood: kept with consent, without what names anybody, for a while."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import Language
from bot.db.models import CandidateRow
from bot.programme import candidates, privacy, unanswered, worklist
from bot.programme.candidates import Consent
from tests.conftest import NOW
from tests.programme.officers import LEA

TODAY = NOW.date()


@pytest.fixture
async def amina(session: AsyncSession) -> CandidateRow:
    found = await candidates.meet(session, 7, Language.FRENCH, NOW)
    candidates.decide_consent(session, found, Consent.GIVEN, NOW)
    return candidates.row_of(found)


async def kept(session: AsyncSession, amina: CandidateRow, message: str) -> list[str]:
    """What is kept of a message."""
    unanswered.keep(session, amina, message, ["ask_housing"], TODAY)
    await session.flush()
    return [row.text for row in await unanswered.newest(session, 10)]


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("peut-on pêcher au lac?", "peut-on pêcher au lac?"),
        ("appelez-moi au 418-555-0199 ou +1 (418) 555 0199", "appelez-moi au … ou …"),
        ("écrivez à amina.k@example.org ou @amina", "écrivez à … ou …"),
        ("voir https://example.org/a?b=c svp", "voir … svp"),
        ("j'habite au G5L 1A1", "j'habite au …"),
        ("mon dossier 12345678", "mon dossier …"),
        ("j'ai 5 ans en 2019", "j'ai 5 ans en 2019"),
        ("Bonjour, je m'appelle fatou diallo, où pêcher?", "Bonjour, je m'appelle …, où pêcher?"),
        ("my name is Chidi Okafor and I fish", "my name is … and I fish"),
        ("demandez à Rosa Maria Torres svp", "demandez à … svp"),
        ("mon numéro: quatre un huit, cinq cinq cinq, zéro un", "mon numéro: …"),
        ("call 418.555.0199 please", "call … please"),
        ("dossier E2001234567 au ministère", "dossier … au ministère"),
        ("on vit au 412 rue des Érables, app. 3", "on vit au …, …"),
        ("I live at 77 Maple Street", "I live at …"),
        ("m" * 4000, "m" * 300),
    ],
)
async def test_what_reaches_or_names_somebody_is_left_out(
    session: AsyncSession, amina: CandidateRow, message: str, left: str
) -> None:
    assert await kept(session, amina, message) == [left]


@pytest.mark.parametrize("noise", ["", "🙂", "?!", "418-555-0199", "a", "5"])
async def test_what_has_no_word_in_it_teaches_nothing(session: AsyncSession, amina: CandidateRow, noise: str) -> None:
    assert await kept(session, amina, noise) == []


async def test_the_text_is_encrypted(session: AsyncSession, amina: CandidateRow) -> None:
    assert await kept(session, amina, "canary été") == ["canary été"]
    raw = (await session.scalars(text("SELECT text FROM unanswered"))).one()
    assert isinstance(raw, bytes)
    assert b"canary" not in raw


async def test_nothing_is_kept_of_somebody_who_has_not_agreed(session: AsyncSession) -> None:
    stranger = await candidates.meet(session, 8, Language.FRENCH, NOW)
    assert await kept(session, candidates.row_of(stranger), "peut-on pêcher au lac?") == []


async def test_it_is_exported_and_erased_with_its_writer(session: AsyncSession, amina: CandidateRow) -> None:
    await kept(session, amina, "peut-on pêcher au lac?")
    exported = await privacy.export(session, amina)
    assert [each["text"] for each in exported["messages_not_understood"]] == ["peut-on pêcher au lac?"]
    await privacy.erase(session, amina, NOW)
    assert await unanswered.newest(session, 10) == []


async def test_the_newest_come_first_and_ninety_days_later_they_are_gone(
    session: AsyncSession, amina: CandidateRow
) -> None:
    for message in ("un un", "deux", "trois"):
        unanswered.keep(session, amina, message, [], TODAY)
        await session.flush()
    assert [row.text for row in await unanswered.newest(session, 2)] == ["trois", "deux"]
    await unanswered.purge(session, TODAY + timedelta(days=90))
    assert len(await unanswered.newest(session, 10)) == 3
    await unanswered.purge(session, TODAY + timedelta(days=91))
    assert await unanswered.newest(session, 10) == []


async def test_the_last_week_is_one_of_days_in_quebec(session: AsyncSession, amina: CandidateRow) -> None:
    evening = datetime(2027, 3, 8, 1, tzinfo=UTC)  # it is still the 7th there
    for day in (date(2027, 2, 28), date(2027, 3, 1)):
        unanswered.keep(session, amina, "peut-on pêcher?", [], day)
    await session.flush()
    assert (await worklist.today(session, LEA, evening)).unanswered == 1
