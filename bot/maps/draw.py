"""Draw where regions are: southern Québec fills the picture, the area of Montréal and the whole province are insets.

The shapes are schematic (docs/map/README.md says how they were made). They are in kilometres east and north of 44° N,
68.5° W on a Lambert conformal conic plane; places on the picture are in pixels from its lower left corner.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bot.errors import BotError

if TYPE_CHECKING:  # matplotlib takes half a second to import: only who draws waits for it
    from matplotlib.path import Path as Outline
    from matplotlib.text import Text
    from matplotlib.transforms import Transform

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top
Marked: TypeAlias = tuple[tuple[str, str], ...]  # code and name of each marked region

SIZE = 1080  # pixels, width and height
MOST_MARKED = 6  # as many as there are colours that nobody confuses
REGIONS = frozenset(f"{number:02}" for number in range(1, 18))

_DATA = Path(__file__).parent / "data" / "regions.json"
_COLOURS = 256  # of a picture, with those between two at an edge
_CACHED = 64  # pictures, of at most 150 kB

_SOUTH, _NORTH, _MERIDIAN, _ORIGIN = (math.radians(degrees) for degrees in (46, 60, -68.5, 44))
_EARTH = 6371.0  # kilometres
_CONE = math.log(math.cos(_SOUTH) / math.cos(_NORTH)) / math.log(
    math.tan(math.pi / 4 + _NORTH / 2) / math.tan(math.pi / 4 + _SOUTH / 2)
)

_MARKS = ("#c8500a", "#0067a8", "#00795a", "#a8327d", "#6a4fb3", "#7a5a12")  # each readable under white
_WATER, _LAND, _AROUND, _BORDER, _INK, _PAPER = "#cfe4f1", "#faf6ea", "#e3e3df", "#b3a78c", "#22262b", "#ffffff"
_FONT = "DejaVu Sans"  # comes with matplotlib

_WEST, _EAST, _BOTTOM = -850, 560, 22  # kilometres: what the large map shows; how far north depends on the legend
_AROUND_MONTREAL: Box = (-474, 125, -328, 225)  # kilometres
_PROVINCE: Box = (-900, 60, 800, 2150)  # kilometres
_DPI = 100
_MARGIN, _ROW = 16, 62  # pixels
_ROWS = 3  # of the legend in one column
_BADGE = 21  # pixels, half a number's width and height
_ASIDE: Mapping[str, Point] = {"06": (92, -74), "13": (-64, 44)}  # pixels: small islands have their numbers beside them


class MapError(BotError):
    """A map was asked for that cannot be drawn: of no region, of an unknown one, of too many."""


@dataclass(frozen=True)
class Place:
    """A town for orientation, in degrees."""

    name: str
    latitude: float
    longitude: float


_ORIENTATION = (Place("Montréal", 45.509, -73.588), Place("Québec", 46.812, -71.215))


def projected(latitude: float, longitude: float) -> Point:
    """Kilometres east and north of the map's origin."""

    def radius(latitude: float) -> float:
        steepness = math.tan(math.pi / 4 + _SOUTH / 2) / math.tan(math.pi / 4 + latitude / 2)
        return _EARTH * math.cos(_SOUTH) / _CONE * math.pow(steepness, _CONE)

    angle = _CONE * (math.radians(longitude) - _MERIDIAN)
    length = radius(math.radians(latitude))
    return length * math.sin(angle), radius(_ORIGIN) - length * math.cos(angle)


def region_map(marked: Mapping[str, str], places: Iterable[Place] = ()) -> bytes:
    """A PNG of `SIZE` × `SIZE` pixels: where the marked regions are.

    `marked` gives their names by code, in the reader's language and in the order of their numbers; one region alone has
    no number. `places` are shown beside Montréal and Québec. Pictures are kept, so that the next one costs nothing.
    """
    unknown = sorted(set(marked) - REGIONS)
    if unknown:
        raise MapError(f"no such region: {', '.join(unknown)}")
    if not 1 <= len(marked) <= MOST_MARKED:
        raise MapError(f"a map marks from one to {MOST_MARKED} regions, not {len(marked)}")
    return _drawn(tuple(marked.items()), tuple(places))


