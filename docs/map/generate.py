"""Make bot/maps/data/regions.json: schematic shapes of the 17 regions. See README.md beside this file."""

import csv
import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
import shapefile
import shapely
from scipy.spatial import Voronoi
from shapely.geometry import LineString, Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from bot.maps import projected  # noqa: E402

KNOWLEDGE = ROOT / "bot/knowledge/data"
AREA = box(-86, 38, -48, 66)  # degrees: what is read of the world
WINDOW = box(-1000, -260, 1000, 2150)  # kilometres: what any picture may show
CLOSE = box(-900, 0, 600, 1290)  # kilometres: what the large map shows; elsewhere shapes are coarse
LABELLED = box(-820, 60, 540, 1080).difference(
    box(210, 660, 560, 1200)
)  # kilometres: the part of it that no inset covers
COARSE = 5.0  # kilometres
GAP = 0.0008  # degrees: border lines of Natural Earth end this near to the coast, not always on it

# The 45th parallel between New York and Québec is not among Natural Earth's lines of land borders.
MISSING_BORDER = LineString([(-74.9, 44.985), (-74.66, 44.999), (-73.3513, 45.0046)])
NORTH_SHORE, SOUTH_SHORE, ANTICOSTI = Point(-73.35, 53.91), Point(-69.96, 47.14), Point(-63.02, 49.51)
MONTREAL, BIZARD, LAVAL = Point(-73.6, 45.57), box(-73.93, 45.47, -73.85, 45.53), Point(-73.73, 45.62)
MAGDALEN = box(-62.3, 47.1, -61.1, 48.0)
NOT_OURS = [
    box(-65.2, 47.6, -64.3, 48.07),
    box(-64.6, 45.5, -59, 47.15),
    box(-60, 46, -50, 51.35),
    box(-76, 44, -74.5, 45.1),
]

# Where there are few towns, borders drawn by hand (longitude, latitude), roughly as on the official map:
# left of the line as one follows it, the first region; right of it, the second.
BORDERS: list[tuple[str, str, list[tuple[float, float]]]] = [
    ("10", "08", [(-79.6, 49.03), (-79.0, 49.03), (-75.52, 49.0)]),
    ("08", "07", [(-78.5, 46.3), (-78.0, 46.75), (-77.6, 47.1), (-77.5, 47.6), (-76.9, 47.85), (-75.55, 47.85)]),
    (
        "15",
        "07",
        [
            (-75.55, 47.85),
            (-75.8, 47.3),
            (-75.8, 46.35),
            (-75.75, 46.0),
            (-75.5, 46.02),
            (-75.35, 46.2),
            (-75.0, 46.2),
            (-74.87, 46.05),
            (-74.85, 45.85),
            (-74.83, 45.6),
        ],
    ),
    (
        "14",
        "15",
        [
            (-75.15, 47.78),
            (-74.95, 47.3),
            (-74.75, 47.0),
            (-74.6, 46.7),
            (-74.42, 46.42),
            (-74.28, 46.22),
            (-74.05, 46.06),
        ],
    ),
    ("04", "15", [(-75.5, 47.86), (-75.15, 47.78)]),
    (
        "04",
        "14",
        [
            (-75.15, 47.78),
            (-74.6, 47.55),
            (-74.2, 47.2),
            (-74.0, 46.95),
            (-73.7, 46.75),
            (-73.4, 46.55),
            (-73.15, 46.28),
        ],
    ),
    ("04", "08", [(-75.52, 49.0), (-75.52, 47.86)]),
    ("10", "04", [(-75.52, 49.0), (-74.6, 49.0), (-73.75, 49.15)]),
    ("02", "04", [(-73.75, 49.15), (-73.2, 48.6), (-72.75, 48.35), (-72.4, 48.05), (-72.1, 47.8), (-71.9, 47.6)]),
    ("03", "04", [(-71.9, 47.6), (-72.1, 47.3), (-72.25, 47.0), (-72.3, 46.8), (-72.15, 46.68)]),
    ("02", "03", [(-71.9, 47.6), (-71.3, 47.78), (-70.9, 47.88), (-70.6, 48.0), (-70.3, 48.08), (-69.98, 48.12)]),
    (
        "09",
        "02",
        [
            (-69.95, 48.22),
            (-70.1, 48.4),
            (-70.2, 48.7),
            (-70.35, 49.2),
            (-70.4, 49.7),
            (-70.6, 50.3),
            (-70.65, 51.0),
            (-70.75, 51.6),
            (-71.05, 52.0),
        ][::-1],
    ),
    ("10", "02", [(-73.75, 49.15), (-73.4, 49.6), (-72.5, 50.1), (-72.0, 50.8), (-71.7, 51.3), (-71.2, 52.0)]),
    (
        "10",
        "09",
        [(-71.05, 52.05), (-70.6, 52.5), (-70.2, 53.0), (-69.9, 53.6), (-70.1, 54.2), (-70.0, 55.0), (-66.5, 55.0)],
    ),
    ("10", "09", [(-66.5, 55.0), (-65.0, 55.0)]),
    ("12", "01", [(-69.5, 47.05), (-69.75, 47.1), (-69.95, 47.2), (-70.1, 47.35)]),
    (
        "01",
        "11",
        [(-66.85, 49.05), (-66.72, 48.75), (-66.75, 48.5), (-67.0, 48.2), (-67.3, 48.08), (-67.6, 48.0)][::-1],
    ),
    ("15", "16", [(-74.4, 45.56), (-74.3, 45.535), (-74.1, 45.47)]),
]
HELPERS = [  # single points inside regions: code, longitude, latitude
    ("10", -77, 60), ("10", -72, 58.5), ("10", -68.4, 58.1), ("10", -65.5, 59), ("10", -74, 55.5),
    ("10", -75, 53), ("10", -66, 57), ("09", -68.5, 54), ("09", -68.7, 52), ("09", -69.5, 50.5),
    ("09", -63, 51.3), ("09", -61, 51), ("09", -58, 51.5), ("09", -64, 50.7), ("09", -59.0, 51.0),
    ("02", -71.3, 50.5), ("02", -71.0, 49.5), ("02", -70.6, 48.9), ("02", -72.4, 49.4), ("08", -78.5, 47.2),
    ("08", -76.5, 48.3), ("07", -76.8, 47.2), ("07", -77.5, 46.5), ("15", -75.4, 46.9), ("04", -74.5, 48.2),
    ("04", -73.6, 47.6), ("14", -74.3, 46.8), ("03", -71.5, 47.3), ("03", -70.9, 47.5), ("11", -65.9, 48.6),
    ("11", -65.2, 48.7),
]  # fmt: skip


