"""A traveller's code that an officer types instead of scanning it."""

import pytest

from bot.programme import staff
from bot.programme.ids import code_in, new_code
from sandbox.client import Candidate
from tests.channel.conftest import World
from tests.conftest import ANA, NOW


async def officer(world: World) -> Candidate:
    found = await world.candidate("en")
    async with world.database.transaction() as session:
        word = await staff.add(session, "officer@example.org", NOW, actor=ANA)
        await session.flush()
        assert await staff.accept(session, word, found.id, NOW) is not None
    return found


async def test_an_officer_types_a_code_and_anybody_else_writes_words(world: World) -> None:
    async with world.channel():
        someone, checks = await world.candidate("en"), await officer(world)
        assert "No confirmed seat goes with this code" in (await checks.say(" K7MPQ2X9 "))[-1].text
        assert world.rasa.heard == []
        await someone.say("k7mpq2x9")
        await checks.say("bonjour2 vous")
        assert world.rasa.heard[-1] == "bonjour2 vous"
        assert "k7mpq2x9" in world.rasa.heard


@pytest.mark.parametrize(
    "text", ["registre", "k7mpq2x", "k7mpq2x9abc", "trip 2027", "à 8 heures 45", "k7mpq2x!", "été2026aa", ""]
)
def test_words_are_no_codes(text: str) -> None:
    assert code_in(text) is None


@pytest.mark.parametrize("text", ["H3NR W8T4", "h3nr-w8t4.", "Code : h3nrw8t4", "le code h3nr w8t4 !", "« H3NRW8T4 »"])
def test_a_code_is_known_as_people_write_it(text: str) -> None:
    assert code_in(text) == "h3nrw8t4"


def test_every_code_is_known_as_one() -> None:
    made = {new_code() for _ in range(500)}
    assert len(made) == 500
    assert all(code_in(code.upper()) == code for code in made)
    assert code_in("0a1b2c3d4e") == "0a1b2c3d4e", "those from before there was a waiting list"
