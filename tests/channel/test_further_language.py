"""A phone in Spanish, where BOT_LANGUAGES offers it and where it does not."""

from dataclasses import replace

from sqlalchemy import select

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db.models import AnswerRow, UnansweredRow
from tests.channel.conftest import World

SETTING = ("fr", "en", "es")
SPANISH = texts(Language.FRENCH, "es", SETTING)
GREETED = "In which language shall we speak?"


async def test_it_is_welcomed_in_spanish_and_offered_three_languages(world: World) -> None:
    world.library = replace(world.library, languages=SETTING)
    async with world.channel():
        lucia = await world.candidate("es")
        said = await lucia.say("/start")
        assert SPANISH.gettext("Welcome!") in said[0].text
        assert SPANISH.gettext("I speak your language in part: the rest is in French.") in said[-1].text
        [asked] = await lucia.press("language_menu")
        assert asked.text == SPANISH.gettext(GREETED)
        assert [button.text for row in asked.rows for button in row] == ["Français", "English", "Español"]


async def test_by_default_nothing_changes(world: World) -> None:
    async with world.channel():
        lucia = await world.candidate("es")
        said = await lucia.say("/start")
    assert texts(Language.FRENCH).gettext("Welcome!") in said[0].text
    assert "🌐 English" in [button.text for row in said[-1].rows for button in row]


async def test_what_is_written_in_spanish_is_read_and_kept(world: World) -> None:
    world.library = replace(world.library, languages=SETTING)
    async with world.channel():
        lucia = await world.candidate("es")
        for press in ("/profile", "consent:given:2", "skip"):
            await (lucia.say(press) if press.startswith("/") else lucia.press(press))
        await lucia.say("ocho años")
        async with world.database.reading() as session:
            kept = {row.field: row.value for row in await session.scalars(select(AnswerRow))}
    assert kept == {"occupation": None, "experience_years": 8.0}


async def test_the_model_reads_words_that_it_knows_and_what_is_kept_are_those_that_were_written(world: World) -> None:
    world.library = replace(world.library, languages=SETTING)
    written, glossed = "tengo un loro verde", "I have one loro verde"
    world.rasa.parses[glossed] = {"intent": {"name": "nlu_fallback"}}
    async with world.channel():
        lucia = await world.candidate("es")
        for press in ("/profile", "consent:given:2", "cancel"):
            await (lucia.say(press) if press.startswith("/") else lucia.press(press))
        await lucia.say(written)
        async with world.database.reading() as session:
            assert [row.text for row in await session.scalars(select(UnansweredRow))] == [written]
