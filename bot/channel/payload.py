"""A message as JSON, between the transaction that writes it and the worker that sends it."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from itertools import chain

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.replies.message import Document, Kept, Message, Photo, Venue

MOST_TEXT = 4096  # UTF-16 units, as Telegram counts


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
    *first, last = _parts(message.text)
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
    kept = data.pop("kept", None)  # of a message that an earlier version wrote there is none
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


def _parts(text: str) -> list[str]:
    """The text in pieces that Telegram accepts, cut between lines, which our tags never span.

    A line that is too long, which only somebody else can have written, is cut between words, and never within `&amp;`.
    """
    parts = [""]
    for line in chain.from_iterable(map(_pieces, text.split("\n"))):
        joined = f"{parts[-1]}\n{line}" if parts[-1] else line
        if len(joined.encode("utf-16-le")) // 2 > MOST_TEXT:
            parts.append(line)
        else:
            parts[-1] = joined
    return parts


def _pieces(line: str) -> list[str]:
    """A line, in pieces if Telegram would not accept it whole."""
    pieces = []
    while (cut := _fitting(line)) < len(line):
        begun = line.rfind("&", max(0, cut - len("&quot;")), cut)
        if begun > 0 and ";" not in line[begun:cut]:
            cut = begun
        cut = max(line.rfind(" ", cut // 2, cut), 0) or cut
        pieces.append(line[:cut])
        line = line[cut:].lstrip(" ")
    return [*pieces, line]


def _fitting(line: str) -> int:
    """How many characters of a line Telegram accepts: those beyond U+FFFF count twice."""
    units = 0
    for at, character in enumerate(line):
        units += 1 + (ord(character) > 0xFFFF)
        if units > MOST_TEXT:
            return at
    return len(line)
