"""What waits for the bot, and long polling: an update stays until the bot asks for a later one."""

import asyncio
from collections.abc import Callable
from itertools import islice

from sandbox.feed import Signal
from sandbox.wire import ApiError, Json

LONGEST_POLL = 50


class Updates:
    """The queue of updates, read by one poller or by the webhook."""

    def __init__(self, next_id: Callable[[], int]) -> None:
        self._next_id = next_id
        self._known: dict[int, Json] = {}
        self._pending: dict[int, Json] = {}
        self._again: list[Json] = []
        self._poller = 0
        self._ended_by = ""
        self.changed = Signal()
        self.allowed: list[str] = []

    def add(self, kind: str, body: Json) -> int | None:
        """Queue an update, unless the bot asked not to have this kind."""
        if self.allowed and kind not in self.allowed:
            return None
        update_id = self._next_id()
        self._known[update_id] = self._pending[update_id] = {"update_id": update_id, kind: body}
        self.changed.notify()
        return update_id

    def repeat(self, update_id: int | None) -> int:
        """Deliver an update once more (the newest when none is named), as Telegram does when unsure."""
        chosen = update_id if update_id is not None else next(reversed(self._known), None)
        if chosen is None or chosen not in self._known:
            raise ApiError(404, "Not Found: no such update")
        self._again.append(self._known[chosen])
        self.changed.notify()
        return chosen

    def waiting(self, limit: int = 100) -> list[Json]:
        """What the bot has not confirmed, oldest first; repeats come before."""
        return [*self._again, *islice(self._pending.values(), limit)][:limit]

    def done(self, update: Json) -> None:
        """The webhook took it."""
        if update in self._again:
            self._again.remove(update)
        else:
            self._pending.pop(update["update_id"], None)

    def forget(self) -> None:
        """`drop_pending_updates`."""
        self._pending.clear()
        self._again.clear()

    def end_poll(self, by: str) -> None:
        """Only one reader at a time: whoever polls now is sent away."""
        self._poller += 1
        self._ended_by = by
        self.changed.notify()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """`getUpdates`: confirm what comes before `offset`, then wait for something to give."""
        self.end_poll("other getUpdates request; make sure that only one bot instance is running")
        mine = self._poller
        self._confirm(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(seconds, LONGEST_POLL)
        while not (batch := self.waiting(limit)) and deadline > loop.time():
            await self.changed.wait(deadline - loop.time())
            if self._poller != mine:
                raise ApiError(409, f"Conflict: terminated by {self._ended_by}")
        self._again = [update for update in self._again if update not in batch]
        return batch

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            kept = list(self._pending)[offset:]
            self._pending = {key: self._pending[key] for key in kept}
        else:
            self._pending = {key: update for key, update in self._pending.items() if key >= offset}
