"""How far towns are from each other: by road where it is told, as the crow flies everywhere else."""

from itertools import combinations

import pytest

from bot.base.great_circle import kilometres
from bot.base.terms import Language
from bot.knowledge import Knowledge
from bot.knowledge.answer_types import TOLD
from bot.knowledge.facts import Fact, facts_of
from bot.knowledge.roads import Apart, Roads
from bot.knowledge.schema import AnswerType, Topic

MONTREAL, QUEBEC = "66023", "23027"
LARGE = 2_000  # inhabitants
# Municipalities over 2,000 inhabitants whose position no list that we may use tells for sure.
UNPLACED = {"22040", "26063", "19105", "34058", "45115", "47035"}


@pytest.fixture(scope="module")
def roads(knowledge: Knowledge) -> Roads:
    return Roads(knowledge)


def length(found: Fact | Apart) -> float | None:
    return found.figures[0].value if isinstance(found, Fact) else found.kilometres


def test_a_road_is_longer_than_the_crow_flies_and_not_three_times_as_long(knowledge: Knowledge, roads: Roads) -> None:
    assert len(roads.facts) >= 35
    for fact in roads.facts:
        one, other = (knowledge.towns[code].position for code in fact.name.split("-"))
        assert one, fact.id
        assert other, fact.id
        straight = kilometres(one, other)
        assert straight * 0.99 < fact.figures[0].value < 3 * straight, fact.id


def test_the_forty_largest_towns_are_all_told_apart(knowledge: Knowledge, roads: Roads) -> None:
    largest = sorted(knowledge.towns.values(), key=lambda town: -town.population)[:40]
    pairs = list(combinations(largest, 2))
    assert len(pairs) == 780
    assert all(length(roads.between(*pair)) for pair in pairs)
    assert all(length(roads.between(one, other)) == length(roads.between(other, one)) for one, other in pairs)


@pytest.mark.parametrize("origin", [MONTREAL, QUEBEC])
def test_each_larger_municipality_is_so_far_from_montreal_and_quebec(
    knowledge: Knowledge, roads: Roads, origin: str
) -> None:
    start = knowledge.towns[origin]
    towns = [town for town in knowledge.towns.values() if town.population > LARGE and town is not start]
    assert len(towns) > 400
    assert {town.code for town in towns if not length(roads.between(town, start))} == UNPLACED


def test_what_a_region_tells_is_what_the_table_tells(knowledge: Knowledge, roads: Roads) -> None:
    """A figure that stands in the text of a region is that of the table: nothing is told two ways."""
    lengths = {int(fact.figures[0].value) for fact in roads.facts}
    for fact in facts_of(knowledge):
        text = fact.text[Language.ENGLISH]
        if (
            fact.card.topic == Topic.GETTING_THERE
            and text.startswith("By road")
            and TOLD[AnswerType.DISTANCE].search(text)
        ):
            numbers = {int(part.split()[-1].replace(",", "")) for part in text.split(" km")[:-1]}
            assert numbers <= lengths, fact.id
