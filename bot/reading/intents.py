"""Groups of Rasa's intents that several readers treat alike."""

from bot.reading.parse import EMERGENCY, FALLBACK

TELLING = frozenset({"inform", "start_profile", "correct_profile"})
TELLING_OR_NODS = TELLING | {FALLBACK, "affirm", "deny"}
NOT_UNDERSTOOD = frozenset({FALLBACK, "out_of_scope"})
NAMES_REGIONS = frozenset({"ask_region", "compare_regions"})
TAKES_SEATS = frozenset({"register_trip", "change_seats"})  # where people are named who may come or move along
OF_HELD_SEATS = frozenset({"change_seats", "cancel_trip", "my_trips"})  # what nobody asks for who holds none
STEERS = frozenset({"skip", "go_back", "cancel"})  # the profile's questions
ALWAYS = frozenset({EMERGENCY, "talk_to_human", "delete_my_data", "export_my_data"})  # whatever stands beside it
TALK = frozenset({"greet", "goodbye", "thank", "bot_challenge"})  # asks for nothing
NOTHING_UNDERSTOOD = frozenset({"unsure", "correct", "start_profile", "later"})  # answers, for want of any other
_FOR_NO_FACT = frozenset({"ask_employer", "ask_privacy", "ask_trip_program", "ask_why_none"})


def is_for_a_fact(intent: str) -> bool:
    """Whether an intent asks for what the knowledge base tells everybody."""
    return intent.startswith(("ask_", "francisation_", "compare_")) and intent not in _FOR_NO_FACT
