"""A town that is refused is not kept as wished, and leaves a region that is wished for as a region."""

from typing import Any

import pytest

from bot.base.terms import ANYWHERE, Field, Wish
from bot.knowledge import Ambiguous, Found, Resolver
from bot.reading import changes
from bot.reading.values import answer
from tests.reading.conftest import TODAY, Read

MATANE, RIMOUSKI = "08053", "10043"


@pytest.mark.parametrize(
    ("text", "region", "town", "code"),
    [
        ("Outaouais but not Maniwaki", "Outaouais", "Maniwaki", "07"),
        ("le Bas-Saint-Laurent, mais pas Matane", "Bas-Saint-Laurent", "Matane", "01"),
        ("Gaspésie nt Gaspé", "Gaspésie", "Gaspé", "11"),
        ("le Centre-du-Québec sauf Drummondville", "Centre-du-Québec", "Drummondville", "17"),
        ("Montérégie, surtout pas Granby", "Montérégie", "Granby", "16"),
    ],
)
def test_the_region_is_kept_without_it(read: Read, text: str, region: str, town: str, code: str) -> None:
    reading = read(text, "inform", ("region", region), ("city", town), asked=Field.REGIONS)
    found = changes(reading, {}, Field.REGIONS)
    assert found.saved == {Field.REGIONS: (code,)}
    assert found.towns == ()


@pytest.mark.parametrize("text", ["I'd move to Gaspésie but not Gaspé", "on irait en Gaspésie, sauf Gaspé"])
def test_so_it_is_where_no_place_is_asked_for(read: Read, text: str) -> None:
    found = changes(
        read(
            text,
            "inform",
            ("region", "Gaspésie"),
            (
                "city",
                "Gaspé",
            ),
        ),
        {},
        None,
    )
    assert found.saved == {Field.REGIONS: ("11",)}
    assert found.towns == ()


def test_the_other_town_of_the_region_is_kept(read: Read) -> None:
    reading = read("Rimouski, pas Matane", "inform", ("city", "Rimouski"), ("city", "Matane"), asked=Field.REGIONS)
    found = changes(reading, {}, Field.REGIONS)
    assert found.saved == {Field.REGIONS: ("01",)}
    assert found.towns == (RIMOUSKI,)


def test_what_is_not_far_is_no_refusal(read: Read) -> None:
    marked = (("region", "Bas-Saint-Laurent"), ("city", "Matane"))
    reading = read("Bas-Saint-Laurent, pas loin de Matane", "inform", *marked, asked=Field.REGIONS)
    assert changes(reading, {}, Field.REGIONS).towns == (MATANE,)


@pytest.mark.parametrize("text", ["not Matane", "we never said Matane", "on veut pas aller à Matane"])
@pytest.mark.parametrize(("towns", "left"), [((), ("01", "13")), ((MATANE,), ("13",))])
def test_a_saved_region_stays_unless_it_was_named_by_that_town(
    read: Read, text: str, towns: tuple[str, ...], left: tuple[str, ...]
) -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: ("01", "13"), Wish.TOWNS: towns}
    found = changes(read(text, "correct_profile", ("city", "Matane"), told=told), told, None)
    assert found.saved.get(Field.REGIONS, told[Field.REGIONS]) == left


@pytest.mark.parametrize(
    ("text", "marked", "left"),
    [
        ("not Laval", ("Laval",), ("01",)),  # the town is the region
        ("remove Matane", ("Matane",), ("13",)),  # an order
        ("not Matane, Amos", ("Matane", "Amos"), ("13", "08")),  # one place for another
    ],
)
def test_a_region_goes_where_it_is_meant(read: Read, text: str, marked: tuple[str, ...], left: tuple[str, ...]) -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: ("01", "13")}
    reading = read(text, "correct_profile", *(("city", each) for each in marked), told=told)
    assert changes(reading, told, None).saved == {Field.REGIONS: left}


