"""What was asked and not held is compared where the encoder is, once there is something new."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from bot.base.terms import Language
from bot.channel.asked_the_same import AskedTheSame
from bot.db import Database
from bot.db.models import UnansweredRow
from bot.programme import candidates, unanswered
from bot.programme.candidates import Consent
from tests.conftest import NOW


async def asks(database: Database, *texts: str) -> None:
    async with database.transaction() as session:
        writer = await candidates.meet(session, 55, Language.FRENCH, NOW)
        candidates.decide_consent(session, writer, Consent.GIVEN, NOW)
        for text in texts:
            unanswered.keep(session, writer, text, (), NOW.date())


async def stored(database: Database) -> list[tuple[str, int | None]]:
    async with database.reading() as session:
        rows = await session.scalars(select(UnansweredRow).order_by(UnansweredRow.id))
        return [(row.text, row.asks_as) for row in rows]


async def test_it_is_compared_once_and_again_with_what_is_new(database: Database) -> None:
    seen: list[list[str]] = []

    def by_first_word(texts: Sequence[str]) -> list[list[int]]:
        seen.append(list(texts))
        first = [text.split()[0] for text in texts]
        return [[at for at, word in enumerate(first) if word == each] for each in dict.fromkeys(first)]

    compared = AskedTheSame(database, by_first_word)
    await compared.look()
    assert seen == [], "without messages, nothing is built"
    await asks(database, "vélo usagé", "curling ici", "vélo neuf")
    await compared.look()
    await compared.look()
    assert len(seen) == 1
    bike, curling, other = await stored(database)
    assert bike[1] == other[1] != curling[1]
    await asks(database, "curling là")
    assert (await stored(database))[-1][1] is None
    await compared.look()
    assert seen[-1] == ["vélo usagé", "curling ici", "vélo neuf", "curling là"]
    assert (await stored(database))[-1][1] == curling[1]


async def test_who_was_erased_meanwhile_stays_erased(database: Database) -> None:
    await asks(database, "vélo usagé", "vélo neuf")

    async def erased() -> None:
        async with database.transaction() as session:
            await session.execute(delete(UnansweredRow))

    async with database.reading() as session:
        numbers = list(await unanswered.to_compare(session, 9))
    await erased()
    async with database.transaction() as session:
        await unanswered.keep_groups(session, [numbers])
    assert await stored(database) == []
