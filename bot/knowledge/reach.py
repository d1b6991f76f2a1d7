"""The towns and regions within some kilometres of a town: by road where a source tells it, else as the crow flies."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.base import Knowledge
from bot.knowledge.facts import Fact
from bot.knowledge.normalized_text import folded
from bot.knowledge.roads import Roads, roads_of
from bot.knowledge.schema import Town


@dataclass(frozen=True, slots=True)
class Reach:
    """What lies within a distance: towns by code, and the regions of these towns, each with all of its towns."""

    towns: frozenset[str]
    regions: Mapping[str, frozenset[str]]


def within(knowledge: Knowledge, town: str, kilometres: float) -> Reach:
    """What can be reached from a town, with the town itself. A town whose position is not known is in
    reach only by a road that a source tells.

    Raises:
        KeyError: no town has this code.
    """
    roads, start = roads_of(knowledge), knowledge.towns[town]
    near = [each for each in knowledge.towns.values() if each is start or _apart(roads, start, each) <= kilometres]
    regions = {region: frozenset(all_of_it) for region, all_of_it in _by_region(knowledge).items()}
    return Reach(frozenset(each.code for each in near), {each.region: regions[each.region] for each in near})


def town_named(knowledge: Knowledge, name: str) -> Town | None:
    """The town with this code, label or name; accents and capitals do not matter. Of several, the largest."""
    if name in knowledge.towns:
        return knowledge.towns[name]
    wanted = folded(name.strip())
    called = [each for each in knowledge.towns.values() if wanted in {folded(each.label), folded(each.name)}]
    return max(called, key=lambda each: (folded(each.label) == wanted, each.population), default=None)


def _by_region(knowledge: Knowledge) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for town in knowledge.towns.values():
        found[town.region].append(town.code)
    return found


def _apart(roads: Roads, one: Town, other: Town) -> float:
    found = roads.between(one, other)
    if isinstance(found, Fact):
        return found.figures[0].value
    return float("inf") if found.kilometres is None else found.kilometres
