"""Where Rasa keeps conversations: in memory, and never more than a fixed amount."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

_CONVERSATIONS = 2000
_EVENTS = 80  # some ten turns: an action's call stays small however long the conversation


class RecentTrackerStore(InMemoryTrackerStore):
    """Keeps the conversations that spoke last, and of each one where it stands.

    Rasa's own store grows until the process ends, and an action's call with every turn. Nothing is lost
    here that matters: the bot's database holds what candidates said, and opens their question again.
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
        self.store: OrderedDict[str, str] = OrderedDict()
        self._conversations = conversations
        self._events = events

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep it as the newest, let the oldest go."""
        if len(tracker.events) > self._events and tracker.latest_action_name == ACTION_LISTEN_NAME:
            tracker = self._shortened(tracker)
        await super().save(tracker)
        self.store.move_to_end(tracker.sender_id)
        while len(self.store) > self._conversations:
            self.store.popitem(last=False)

    def _shortened(self, tracker: DialogueStateTracker) -> DialogueStateTracker:
        """The same state, told by its slots and its open form alone."""
        events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
        slots = tracker.current_slot_values()
        events += [SlotSet(name, value) for name, value in slots.items() if value is not None]
        if tracker.active_loop_name:
            events.append(ActiveLoop(tracker.active_loop_name))
        events.append(ActionExecuted(ACTION_LISTEN_NAME))
        return DialogueStateTracker.from_events(tracker.sender_id, events, self.domain.slots, domain=self.domain)