def test_a_town_takes_the_place_of_another_in_a_region_that_stays(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: ("01",), Wish.TOWNS: (MATANE,)}
    reading = read("not Matane, Rimouski", "correct_profile", ("city", "Matane"), ("city", "Rimouski"), told=told)
    found = changes(reading, told, None)
    assert (found.towns, found.towns_out) == ((RIMOUSKI,), (MATANE,))


def test_one_region_is_removed_and_another_kept_without_a_town(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: ("07", "01")}
    marked = (("region", "outaouais"), ("region", "bas saint laurent"), ("city", "matane"))
    text = "ote l'outaouais, garde juste le bas saint laurent mais pas matane"
    found = changes(read(text, "correct_profile", *marked, told=told), told, None)
    assert found.saved == {Field.REGIONS: ("01",)}
    assert found.towns == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("remove Lanaudière and keep Gaspésie", ("07", "11")),
        ("enlève Lanaudière pis garde la Gaspésie", ("07", "11")),
        ("drop Lanaudière and put only Gaspésie", ("11",)),
        ("enlève Lanaudière et garde juste la Gaspésie", ("11",)),
        ("remove Lanaudière and add only Gaspésie", ("07", "11")),
        ("remove Lanaudière and Gaspésie", ("07",)),
        ("enlève pas Lanaudière, enlève la Gaspésie", ("14", "07")),
    ],
)
def test_what_is_kept_beside_an_order_to_remove_stays(read: Read, text: str, left: tuple[str, ...]) -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: ("14", "07", "11")}
    reading = read(text, "correct_profile", ("region", "Lanaudière"), ("region", "Gaspésie"), told=told)
    assert changes(reading, told, None).saved == {Field.REGIONS: left}


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("anywhere calm in the Outaouais, except Gatineau", {"07"}),
        ("n'importe où en Montérégie sauf Granby", {"16"}),
        ("partout dans Lanaudière", {"14"}),
        ("everywhere around Rimouski", {"01"}),
        ("anywhere in Outaouais or Lanaudière", {"07", "14"}),
        ("anywhere in the province", {ANYWHERE}),
        ("n'importe où au Québec", {ANYWHERE}),
        ("anywhere in a quiet village", {ANYWHERE}),
        ("anywhere, but we would prefer Gaspésie", {ANYWHERE}),
        ("not so sure, Gaspésie", {"11"}),
        ("pas certaine, la Gaspésie peut-être", {"11"}),
    ],
)
def test_anywhere_in_a_place_is_that_place(resolver: Resolver, text: str, regions: set[str]) -> None:
    assert offered(resolver, text) == regions


@pytest.mark.parametrize("text", ["anywhere in Quebec except Outaouais", "n'importe où sauf l'Outaouais"])
def test_anywhere_else_is_all_the_others(resolver: Resolver, text: str) -> None:
    assert len(offered(resolver, text)) == 15
    assert "07" not in offered(resolver, text)


@pytest.mark.parametrize("text", ["not only Gaspé", "pas juste Gaspé", "pas seulement la Gaspésie"])
def test_not_only_one_place_is_asked(resolver: Resolver, text: str) -> None:
    assert answer(resolver, Field.REGIONS, text, TODAY) == Ambiguous((("11",), (ANYWHERE,)))


def test_not_only_a_saved_place_takes_no_other_away(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: ("11", "13")}
    assert changes(read("not only Gaspé", "deny", ("city", "Gaspé"), told=told), told, None).saved == {}


@pytest.mark.parametrize("text", ["Matane, no", "Granby, non"])
def test_a_no_after_a_comma_refuses(resolver: Resolver, text: str) -> None:
    assert not isinstance(answer(resolver, Field.REGIONS, text, TODAY), Found)


def offered(resolver: Resolver, text: str) -> set[str]:
    match answer(resolver, Field.REGIONS, text, TODAY):
        case Found(value):
            return set(value)
        case Ambiguous(options):
            return set(options[0])
    return set()
