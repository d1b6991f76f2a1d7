"""Keyboards, checked the way Telegram checks them."""

import re
from typing import Any

from sandbox.wire import Json, bad_request

_MOST_BUTTONS = 100
_MOST_DATA = 64  # bytes
_ACTIONS = ("callback_data", "url", "copy_text", "web_app", "switch_inline_query", "login_url")


def check_markup(markup: Any) -> Json | None:
    """The markup as Telegram keeps it; an empty inline keyboard becomes None."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        rows = [[_key(button) for button in row] for row in _rows(markup["keyboard"])]
        return markup | {"keyboard": rows}
    return markup or None


def _inline(keyboard: Any) -> Json | None:
    rows = [[_button(button) for button in row] for row in _rows(keyboard) if row]
    if sum(map(len, rows)) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _rows(keyboard: Any) -> list[list[Any]]:
    if not isinstance(keyboard, list) or not all(isinstance(row, list) for row in keyboard):
        raise bad_request('field "keyboard" of the reply markup must be an array of arrays')
    return keyboard


def _key(button: Any) -> Json:
    key: Json = {"text": button} if isinstance(button, str) else dict(button)
    if not str(key.get("text", "")).strip():
        raise bad_request("keyboard button text must be non-empty")
    return key


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    if not str(button.get("text", "")).strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if not any(action in button for action in _ACTIONS):
        raise bad_request("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= _MOST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not re.match(r"(https?|tg)://\S+$", str(button["url"])):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button
