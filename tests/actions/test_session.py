"""A session of Rasa's begins for everybody, also for nobody."""

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import Services
from bot.actions.profile import SessionStart
from bot.db import Database
from bot.knowledge import Resolver, Search, load_knowledge
from tests.conftest import NOW


def _tracker(name: str) -> Tracker:
    return Tracker(name, {}, {}, [], False, None, {}, "action_listen")


async def test_a_session_of_nobody_is_empty_and_begins_all_the_same(database: Database, search: Search) -> None:
    """The probe has no candidate, nor has somebody who was erased: Rasa must answer the first again and again."""
    knowledge = load_knowledge()
    action = SessionStart(Services(database, knowledge, Resolver(knowledge), search, lambda: NOW))
    events = await action.run(CollectingDispatcher(), _tracker("probe"), {})
    assert [each["event"] for each in events] == ["session_started", "action"]
