"""Reading what a message of the bot contains."""

from sandbox.files import StoredFile
from sandbox.formatting import checked_text, formatted, utf16_length
from sandbox.markup import check_markup
from sandbox.people import Person
from sandbox.state import Sandbox
from sandbox.wire import Json, Params, bad_request

LONGEST_CAPTION = 1024


def reachable(sandbox: Sandbox, params: Params) -> Person:
    """The candidate whom `chat_id` means."""
    number = params.text("chat_id")
    if not number:
        raise bad_request("chat_id is empty")
    if not number.lstrip("-").isdigit():
        raise bad_request("chat not found")
    return sandbox.reachable(int(number))


def read_text(params: Params) -> Json:
    """Text and entities of a message."""
    return checked_text(params.text("text"), params.text("parse_mode"), params.data("entities"))


def read_caption(params: Params) -> Json:
    """Text under a photo or a document, if there is any."""
    text, entities = formatted(params.text("caption"), params.text("parse_mode"), params.data("caption_entities"))
    if utf16_length(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return ({"caption": text} if text else {}) | ({"caption_entities": entities} if entities else {})


def read_file(sandbox: Sandbox, params: Params, name: str) -> StoredFile:
    """A file that comes with the call, or one that was sent before."""
    upload = params.upload(name)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return sandbox.files.add(f"{name}s", upload)
    if not params.text(name):
        raise bad_request(f"there is no {name} in the request")
    return sandbox.files.get(params.text(name))


def send(sandbox: Sandbox, params: Params, content: Json) -> Json:
    """Put a message of the bot into the chat; check everything before anything changes."""
    person = reachable(sandbox, params)
    markup = check_markup(params.data("reply_markup"))
    quoted = _quoted(person, params)
    message: Json = {
        "message_id": sandbox.next_id(),
        "from": sandbox.bot(),
        "chat": person.chat(),
        "date": sandbox.now(),
    }
    message |= content | ({"reply_to_message": quoted} if quoted else {})
    if markup and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    person.messages[message["message_id"]] = message
    sandbox.feed.add(person.id, "message", "bot", message=message)
    if markup and "inline_keyboard" not in markup:
        _change_keyboard(sandbox, person, markup)
    return message


def _change_keyboard(sandbox: Sandbox, person: Person, markup: Json) -> None:
    person.keyboard = markup if "keyboard" in markup else None
    sandbox.feed.add(person.id, "keyboard", "bot", keyboard=person.keyboard)


def _quoted(person: Person, params: Params) -> Json | None:
    reply = params.data("reply_parameters") or {}
    number = reply.get("message_id") or params.integer("reply_to_message_id")
    if not number:
        return None
    quoted = person.messages.get(int(number))
    if quoted is None:
        if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return {key: value for key, value in quoted.items() if key not in {"reply_to_message", "reply_markup"}}
