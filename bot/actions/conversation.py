"""What needs the words themselves: an opinion, the news of a job, a language, a misunderstanding."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import BotAction, Events, say, text_of
from bot.knowledge import Found
from bot.terms import Language

_CHOICES = 3
_UNLIKELY = 0.1


class GiveFeedback(BotAction):
    """Keeps an opinion."""

    action_name = "action_give_feedback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """The answer has the text."""
        say(dispatcher, "feedback")
        return []


class ReportHired(BotAction):
    """Keeps the news of a job."""

    action_name = "action_report_hired"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """The answer has the text."""
        say(dispatcher, "hired")
        return []


class ChangeLanguage(BotAction):
    """Wants the other language, or to choose one."""

    action_name = "action_change_language"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Change at once when exactly one of our languages is named."""
        named = self.services.resolver.spoken_languages(text_of(tracker))
        codes = set(named.value) & set(Language) if isinstance(named, Found) else set()
        say(dispatcher, *(("language", codes.pop()) if len(codes) == 1 else ("language_menu",)))
        return []


class Unsure(BotAction):
    """Nothing was understood well enough: offer the likeliest meanings."""

    action_name = "action_unsure"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Name the intents that came closest."""
        ranking = tracker.latest_message.get("intent_ranking") or []
        likely = [
            str(entry["name"])
            for entry in ranking
            if entry.get("name") not in {"nlu_fallback", "out_of_scope"} and entry.get("confidence", 0) > _UNLIKELY
        ]
        say(dispatcher, "unsure", *likely[:_CHOICES])
        return []
