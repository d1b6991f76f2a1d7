"""The self-assessment of French: an honest estimate, whatever is answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Assessment, FrenchScale, Knowledge, Skill
from bot.knowledge.assessment import STEPS

LEVELS = st.tuples(*[st.sampled_from((0, *STEPS))] * len(Skill))


@pytest.fixture(scope="module")
def scale(knowledge: Knowledge) -> FrenchScale:
    return knowledge.french_scale


def finished(scale: FrenchScale, levels: tuple[int, ...], *, right: bool) -> Assessment:
    """Everything answered, the exercises all right or all wrong."""
    assessment = Assessment(scale, levels)
    while (item := assessment.exercise) is not None:
        chosen = item.right if right else (item.right + 1) % len(item.options)
        assessment = Assessment(scale, (*assessment.given, chosen))
    return assessment


def test_the_scale_has_twelve_levels_that_rise(scale: FrenchScale) -> None:
    assert [level.level for level in scale.levels] == list(range(1, 13))
    assert all(set(level.skills) == set(Skill) for level in scale.levels)
    assert {item.level for item in scale.items} >= {2, 4, 6, 8, 10}
    assert all(item.right < len(item.options) for item in scale.items)


def test_every_skill_is_asked_about_then_two_exercises(scale: FrenchScale) -> None:
    assessment, asked = Assessment(scale), []
    while assessment.skill is not None:
        asked.append(assessment.skill)
        assessment = Assessment(scale, (*assessment.given, 6))
    assert asked == list(Skill)
    assert [item.level for item in assessment.exercises] == [6, 6]
    assert finished(scale, (6, 6, 6, 6), right=True).level == 6
    assert finished(scale, (6, 6, 6, 6), right=False).level == 4


def test_who_has_no_french_yet_is_spared_the_exercises(scale: FrenchScale) -> None:
    assessment = Assessment(scale, (0, 0, 0, 0))
    assert (assessment.exercise, assessment.level) == (None, 0)


def test_what_is_spoken_counts_more_than_what_is_written(scale: FrenchScale) -> None:
    assert Assessment(scale, (8, 8, 2, 2)).told > Assessment(scale, (2, 2, 8, 8)).told


@given(LEVELS)
def test_the_level_stays_within_what_was_told(scale: FrenchScale, levels: tuple[int, ...]) -> None:
    for right in (True, False):
        level = finished(scale, levels, right=right).level
        assert 0 <= level <= max(levels)
        assert level >= min(levels) - 2
    assert finished(scale, levels, right=True).level >= finished(scale, levels, right=False).level


@given(LEVELS, st.integers(0, 3))
def test_more_of_one_skill_never_lowers_the_level(scale: FrenchScale, levels: tuple[int, ...], at: int) -> None:
    better = tuple(min(level + 2, 12) if place == at else level for place, level in enumerate(levels))
    assert Assessment(scale, better).told >= Assessment(scale, levels).told


@pytest.mark.parametrize("given", [(1,), (2, 2, 2, 13), (2, 2, 2, 2, 9), (2, 2, 2, 2, 0, 0, 0), (-2,), (0, 0, 0, 0, 1)])
def test_what_no_button_offers_is_refused(scale: FrenchScale, given: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="not offered"):
        Assessment(scale, given)
