"""What a candidate does in the chat, and the update that the bot gets for it."""

import base64
import binascii
from typing import Any

from sandbox.files import photo_sizes
from sandbox.formatting import checked_text
from sandbox.people import Person
from sandbox.state import Sandbox
from sandbox.wire import ApiError, Json, Upload, bad_request

_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwAEBQHAq0lR1gAAAABJRU5ErkJggg=="
)


def send(sandbox: Sandbox, person: Person, wanted: Json) -> Json:
    """Any kind of message: `{"kind": "text", "text": …}`, `{"kind": "sticker", "emoji": …}` and so on."""
    kind = str(wanted.get("kind", "text"))
    if kind not in _CONTENT:
        raise bad_request(f"a candidate sends no {kind}")
    if person.blocked:
        raise ApiError(409, "Conflict: the candidate blocked the bot; unblock it first")
    content = _CONTENT[kind](sandbox, person, wanted)
    quoted = person.messages.get(int(wanted.get("reply_to") or 0))
    message: Json = {
        "message_id": sandbox.next_id(),
        "from": person.user(),
        "chat": person.chat(),
        "date": sandbox.now(),
    }
    if quoted:
        message["reply_to_message"] = {k: v for k, v in quoted.items() if k != "reply_to_message"}
    message |= content
    person.started = True
    person.messages[message["message_id"]] = message
    if person.keyboard and person.keyboard.get("one_time_keyboard"):
        person.keyboard = None
        sandbox.feed.add(person.id, "keyboard", "candidate", keyboard=None)
    sandbox.feed.add(person.id, "message", "candidate", message=message)
    update_id = sandbox.updates.add("message", message)
    return {"message": message, "update_id": update_id}


def edit(sandbox: Sandbox, person: Person, number: int, text: str) -> Json:
    """Other words in a text of one's own."""
    message = person.messages.get(number)
    if message is None or message["from"]["is_bot"] or "text" not in message:
        raise bad_request("message can't be edited")
    kept = {key: value for key, value in message.items() if key not in {"text", "entities"}}
    edited = kept | _text(sandbox, person, {"text": text}) | {"edit_date": sandbox.now()}
    person.messages[number] = edited
    sandbox.feed.add(person.id, "edit", "candidate", message=edited)
    return {"message": edited, "update_id": sandbox.updates.add("edited_message", edited)}


def press(sandbox: Sandbox, person: Person, number: int, data: str, *, forged: bool = False) -> Json:
    """Press an inline button. A `forged` press needs no such button: a stale screen, or a hostile client."""
    message = person.messages.get(number)
    if message is None:
        raise bad_request("there is no such message")
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if not forged and data not in {button.get("callback_data") for row in rows for button in row}:
        raise bad_request("the message has no such button")
    query: Json = {
        "id": str(sandbox.next_id()),
        "from": person.user(),
        "message": message,
        "chat_instance": str(person.id),
        "data": data,
    }
    pressed: Json = {"id": query["id"], "message_id": number, "data": data, "answered": False}
    person.presses[query["id"]] = pressed
    sandbox.feed.add(person.id, "press", "candidate", press=dict(pressed))
    return {"press": dict(pressed), "update_id": sandbox.updates.add("callback_query", query)}


def set_blocked(sandbox: Sandbox, person: Person, blocked: bool) -> Json:
    """Block or unblock the bot."""
    if person.blocked == blocked:
        return {"update_id": None}
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    person.blocked = blocked
    sandbox.feed.add(person.id, "membership", "candidate", blocked=blocked)
    change: Json = {
        "chat": person.chat(),
        "from": person.user(),
        "date": sandbox.now(),
        "old_chat_member": _membership(sandbox, old),
        "new_chat_member": _membership(sandbox, new),
    }
    return {"update_id": sandbox.updates.add("my_chat_member", change)}


def _membership(sandbox: Sandbox, status: str) -> Json:
    until: Json = {"until_date": 0} if status == "kicked" else {}
    return {"user": sandbox.bot(), "status": status} | until


def _text(sandbox: Sandbox, person: Person, wanted: Json) -> Json:
    return checked_text(str(wanted.get("text", "")), "", None)


def _sticker(sandbox: Sandbox, person: Person, wanted: Json) -> Json:
    stored = sandbox.files.add("stickers", Upload("sticker.webp", "image/webp", b"RIFF"))
    sticker = stored.reference() | {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    }
    return {"sticker": sticker | {"emoji": str(wanted.get("emoji") or "👍")}}


def _voice(sandbox: Sandbox, person: Person, wanted: Json) -> Json:
    stored = sandbox.files.add("voice", Upload("voice.oga", "audio/ogg", b"OggS"))
    return {"voice": stored.reference() | {"duration": int(wanted.get("duration") or 3), "mime_type": "audio/ogg"}}


def _photo(sandbox: Sandbox, person: Person, wanted: Json) -> Json:
    upload = _upload(wanted, "photo.png", "image/png", _PIXEL)
    return {"photo": photo_sizes(sandbox.files.add("photos", upload))} | _caption(wanted)


def _document(sandbox: Sandbox, person: Person, wanted: Json) -> Json:
    upload = _upload(wanted, "document.txt", "text/plain", b"An empty page.\n")
    stored = sandbox.files.add("documents", upload)
    document = stored.reference() | {"file_name": upload.name, "mime_type": upload.mime_type}
    return {"document": document} | _caption(wanted)


def _location(sandbox: Sandbox, person: Person, wanted: Json) -> Json:
    latitude, longitude = wanted.get("latitude"), wanted.get("longitude")
    return {"location": {"latitude": float(latitude or 46.8139), "longitude": float(longitude or -71.2080)}}


def _contact(sandbox: Sandbox, person: Person, wanted: Json) -> Json:
    number = str(wanted.get("phone_number") or "+14185550123")
    return {"contact": {"phone_number": number, "first_name": person.first_name, "user_id": person.id}}


def _caption(wanted: Json) -> Json:
    return {"caption": str(wanted["caption"])} if wanted.get("caption") else {}


def _upload(wanted: Json, name: str, mime_type: str, sample: bytes) -> Upload:
    """The file in base64, or a sample."""
    if not wanted.get("content"):
        return Upload(str(wanted.get("name") or name), mime_type, sample)
    try:
        content = base64.b64decode(wanted["content"], validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise bad_request("the content is not base64") from None
    return Upload(str(wanted.get("name") or name), str(wanted.get("mime_type") or mime_type), content)


_CONTENT: dict[str, Any] = {
    "text": _text,
    "sticker": _sticker,
    "voice": _voice,
    "photo": _photo,
    "document": _document,
    "location": _location,
    "contact": _contact,
}