@dataclass(frozen=True)
class _Shapes:
    """Outlines in kilometres, and where each region's number stands."""

    regions: Mapping[str, "Outline"]
    anchors: Mapping[str, Point]
    neighbours: "Outline"
    lakes: "Outline"


@dataclass(frozen=True)
class _Frame:
    """A part of the picture, in pixels, that shows a part of the plane, in kilometres."""

    box: Box
    west: float
    south: float
    scale: float  # pixels for a kilometre

    def at(self, point: Point) -> Point:
        left, bottom, _, _ = self.box
        return left + (point[0] - self.west) * self.scale, bottom + (point[1] - self.south) * self.scale

    def shows(self, point: Point) -> bool:
        x, y = self.at(point)
        left, bottom, right, top = self.box
        return left < x < right and bottom < y < top


@lru_cache(maxsize=_CACHED)
def _drawn(marked: Marked, places: tuple[Place, ...]) -> bytes:
    sheet = _Sheet()
    shapes = _shapes()
    colours = {code: colour for (code, _), colour in zip(marked, _MARKS, strict=False)}
    foot = _legend_height(len(marked))
    scale = SIZE / (_EAST - _WEST)
    large = _Frame((0, foot, SIZE, SIZE), _WEST, _BOTTOM, scale)
    montreal = _inset(_AROUND_MONTREAL, height=250, right=SIZE - _MARGIN, bottom=foot + _MARGIN)
    province = _inset(_PROVINCE, height=305, right=SIZE - _MARGIN, bottom=SIZE - _MARGIN - 305)

    sheet.land(large, shapes, colours, line=1.6)
    sheet.pointer(large, montreal, _AROUND_MONTREAL)
    for frame, line in ((montreal, 1.6), (province, 0.8)):
        sheet.land(frame, shapes, colours, line)
        sheet.outline(frame.box)
    if len(marked) > 1:
        for number, (code, _) in enumerate(marked, start=1):
            aside = code in _ASIDE
            point = (montreal if aside else large).at(shapes.anchors[code])
            sheet.badge(sheet.aside(point, _ASIDE[code]) if aside else point, str(number))
    _towns(sheet, places, montreal)
    sheet.block(montreal.box, province.box)
    _towns(sheet, places, large, besides=montreal)
    _legend(sheet, marked, foot)
    return sheet.png()


def _inset(area: Box, height: float, right: float, bottom: float) -> _Frame:
    west, south, east, north = area
    scale = height / (north - south)
    return _Frame((right - (east - west) * scale, bottom, right, bottom + height), west, south, scale)


def _towns(sheet: "_Sheet", places: tuple[Place, ...], frame: _Frame, besides: _Frame | None = None) -> None:
    """Towns that a frame shows; of those that another one enlarges only the first, since there is no room for more."""
    known = {place.name: projected(place.latitude, place.longitude) for place in (*_ORIENTATION, *places)}
    if besides:
        known = {
            name: point for name, point in known.items() if name == _ORIENTATION[0].name or not besides.shows(point)
        }
    there = {name: frame.at(point) for name, point in known.items() if frame.shows(point)}
    free = {name: point for name, point in there.items() if sheet.dot(point)}
    for name, point in free.items():
        sheet.town(point, name, frame.box)


def _legend_height(count: int) -> int:
    return 2 * _MARGIN + _ROW * (count if count <= _ROWS else math.ceil(count / 2))


def _legend(sheet: "_Sheet", marked: Marked, height: int) -> None:
    columns = 1 if len(marked) <= _ROWS else 2
    rows = math.ceil(len(marked) / columns)
    width = (SIZE - _MARGIN * (columns + 1)) / columns
    sheet.rectangle((0, 0, SIZE, height), _PAPER)
    for at, (_, name) in enumerate(marked):
        column, row = divmod(at, rows)
        left = _MARGIN + column * (width + _MARGIN)
        middle = height - _MARGIN - _ROW * (row + 0.5)
        sheet.badge((left + 30, middle), str(at + 1) if len(marked) > 1 else "", _MARKS[at])
        sheet.words((left + 66, middle), name, 40 if columns == 1 else 30, widest=width - 70)


