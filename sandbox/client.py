"""A candidate for tests: says, presses, and gets what the bot answered.

async with SandboxClient(url) as sandbox:
    amina = await sandbox.candidate("Amina")
    [welcome] = await amina.say("/start")
    await amina.press("English")
"""

import base64
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import httpx

from sandbox.replies import Reply, activity, find_button, visible
from sandbox.wire import Json

Until = Callable[[list[Reply]], bool]
PATIENCE = 10.0  # seconds for the first answer
QUIET = 0.25  # seconds without news after which the bot is taken to have finished, or as long as its first answer took
_LONGEST_QUIET = 3.0


class NoReply(AssertionError):
    """The bot said nothing in time."""


class SandboxClient:
    """The sandbox from outside: its candidates, and the trouble it can make."""

    def __init__(self, url: str, *, patience: float = PATIENCE, quiet: float = QUIET) -> None:
        # Plain http on this machine: loading certificates would take longer than most tests.
        self.http = httpx.AsyncClient(base_url=f"{url}/sandbox", timeout=60, trust_env=False, verify=False)
        self.patience = patience
        self.quiet = quiet

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()

    async def candidate(self, who: str | int) -> "Candidate":
        """A candidate by first name or number."""
        people = (await self.call("GET", "/candidates"))["candidates"]
        found = [person for person in people if who in (person["first_name"], person["id"])]
        if not found:
            raise LookupError(f"no candidate {who}")
        return Candidate(self, found[0])

    async def add_candidate(self, first_name: str, language_code: str | None = None) -> "Candidate":
        """A new candidate, who has not started the bot."""
        person = {"first_name": first_name, "language_code": language_code}
        return Candidate(self, await self.call("POST", "/candidates", person))

    async def fail(self, method: str = "*", times: int = 1, **how: Any) -> None:
        """Trouble to come: `status=500`, `retry_after=1`, `drop=True`, `delay=2.0`, `applied=True`."""
        await self.call("POST", "/faults", {"method": method, "times": times} | how)

    async def calm(self) -> None:
        """No more trouble."""
        await self.call("DELETE", "/faults")

    async def repeat(self, update_id: int | None = None) -> int:
        """Deliver an update again (the newest when none is named)."""
        return int((await self.call("POST", "/repeats", {"update_id": update_id}))["update_id"])

    async def calls(self, method: str | None = None) -> list[Json]:
        """What the bot called so far."""
        calls: list[Json] = (await self.call("GET", "/calls"))["calls"]
        return [call for call in calls if method is None or call["method"].lower() == method.lower()]

    async def forget_calls(self) -> None:
        """Start the list of calls anew."""
        await self.call("DELETE", "/calls")

    async def pending(self) -> list[Json]:
        """Updates that the bot has not confirmed."""
        pending: list[Json] = (await self.call("GET", "/updates"))["pending"]
        return pending

    async def call(self, verb: str, path: str, body: Json | None = None, **query: Any) -> Json:
        """One request; a refusal is an error with the sandbox's words."""
        answer = await self.http.request(verb, path, json=body, params=query or None)
        result: Json = answer.json()
        if answer.is_error:
            raise ValueError(f"{answer.status_code}: {result.get('description', answer.text)}")
        return result


