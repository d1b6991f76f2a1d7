"""The profile in words: the form's questions, facts told out of turn, corrections."""

from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import ActionExecuted, ActiveLoop, FollowupAction, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection
from sqlalchemy.ext.asyncio import AsyncSession

from bot.actions.base import (
    PROFILE_FORM,
    REQUESTED,
    BotAction,
    CandidateGone,
    Events,
    Services,
    intent_of,
    say,
    text_of,
)
from bot.actions.life import regions_named, say_region
from bot.actions.reading import Reading, is_bare, read
from bot.db.models import CandidateRow
from bot.knowledge import Found
from bot.programme import candidates, profiles
from bot.programme.candidates import Consent
from bot.programme.profiles import Profile
from bot.terms import Field, Wish

GIVEN, SKIPPED = "given", "skipped"  # all that Rasa knows of an answer
_TELLING = frozenset({"inform", "start_profile", "correct_profile", "nlu_fallback", "deny"})
_NOTHING = frozenset({"deny"})  # "no" to "which other languages?" is an answer


class SessionStart(BotAction):
    """Puts the dialogue back where the database has it: after a restart, an expiry, or a tap on a button."""

    action_name = "action_session_start"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Begin a session with the open question, if any, as the form's.

        Of nobody, an empty one: whoever was erased a moment ago, and the probe that asks whether Rasa answers. A
        session that cannot begin would leave a conversation to which Rasa never answers again.
        """
        try:
            async with self.services.candidate(tracker) as (session, candidate):
                profile = await profiles.load(session, candidate)
                asked = candidates.asking(candidate)
        except CandidateGone:
            return [SessionStarted(), ActionExecuted("action_listen")]
        loop = [ActiveLoop(PROFILE_FORM), SlotSet(REQUESTED, asked)] if asked else []
        return [SessionStarted(), *_mirror(profile), *loop, ActionExecuted("action_listen")]


class ValidateProfileForm(FormValidationAction):  # type: ignore[misc]  # rasa_sdk is untyped
    """Saves what a sentence answers, and lets the database choose the next question.

    Rasa may call it twice for one message, so saving is idempotent.
    """

    def __init__(self, services: Services) -> None:
        self.services = services

    def name(self) -> str:
        """The name that Rasa derives from the form's."""
        return f"validate_{PROFILE_FORM}"

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Read, save and read back; the form gives way to a message that tells nothing."""
        filled = [slot for slot in tracker.slots_to_validate() if slot in set(Field)]
        if not filled:
            return []
        if not _tells(tracker):
            raise ActionExecutionRejection(self.name())  # a question that names a place or a trade: answer it
        async with self.services.candidate(tracker) as (session, candidate):
            asked = candidates.asking(candidate)
            reading = _read(self.services, tracker, asked)
            await _save(self.services, session, candidate, reading)
            profile = await profiles.load(session, candidate)
        _read_back(dispatcher, reading, asked)
        known = {event["name"]: event["value"] for event in _mirror(profile)}
        return [SlotSet(slot, known[slot]) for slot in {*filled, *reading.values}]

    async def next_requested_slot(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """The database's open question stays until it is answered; then comes the next one."""
        async with self.services.candidate(tracker) as (session, candidate):
            asked = candidates.asking(candidate)
            profile = await profiles.load(session, candidate)
            if asked is None or profile.value(asked) is not None:
                asked = await profiles.ask_next(session, candidate)
        return SlotSet(REQUESTED, asked)  # type: ignore[no-any-return]


