"""Actions that look at the words themselves: the choice of a language."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.actions.base import BotAction, Events, text_of
from bot.knowledge import Found
from bot.reading.how_meant import SO, Manner, said


class ChangeLanguage(BotAction):
    """Somebody wants another language, or to choose one."""

    action_name = "action_change_language"
    says = frozenset({"language", "language_menu"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Change at once if exactly one of our languages is named; whoever refuses one of two wants the other."""
        wanted, refused = (self._named(said(text_of(tracker), manners)) for manners in (SO, {Manner.DENIED}))
        codes = wanted or (self._offered - refused if refused else set())
        self.say(dispatcher, *(("language", codes.pop()) if len(codes) == 1 else ("language_menu",)))
        return []

    @property
    def _offered(self) -> set[str]:
        return set(self.services.languages)

    def _named(self, text: str) -> set[str]:
        named = self.services.resolver.spoken_languages(text)
        return set(named.value) & self._offered if isinstance(named, Found) else set()
