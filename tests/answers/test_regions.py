"""Regions: one topic of one, several side by side, on a map and in figures."""

from itertools import pairwise

import pytest

from bot.answers.doors import Door
from bot.answers.turn import Library
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge import Topic
from bot.replies import regions
from bot.replies.message import visible
from bot.replies.regions import LONGEST_FIRST, Vacancies
from tests.answers.conftest import Person, references

PICTURE = b"a picture"


async def test_a_region_comes_with_a_map_and_its_topics_one_tap_away(person: Person) -> None:
    [message] = await person("region:11")
    assert message.photo is not None
    assert message.photo.content.startswith(b"\x89PNG")
    assert "Gaspésie" in message.text
    assert {f"region:11:{topic}" for topic in Topic if topic is not Topic.OVERVIEW} <= set(references(message))
    [housing] = await person("region:11:housing")
    assert housing.photo is None


async def test_a_town_is_told_to_be_in_its_region(person: Person) -> None:
    town = next(t for t in person.library.knowledge.towns.values() if t.name == "Rimouski")
    said = await person.says(f"region:{town.code}:housing")
    t = texts(person.language)
    assert t.gettext("{town} is in this region.", town="Rimouski") in said
    assert t.gettext("This button is out of date. Here is where we can go from here:") in await person.says(
        "region:99999"
    )


async def test_a_town_stays_the_town_from_topic_to_topic(person: Person) -> None:
    town = next(t for t in person.library.knowledge.towns.values() if t.name == "Rimouski")
    [message] = await person(f"region:{town.code}:getting_there")
    assert f"region:{town.code}:getting_there:more" in references(message)
    assert {f"region:{town.code}:{topic}" for topic in Topic if topic is not Topic.GETTING_THERE} <= set(
        references(message)
    )
    assert not any(each.startswith("region:01") for each in references(message))


@pytest.mark.parametrize("language", list(Language))
def test_where_no_vacancy_suits_it_is_said_in_words(library: Library, language: Language) -> None:
    vacancies = {"11": Vacancies(3, 0), "02": Vacancies(1, 0)}
    compared = regions.comparison(texts(language), library.knowledge, ["11", "02"], list(Topic), vacancies, PICTURE)
    several, one = visible(compared.text).split("\n")[2:4]
    assert "3" in several
    assert "1" in one
    assert " 0 " not in several + one


async def test_regions_are_compared_side_by_side_with_what_suits(welder: Person) -> None:
    t = texts(welder.language)
    [message] = await welder("compare:11:02:09")
    said = visible(message.text)
    assert len(said) <= LONGEST_FIRST
    assert message.photo is not None
    for mark in "①②③":
        assert said.count(mark) >= 2, "each region stands in each line"
    assert regions.topic_name(t, Topic.SCHOOLS_CHILDCARE) in said, "who has children cares about schools first"
    assert any(each == "compare_by:climate:11:02:09" for each in references(message))
    by_climate = await welder.says("compare_by:climate:11:02:09")
    assert f"<b>{regions.topic_name(t, Topic.CLIMATE)}</b>" in by_climate
    assert by_climate.index(regions.topic_name(t, Topic.CLIMATE)) < by_climate.index("①", by_climate.index("③"))


async def test_every_pair_of_regions_can_be_compared_on_a_phone(person: Person) -> None:
    codes = list(person.library.knowledge.regions)
    for first, second in pairwise(codes):
        [message] = await person(f"compare:{first}:{second}")
        assert len(visible(message.text)) <= LONGEST_FIRST


async def test_one_region_alone_is_not_compared(person: Person) -> None:
    [message] = await person("compare:11:11")
    assert "region:05" in references(message)


async def test_figures_are_compared_in_a_picture_and_in_words(person: Person) -> None:
    [card] = await person("region:08:housing")
    shown = [each for each in references(card) if each.startswith("chart:")]
    assert shown == ["chart:rent:08", "chart:vacancy:08"]
    [rents] = await person(shown[0])
    assert rents.photo is not None
    said = visible(rents.text).replace("\xa0", " ")
    assert all(figure in said for figure in ("739", "793", "821", "2023"))
    [january] = await person("chart:january:25213")
    assert "−" in january.text
    old = texts(person.language).gettext("This button is out of date. Here is where we can go from here:")
    for forged in ("chart:rent", "chart:rent:99", "chart:nothing:08"):
        assert old in await person.says(forged)


async def test_under_a_comparison_stands_one_picture_a_topic_for_all_its_places(person: Person) -> None:
    [message] = await person("compare_by:climate:01:08")
    charted = [each for each in references(message) if each.startswith("chart:")]
    assert charted[0] == "chart:january:01:08"
    assert len({each.split(":")[1] for each in charted}) == len(charted) <= 2


@pytest.mark.parametrize(
    ("written", "town"),
    [
        ("not Rimouski", ""),
        ("ni Rimouski ni Laval, on en peut plus", ""),
        ("surtout pas à Rimouski", ""),
        ("Matane, not Rimouski", "Matane"),
        ("not bad, Rimouski", "Rimouski"),
        ("why not Rimouski?", "Rimouski"),
        ("I have no friends in Rimouski", "Rimouski"),
        ("Rimouski", "Rimouski"),
    ],
)
async def test_a_place_that_is_refused_is_not_spoken_of_from_then_on(person: Person, written: str, town: str) -> None:
    await person(written=written, door=Door.WORDS)
    names = {each.code: each.name for each in person.library.knowledge.towns.values()}
    assert names.get(person.place, "") == town
