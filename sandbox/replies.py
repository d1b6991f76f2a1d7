"""Messages as a test reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.wire import Json


@dataclass(frozen=True)
class Button:
    """An inline button."""

    text: str
    data: str | None
    url: str | None


@dataclass(frozen=True)
class Reply:
    """One bubble, as it was when read."""

    raw: Json

    @property
    def id(self) -> int:
        """The number of the message."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """The text, or what stands under a picture or a file."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return bool(self.raw["from"]["is_bot"])

    @property
    def edited(self) -> bool:
        """Whether it was changed since it was sent."""
        return "edit_date" in self.raw

    @property
    def rows(self) -> list[list[Button]]:
        """The inline keyboard."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [[Button(b["text"], b.get("callback_data"), b.get("url")) for b in row] for row in rows]

    @property
    def buttons(self) -> list[Button]:
        """All inline buttons, in reading order."""
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        """What the inline buttons say."""
        return [button.text for button in self.buttons]

    @property
    def document(self) -> Json | None:
        """The file that it carries."""
        found: Json | None = self.raw.get("document")
        return found


@dataclass(frozen=True)
class Activity:
    """What the bot did in a chat."""

    replies: list[Reply]
    answer: Json | None  # to the press of a button
    finished: bool  # it said something, and does not seem to be about to say more


def activity(events: Iterable[Json]) -> Activity:
    """Sum up events: each message once, as it is now, without those that were deleted."""
    bubbles: dict[int, Reply] = {}
    answer: Json | None = None
    finished = False
    for event in (event for event in events if event["by"] == "bot"):
        match event["type"]:
            case "message" | "edit":
                bubbles[event["message"]["message_id"]] = Reply(event["message"])
                finished = True
            case "delete":
                bubbles.pop(event["message_id"], None)
                finished = True
            case "answer":
                answer = event["press"]
                finished = finished or bool(event["press"]["text"])
            case "typing":
                finished = False
    return Activity(list(bubbles.values()), answer, finished)


def visible(conversation: Json) -> list[Reply]:
    """The messages of a conversation."""
    return [Reply(message) for message in conversation["messages"]]


def find_button(bubbles: list[Reply], wanted: str) -> tuple[int, str] | None:
    """Message and data of the newest button with this data or text; an exact text before a part of one."""
    pressable = [(b.id, x.data, x.text) for b in reversed(bubbles) for x in b.buttons if x.data is not None]
    exact = [(number, data) for number, data, text in pressable if wanted in (data, text)]
    part = [(number, data) for number, data, text in pressable if wanted.casefold() in text.casefold()]
    return next(iter(exact + part), None)
