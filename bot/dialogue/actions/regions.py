"""Questions about regions and the services in them."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.base.terms import ANYWHERE
from bot.dialogue.actions.base import BotAction, Events, Services, entities_of, intent_of, names_any, text_of
from bot.knowledge import Ambiguous, EntryKind, Found
from bot.reading.about_what_is_shown import TOPICS


class AskAboutRegion(BotAction):
    """One topic of one region; the intent names the topic, the entities the place."""

    action_name = "action_ask_about_region"
    says = frozenset({"ask_region"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Name the region, ask which one if the name is ambiguous, or leave it open."""
        codes = regions_named(self.services, tracker)
        town = town_named(self.services, tracker) if len(codes) == 1 else None
        self.say(dispatcher, "ask_region", TOPICS[intent_of(tracker)], *([town] if town else codes))
        return []


class CompareRegions(BotAction):
    """Two or three regions side by side."""

    action_name = "action_compare_regions"
    says = frozenset({"regions", "compare_by", "compare"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Compare the regions that are named; with fewer than two, show the list."""
        codes = regions_named(self.services, tracker)
        if len(codes) < 2:
            self.say(dispatcher, "regions")
        elif topic := self._topic(tracker):
            self.say(dispatcher, "compare_by", topic, *codes)
        else:
            self.say(dispatcher, "compare", *codes)
        return []

    def _topic(self, tracker: Tracker) -> str | None:
        """The topic that the sentence asks about, if the search finds one."""
        hits = self.services.search.find(text_of(tracker))
        return next((hit.id for hit in hits if hit.kind is EntryKind.TOPIC), None)


class LocalServices(BotAction):
    """Organisations nearby, by need."""

    action_name = "action_local_services"
    says = frozenset({"services"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Name the region and the kind of service, as far as they were said."""
        codes = regions_named(self.services, tracker)
        said = " ".join(entities_of(tracker, "service_type")) or text_of(tracker)
        kind = self.services.resolver.service_type(said)
        kinds = (kind.value,) if isinstance(kind, Found) else ()
        if codes:
            self.say(dispatcher, "services", town_named(self.services, tracker) or codes[0], *kinds)
        else:
            self.say(dispatcher, "services", "", *kinds)
        return []


def town_named(services: Services, tracker: Tracker) -> str | None:
    """The code of the one town in the last message, if there is one."""
    found = [services.resolver.town(name) for name in entities_of(tracker, "city")]
    return found[0].value if len(found) == 1 and isinstance(found[0], Found) else None


def regions_named(services: Services, tracker: Tracker) -> list[str]:
    """The codes of the regions and towns in the last message; for an ambiguous name, of every meaning."""
    codes: list[str] = []
    for name in entities_of(tracker, "region", "city"):
        match services.resolver.place(name):
            case Found(value=code):
                codes.append(str(code))
            case Ambiguous(options=options):
                codes.extend(str(option) for option in options)
    if not codes and not names_any(tracker, "region", "city"):
        match services.resolver.find_place(text_of(tracker)):
            case Found(value=code):
                codes.append(str(code))
    return [code for code in dict.fromkeys(codes) if code != ANYWHERE][:8]
