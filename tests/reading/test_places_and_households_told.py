"""Regions and households that a message tells, refuses or corrects."""

from typing import Any

import pytest

from bot.base.terms import Field, Household, Wish
from bot.reading import Person, changes
from tests.reading.conftest import Read
from tests.reading.test_facts import TOLD, effect

TOWNS = {name: code for code, name in (("08053", "Matane"), ("10043", "Rimouski"))}


@pytest.mark.parametrize(
    ("named", "regions", "out"),
    [
        (("Matane",), ("13",), ("Matane",)),  # the region was named by this town alone
        (("Matane", "Rimouski"), ("01", "13"), ("Matane",)),
    ],
)
def test_a_town_that_is_refused_takes_its_region_along_where_nothing_else_named_it(
    read: Read, named: tuple[str, ...], regions: tuple[str, ...], out: tuple[str, ...]
) -> None:
    told = {**TOLD, Wish.TOWNS: tuple(TOWNS[name] for name in named)}
    found = changes(read("enlève Matane", "inform", ("city", "Matane"), told=told), told, None)
    assert found.saved.get(Field.REGIONS, told[Field.REGIONS]) == regions
    assert found.towns_out == tuple(TOWNS[name] for name in out)


@pytest.mark.parametrize("before", [("any",), ("09", "13"), None])
@pytest.mark.parametrize("asked", [Field.REGIONS, None])
def test_everywhere_but_one_is_all_the_others(read: Read, before: tuple[str, ...] | None, asked: Field | None) -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: before} if before else {}
    reading = read("n'importe où sauf l'Abitibi", "inform", ("region", "Abitibi"), told=told, asked=asked)
    saved = changes(reading, told, asked).saved[Field.REGIONS]
    assert "08" not in saved
    assert len(saved) == 15


@pytest.mark.parametrize(
    ("text", "children"),
    [("my mistake, we have kids: 3", 3), ("en fait on a deux filles", 2), ("oops, no children after all", 0)],
)
def test_children_are_corrected_and_the_partner_stays(read: Read, text: str, children: int) -> None:
    found = effect(read, text, "inform")
    assert found.saved == {Field.HOUSEHOLD: Household(True, children)}


def test_children_that_are_merely_told_are_asked_about(read: Read) -> None:
    [doubt] = effect(read, "nous avons 4 enfants", "inform").doubts
    assert (doubt.field, doubt.after) == (Field.HOUSEHOLD, Household(True, 4))


@pytest.mark.parametrize("asked", [Field.HOUSEHOLD, None])
def test_a_family_that_stays_abroad_is_asked_about_or_left_alone(read: Read, asked: Field | None) -> None:
    reading = read("my husband and our 2 boys stay in Senegal", "inform", asked=asked)
    assert not changes(reading, {}, asked).saved
    options = {option for each in reading.unclear for option in each.options}
    assert options == {Household(), Household(True, 2)}


@pytest.mark.parametrize(
    ("text", "marked", "regions"),
    [
        ("something like Alma, not Roberval", [("city", "Alma"), ("city", "Roberval")], ("02",)),
        ("plutôt Matane, pas Amqui", [("city", "Matane"), ("city", "Amqui")], ("01",)),
        ("not Gaspésie", [("region", "Gaspésie")], None),
    ],
)
@pytest.mark.parametrize("asked", [None, Field.OCCUPATION])
def test_regions_are_never_none_of_all(
    read: Read, text: str, marked: list[tuple[str, str]], regions: tuple[str, ...] | None, asked: Field | None
) -> None:
    reading = read(text, "correct_profile", *marked, asked=asked, told={})
    assert changes(reading, {}, asked).saved.get(Field.REGIONS) == regions


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("on est à Brossard depuis 8 mois pis c'est trop cher", "Brossard"),
        ("we are in Granby for two years, bored", "Granby"),
        ("je veux quitter Longueuil au plus vite", "Longueuil"),
        ("my wife and me want to get out of Terrebonne", "Terrebonne"),
        ("arrivé par Lacolle l'an passé", "Lacolle"),
        ("je suis née à Amos, j'ai grandi ailleurs", "Amos"),
    ],
)
def test_where_somebody_is_comes_from_or_leaves_is_no_wish(read: Read, text: str, town: str) -> None:
    reading = read(text, "inform", ("city", town))
    assert Field.REGIONS not in {fact.field for fact in reading.facts if fact.person is Person.SELF}
