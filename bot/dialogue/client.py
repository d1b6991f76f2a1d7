"""Rasa over HTTP: how its pipeline parses a text, and what its rules decide on a part of one.

Rasa hides its failures (status 200 and an empty answer): whatever is not an answer is `RasaUnavailable`. What a
candidate types is only parsed, never sent as a message, so that no text can be a command.
"""

import asyncio
import time
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from bot.base.errors import BotError
from bot.reading.parse import Parse

PROBE = "probe"  # the id of a conversation that belongs to nobody
MOST_READ = 1000  # characters of a message: more than anybody needs to say what they want
_SLASHES = frozenset("/⁄∕⧸⫻⫽╱⟋〳／")
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and symbols that are invisible
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS = frozenset({"Mn", "Me"})


class RasaUnavailable(BotError):
    """Rasa gave no answer: it is away, too slow, broken, or silent."""


class RasaResting(RasaUnavailable):
    """The circuit breaker is open: Rasa has failed too often lately, and was not asked."""


def plain_text(text: str) -> str:
    """What a candidate typed in a form that is safe for Rasa: one line, nothing invisible, never a command."""
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
    """A circuit breaker: after repeated failures it fails fast, so that nobody waits for a Rasa that is down."""

    def __init__(self, clock: Callable[[], float], *, failures: int = 3, pause: float = 5.0) -> None:
        self._clock = clock
        self._most = failures
        self._pause = pause
        self._failures = 0
        self._retry_at = 0.0

    def allows(self) -> bool:
        """Whether to call; once the pause is over, a single call probes (half-open)."""
        if self._failures < self._most:
            return True
        if self._clock() < self._retry_at:
            return False
        self._retry_at = self._clock() + self._pause
        return True

    def succeeded(self) -> None:
        """A call succeeded: close the breaker."""
        self._failures = 0

    def failed(self) -> None:
        """A call failed; enough failures in a row open the breaker."""
        self._failures += 1
        self._retry_at = self._clock() + self._pause

    def retry_now(self) -> None:
        """Rasa shows signs of life: end the pause, and let the next call probe."""
        self._retry_at = self._clock()


class RasaClient:
    """A Rasa server with the channel of nlu/serving/channel.py."""

    def __init__(
        self,
        url: str,
        token: str | None,
        http: httpx.AsyncClient,
        *,
        timeout: float = 5.0,  # twenty times what a story takes: a busy machine is not yet an absent Rasa
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = f"{url.rstrip('/')}/webhooks/read/"
        self._params = {"token": token} if token else {}
        self._http = http
        self._timeout = timeout
        self._breaker = Breaker(clock)

    async def parse(self, text: str) -> Parse:
        """The pipeline's parse of a text that a candidate typed."""
        answer = await self._post("parse", {"text": plain_text(text)[:MOST_READ]})
        try:
            return Parse.of(answer)
        except (AttributeError, TypeError, ValueError) as error:
            raise RasaUnavailable("Rasa's answer is no parse") from error

    async def decide(self, conversation: str, part: Mapping[str, Any], **metadata: str) -> list[dict[str, object]]:
        """The rules' decision on a part of a message, given as a parse (`Parse.part`)."""
        body = {"sender": conversation, "parse": part, "metadata": metadata}
        payloads = _payloads(await self._post("webhook", body))
        if not payloads:
            raise RasaUnavailable("Rasa answered nothing, which is how it reports a failed action")
        return payloads

    async def forget(self, conversation: str) -> None:
        """Remove a conversation from Rasa's memory."""
        await self._post("forget", {"sender": conversation})

    async def healthy(self) -> bool:
        """Whether the server accepts messages, which it does once its model is loaded."""
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._http.get(self._address, params=self._params)
        except (TimeoutError, httpx.HTTPError):
            return False
        if response.is_success:
            self._breaker.retry_now()
        return response.is_success

    async def answers(self) -> bool:
        """Whether Rasa answers a simple text, which its health check does not show."""
        if not await self.healthy():
            return False
        try:
            parse = await self.parse("bonjour")
            await self.decide(PROBE, parse.part(0, len(parse.text), "greet"))
        except RasaUnavailable:
            return False
        return True

    async def _post(self, path: str, body: Mapping[str, object]) -> Any:
        if not self._breaker.allows():
            raise RasaResting("Rasa does not answer; it is given a moment")
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._http.post(self._address + path, params=self._params, json=body)
            response.raise_for_status()
        except (TimeoutError, httpx.HTTPError) as error:
            self._breaker.failed()
            raise RasaUnavailable(f"no answer from Rasa: {type(error).__name__}") from error
        self._breaker.succeeded()
        try:
            return response.json()
        except ValueError as error:
            raise RasaUnavailable("Rasa's answer is not JSON") from error


def _payloads(messages: Any) -> list[dict[str, object]]:
    if not isinstance(messages, list) or not all(isinstance(message, dict) for message in messages):
        raise RasaUnavailable("Rasa's answer is not a list of messages")
    return [message["custom"] for message in messages if isinstance(message.get("custom"), dict)]
