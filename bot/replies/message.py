"""A message as the assistant means it, independent of how a channel renders it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from bot.base.errors import BotError

_TAG = re.compile(r"</?[a-z][^>]*>")
_MARK = "~"
MOST_REF_BYTES = 64  # bytes: Telegram's limit for the data of a button


class RefError(BotError):
    """A reference from a button or from Rasa that is not valid: an old button, or a forged one."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A symbolic answer: its name and arguments, the same from a command, a button or Rasa."""

    name: str
    args: tuple[str, ...] = ()
    mark: str = ""  # for a confirming button, the state in which it was shown: see `bot.programme.confirmation_marks`

    @property
    def spelled(self) -> str:
        """`name:arg:arg`, with `~mark` added if there is one; however long it is."""
        return ":".join((self.name, *self.args)) + (f"{_MARK}{self.mark}" if self.mark else "")

    @property
    def fits(self) -> bool:
        """Whether a button can carry it."""
        return len(self.spelled.encode()) <= MOST_REF_BYTES and not any(":" in arg or _MARK in arg for arg in self.args)

    def encode(self) -> str:
        """Its spelling, as a button carries it. Raises `RefError` where none can: what is only told needs no button."""
        if not self.fits:
            raise RefError(f"a reference that no button can carry: {self.name}")
        return self.spelled

    @classmethod
    def decode(cls, encoded: str) -> "Ref":
        """The reference that a button carried."""
        called, _, mark = encoded.partition(_MARK)
        name, *args = called.split(":")
        return cls(name, tuple(args), mark)


def ref(name: str, *args: object) -> Ref:
    """Make a reference; arguments become text."""
    return Ref(name, tuple(str(arg) for arg in args))


@dataclass(frozen=True, slots=True)
class Button:
    """A button: a tap performs an answer, or opens an official page."""

    label: str
    ref: Ref | None = None
    url: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file to download."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture (PNG); the message's text says what it shows."""

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
    """A bubble. `text` is HTML with the few tags that Telegram knows; values must be escaped by `esc`."""

    text: str
    rows: Rows = ()
    document: Document | None = None
    photo: Photo | None = None
    kept: Kept | None = None
    venue: Venue | None = None  # sent without text
    replaces: bool = False  # replaces the bubble whose button was pressed


def esc(value: object) -> str:
    """Escape a value for a message's HTML."""
    return escape(str(value), quote=False)


def bold(value: object) -> str:
    """A title."""
    return f"<b>{esc(value)}</b>"


def small(value: object) -> str:
    """Secondary text: a source, a caution."""
    return f"<i>{esc(value)}</i>"


def visible(text: str) -> str:
    """The text that a person sees of a message's HTML, which limits refer to."""
    return unescape(_TAG.sub("", text))


def one_per_row(buttons: Sequence[Button]) -> Rows:
    """One button a row: long labels stay readable on a phone."""
    return tuple((button,) for button in buttons)


def two_per_row(buttons: Sequence[Button]) -> Rows:
    """Two buttons a row, for short labels."""
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _is_plain(message: Message) -> bool:
    return not (message.document or message.photo or message.venue or message.replaces)


def merged(messages: Sequence[Message]) -> list[Message]:
    """Join messages without buttons to the next one, since one bubble reads better than two."""
    joined: list[Message] = []
    for message in messages:
        last = joined[-1] if joined else None
        if last and _is_plain(last) and not last.rows and _is_plain(message):
            joined[-1] = Message(f"{last.text}\n\n{message.text}", message.rows)
        else:
            joined.append(message)
    return joined
