"""A token bucket for each chat: nobody can fill the database, or keep others waiting, by sending without end."""

from datetime import datetime

BURST = 600  # updates in a burst: far more than what somebody sends during a night's outage
PER_SECOND = 5.0  # updates a second that are refilled: nobody types or taps faster for long
_MOST_KNOWN = 10_000  # chats: full buckets need not be remembered


class IncomingLimit:
    """Admits a chat's updates while its bucket holds one for each."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._burst = burst
        self._per_second = per_second
        self._left: dict[int, tuple[float, datetime]] = {}

    def admits(self, chat_id: int, now: datetime) -> bool:
        """Whether an update is accepted; if so, it is counted."""
        left = self._refilled(chat_id, now)
        admitted = left >= 1
        self._left[chat_id] = (left - 1 if admitted else left), now
        if len(self._left) > _MOST_KNOWN:
            self._left = {each: self._left[each] for each in self._left if self._refilled(each, now) < self._burst}
        return admitted

    def _refilled(self, chat_id: int, now: datetime) -> float:
        left, since = self._left.get(chat_id, (float(self._burst), now))
        return min(self._burst, left + max((now - since).total_seconds(), 0.0) * self._per_second)