class StartProfile(BotAction):
    """Wants to sign up or to look for work: consent first, then the form."""

    action_name = "action_start_profile"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Keep what the sentence tells already, and open the form."""
        async with self.services.candidate(tracker) as (session, candidate):
            if candidate.consent != Consent.GIVEN:
                say(dispatcher, "start_profile")
                return []
            reading = _read(self.services, tracker, None)
            await _save(self.services, session, candidate, reading)
            following = await profiles.ask_next(session, candidate)
            profile = await profiles.load(session, candidate)
        _read_back(dispatcher, reading, None)
        if following is None:
            say(dispatcher, "profile_done")
            return []
        return [*_mirror(profile), FollowupAction(PROFILE_FORM)]


class Inform(BotAction):
    """Facts told when no question is open, or that do not answer the open one."""

    action_name = "action_inform"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Keep them with consent; without, ask for it."""
        async with self.services.candidate(tracker) as (session, candidate):
            asked = candidates.asking(candidate)
            reading = _read(self.services, tracker, None)
            place = not asked and reading.fields == {Field.REGIONS} and _is_bare(tracker)
            if candidate.consent == Consent.GIVEN and not place:
                await _save(self.services, session, candidate, reading)
        if place:  # a mere "Rimouski" asks about it, and tells nothing
            say_region(dispatcher, "overview", regions_named(self.services, tracker))
            return []
        if asked and not reading.values:
            say(dispatcher, "not_understood", asked)
        elif not reading.values and not reading.ambiguous:
            say(dispatcher, "unsure", "start_profile", "find_employers")
        elif candidate.consent != Consent.GIVEN:
            say(dispatcher, "start_profile")
        else:
            _read_back(dispatcher, reading, asked)
            if not asked and not reading.ambiguous:
                say(dispatcher, "start_profile")
        return []


class CorrectProfile(BotAction):
    """A stated fact is wrong or has changed."""

    action_name = "action_correct_profile"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Save the new value when it was said; otherwise ask the question that it is about."""
        async with self.services.candidate(tracker) as (session, candidate):
            agreed = candidate.consent == Consent.GIVEN
            reading = _read(self.services, tracker, None)
            if agreed:
                await _save(self.services, session, candidate, reading)
        if agreed and (reading.values or reading.ambiguous):
            _read_back(dispatcher, reading, None)
            return []
        match self.services.resolver.profile_field(text_of(tracker)):
            case Found(value=field):
                say(dispatcher, "edit", field)
            case _:
                say(dispatcher, "correct")
        return []


def _tells(tracker: Tracker) -> bool:
    """Whether the writer tells something; whatever its intent, a bare "Rimouski" does after a question."""
    return intent_of(tracker) in _TELLING or _is_bare(tracker)


def _is_bare(tracker: Tracker) -> bool:
    entities = tracker.latest_message.get("entities") or []
    return is_bare(text_of(tracker), [(int(entity["start"]), int(entity["end"])) for entity in entities])


def _read(services: Services, tracker: Tracker, asked: Field | None) -> Reading:
    if asked is Field.LANGUAGES and intent_of(tracker) in _NOTHING:
        return Reading(values={Field.LANGUAGES: ()})
    entities = [
        (str(entity["entity"]), str(entity["value"])) for entity in tracker.latest_message.get("entities") or []
    ]
    return read(services.resolver, entities, text_of(tracker), asked, services.today)


async def _save(services: Services, session: AsyncSession, candidate: CandidateRow, reading: Reading) -> None:
    for field, value in reading.values.items():
        await profiles.answer(session, candidate, field, value, services.clock())
    if Field.REGIONS in reading.values:
        await profiles.wish(session, candidate, Wish.TOWNS, reading.towns, services.clock())


def _read_back(dispatcher: CollectingDispatcher, reading: Reading, asked: Field | None) -> None:
    if reading.values:
        say(dispatcher, "noted", *reading.values)
    for field, options in reading.ambiguous.items():
        say(dispatcher, "which_one", field, *options)
    if asked and not reading.values and not reading.ambiguous:
        say(dispatcher, "not_understood", asked)


def _mirror(profile: Profile) -> Events:
    """Rasa's slots: which answers are there, never what they say."""
    return [
        SlotSet(
            field,
            GIVEN if profile.value(field) is not None else SKIPPED if field in profile.skipped else None,
        )
        for field in Field
    ]
