"""How the bot presents itself: commands, name, descriptions and menu button."""

import re
from typing import Any

from sandbox.profile import Scope
from sandbox.state import Sandbox
from sandbox.wire import Json, Params, bad_request

_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"})
_MOST_COMMANDS = 100


async def set_my_commands(sandbox: Sandbox, params: Params) -> bool:
    """The list behind the menu button, per scope and language."""
    commands = [_command(item) for item in params.data("commands") or []]
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    sandbox.profile.commands[_scope(params), _language(params)] = commands
    return _changed(sandbox)


async def get_my_commands(sandbox: Sandbox, params: Params) -> list[Json]:
    """The list of exactly this scope and language."""
    return sandbox.profile.commands.get((_scope(params), _language(params)), [])


async def delete_my_commands(sandbox: Sandbox, params: Params) -> bool:
    """Back to the wider list."""
    sandbox.profile.commands.pop((_scope(params), _language(params)), None)
    return _changed(sandbox)


async def set_my_name(sandbox: Sandbox, params: Params) -> bool:
    """The name above the chat; the one for every language cannot be emptied."""
    if params.text("name") or _language(params):
        _set_text(sandbox.profile.names, params, "name", 64)
    return _changed(sandbox)


async def get_my_name(sandbox: Sandbox, params: Params) -> Json:
    """The name in a language."""
    return {"name": sandbox.profile.names.get(_language(params)) or sandbox.profile.names[""]}


async def set_my_description(sandbox: Sandbox, params: Params) -> bool:
    """What an empty chat shows."""
    _set_text(sandbox.profile.descriptions, params, "description", 512)
    return _changed(sandbox)


async def get_my_description(sandbox: Sandbox, params: Params) -> Json:
    """The same, read back."""
    return {"description": _text_in(sandbox.profile.descriptions, params)}


async def set_my_short_description(sandbox: Sandbox, params: Params) -> bool:
    """What the bot's card shows."""
    _set_text(sandbox.profile.short_descriptions, params, "short_description", 120)
    return _changed(sandbox)


async def get_my_short_description(sandbox: Sandbox, params: Params) -> Json:
    """The same, read back."""
    return {"short_description": _text_in(sandbox.profile.short_descriptions, params)}


async def set_chat_menu_button(sandbox: Sandbox, params: Params) -> bool:
    """What the button beside the input does, in one chat or in all."""
    menu = params.data("menu_button") or {"type": "default"}
    if menu.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    sandbox.profile.menus[params.integer("chat_id") or None] = menu
    return _changed(sandbox)


async def get_chat_menu_button(sandbox: Sandbox, params: Params) -> Json:
    """The same, read back."""
    return sandbox.profile.menus.get(params.integer("chat_id") or None, {"type": "default"})


def _changed(sandbox: Sandbox) -> bool:
    sandbox.feed.add(None, "profile", "bot")
    return True


def _command(item: Any) -> Json:
    name, description = str(item.get("command", "")).removeprefix("/"), str(item.get("description", ""))
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description.strip()) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(params: Params) -> Scope:
    scope = params.data("scope") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return scope["type"], int(scope["chat_id"]) if scope["type"] == "chat" else None


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _text_in(texts: dict[str, str], params: Params) -> str:
    return texts.get(_language(params)) or texts.get("", "")


def _set_text(texts: dict[str, str], params: Params, name: str, longest: int) -> None:
    text = params.text(name)
    if len(text) > longest:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    texts[_language(params)] = text


METHODS = (
    set_my_commands,
    get_my_commands,
    delete_my_commands,
    set_my_name,
    get_my_name,
    set_my_description,
    get_my_description,
    set_my_short_description,
    get_my_short_description,
    set_chat_menu_button,
    get_chat_menu_button,
)
