"""Where others live is no wish, nor is what is left for another place; the place that it is left for may be one."""

from typing import Any

import pytest

from bot.base.terms import Field, Wish
from bot.reading import changes
from tests.reading.conftest import Read

SAVED: dict[Field | Wish, Any] = {Field.REGIONS: ("02",)}


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("most of the people I flew in with stay in Gatineau now", "Gatineau"),
        ("dem folks from my parish does all live in Granby now", "Granby"),
        ("plenty fellas who cross with me are living in Laval now", "Laval"),
        ("ceux qui sont venus avec moi habitent maintenant Granby", "Granby"),
        ("la plupart des gars qui ont fait le cours vivent à Laval maintenant", "Laval"),
    ],
)
@pytest.mark.parametrize("intent", ["inform", "correct_profile"])
def test_it_does_not_replace_a_saved_region(read: Read, text: str, city: str, intent: str) -> None:
    reading = read(text, intent, ("city", city), told=SAVED)
    assert changes(reading, SAVED, None).saved == {}


@pytest.mark.parametrize(
    ("text", "city", "region"),
    [
        ("finally we want to live in Granby instead", "Granby", "05"),
        ("now my wife and I would rather live in Gatineau", "Gatineau", "07"),
        ("en fait on aimerait vivre à Laval", "Laval", "13"),
    ],
)
def test_where_the_writer_wants_to_live_does(read: Read, text: str, city: str, region: str) -> None:
    reading = read(text, "correct_profile", ("city", city), told=SAVED)
    assert region in changes(reading, SAVED, None).saved.get(Field.REGIONS, ()) or reading.unclear


def test_what_is_said_not_to_be_meant_is_asked(read: Read) -> None:
    reading = read("now Gatineau, nah I'm only chatting", "correct_profile", ("city", "Gatineau"), told=SAVED)
    assert changes(reading, SAVED, None).saved == {}


@pytest.mark.parametrize(
    ("text", "left", "wished", "region"),
    [
        ("on veut quitter Laval pour la Gaspésie", "Laval", "Gaspésie", "11"),
        ("we want to leave Longueuil for Rimouski", "Longueuil", "Rimouski", "01"),
    ],
)
def test_what_is_left_for_another_place_is_no_wish(read: Read, text: str, left: str, wished: str, region: str) -> None:
    reading = read(text, "inform", ("city", left), ("city", wished))
    told = changes(reading, {}, None).saved.get(Field.REGIONS)
    offered = [option for each in reading.unclear for option in each.options]
    assert told == (region,) or offered == [(region,)]


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("I left Longueuil for my wife in Laval", ("Longueuil", "Laval")),
        ("j'ai quitté Laval pour un emploi à Sorel", ("Laval", "Sorel")),
    ],
)
def test_nor_is_a_move_of_long_ago(read: Read, text: str, cities: tuple[str, ...]) -> None:
    assert changes(read(text, "inform", *(("city", name) for name in cities)), {}, None).saved == {}