class Candidate:
    """One person with the app in their hand."""

    def __init__(self, sandbox: SandboxClient, person: Json) -> None:
        self._sandbox = sandbox
        self.id: int = person["id"]
        self.first_name: str = person["first_name"]
        self.language_code: str | None = person["language_code"]
        self.last_answer: Json | None = None  # how the bot answered the newest press
        self._seen = 0

    async def say(self, text: str, *, until: Until | None = None, patience: float | None = None) -> list[Reply]:
        """Send a text and get what the bot answers, until it is quiet or `until` holds."""
        await self.send(text)
        return await self.replies(until=until, patience=patience)

    async def press(
        self,
        button: str,
        *,
        message: Reply | None = None,
        until: Until | None = None,
        patience: float | None = None,
    ) -> list[Reply]:
        """Press the newest button with this text or data, or the key of the reply keyboard with this text."""
        conversation = await self.conversation()
        bubbles = [message] if message else [reply for reply in visible(conversation) if reply.from_bot]
        found = find_button(bubbles, button)
        if found is not None:
            await self.tap(*found)
        elif button in _keys(conversation["keyboard"]):
            await self.send(button)
        else:
            shown = [label for bubble in bubbles for label in bubble.labels]
            raise LookupError(f"no button {button!r}; there are {shown}")
        return await self.replies(until=until, patience=patience)

    async def tap(self, message_id: int, data: str, *, forged: bool = False) -> Json:
        """Press without waiting; a forged press needs no such button."""
        wanted = {"message_id": message_id, "data": data, "forged": forged}
        return await self._act("POST", "/presses", wanted)

    async def send(self, text: str, *, reply_to: int | None = None) -> Json:
        """Send a text without waiting for an answer."""
        return await self._send("text", text=text, reply_to=reply_to)

    async def edit(self, message_id: int, text: str) -> Json:
        """Change one's own text."""
        return await self._act("PATCH", f"/messages/{message_id}", {"text": text})

    async def sticker(self, emoji: str = "👍") -> Json:
        """Send a sticker."""
        return await self._send("sticker", emoji=emoji)

    async def voice(self, duration: int = 3) -> Json:
        """Send a voice note."""
        return await self._send("voice", duration=duration)

    async def photo(self, content: bytes | None = None, caption: str = "") -> Json:
        """Send a photo: this PNG, or a sample."""
        return await self._send("photo", caption=caption, content=_base64(content))

    async def document(self, name: str, content: bytes | None = None, caption: str = "") -> Json:
        """Send a file."""
        return await self._send("document", name=name, caption=caption, content=_base64(content))

    async def location(self, latitude: float = 46.8139, longitude: float = -71.2080) -> Json:
        """Send a place."""
        return await self._send("location", latitude=latitude, longitude=longitude)

    async def contact(self, phone_number: str = "+14185550123") -> Json:
        """Send one's own number."""
        return await self._send("contact", phone_number=phone_number)

    async def block(self) -> None:
        """Block the bot."""
        await self._act("PUT", "/blocked", {"blocked": True})

    async def unblock(self) -> None:
        """Let the bot write again."""
        await self._act("PUT", "/blocked", {"blocked": False})

    async def messages(self) -> list[Reply]:
        """The whole chat, both sides, as it is now."""
        return visible(await self.conversation())

    async def last(self) -> Reply:
        """The newest message of the bot."""
        return [message for message in await self.messages() if message.from_bot][-1]

    async def conversation(self) -> Json:
        """Everything that the chat page shows."""
        return await self._sandbox.call("GET", f"/candidates/{self.id}")

    async def download(self, reply: Reply) -> bytes:
        """The file that a message carries."""
        assert reply.document is not None
        answer = await self._sandbox.http.get(f"/files/{reply.document['file_id']}")
        answer.raise_for_status()
        return answer.content

    async def wait_for(self, wanted: str | Callable[[Reply], bool], patience: float | None = None) -> Reply:
        """The next message of the bot that contains a text, or for which a condition holds."""
        holds = (lambda reply: wanted in reply.text) if isinstance(wanted, str) else wanted
        replies = await self.replies(until=lambda found: any(map(holds, found)), patience=patience)
        return next(reply for reply in replies if holds(reply))

    async def stays_quiet(self, seconds: float = 0.5) -> bool:
        """Whether the bot sends and changes nothing for a while."""
        return not activity(await self._events(self._seen, seconds)).replies

    async def replies(self, *, until: Until | None = None, patience: float | None = None) -> list[Reply]:
        """What the bot sent or changed since the latest act here, once it is quiet or `until` holds.

        A bot that took long for its first answer, as on a busy machine, gets as long for the next.
        """
        patience = self._sandbox.patience if patience is None else patience
        quiet, begun = self._sandbox.quiet, time.monotonic()
        events: list[Json] = []
        while True:
            now = activity(events)
            self.last_answer = now.answer or self.last_answer
            if until is not None and until(now.replies):
                return now.replies
            finished = now.finished and until is None
            news = await self._events(self._seen + len(events), quiet if finished else patience)
            if not news and finished:
                return now.replies
            if not news:
                raise NoReply(f"{self.first_name} waited {patience} s; got {[reply.text for reply in now.replies]}")
            if not events:
                quiet = max(quiet, min(time.monotonic() - begun, _LONGEST_QUIET))
            events += news

    async def _events(self, after: int, seconds: float) -> list[Json]:
        found = await self._sandbox.call("GET", f"/candidates/{self.id}/events", after=after, wait=seconds)
        return list(found["events"])

    async def _send(self, kind: str, **content: Any) -> Json:
        return await self._act("POST", "/messages", {"kind": kind} | content)

    async def _act(self, verb: str, path: str, body: Json) -> Json:
        self._seen = (await self._sandbox.call("GET", "/candidates"))["seq"]
        self.last_answer = None
        return await self._sandbox.call(verb, f"/candidates/{self.id}{path}", body)


def _keys(keyboard: Json | None) -> list[str]:
    return [key["text"] for row in (keyboard or {}).get("keyboard", []) for key in row]


def _base64(content: bytes | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode()
