"""The picture of regions: its shapes agree with the knowledge base, and it marks what was asked for."""

import csv
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from math import hypot
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.image import imread
from numpy.typing import NDArray

import bot.knowledge
import bot.maps
from bot.base.errors import BotError
from bot.maps import MOST_MARKED, SIZE, MapError, Place, projected, region_map, way_map

KNOWLEDGE = Path(bot.knowledge.__file__).parent / "data"
SHAPES = Path(bot.maps.__file__).parent / "data" / "regions.json"

CODES = sorted(file.stem for file in (KNOWLEDGE / "regions").glob("*.yaml"))
NAMES = {
    "02": "Saguenay–Lac-Saint-Jean",
    "06": "Montréal",
    "09": "Côte-Nord",
    "11": "Gaspésie–Îles-de-la-Madeleine",
    "12": "Chaudière-Appalaches",
    "16": "Montérégie",
}
GASPE = Place("Gaspé", 48.833, -64.482)
PNG = b"\x89PNG\r\n\x1a\n"


def pixels(picture: bytes) -> NDArray[np.float64]:
    """Rows from the top, columns, red-green-blue from 0 to 255."""
    return np.asarray(imread(BytesIO(picture), format="png"), dtype=float)[:, :, :3] * 255


@cache
def rings() -> dict[str, list[list[list[int]]]]:
    found: dict[str, list[list[list[int]]]] = json.loads(SHAPES.read_text(encoding="utf-8"))["regions"]
    return found


def inside(x: float, y: float, ring: list[list[int]]) -> bool:
    """Does a ray from the point cross the ring an odd number of times?"""
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed = not crossed
    return crossed


def region_at(latitude: float, longitude: float) -> str | None:
    x, y = (10 * value for value in projected(latitude, longitude))
    found = [code for code, shapes in rings().items() if any(inside(x, y, ring) for ring in shapes)]
    assert len(found) <= 1, "regions overlap"
    return found[0] if found else None


def away(latitude: float, longitude: float, code: str) -> float:
    """Kilometres from a place outside a region to its border or shore."""
    x, y = (10 * value for value in projected(latitude, longitude))
    return min(to_line(x, y, *ring[at - 1], *ring[at]) / 10 for ring in rings()[code] for at in range(len(ring)))


def to_line(x: float, y: float, x1: float, y1: float, x2: float, y2: float) -> float:
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
    share = min(1, max(0, along))
    return hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1))


def towns() -> Iterator[tuple[str, float, float]]:
    """Region, latitude and longitude of each town whose position is known."""
    with (KNOWLEDGE / "municipalities.csv").open(encoding="utf-8") as file:
        regions = {row["code"]: row["region"] for row in csv.DictReader(file)}
    with (KNOWLEDGE / "town_positions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield regions[row["code"]], float(row["latitude"]), float(row["longitude"])


def test_every_region_of_the_knowledge_base_has_a_shape() -> None:
    assert len(CODES) == 17
    assert sorted(rings()) == CODES
    assert all(len(ring) > 2 for shapes in rings().values() for ring in shapes)


def test_the_shapes_are_small_to_carry() -> None:
    assert SHAPES.stat().st_size < 80_000


def test_towns_lie_in_their_regions() -> None:
    """Some stand in the water before their region, since the coast is simplified; hardly any in another region."""
    known = list(towns())
    assert len(known) >= 370
    there = [region_at(latitude, longitude) for _, latitude, longitude in known]
    ashore = [town[0] == code for town, code in zip(known, there, strict=True) if code]
    assert sum(ashore) / len(ashore) >= 0.99
    in_water = [away(*town[1:], town[0]) < 3 for town, code in zip(known, there, strict=True) if not code]
    assert len(in_water) < 0.1 * len(known)
    assert (sum(ashore) + sum(in_water)) / len(known) >= 0.98


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (49.5, -63.0, "09"),  # Anticosti
        (47.39, -61.89, "11"),  # Îles-de-la-Madeleine
        (58.5, -72.0, "10"),  # Nunavik
        (54.5, -68.0, "09"),
        (45.57, -73.6, "06"),
        (45.60, -73.73, "13"),
        (45.40, -74.2, "16"),  # Vaudreuil-Soulanges, north of the river
        (53.0, -62.0, None),  # Labrador
        (47.0, -66.5, None),  # New Brunswick
        (48.2, -61.5, None),  # the sea
    ],
)
def test_what_everybody_knows(latitude: float, longitude: float, code: str | None) -> None:
    assert region_at(latitude, longitude) == code


@pytest.mark.parametrize("codes", [["06"], ["02", "09", "11"], list(NAMES)])
def test_a_small_picture_of_the_promised_size(codes: list[str]) -> None:
    picture = region_map({code: NAMES[code] for code in codes}, [GASPE])
    assert picture.startswith(PNG)
    assert len(picture) < 150_000
    assert pixels(picture).shape == (SIZE, SIZE, 3)


