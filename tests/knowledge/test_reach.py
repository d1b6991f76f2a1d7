"""How far from a town: by road where a source tells it, else as the crow flies."""

import pytest

from bot.knowledge import Knowledge
from bot.knowledge.reach import town_named, within


def code(knowledge: Knowledge, label: str) -> str:
    return next(each.code for each in knowledge.towns.values() if each.label == label)


def test_a_road_that_is_told_counts_and_not_the_crow(knowledge: Knowledge) -> None:
    sherbrooke, montreal = code(knowledge, "Sherbrooke"), code(knowledge, "Montréal")  # 147 km by road, 130 as the crow
    assert montreal not in within(knowledge, sherbrooke, 140).towns
    assert montreal in within(knowledge, sherbrooke, 150).towns


def test_a_region_is_in_reach_if_a_town_of_it_is(knowledge: Knowledge) -> None:
    near, far = (within(knowledge, code(knowledge, "Victoriaville"), each) for each in (0, 60))
    assert near.towns == frozenset({code(knowledge, "Victoriaville")})
    assert set(near.regions) == {"17"}
    assert {"17", "05", "12"} <= set(far.regions)
    assert "01" not in far.regions
    assert near.towns < far.towns


@pytest.mark.parametrize("typed", ["Trois-Rivières", "trois-rivieres", " TROIS-RIVIÈRES "])
def test_a_town_is_known_by_its_name(knowledge: Knowledge, typed: str) -> None:
    found = town_named(knowledge, typed)
    assert found is not None
    assert found.label == "Trois-Rivières"
    assert town_named(knowledge, found.code) is found


def test_no_town_has_another_name(knowledge: Knowledge) -> None:
    assert town_named(knowledge, "Paris-sur-Lac") is None
    assert town_named(knowledge, "") is None
