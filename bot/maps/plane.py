"""The plane of the maps: outlines of regions in kilometres, and frames that show a part of it in pixels.

The shapes are schematic (docs/map/README.md says how they were made). They are in kilometres east and north of 44° N,
68.5° W on a Lambert conformal conic plane; places on the picture are in pixels from its lower left corner.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bot.base.great_circle import EARTH_RADIUS

if TYPE_CHECKING:  # matplotlib takes half a second to import: only what draws pays for it
    from matplotlib.path import Path as Outline

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top

_DATA = Path(__file__).parent / "data" / "regions.json"
_SOUTH, _NORTH, _MERIDIAN, _ORIGIN = (math.radians(degrees) for degrees in (46, 60, -68.5, 44))
_CONE = math.log(math.cos(_SOUTH) / math.cos(_NORTH)) / math.log(
    math.tan(math.pi / 4 + _NORTH / 2) / math.tan(math.pi / 4 + _SOUTH / 2)
)


@dataclass(frozen=True)
class Place:
    """A town for orientation, in degrees."""

    name: str
    latitude: float
    longitude: float


def projected(latitude: float, longitude: float) -> Point:
    """Kilometres east and north of the map's origin."""

    def radius(latitude: float) -> float:
        steepness = math.tan(math.pi / 4 + _SOUTH / 2) / math.tan(math.pi / 4 + latitude / 2)
        return EARTH_RADIUS * math.cos(_SOUTH) / _CONE * math.pow(steepness, _CONE)

    angle = _CONE * (math.radians(longitude) - _MERIDIAN)
    length = radius(math.radians(latitude))
    return length * math.sin(angle), radius(_ORIGIN) - length * math.cos(angle)


@dataclass(frozen=True)
class Shapes:
    """Outlines in kilometres, and the position of each region's number."""

    regions: Mapping[str, "Outline"]
    anchors: Mapping[str, Point]
    neighbours: "Outline"
    lakes: "Outline"


@dataclass(frozen=True)
class Frame:
    """A part of the picture, in pixels, that shows a part of the plane, in kilometres."""

    box: Box
    west: float
    south: float
    scale: float  # pixels for a kilometre

    @classmethod
    def inset(cls, area: Box, height: float, right: float, bottom: float) -> "Frame":
        """A frame of this height that shows an area of the plane."""
        west, south, east, north = area
        scale = height / (north - south)
        return cls((right - (east - west) * scale, bottom, right, bottom + height), west, south, scale)

    def at(self, point: Point) -> Point:
        """The position of a point of the plane on the picture."""
        left, bottom, _, _ = self.box
        return left + (point[0] - self.west) * self.scale, bottom + (point[1] - self.south) * self.scale

    def shows(self, point: Point) -> bool:
        """Whether a point lies within the frame."""
        x, y = self.at(point)
        left, bottom, right, top = self.box
        return left < x < right and bottom < y < top


@cache
def outlines() -> Shapes:
    """Every shape, read once."""
    from matplotlib.path import Path as Outline

    def outline(rings: list[list[Point]]) -> Outline:
        closed = [Outline([(x / 10, y / 10) for x, y in [*ring, ring[0]]], closed=True) for ring in rings]
        return Outline.make_compound_path(*closed)

    data = json.loads(_DATA.read_text(encoding="utf-8"))
    return Shapes(
        regions={code: outline(rings) for code, rings in data["regions"].items()},
        anchors={code: (x / 10, y / 10) for code, (x, y) in data["anchors"].items()},
        neighbours=outline(data["neighbours"]),
        lakes=outline(data["lakes"]),
    )