def test_marking_colours_the_region_and_nothing_else() -> None:
    first, second = (pixels(region_map({code: " "})) for code in ("11", "12"))
    changed = np.abs(first - second).max(axis=2) > 40
    assert 10_000 < changed.sum() < 60_000
    gaspesie, chaudiere = changed[540:690, 690:900], changed[700:920, 420:610]
    assert gaspesie.mean() > 0.3
    assert chaudiere.mean() > 0.2
    islands, province = changed[640:720, 1020:1065], changed[16:322, 815:1065]
    marked = sum(int(part.sum()) for part in (gaspesie, chaudiere, islands, province))
    assert marked > 0.99 * changed.sum()  # the rest: single pixels at edges, since each picture has a palette


def test_regions_have_numbers_only_among_others() -> None:
    """Colour is not the only sign: a dark number on a white disc stands in each region."""
    alone = pixels(region_map({"11": " "}))
    together = pixels(region_map({"11": " ", "12": " "}))
    white = [(picture[:900, :700].min(axis=2) > 253).sum() for picture in (alone, together)]
    assert white[1] > white[0] + 500


def test_names_and_towns_are_written() -> None:
    plain, named, placed = (
        pixels(region_map({"11": name}, places)) for name, places in ((" ", []), ("Gaspésie", []), (" ", [GASPE]))
    )
    assert (np.abs(plain - named).max(axis=2) > 40)[990:].sum() > 1000
    assert (np.abs(plain - placed).max(axis=2) > 40)[:990].sum() > 500


def test_a_long_name_is_not_cut() -> None:
    picture = pixels(region_map({"11": "Gaspésie–Îles-de-la-Madeleine et encore plus loin que tout"}))
    assert (picture[990:, -12:].min(axis=2) > 250).all()


def test_the_second_time_costs_nothing() -> None:
    assert region_map({"02": "a"}) is region_map({"02": "a"})


def test_order_gives_the_numbers() -> None:
    assert region_map({"02": "a", "11": "b"}) != region_map({"11": "b", "02": "a"})


def test_threads_draw_the_same_and_leave_no_trace() -> None:
    before = dict(matplotlib.rcParams)
    marks = [{code: f"{code} in a thread"} for code in CODES[:4]]
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(region_map, marks))
    bot.maps.draw._drawn.cache_clear()
    assert drawn == [region_map(mark) for mark in marks]
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize(
    ("marked", "said"),
    [({"18": "Nowhere"}, "18"), ({}, "not 0"), ({code: code for code in CODES[: MOST_MARKED + 1]}, "not 7")],
)
def test_what_cannot_be_drawn_is_said(marked: dict[str, str], said: str) -> None:
    with pytest.raises(MapError, match=said) as error:
        region_map(marked)
    assert isinstance(error.value, BotError)


RIMOUSKI, MONTREAL = Place("Rimouski", 48.449, -68.524), Place("Montréal", 45.509, -73.588)
ALMA, ISLANDS, LEVIS = Place("Alma", 48.55, -71.65), Place("Les Îles", 47.383, -61.867), Place("Lévis", 46.803, -71.178)
PIN = (200, 80, 10)


def pins(picture: NDArray[np.float64]) -> int:
    """How many spots of the colour of a town that is asked about a picture has."""
    marked = np.abs(picture - np.array(PIN)).max(axis=2) < 40
    columns = np.flatnonzero(marked.any(axis=0))
    return int((np.diff(columns) > 1).sum() + 1) if len(columns) else 0


@pytest.mark.parametrize(
    ("one", "other"), [(RIMOUSKI, MONTREAL), (MONTREAL, RIMOUSKI), (GASPE, LEVIS), (ALMA, LEVIS), (ISLANDS, MONTREAL)]
)
def test_both_ends_of_a_way_are_on_the_picture(one: Place, other: Place) -> None:
    picture = way_map(one, other, "540 km", [GASPE, LEVIS, ALMA])
    assert picture.startswith(PNG)
    assert len(picture) < 150_000
    assert pixels(picture).shape == (SIZE, SIZE, 3)
    assert pins(pixels(picture)) == 2


def test_towns_next_to_each_other_are_told_apart() -> None:
    quebec = Place("Québec", 46.812, -71.215)
    assert pins(pixels(way_map(LEVIS, quebec, "8 km"))) == 2


def test_how_far_stands_under_the_map_and_is_not_cut() -> None:
    short, long = (
        pixels(way_map(ALMA, LEVIS, said))[990:] for said in ("8 km", "a distance that is told at length " * 3)
    )
    dark = [(picture.max(axis=2) < 90).sum() for picture in (short, long)]
    assert dark[0] > 200
    assert dark[1] > 2 * dark[0]
    assert (long[:, -12:].min(axis=2) > 250).all()


def test_other_towns_are_named_for_orientation() -> None:
    alone, among = (pixels(way_map(RIMOUSKI, MONTREAL, "x", others)) for others in ([], [ALMA, LEVIS]))
    assert (np.abs(alone - among).max(axis=2) > 40).sum() > 1000
