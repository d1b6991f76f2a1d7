"""Messages that were not understood, kept without their author."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import UnansweredRow
from bot.programme import unanswered
from bot.terms import Language
from tests.conftest import NOW

TODAY = NOW.date()


async def kept(session: AsyncSession, message: str) -> list[str]:
    """What is kept of a message."""
    unanswered.keep(session, message, Language.FRENCH, ["ask_housing"], TODAY)
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
        ("m" * 4000, "m" * 300),
    ],
)
async def test_what_reaches_or_names_somebody_is_left_out(session: AsyncSession, message: str, left: str) -> None:
    assert await kept(session, message) == [left]


@pytest.mark.parametrize("noise", ["", "🙂", "?!", "418-555-0199", "a", "5"])
async def test_what_has_no_word_in_it_teaches_nothing(session: AsyncSession, noise: str) -> None:
    assert await kept(session, noise) == []


async def test_the_text_is_encrypted_and_nothing_says_whose_it_is(session: AsyncSession) -> None:
    assert await kept(session, "canary été") == ["canary été"]
    raw = (await session.scalars(text("SELECT text FROM unanswered"))).one()
    assert isinstance(raw, bytes)
    assert b"canary" not in raw
    columns = {column.key for column in inspect(UnansweredRow).columns}
    assert columns == {"id", "day", "language", "text", "nearest"}


async def test_the_newest_come_first_and_a_year_later_they_are_gone(session: AsyncSession) -> None:
    for message in ("un un", "deux", "trois"):
        unanswered.keep(session, message, Language.FRENCH, [], TODAY)
        await session.flush()
    assert [row.text for row in await unanswered.newest(session, 2)] == ["trois", "deux"]
    await unanswered.purge(session, TODAY + timedelta(days=365))
    assert len(await unanswered.newest(session, 10)) == 3
    await unanswered.purge(session, TODAY + timedelta(days=366))
    assert await unanswered.newest(session, 10) == []
