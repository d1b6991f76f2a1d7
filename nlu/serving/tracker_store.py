"""Where Rasa keeps conversations: in memory, and never more than a fixed amount."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

from serving.actions import check_schema_once

_CONVERSATIONS = 1000
_EVENTS = 40  # some five turns: an action's call stays small however long the conversation


class RecentTrackerStore(TrackerStore):
    """Keeps the conversations that spoke last, and of each one a few turns.

    Rasa's own store grows until the process ends, an action's call with every turn, and each message begins with
    reading all events back from JSON: a seventh of its time. Here the conversations themselves are kept; each has one
    message at a time. Nothing is lost that matters: the bot's database holds what candidates said, and which question
    is open; the rules look at one message at a time.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        conversations: int = _CONVERSATIONS,
        events: int = _EVENTS,
        **_: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._trackers: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._conversations = conversations
        self._events = events
        check_schema_once()  # here, since this is the one part of ours that Rasa makes to serve, and not to train

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep it as the newest, let the oldest go."""
        if tracker.latest_action_name == ACTION_LISTEN_NAME and (
            len(tracker.events) > self._events or _begun_anew(tracker)
        ):
            tracker = self._shortened(tracker)
        self._trackers[tracker.sender_id] = tracker
        self._trackers.move_to_end(tracker.sender_id)
        while len(self._trackers) > self._conversations:
            self._trackers.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, if it is one of those that spoke last."""
        return self._trackers.get(sender_id)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The same: what was before is not kept."""
        return await self.retrieve(conversation_id)

    async def keys(self) -> Iterable[str]:
        """Who spoke last, the newest at the end."""
        return self._trackers.keys()

    def _shortened(self, tracker: DialogueStateTracker) -> DialogueStateTracker:
        """A session that has just begun: the rules look at one message at a time, and nothing of it is kept."""
        events: list[Event] = [
            ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), ActionExecuted(ACTION_LISTEN_NAME),
        ]  # fmt: skip
        return DialogueStateTracker.from_events(tracker.sender_id, events, self.domain.slots, domain=self.domain)


def _begun_anew(tracker: DialogueStateTracker) -> bool:
    """Whether a session began after another one: what was before it must not count any more."""
    starts = (at for at, event in enumerate(tracker.events) if isinstance(event, SessionStarted))
    return max(starts, default=0) > 1
