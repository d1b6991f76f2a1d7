"""Who would live within some kilometres of a town, by the towns and regions that they named."""

import pytest

from bot.knowledge import load_knowledge
from bot.knowledge.reach import town_named, within
from bot.programme.candidate_search import Search
from bot.programme.profiles import Profile

KNOWLEDGE = load_knowledge()


def code(name: str) -> str:
    town = town_named(KNOWLEDGE, name)
    assert town is not None
    return town.code


@pytest.mark.parametrize(
    ("regions", "towns", "found"),
    [
        (("02", "11"), ("Dolbeau-Mistassini",), True),  # of Gaspésie no town was named: all of it
        (("02", "11"), ("Dolbeau-Mistassini", "Carleton-sur-Mer"), False),
        (("11",), (), True),
        (("02",), (), False),
        (("11",), ("Gaspé",), True),
        (("any",), (), True),
    ],
)
def test_a_region_of_which_no_town_was_named_counts_whole(
    regions: tuple[str, ...], towns: tuple[str, ...], *, found: bool
) -> None:
    gaspe, profile = code("Gaspé"), Profile(regions=regions, towns=tuple(map(code, towns)))
    [(_, holds)] = Search(town=gaspe, kilometres=40).among_answers(within(KNOWLEDGE, gaspe, 40))
    assert holds(profile) is found


def test_a_town_without_its_reach_is_no_list_of_everybody() -> None:
    with pytest.raises(ValueError, match="kilometres"):
        Search(town=code("Gaspé"), kilometres=40).among_answers(None)
