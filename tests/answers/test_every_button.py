"""Whatever button can be reached answers, and fits Telegram."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

from bot.answers.doors import Door
from bot.replies.message import Message, Ref
from tests.answers.conftest import ANY_DOOR, Person

MOST_OF_A_KIND = 5  # of buttons that name the same answer: fifty towns are one kind
STALE = re.compile("button is out of date|bouton n’est plus à jour")
MOST_TEXT, MOST_CAPTION, MOST_LABEL, MOST_DATA = 4096, 1024, 64, 64


class Tags(HTMLParser):
    """Checks that tags are those that Telegram knows, and closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in {"b", "i", "s", "code"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(message: Message) -> None:
    """What every bubble has to be."""
    assert message.text.strip() or message.venue
    most = MOST_CAPTION if message.photo or message.document else MOST_TEXT
    assert len(message.text.encode("utf-16-le")) // 2 <= most
    assert not re.search(r"\{\w+\}|None|&amp;lt;", message.text), message.text
    for line in message.text.split("\n"):  # long texts are cut between lines
        tags = Tags()
        tags.feed(line)
        assert not tags.open, line
    for button in (button for row in message.rows for button in row):
        assert 0 < len(button.label) <= MOST_LABEL, button.label
        assert (button.ref is None) != (button.url is None), button
        assert button.ref is None or len(button.ref.encode().encode()) <= MOST_DATA


async def crawl(person: Person, *starts: str) -> Counter[str]:
    """Press every button that can be reached, a few of each kind; `delete_confirm` is for the end."""
    pressed: set[str] = {"delete_confirm"}
    kinds: Counter[str] = Counter()
    waiting = list(starts)
    while waiting:
        reference = waiting.pop(0)
        kind = Ref.decode(reference).name
        if reference in pressed or kinds[kind] >= MOST_OF_A_KIND:
            continue
        pressed.add(reference)
        kinds[kind] += 1
        messages = await person(reference, door=ANY_DOOR if reference in starts else Door.BUTTON)
        assert messages, reference
        assert not any(STALE.search(message.text) for message in messages), reference
        for message in messages:
            check(message)
            shown = [button.ref for row in message.rows for button in row if button.ref]
            waiting += [replace(ref, mark="").encode() for ref in shown]  # a person's tap adds it
    return kinds


async def test_every_button_of_a_newcomer_answers(person: Person) -> None:
    kinds = await crawl(person, "welcome", "regions", "services", "privacy", "language_menu", "human", "greet")
    assert len(kinds) > 15


async def test_every_button_of_a_complete_profile_answers(welder: Person) -> None:
    kinds = await crawl(welder, "profile", "matches", "trips", "welcome", "correct", "my_trips", "choose_interest")
    kinds += await crawl(welder, "my_trips")  # now that seats are taken
    assert {"register_confirm", "interest_confirm", "cancel_trip_confirm", "toggle", "edit"} <= set(kinds)


async def test_every_button_of_an_open_profile_answers(agreed: Person) -> None:
    kinds = await crawl(agreed, "start_profile", "set:occupation:72106", "article:francisation", "compare:01:02")
    assert {"set", "skip", "back", "french_help", "cancel"} <= set(kinds)
