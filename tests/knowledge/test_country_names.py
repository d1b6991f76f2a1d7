"""No name of a country is mended into a town of Québec, in either language."""

import re

import pytest
from babel import Locale

from bot.base.terms import Language
from bot.knowledge import Knowledge, Resolver, Unknown
from bot.knowledge.named_places import PlaceFinder

# These are towns of Québec as well, letter by letter.
TOWNS = frozenset({"Irlande", "Guadeloupe", "Saint-Martin", "St. Martin", "Sainte-Lucie", "Sainte-Hélène", "St. Lucia",
                   "Saint-Barthélemy", "St. Barthélemy", "Saint-Martin (partie néerlandaise)"})  # fmt: skip
COUNTRIES = sorted(
    name
    for language in Language
    for code, name in Locale(language).territories.items()
    if re.fullmatch("[A-Z]{2}", code) and name not in TOWNS
)
_SAID = ("{}", "I come from {}", "je viens de {}", "{} no")


@pytest.mark.parametrize("said", _SAID)
def test_no_country_is_a_town(resolver: Resolver, said: str) -> None:
    read = (resolver.places, resolver.town, resolver.place, resolver.find_place)
    texts = [said.format(country) for country in COUNTRIES]
    assert not [text for text in texts if not all(isinstance(look(text), Unknown) for look in read)]


@pytest.mark.parametrize("said", _SAID)
def test_nor_is_one_spoken_of_in_a_question(knowledge: Knowledge, said: str) -> None:
    finder = PlaceFinder(knowledge)
    assert not [country for country in COUNTRIES if list(finder.find(said.format(country)))]


def test_a_misspelt_town_still_is_one(resolver: Resolver) -> None:
    assert not isinstance(resolver.town("Rimouskki"), Unknown)
    assert not isinstance(resolver.town("Colombier"), Unknown)
