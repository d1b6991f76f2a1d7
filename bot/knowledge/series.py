"""Chooses which figures are compared: those of the places that are asked about, beside some well-known ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.knowledge.base import Knowledge
from bot.knowledge.schema import Series, Shown, Topic, Town

_MOST = 8  # places that are legible on a phone
_MOST_ASKED = 5
_KNOWN = ("66023", "23027")  # Montréal, where most candidates live, and Québec City
_ABOUT: Mapping[Topic, tuple[Shown, ...]] = {
    Topic.CLIMATE: (Shown.MONTHS, Shown.JANUARY),
    Topic.HOUSING: (Shown.RENT, Shown.VACANCY),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A place with its figures. `asked`: whether the question named it."""

    town: Town
    values: tuple[float, ...]
    asked: bool


def held(knowledge: Knowledge, topic: Topic, places: Iterable[str]) -> list[Shown]:
    """The series on a topic that have figures for at least one of these places (codes of towns or regions)."""
    codes = list(places)
    shown = [shown for shown in _ABOUT.get(topic, ()) if shown in knowledge.series]
    return [one for one in shown if _asked(knowledge, knowledge.series[one], codes)]


def side_by_side(knowledge: Knowledge, shown: Shown, places: Iterable[str]) -> list[Row]:
    """The places asked about among others, sorted by figure; for a year's figures, one place and Montréal."""
    series = knowledge.series[shown]
    asked = _asked(knowledge, series, list(places))
    if shown is Shown.MONTHS:
        chosen = list(
            dict.fromkeys([*asked[:1], *(town for town in _towns(knowledge, series) if town.code == _KNOWN[0])])
        )
    else:
        known = sorted(_towns(knowledge, series), key=lambda town: (town.code not in _KNOWN, -town.population))
        chosen = list(dict.fromkeys([*asked[:_MOST_ASKED], *known]))[:_MOST]
        chosen.sort(key=lambda town: (series.values[town.label], town.name))
    return [Row(town, series.values[town.label], town in asked) for town in chosen]


def _asked(knowledge: Knowledge, series: Series, codes: list[str]) -> list[Town]:
    """The towns of a series that are meant, the largest first: a named town, or the towns of a named region."""
    towns = _towns(knowledge, series)
    found: list[Town] = []
    for code in codes:
        region = knowledge.region_of(code)
        itself = [town for town in towns if town.code == code]
        found += itself or [town for town in towns if town.region == region]
    return list(dict.fromkeys(found))


def _towns(knowledge: Knowledge, series: Series) -> list[Town]:
    there = [town for town in knowledge.towns.values() if town.label in series.values]
    return sorted(there, key=lambda town: -town.population)
