"""Checks of the tracker store, run by `test_in_rasa.py` in Rasa's environment."""
# mypy: ignore-errors

import asyncio

from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from serving.actions import check_schema_once
from serving.tracker_store import RecentTrackerStore

DOMAIN = Domain.from_dict({"intents": ["greet"]})


async def keeps_what_was_said_last() -> None:
    """Old conversations go, the newest stay, and speaking again makes one new."""
    store = RecentTrackerStore(DOMAIN, conversations=2)
    for name in ("a", "b", "a", "c"):
        await store.save(await store.get_or_create_tracker(name))
    assert list(await store.keys()) == ["a", "c"]
    assert await store.retrieve("b") is None


async def stays_small() -> None:
    """However long a conversation, a message and the answers to it are all that an action's call carries."""
    store = RecentTrackerStore(DOMAIN, events=20)
    tracker = await store.get_or_create_tracker("a")
    longest = 0
    for _ in range(100):
        tracker.update(UserUttered("bonjour", {"name": "greet", "confidence": 1.0}), DOMAIN)
        tracker.update(ActionExecuted("utter_greet"))
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)
        tracker = await store.retrieve("a")
        longest = max(longest, len(tracker.events))
        assert tracker.latest_action_name == "action_listen"
    assert 10 < longest <= 20, longest


async def forgets_what_was_before_a_new_session() -> None:
    """As Rasa's own store does."""
    store = RecentTrackerStore(DOMAIN)
    tracker = await store.get_or_create_tracker("a")
    for _ in range(2):
        tracker.update_with_events(
            [
                ActionExecuted("action_session_start"),
                SessionStarted(),
                ActionExecuted("action_listen"),
                UserUttered("bonjour", {"name": "greet", "confidence": 1.0}),
                ActionExecuted("action_listen"),
            ],
            DOMAIN,
        )
        await store.save(tracker)
        tracker = await store.retrieve("a")
    assert not any(isinstance(event, UserUttered) for event in tracker.events)


def answers_of_actions_are_still_checked() -> None:
    """The quick check refuses what Rasa's own refuses."""
    check_schema_once()
    action = RemoteAction("action_x", None)
    assert action._validate_action_result({"events": [{"event": "slot", "name": "a", "value": 1}], "responses": []})
    for wrong in ({"events": 5}, {"responses": [1]}, {"events": [{"event": 5}]}, []):
        try:
            action._validate_action_result(wrong)
        except ValidationError:
            continue
        raise AssertionError(wrong)


if __name__ == "__main__":
    asyncio.run(keeps_what_was_said_last())
    asyncio.run(stays_small())
    asyncio.run(forgets_what_was_before_a_new_session())
    answers_of_actions_are_still_checked()
    print("all hold")
