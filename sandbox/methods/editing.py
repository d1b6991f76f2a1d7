"""Changing what was sent, and answering the press of a button."""

from typing import Any

from sandbox.markup import check_markup
from sandbox.methods.content import reachable, read_caption, read_text
from sandbox.people import Person
from sandbox.state import Sandbox
from sandbox.wire import Json, Params, bad_request

_LONGEST_ANSWER = 200
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


async def edit_message_text(sandbox: Sandbox, params: Params) -> Json:
    """New words in the same bubble."""
    person, message = _own_message(sandbox, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit(sandbox, person, message, read_text(params) | _inline(params), ("text", "entities"))


async def edit_message_caption(sandbox: Sandbox, params: Params) -> Json:
    """New words under the same picture or document."""
    person, message = _own_message(sandbox, params)
    if not message.keys() & {"photo", "document"}:
        raise bad_request("there is no caption in the message to edit")
    return _edit(sandbox, person, message, read_caption(params) | _inline(params), ("caption", "caption_entities"))


async def edit_message_reply_markup(sandbox: Sandbox, params: Params) -> Json:
    """Other buttons, or none; the bubble is not marked as edited."""
    person, message = _own_message(sandbox, params)
    return _edit(sandbox, person, message, _inline(params), (), marked=False)


async def delete_message(sandbox: Sandbox, params: Params) -> bool:
    """Remove a message of either side."""
    person = reachable(sandbox, params)
    number = params.integer("message_id")
    if person.messages.pop(number, None) is None:
        raise bad_request("message to delete not found")
    sandbox.feed.add(person.id, "delete", "bot", message_id=number)
    return True


async def answer_callback_query(sandbox: Sandbox, params: Params) -> bool:
    """End the wait that a pressed button shows, with a short notice or without."""
    number = params.text("callback_query_id")
    person = next((person for person in sandbox.people.values() if number in person.presses), None)
    if person is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(params.text("text")) > _LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"answered": True, "text": params.text("text"), "show_alert": params.flag("show_alert")}
    person.presses[number] |= answer
    sandbox.feed.add(person.id, "answer", "bot", press=dict(person.presses[number]))
    return True


def _own_message(sandbox: Sandbox, params: Params) -> tuple[Person, Json]:
    person = reachable(sandbox, params)
    message = person.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message["from"]["is_bot"]:
        raise bad_request("message can't be edited")
    return person, message


def _inline(params: Params) -> Json:
    markup: Any = check_markup(params.data("reply_markup"))
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return {"reply_markup": markup} if markup else {}


def _edit(
    sandbox: Sandbox, person: Person, message: Json, new: Json, parts: tuple[str, ...], *, marked: bool = True
) -> Json:
    replaced = (*parts, "reply_markup")
    if {part: message[part] for part in replaced if part in message} == new:
        raise bad_request(_NOT_MODIFIED)
    edited = {key: value for key, value in message.items() if key not in replaced} | new
    if marked:
        edited["edit_date"] = sandbox.now()
    person.messages[message["message_id"]] = edited
    sandbox.feed.add(person.id, "edit", "bot", message=edited)
    return edited


METHODS = (
    edit_message_text,
    edit_message_caption,
    edit_message_reply_markup,
    delete_message,
    answer_callback_query,
)
