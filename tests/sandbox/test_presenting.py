"""Commands, descriptions and the menu button, per language."""

import pytest
from telegram import Bot, BotCommandScopeAllPrivateChats, BotCommandScopeChat, MenuButtonCommands
from telegram.error import BadRequest

from sandbox.client import Candidate, SandboxClient


async def test_commands_per_language_and_scope(bot: Bot, amina: Candidate, sandbox: SandboxClient) -> None:
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("help", "Aide")], language_code="fr")
    assert [command.description for command in await bot.get_my_commands(language_code="fr")] == ["Aide"]
    assert await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats()) == ()

    async def shown(candidate: Candidate) -> list[str]:
        return [command["description"] for command in (await candidate.conversation())["bot"]["commands"]]

    mei = await sandbox.candidate("Mei")
    assert (await shown(amina), await shown(mei)) == (["Aide"], ["Help"])
    await bot.set_my_commands([("stop", "Arrêter")], scope=BotCommandScopeChat(amina.id))
    assert await shown(amina) == ["Arrêter"]
    await bot.delete_my_commands(scope=BotCommandScopeChat(amina.id))
    assert await shown(amina) == ["Aide"]


@pytest.mark.parametrize(
    ("command", "language", "refusal"),
    [
        (("Help", "x"), None, "BOT_COMMAND_INVALID"),
        (("help", " "), None, "BOT_COMMAND_DESCRIPTION_INVALID"),
        (("help", "x"), "fr-CA", "invalid language code"),
    ],
)
async def test_refused_commands(bot: Bot, command: tuple[str, str], language: str | None, refusal: str) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){refusal}"):
        await bot.set_my_commands([command], language_code=language)


async def test_descriptions_name_and_menu(bot: Bot, amina: Candidate, sandbox: SandboxClient) -> None:
    await bot.set_my_description("A guide")
    await bot.set_my_description("Un guide", language_code="fr")
    await bot.set_my_short_description("Guide")
    await bot.set_my_name("Soleil", language_code="fr")
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    shown = (await amina.conversation())["bot"]
    assert (shown["description"], shown["short_description"], shown["name"]) == (
        "Un guide",
        "Guide",
        "Soleil",
    )
    assert shown["menu"] == {"type": "commands"}
    carlos = (await (await sandbox.candidate("Carlos")).conversation())["bot"]
    assert (carlos["description"], carlos["name"]) == ("A guide", "Sol")
    assert (await bot.get_my_description("fr")).description == "Un guide"
    assert (await bot.get_my_short_description()).short_description == "Guide"
    assert (await bot.get_my_name("fr")).name == "Soleil"
    assert await bot.get_chat_menu_button() == MenuButtonCommands()
