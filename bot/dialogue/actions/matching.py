"""Messages about employers: which one is meant, and what is wanted of it."""

from typing import Any

from rapidfuzz import fuzz, process, utils
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.actions.base import BotAction, Events, entities_of, text_of
from bot.programme import employers

_SURE, _LIKELY = 90, 75  # rapidfuzz's token_set_ratio, 0 to 100


class EmployerAction(BotAction):
    """Finds the employer that a message names among those who take part."""

    async def named(self, tracker: Tracker) -> list[str]:
        """The one employer that is surely meant, or the likely ones, best first."""
        async with self.services.database.reading() as session:
            names = await employers.names(session)
        said = " ".join(entities_of(tracker, "employer")) or text_of(tracker)
        found = process.extract(
            said,
            names,
            scorer=fuzz.token_set_ratio,
            processor=utils.default_process,
            score_cutoff=_LIKELY,
            limit=4,
        )
        ranked = [key for _, _, key in found]
        return ranked[:1] if found and found[0][1] >= _SURE else ranked


class AskEmployer(EmployerAction):
    """A question about one company."""

    action_name = "action_ask_employer"
    says = frozenset({"employer", "which_employer"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Show its page, or a choice of names."""
        named = await self.named(tracker)
        self.say(dispatcher, *(("employer", named[0]) if len(named) == 1 else ("which_employer", *named)))
        return []


class ExplainMatch(EmployerAction):
    """A question why an employer suits."""

    action_name = "action_explain_match"
    says = frozenset({"why", "matches"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Give the reasons for or against its vacancies; without a name, the list, which has them for each."""
        named = await self.named(tracker) if entities_of(tracker, "employer") else []
        self.say(dispatcher, *(("why", named[0]) if len(named) == 1 else ("matches",)))
        return []


class ExpressInterest(EmployerAction):
    """Somebody is interested in a company: a button confirms it before anything is shared."""

    action_name = "action_express_interest"
    says = frozenset({"employer", "choose_interest"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Show the employer's page, where a vacancy is chosen, or lead to the list."""
        named = await self.named(tracker) if entities_of(tracker, "employer") else []
        self.say(dispatcher, *(("employer", named[0]) if len(named) == 1 else ("choose_interest",)))
        return []
