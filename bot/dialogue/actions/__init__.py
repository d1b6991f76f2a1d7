"""The actions that Rasa calls back, of a few lines each. The only room that imports `rasa_sdk`."""

from rasa_sdk import Action

from bot.dialogue.actions import languages, matching, regions, trips
from bot.dialogue.actions.base import Services
from bot.dialogue.actions.endpoint import actions_route

__all__ = ["Services", "actions_route", "all_actions"]

_KINDS = (
    regions.AskAboutRegion,
    regions.CompareRegions,
    regions.LocalServices,
    trips.ListTrips,
    trips.AskTripProgram,
    trips.RegisterTrip,
    trips.CancelTrip,
    matching.AskEmployer,
    matching.ExplainMatch,
    matching.ExpressInterest,
    languages.ChangeLanguage,
)


def all_actions(services: Services) -> list[Action]:
    """Every action that `domain.yml` names, built with its services."""
    return [kind(services) for kind in _KINDS]
