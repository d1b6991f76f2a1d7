"""A message as the assistant means it, before any channel renders it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from bot.base.errors import BotError

_TAG = re.compile(r"</?[a-z][^>]*>")
_MARK = "~"
MOST_REF_BYTES = 64  # Telegram's limit for what a button carries
MOST_OF_A_PART = 3500  # UTF-16 units of a long text; Telegram takes 4096, and a heading may stand above


class RefError(BotError):
    """A button's or Rasa's reference that names nothing: an old button, or a forged one."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A symbolic answer: its name and its arguments, the same from a command, a button or Rasa."""

    name: str
    args: tuple[str, ...] = ()
    mark: str = ""  # of a confirming button: when it was shown, see `bot.programme.confirmation_marks`

    def encode(self) -> str:
        """`name:arg:arg`, as a button carries it; `~mark` behind it."""
        encoded = ":".join((self.name, *self.args)) + (f"{_MARK}{self.mark}" if self.mark else "")
        if len(encoded.encode()) > MOST_REF_BYTES or any(":" in arg or _MARK in arg for arg in self.args):
            raise RefError(f"a reference that no button can carry: {self.name}")
        return encoded

    @classmethod
    def decode(cls, encoded: str) -> "Ref":
        """The reference that a button carried."""
        called, _, mark = encoded.partition(_MARK)
        name, *args = called.split(":")
        return cls(name, tuple(args), mark)


def ref(name: str, *args: object) -> Ref:
    """A reference; arguments become text."""
    return Ref(name, tuple(str(arg) for arg in args))


@dataclass(frozen=True, slots=True)
class Button:
    """What a tap does: perform an answer, or open an official page."""

    label: str
    ref: Ref | None = None
    url: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file to keep."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture (PNG); the message's text says in words what it shows."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture (JPEG) or a document that the database keeps, read from there when it is sent."""

    id: str
    name: str
    picture: bool


@dataclass(frozen=True, slots=True)
class Venue:
    """A place on the map, with its name and address."""

    latitude: float
    longitude: float
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Message:
    """One bubble. `text` is HTML with the few tags that Telegram knows; values are escaped by `esc`."""

    text: str
    rows: Rows = ()
    document: Document | None = None
    photo: Photo | None = None
    kept: Kept | None = None
    venue: Venue | None = None  # sent without a text of its own
    replaces: bool = False  # takes the place of the bubble whose button was pressed


def esc(value: object) -> str:
    """A value inside a message's HTML."""
    return escape(str(value), quote=False)


def bold(value: object) -> str:
    """A title."""
    return f"<b>{esc(value)}</b>"


def small(value: object) -> str:
    """What is said beside the point: a source, a caution."""
    return f"<i>{esc(value)}</i>"


def visible(text: str) -> str:
    """What a person sees of a message's HTML, which is what is counted."""
    return unescape(_TAG.sub("", text))


def in_parts(text: str, most: int = MOST_OF_A_PART) -> list[str]:
    """A long text in parts that a message can hold each; a part ends with a paragraph, a line or a word."""
    parts = []
    while len(text.encode("utf-16-le")) // 2 > most:
        head = text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
        ends = (head.rfind(mark) for mark in ("\n\n", "\n", " "))
        end = next((each for each in ends if each > len(head) // 2), len(head))
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*parts, text]


def one_per_row(buttons: Sequence[Button]) -> Rows:
    """Long labels stay readable on a phone."""
    return tuple((button,) for button in buttons)


def two_per_row(buttons: Sequence[Button]) -> Rows:
    """Short labels share a row."""
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _is_plain(message: Message) -> bool:
    return not (message.document or message.photo or message.venue or message.replaces)


def merged(messages: Sequence[Message]) -> list[Message]:
    """Join a message without buttons to the one that follows: one bubble reads better than two."""
    joined: list[Message] = []
    for message in messages:
        last = joined[-1] if joined else None
        if last and _is_plain(last) and not last.rows and _is_plain(message):
            joined[-1] = Message(f"{last.text}\n\n{message.text}", message.rows)
        else:
            joined.append(message)
    return joined
