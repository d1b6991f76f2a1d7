"""What is said of regions, given what the model marked."""

from typing import cast
from unittest.mock import Mock

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.actions.base import Services
from bot.dialogue.actions.regions import CompareRegions
from bot.knowledge import EntryKind, Hit, Resolver, Search, load_knowledge


@pytest.mark.parametrize(
    ("towns", "found", "answer"),
    [
        (["Rimouski"], EntryKind.TOPIC, {"answer": "regions", "args": []}),
        (["Rimouski", "Gaspé"], EntryKind.TOPIC, {"answer": "compare_by", "args": ["climate", "01", "11"]}),
        (["Rimouski", "Gaspé"], EntryKind.ARTICLE, {"answer": "compare", "args": ["01", "11"]}),
    ],
)
async def test_regions_are_compared_by_the_topic_that_is_asked_about(
    towns: list[str], found: EntryKind, answer: dict[str, object]
) -> None:
    knowledge = load_knowledge()
    search = Mock(spec=Search)
    search.find.return_value = [Hit(found, "climate", 1.0)]
    services = Services(Mock(), knowledge, Resolver(knowledge), cast(Search, search), Mock())
    tracker = Mock(spec=Tracker)
    named = [{"entity": "city", "value": town, "start": 0, "end": 0} for town in towns]
    tracker.latest_message = {"text": "?", "entities": named}
    dispatcher = CollectingDispatcher()
    await CompareRegions(services).run(dispatcher, tracker, {})
    assert [message["custom"] for message in dispatcher.messages] == [answer]
    assert search.find.called == (len(towns) > 1), "a search takes time: none for nothing"
