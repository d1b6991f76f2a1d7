"""Everything that happened, in order; the chat page and the test client follow it."""

import asyncio

from sandbox.wire import Json


class Signal:
    """Wakes whoever waits, each time something changes."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Something changed."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Until the next change, or until the time is over (false)."""
        event = self._event
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return False
        return True


class Feed:
    """An append-only list of events; each one's number is its place, counted from 1."""

    def __init__(self) -> None:
        self._events: list[Json] = []
        self._signal = Signal()
        self.closed = False

    @property
    def seq(self) -> int:
        """The number of the newest event."""
        return len(self._events)

    def add(self, candidate: int | None, kind: str, by: str, **details: object) -> None:
        """Note an event and wake the followers."""
        event: Json = {"seq": self.seq + 1, "candidate": candidate, "type": kind, "by": by}
        self._events.append(event | details)
        self._signal.notify()

    def close(self) -> None:
        """Let every follower go."""
        self.closed = True
        self._signal.notify()

    def after(self, seq: int, candidate: int | None = None) -> list[Json]:
        """The events after number `seq`, of one candidate or of everybody."""
        return [e for e in self._events[max(0, seq) :] if candidate is None or e["candidate"] == candidate]

    async def wait_after(self, seq: int, candidate: int | None, seconds: float) -> list[Json]:
        """The same, waiting for the first of them."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not (events := self.after(seq, candidate)) and not self.closed:
            if not await self._signal.wait(max(0.0, deadline - loop.time())):
                break
        return events
