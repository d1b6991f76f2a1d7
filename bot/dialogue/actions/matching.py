"""Employers in words: which one is meant, and what for."""

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
    """About one company."""

    action_name = "action_ask_employer"
    says = frozenset({"employer", "which_employer"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Its page, or a choice of names."""
        named = await self.named(tracker)
        self.say(dispatcher, *(("employer", named[0]) if len(named) == 1 else ("which_employer", *named)))
        return []


class ExplainMatch(EmployerAction):
    """Why this employer?"""

    action_name = "action_explain_match"
    says = frozenset({"why", "matches"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """The reasons for or against each of its vacancies; without a name, the list shows them for each employer."""
        named = await self.named(tracker) if entities_of(tracker, "employer") else []
        self.say(dispatcher, *(("why", named[0]) if len(named) == 1 else ("matches",)))
        return []


class ExpressInterest(EmployerAction):
    """Likes a company: a button confirms before anything is shared."""

    action_name = "action_express_interest"
    says = frozenset({"employer", "choose_interest"})

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """The employer's page, where the vacancy is chosen, or the way to the list."""
        named = await self.named(tracker) if entities_of(tracker, "employer") else []
        self.say(dispatcher, *(("employer", named[0]) if len(named) == 1 else ("choose_interest",)))
        return []