def polygons(geometry: BaseGeometry) -> Iterator[Polygon]:
    for part in shapely.get_parts(geometry):
        if isinstance(part, Polygon) and not part.is_empty:
            yield part


def layer(folder: Path, name: str) -> list[BaseGeometry]:
    """The shapes of one layer of Natural Earth, cut to the part of the world that is needed."""
    with (folder / f"{name}.shp").open("rb") as file:
        shapes = [shape(one.__geo_interface__) for one in shapefile.Reader(shp=file).iterShapes() if one.points]
    near = [one if "Line" in one.geom_type else one.buffer(0) for one in shapes if one.intersects(AREA)]
    return [one.intersection(AREA) for one in near]


def to_plane(geometry: BaseGeometry) -> BaseGeometry:
    def both(points: np.ndarray) -> np.ndarray:
        return np.array([projected(latitude, longitude) for longitude, latitude in points])

    return shapely.make_valid(shapely.transform(shapely.segmentize(geometry, 0.1), both))


def towns() -> Iterator[tuple[str, float, float]]:
    with (KNOWLEDGE / "municipalities.csv").open(encoding="utf-8") as file:
        regions = {row["code"]: (row["name"], row["region"]) for row in csv.DictReader(file)}
    with (KNOWLEDGE / "town_positions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["source"] != "GeoNames":
                continue
            name, region = regions[row["code"]]
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
            strays = {("Saint-Elzéar", "11"): latitude < 47, ("Saint-Alexandre", "16"): longitude < -75}
            if not strays.get((name, region), False):
                yield region, longitude, latitude


def beside(
    line: list[tuple[float, float]], step: float = 9, off: float = 4
) -> Iterator[tuple[tuple[float, float], int]]:
    """Points on both sides of a border, in kilometres, each with 0 for its left and 1 for its right."""
    path = LineString([projected(latitude, longitude) for longitude, latitude in line])
    for at in np.arange(step / 4, path.length, step):
        here, ahead = path.interpolate(at - 0.5), path.interpolate(at + 0.5)
        x, y = ahead.x - here.x, ahead.y - here.y
        size = float(np.hypot(x, y)) or 1
        for side, sign in ((0, 1), (1, -1)):
            yield (here.x - sign * off * y / size, here.y + sign * off * x / size), side


def cells(seeds: list[tuple[str, tuple[float, float]]]) -> dict[str, BaseGeometry]:
    """Voronoi cells of the seeds, joined by region."""
    seeds = list({(round(x, 3), round(y, 3)): (code, (x, y)) for code, (x, y) in seeds}.values())
    frame = [(x, y) for x in (-9e3, 0, 9e3) for y in (-9e3, 0, 9e3) if (x, y) != (0, 0)]
    voronoi = Voronoi(np.array([point for _, point in seeds] + frame))
    found: dict[str, list[Polygon]] = {}
    for (code, _), number in zip(seeds, voronoi.point_region, strict=False):
        found.setdefault(code, []).append(Polygon(voronoi.vertices[voronoi.regions[number]]))
    return {code: unary_union(parts) for code, parts in found.items()}


def without_exclaves(regions: dict[str, BaseGeometry], inhabited: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Give each stray piece without a town of its own region to the region that it touches most."""
    regions = dict(regions)
    for code in sorted(regions):
        parts = sorted(polygons(regions[code]), key=lambda part: -part.area)
        for part in parts[1:]:
            shared = {
                other: part.buffer(0.05).intersection(shape).area for other, shape in regions.items() if other != code
            }
            other = max(shared, key=lambda key: shared[key])
            if shared[other] > 0.05 and not part.intersects(inhabited[code]):
                regions[other] = unary_union([regions[other], part])
                regions[code] = regions[code].difference(part)
    return regions


def rings(geometry: BaseGeometry, smallest: float, near: BaseGeometry = CLOSE) -> list[list[list[int]]]:
    """Outer rings in tenths of a kilometre, coarse unless near, without islands below so many square kilometres."""
    found = []
    for part in sorted(polygons(geometry), key=lambda part: -part.area):
        if part.area >= smallest or not found:
            points: list[tuple[float, float]] = []
            for close, run in groupby(part.exterior.coords[:-1], key=lambda point: near.contains(Point(point))):
                corners = list(run)
                far = not close and len(corners) > 2
                points += LineString(corners).simplify(COARSE).coords if far else corners
            ring = [[round(x * 10), round(y * 10)] for x, y in points]
            found.append([point for at, point in enumerate(ring) if point != ring[at - 1]])
    return [ring for ring in found if len(ring) > 2]


def middle(region: BaseGeometry) -> list[int]:
    """Where a number stands best: inside the largest part that the large map shows beside its insets."""
    part = max(polygons(region.intersection(LABELLED)), key=lambda part: part.area)
    point = shapely.maximum_inscribed_circle(part, 1).coords[0]
    return [round(value * 10) for value in point]


def main(folder: Path) -> None:
    land = unary_union(layer(folder, "ne_10m_land"))
    lines = layer(folder, "ne_10m_admin_1_states_provinces_lines") + layer(folder, "ne_10m_admin_0_boundary_lines_land")
    parts = list(polygons(land.difference(unary_union([*lines, MISSING_BORDER]).buffer(GAP))))
    main_parts = [part for part in parts if any(part.contains(p) for p in (NORTH_SHORE, SOUTH_SHORE, ANTICOSTI))]
    main_land = unary_union(main_parts)
    islands = [
        part
        for part in parts
        if part not in main_parts
        and part.area < 0.1
        and 45 < part.representative_point().y < 51.6
        and part.bounds[0] > -74.5
        and (part.distance(main_land) < 0.3 or part.intersects(MAGDALEN))
        and not any(part.intersects(place) for place in NOT_OURS)
    ]
    province = to_plane(unary_union([part.buffer(GAP) for part in [*main_parts, *islands]]).intersection(land))
    around = to_plane(land).intersection(WINDOW).difference(province.buffer(0.02))

    seeds = [
        (code, projected(latitude, longitude)) for code, longitude, latitude in towns() if code not in ("06", "13")
    ]
    seeds += [(code, projected(latitude, longitude)) for code, longitude, latitude in HELPERS]
    for first, second, line in BORDERS:
        seeds += [((first, second)[side], point) for point, side in beside(line)]
    whole = {
        code: unary_union([to_plane(p) for p in islands if any(p.intersects(place) for place in places)]).buffer(0.3)
        for code, places in {"06": (MONTREAL, BIZARD), "13": (LAVAL,)}.items()
    }
    whole["09"] = to_plane(next(p for p in main_parts if p.contains(ANTICOSTI))).buffer(0.5)
    whole["11"] = unary_union([to_plane(p) for p in islands if p.intersects(MAGDALEN)]).buffer(0.5)
    fixed = unary_union(list(whole.values()))
    regions = {code: cell.intersection(province).difference(fixed) for code, cell in cells(seeds).items()}
    inhabited = {code: unary_union([Point(point) for other, point in seeds if other == code]) for code in regions}
    regions = without_exclaves({code: shape.buffer(0) for code, shape in regions.items()}, inhabited)
    for code, place in whole.items():
        own = place.intersection(province)
        regions[code] = unary_union([regions[code], own]) if code in regions else own

    codes = sorted(regions)
    shapes = shapely.coverage_simplify([regions[code] for code in codes] + [around], 1.0)
    lakes = [to_plane(lake) for lake in layer(folder, "ne_10m_lakes")]
    water = [lake.intersection(WINDOW).simplify(2.5) for lake in lakes if lake.intersects(WINDOW) and lake.area > 450]
    result = {
        "about": "Schematic shapes, see docs/map/README.md. Rings in tenths of a kilometre from the map's origin.",
        "regions": {code: rings(shape, 4) for code, shape in zip(codes, shapes, strict=False)},
        "anchors": {code: middle(regions[code]) for code in codes},
        "neighbours": rings(shapes[-1], 150, CLOSE.intersection(province.buffer(15))),
        "lakes": rings(unary_union(water), 450),
    }
    for key in ("neighbours", "lakes"):
        print(key, sum(map(len, result[key])))
    for code, found in result["regions"].items():
        print(code, len(found), sum(map(len, found)))
    path = ROOT / "bot/maps/data/regions.json"
    path.write_text(json.dumps(result, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(path.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
