"""A message as JSON, between the transaction that writes it and the worker that sends it."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channel.long_texts import pieces
from bot.replies.message import Document, Kept, Message, Photo, Venue


@dataclass(frozen=True, slots=True)
class Payload:
    """What is sent: the text, the buttons, a file or a place, and the bubble that it replaces or replies to."""

    text: str
    rows: list[list[dict[str, str]]]
    document: Document | None = None
    photo: Photo | None = None
    kept: Kept | None = None
    venue: Venue | None = None
    edits: int | None = None
    answers: int | None = None

    @property
    def markup(self) -> InlineKeyboardMarkup | None:
        """The buttons, for Telegram."""
        if not self.rows:
            return None
        return InlineKeyboardMarkup(
            [
                [
                    InlineKeyboardButton(each["text"], url=each.get("url"), callback_data=each.get("data"))
                    for each in row
                ]
                for row in self.rows
            ]
        )


def dump(message: Message, *, pressed: int | None, answers: int | None) -> list[str]:
    """A message as one payload or more: a text over Telegram's limit is cut between lines."""
    *first, last = pieces(message.text)
    edits = pressed if message.replaces else None
    rows = [
        [_button(button.label, button.ref.encode() if button.ref else None, button.url) for button in row]
        for row in message.rows
    ]
    payloads = [Payload(text, [], answers=answers) for text in first]
    payloads.append(
        Payload(
            last, rows, message.document, message.photo, message.kept, message.venue, edits=edits,
            answers=None if first else answers,
        )
    )  # fmt: skip
    return [_to_json(payload) for payload in payloads]


def load(raw: str) -> Payload:
    """A payload as it was stored."""
    data = json.loads(raw)
    document, photo, venue = (data.pop(name) for name in ("document", "photo", "venue"))
    kept = data.pop("kept", None)  # absent from what an earlier version wrote
    return Payload(
        **data,
        document=Document(**document) if document else None,
        photo=Photo(photo["name"], b64decode(photo["content"])) if photo else None,
        kept=Kept(**kept) if kept else None,
        venue=Venue(**venue) if venue else None,
    )


def _button(label: str, data: str | None, url: str | None) -> dict[str, str]:
    return {"text": label, "data": data} if data else {"text": label, "url": url or ""}


def _to_json(payload: Payload) -> str:
    document, photo = payload.document, payload.photo
    return json.dumps(
        {
            "text": payload.text,
            "rows": payload.rows,
            "document": {"name": document.name, "content": document.content} if document else None,
            "photo": {"name": photo.name, "content": b64encode(photo.content).decode()} if photo else None,
            "kept": asdict(payload.kept) if payload.kept else None,
            "venue": asdict(payload.venue) if payload.venue else None,
            "edits": payload.edits,
            "answers": payload.answers,
        },
        ensure_ascii=False,
    )
