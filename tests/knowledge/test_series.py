"""Figures that pictures compare are those that the texts tell, of one source and one period."""

import pytest

from bot.base.terms import Language
from bot.knowledge import Knowledge, Topic
from bot.knowledge.schema import Shown
from bot.knowledge.series import held, side_by_side

MONTREAL, RIMOUSKI, LONGUEUIL = "66023", "10043", "58227"
_FRENCH = Language.FRENCH


def test_each_series_has_one_source_and_its_period(knowledge: Knowledge) -> None:
    assert set(knowledge.series) == set(Shown)
    for series in knowledge.series.values():
        assert [source.as_of or series.period for source in series.sources] == [series.period]


def test_january_is_what_the_regions_tell(knowledge: Knowledge) -> None:
    towns = {town.label: town for town in knowledge.towns.values()}
    for label, (night, day) in knowledge.series[Shown.JANUARY].values.items():
        text = knowledge.region(towns[label].region).topic(Topic.CLIMATE).answer[_FRENCH].replace("\u00a0", " ")
        name = label.replace("'", "’")
        assert f"{name}, −{-night:.0f} °C et −{-day:.0f} °C" in text, label


def test_january_is_the_first_month_of_a_year(knowledge: Knowledge) -> None:
    january, months = (knowledge.series[shown].values for shown in (Shown.JANUARY, Shown.MONTHS))
    for label in january.keys() & months.keys():
        assert january[label] == pytest.approx((months[label][0], months[label][12]), abs=0.6), label
    for label, values in months.items():
        assert all(night < day for night, day in zip(values[:12], values[12:], strict=True)), label


def test_vacant_homes_are_what_the_regions_tell(knowledge: Knowledge) -> None:
    towns = {town.label: town for town in knowledge.towns.values()}
    told = 0
    for label, (share,) in knowledge.series[Shown.VACANCY].values.items():
        entry = knowledge.region(towns[label].region).topic(Topic.HOUSING)
        text = " ".join([entry.answer[_FRENCH], *(fact.text[_FRENCH] for fact in entry.facts)])
        told += f"{share:.1f}".replace(".", ",") in text
    assert told >= 0.8 * len(knowledge.series[Shown.VACANCY].values)


def test_a_town_is_compared_with_those_that_people_know(knowledge: Knowledge) -> None:
    rows = side_by_side(knowledge, Shown.JANUARY, [RIMOUSKI])
    assert [row.town.code for row in rows if row.asked] == [RIMOUSKI]
    assert MONTREAL in {row.town.code for row in rows}
    assert len(rows) == 8
    assert [row.values for row in rows] == sorted(row.values for row in rows)


def test_a_year_is_compared_with_montreals(knowledge: Knowledge) -> None:
    assert [row.town.code for row in side_by_side(knowledge, Shown.MONTHS, ["01"])] == [RIMOUSKI, MONTREAL]
    assert [row.town.code for row in side_by_side(knowledge, Shown.MONTHS, [MONTREAL])] == [MONTREAL]


def test_what_is_not_held_is_not_offered(knowledge: Knowledge) -> None:
    assert held(knowledge, Topic.CLIMATE, ["10"]) == []
    assert held(knowledge, Topic.HOUSING, ["08"]) == [Shown.RENT, Shown.VACANCY]
    assert held(knowledge, Topic.HOUSING, ["01"]) == [Shown.VACANCY]
    assert held(knowledge, Topic.JOBS, ["01"]) == []
