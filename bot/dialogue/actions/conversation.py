"""What needs the words themselves: a language."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.base.terms import Language
from bot.dialogue.actions.base import BotAction, Events, say, text_of
from bot.knowledge import Found


class ChangeLanguage(BotAction):
    """Wants the other language, or to choose one."""

    action_name = "action_change_language"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Change at once when exactly one of our languages is named."""
        named = self.services.resolver.spoken_languages(text_of(tracker))
        codes = set(named.value) & set(Language) if isinstance(named, Found) else set()
        say(dispatcher, *(("language", codes.pop()) if len(codes) == 1 else ("language_menu",)))
        return []
