"""Rasa over HTTP: one turn of a conversation in, the symbolic answers out.

Rasa hides its faults (status 200 and nothing said) and takes a text that starts with a slash for a command.
Both end here: whatever is not an answer is `RasaUnavailable`, and what a candidate types is always text.
"""

import asyncio
import json
import re
import time
import unicodedata
from collections.abc import Callable, Mapping

import httpx

from bot.errors import BotError

PROBE = "probe"  # a conversation of nobody's
LONGEST = 1000  # characters that are understood; a long text costs time and says nothing more
_INTENT = re.compile(r"[a-z][a-z_]*")
_SLASHES = frozenset("/⁄∕⧸⫻⫽╱⟋〳／")
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and symbols without ink
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS = frozenset({"Mn", "Me"})


class RasaUnavailable(BotError):
    """No answer from Rasa: away, too slow, broken, or silent."""


class RasaResting(RasaUnavailable):
    """It was not even asked: it has failed too often just now."""


def plain_text(text: str) -> str:
    """What a candidate typed, as Rasa may see it: one line, nothing invisible, and never a command."""
    shown = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    line = " ".join(unicodedata.normalize("NFKC", shown).split())
    start = 0
    while start < len(line) and _is_leading_noise(line[start]):
        start += 1
    return line[start:]


def _is_leading_noise(character: str) -> bool:
    return (
        character.isspace()
        or character in _SLASHES
        or character in _BLANKS
        or unicodedata.category(character) in _MARKS
    )


class Breaker:
    """Fails fast after repeated failures, so that nobody waits for a Rasa that is known to be away."""

    def __init__(self, clock: Callable[[], float], *, failures: int = 3, pause: float = 5.0) -> None:
        self._clock = clock
        self._most = failures
        self._pause = pause
        self._failures = 0
        self._retry_at = 0.0

    def allows(self) -> bool:
        """Whether to try; once the pause is over, one call tries for all."""
        if self._failures < self._most:
            return True
        if self._clock() < self._retry_at:
            return False
        self._retry_at = self._clock() + self._pause
        return True

    def succeeded(self) -> None:
        """All is well again."""
        self._failures = 0

    def failed(self) -> None:
        """One more failure; enough of them in a row start the pause."""
        self._failures += 1
        self._retry_at = self._clock() + self._pause

    def retry_now(self) -> None:
        """There are signs of life: end the pause, and let the next call try."""
        self._retry_at = self._clock()


class RasaClient:
    """The conversations of a Rasa server with the `rest` channel."""

    def __init__(
        self,
        url: str,
        token: str | None,
        http: httpx.AsyncClient,
        *,
        timeout: float = 2.5,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = f"{url.rstrip('/')}/webhooks/rest/"
        self._params = {"token": token} if token else {}
        self._http = http
        self._timeout = timeout
        self._breaker = Breaker(clock)

    async def turn(self, conversation: str, text: str) -> list[dict[str, object]]:
        """What is to be answered to a text that a candidate typed."""
        return await self._send({"sender": conversation, "message": plain_text(text)[:LONGEST]}, allow_empty=False)

    async def trigger(self, conversation: str, intent: str, entities: Mapping[str, object]) -> list[dict[str, object]]:
        """Our own command, for which silence is an answer. Never build one from what somebody typed."""
        if not _INTENT.fullmatch(intent):
            raise ValueError(f"not the name of an intent: {intent!r}")
        message = f"/{intent}" + (json.dumps(dict(entities)) if entities else "")
        return await self._send({"sender": conversation, "message": message}, allow_empty=True)

    async def healthy(self) -> bool:
        """Whether the server takes messages; it does so once its model is loaded."""
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._http.get(self._address, params=self._params)
        except (TimeoutError, httpx.HTTPError):
            return False
        if response.is_success:
            self._breaker.retry_now()
        return response.is_success

    async def answers(self) -> bool:
        """Whether a plain text is answered. A server whose answers are lost says that it is healthy all the same."""
        if not await self.healthy():
            return False
        try:
            await self.turn(PROBE, "bonjour")
        except RasaUnavailable:
            return False
        return True

    async def _send(self, body: Mapping[str, object], *, allow_empty: bool) -> list[dict[str, object]]:
        if not self._breaker.allows():
            raise RasaResting("Rasa does not answer; it is given a moment")
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._http.post(self._address + "webhook", params=self._params, json=body)
            response.raise_for_status()
        except (TimeoutError, httpx.HTTPError) as error:
            self._breaker.failed()
            raise RasaUnavailable(f"no answer from Rasa: {type(error).__name__}") from error
        self._breaker.succeeded()
        payloads = _payloads(response)
        if not payloads and not allow_empty:
            raise RasaUnavailable("Rasa answered nothing, which is how it reports a failed action")
        return payloads


def _payloads(response: httpx.Response) -> list[dict[str, object]]:
    try:
        messages = response.json()
    except ValueError as error:
        raise RasaUnavailable("Rasa's answer is not JSON") from error
    if not isinstance(messages, list) or not all(isinstance(message, dict) for message in messages):
        raise RasaUnavailable("Rasa's answer is not a list of messages")
    return [message["custom"] for message in messages if isinstance(message.get("custom"), dict)]
