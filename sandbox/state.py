"""All that the sandbox holds, in memory: candidates, messages, updates, files, faults and a list of calls."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

from sandbox.faults import Faults
from sandbox.feed import Feed
from sandbox.files import Files
from sandbox.people import Person, default_people
from sandbox.profile import Profile
from sandbox.updates import Updates
from sandbox.webhook import Webhook
from sandbox.wire import ApiError, Json, bad_request

SANDBOX_TOKEN = "700000000:local-sandbox"


class Sandbox:
    """A Telegram of one bot.

    Numbers start from the clock by default, since a bot that keeps a database across restarts of the sandbox
    would take reused numbers for repeated updates. `met` says that the default candidates already use the
    bot, so that what it still has to tell them from an earlier run is taken.
    """

    def __init__(
        self,
        token: str,
        clock: Callable[[], datetime],
        ids: Iterator[int] | None = None,
        *,
        name: str = "Sol",
        met: bool = False,
        webhook_pause: float = 1.0,
    ) -> None:
        self.token = token
        self.clock = clock
        self._ids = ids if ids is not None else count(int(clock().timestamp()))
        self.people = {person.id: person for person in default_people()}
        for person in self.people.values():
            person.started = met
        self.profile = Profile(names={"": name})
        self.feed = Feed()
        self.files = Files(self.next_id)
        self.faults = Faults()
        self.updates = Updates(self.next_id)
        self.webhook = Webhook(self.updates, clock, webhook_pause)
        self.calls: list[Json] = []
        self.console_url: str | None = None  # of pages beside the chat, where there are any

    def next_id(self) -> int:
        """A number that was not used before, greater than those that were."""
        return next(self._ids)

    def now(self) -> int:
        """The time as Telegram writes it."""
        return int(self.clock().timestamp())

    def bot(self) -> Json:
        """The bot as a user."""
        number = self.token.partition(":")[0]
        return {
            "id": int(number),
            "is_bot": True,
            "first_name": self.profile.names[""],
            "username": "sol_sandbox_bot",
        }

    def add_person(self, first_name: str, language_code: str | None) -> Person:
        """One more test candidate."""
        if not first_name.strip():
            raise bad_request("a candidate needs a first name")
        person = Person(self.next_id(), first_name.strip()[:64], language_code or None)
        self.people[person.id] = person
        self.feed.add(person.id, "person", "candidate", person=person.summary())
        return person

    def person(self, number: int) -> Person:
        """A candidate, for the page."""
        if number not in self.people:
            raise ApiError(404, "Not Found: no such candidate")
        return self.people[number]

    def reachable(self, number: int) -> Person:
        """A candidate to whom the bot may write."""
        person = self.people.get(number)
        if person is None or not person.started:
            raise bad_request("chat not found")
        if person.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return person

    def conversation(self, person: Person) -> Json:
        """Everything that the page draws for one candidate."""
        return {
            "candidate": person.summary(),
            "messages": list(person.messages.values()),
            "keyboard": person.keyboard,
            "presses": list(person.presses.values()),
            "bot": self.profile.shown_to(person.id, person.language_code),
            "seq": self.feed.seq,
        }

    async def close(self) -> None:
        """Let go of everyone who waits."""
        self.feed.close()
        self.updates.end_poll("a restart of the sandbox")
        await self.webhook.remove()