def _around(point: Point, half: float) -> Box:
    return point[0] - half, point[1] - half, point[0] + half, point[1] + half


@cache
def _shapes() -> _Shapes:
    from matplotlib.path import Path as Outline

    def outline(rings: list[list[Point]]) -> Outline:
        closed = [Outline([(x / 10, y / 10) for x, y in [*ring, ring[0]]], closed=True) for ring in rings]
        return Outline.make_compound_path(*closed)

    data = json.loads(_DATA.read_text(encoding="utf-8"))
    return _Shapes(
        regions={code: outline(rings) for code, rings in data["regions"].items()},
        anchors={code: (x / 10, y / 10) for code, (x, y) in data["anchors"].items()},
        neighbours=outline(data["neighbours"]),
        lakes=outline(data["lakes"]),
    )


class _Sheet:
    """The picture while it is drawn, and which places on it are taken."""

    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        figure = Figure(figsize=(SIZE / _DPI, SIZE / _DPI), dpi=_DPI, facecolor=_WATER)
        FigureCanvasAgg(figure)
        self._figure = figure
        self._axes = figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, SIZE), ylim=(0, SIZE))
        self._axes.set_axis_off()
        self._taken: list[Box] = []
        self._layer = 1

    def land(self, frame: _Frame, shapes: _Shapes, colours: Mapping[str, str], line: float) -> None:
        """Everything that a frame shows of the plane; marked regions last, so that their borders are whole."""
        self.rectangle(frame.box, _WATER)
        self._outline(frame, shapes.neighbours, _AROUND, _AROUND, 0.5)
        for code, outline in shapes.regions.items():
            if code not in colours:
                self._outline(frame, outline, _LAND, _BORDER, line * 0.6)
        for code, colour in colours.items():
            self._outline(frame, shapes.regions[code], colour, colour, line)
        self._outline(frame, shapes.lakes, _WATER, _WATER, 0.3)

    def _outline(self, frame: _Frame, outline: "Outline", fill: str, border: str, line: float) -> None:
        from matplotlib.patches import PathPatch
        from matplotlib.patches import Rectangle as Clip
        from matplotlib.transforms import Affine2D

        left, bottom, right, top = frame.box
        to_pixels: Transform = (
            Affine2D().translate(-frame.west, -frame.south).scale(frame.scale).translate(left, bottom)
            + self._axes.transData
        )
        patch = PathPatch(
            outline, facecolor=fill, edgecolor=border, linewidth=line, joinstyle="round", zorder=self._next()
        )
        patch.set_transform(to_pixels)
        self._axes.add_artist(patch)
        patch.set_clip_path(Clip((left, bottom), right - left, top - bottom, transform=self._axes.transData))

    def rectangle(self, box: Box, fill: str, border: str = "none", line: float = 0) -> None:
        from matplotlib.patches import Rectangle

        left, bottom, right, top = box
        self._axes.add_artist(
            Rectangle((left, bottom), right - left, top - bottom, fc=fill, ec=border, lw=line, zorder=self._next())
        )

    def outline(self, box: Box) -> None:
        self.rectangle(box, "none", _INK, 1.4)

    def pointer(self, frame: _Frame, inset: _Frame, area: Box) -> None:
        """Show on the large map what the inset enlarges."""
        west, south, east, north = area
        (left, bottom), (right, top) = frame.at((west, south)), frame.at((east, north))
        self.outline((left, bottom, right, top))
        for y, inset_y in ((bottom, inset.box[1]), (top, inset.box[3])):
            self._line((right, y), (inset.box[0], inset_y), 0.9)

    def aside(self, point: Point, by: Point) -> Point:
        """A place beside a point, joined to it by a line."""
        beside = (point[0] + by[0], point[1] + by[1])
        self._line(point, beside, 2)
        return beside

    def _line(self, start: Point, end: Point, width: float) -> None:
        self._axes.plot((start[0], end[0]), (start[1], end[1]), color=_INK, linewidth=width, zorder=self._next())

    def badge(self, point: Point, number: str, fill: str = _PAPER) -> None:
        """A region's number: on the map on white, in the legend on the region's colour."""
        from matplotlib.patches import Circle

        ink = _INK if fill == _PAPER else _PAPER
        self._axes.add_artist(Circle(point, _BADGE, facecolor=fill, edgecolor=_INK, linewidth=1.6, zorder=self._next()))
        self._text(point, number, 28, ink, "center", "center_baseline", bold=True)
        self.block(_around(point, _BADGE))

    def dot(self, point: Point) -> bool:
        """A town, unless something else stands there."""
        from matplotlib.patches import Circle

        if self.blocked(_around(point, 4)):
            return False
        self._axes.add_artist(Circle(point, 6, facecolor=_INK, edgecolor=_PAPER, linewidth=1.4, zorder=self._next()))
        self.block(_around(point, 6))
        return True

    def town(self, point: Point, name: str, within: Box) -> None:
        """A town's name on the first side of its dot where it hides nothing; nowhere, if there is no such side."""
        x, y = point
        sides = (
            (x + 11, y, "left", "center"), (x - 11, y, "right", "center"),
            (x, y + 11, "center", "bottom"), (x, y - 11, "center", "top"),
            (x + 8, y + 8, "left", "bottom"), (x + 8, y - 8, "left", "top"),
            (x - 8, y + 8, "right", "bottom"), (x - 8, y - 8, "right", "top"),
        )  # fmt: skip
        for left, bottom, across, along in sides:
            text = self._text((left, bottom), name, 25, _INK, across, along, halo=True)
            box = self._extent(text)
            inside = within[0] < box[0] and within[1] < box[1] and box[2] < within[2] and box[3] < within[3]
            if inside and not self.blocked(box):
                self.block(box)
                return
            text.remove()

    def words(self, point: Point, text: str, size: float, widest: float) -> None:
        """One line from its left middle, smaller if it would be too wide."""
        drawn = self._text(point, text, size, _INK, "left", "center_baseline", bold=True)
        left, _, right, _ = self._extent(drawn)
        if right - left > widest:
            drawn.set_fontsize(_points(size * widest / (right - left)))

    def block(self, *boxes: Box) -> None:
        self._taken += boxes

    def blocked(self, box: Box) -> bool:
        left, bottom, right, top = box
        return any(left < one[2] and one[0] < right and bottom < one[3] and one[1] < top for one in self._taken)

    def _text(
        self,
        point: Point,
        text: str,
        size: float,
        colour: str,
        across: str,
        along: str,
        bold: bool = False,
        halo: bool = False,
    ) -> "Text":
        from matplotlib.patheffects import withStroke

        return self._axes.text(
            *point, text, fontsize=_points(size), color=colour, ha=across, va=along, family=_FONT, parse_math=False,
            weight="bold" if bold else "normal", zorder=self._next(),
            path_effects=[withStroke(linewidth=4, foreground=_PAPER)] if halo else None,
        )  # fmt: skip

    def _extent(self, text: "Text") -> Box:
        box = text.get_window_extent()
        return box.x0, box.y0, box.x1, box.y1

    def _next(self) -> int:
        """What is drawn later lies above."""
        self._layer += 1
        return self._layer

    def png(self) -> bytes:
        """The file, with a palette: a third of the size and no visible difference."""
        from PIL import Image

        raw = BytesIO()
        self._figure.savefig(raw, format="raw", dpi=_DPI)
        picture = Image.frombytes("RGBA", (SIZE, SIZE), raw.getvalue()).convert("RGB")
        file = BytesIO()
        picture.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "PNG")
        return file.getvalue()


def _points(pixels: float) -> float:
    return pixels * 72 / _DPI
