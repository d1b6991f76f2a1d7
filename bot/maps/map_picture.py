"""The picture while it is drawn: land, marks and words, placed where nothing else is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.base.pictures import png
from bot.maps.plane import Box, Frame, Point, Shapes

if TYPE_CHECKING:  # matplotlib takes half a second to import: only what draws pays for it
    from matplotlib.path import Path as Outline
    from matplotlib.text import Text
    from matplotlib.transforms import Transform

SIZE = 1080  # pixels, width and height
PAPER = "#ffffff"
_WATER, _LAND, _AROUND, _BORDER, _INK = "#cfe4f1", "#faf6ea", "#e3e3df", "#b3a78c", "#22262b"
_FONT = "DejaVu Sans"  # comes with matplotlib
_DPI = 100
_BADGE = 21  # pixels, half a number's width and height
_PIN = 15  # pixels, half the width of a town that is asked about
_NAMED, _ASKED = 25, 38  # pixels, height of a town's name


class Sheet:
    """The picture while it is drawn, and which areas of it are taken."""

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

    def land(self, frame: Frame, shapes: Shapes, colours: Mapping[str, str], line: float) -> None:
        """Draw the part of the plane in a frame; marked regions last, so that their borders are complete."""
        self.rectangle(frame.box, _WATER)
        self._outline(frame, shapes.neighbours, _AROUND, _AROUND, 0.5)
        for code, outline in shapes.regions.items():
            if code not in colours:
                self._outline(frame, outline, _LAND, _BORDER, line * 0.6)
        for code, colour in colours.items():
            self._outline(frame, shapes.regions[code], colour, colour, line)
        self._outline(frame, shapes.lakes, _WATER, _WATER, 0.3)

    def _outline(self, frame: Frame, outline: "Outline", fill: str, border: str, line: float) -> None:
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
        """A plain surface, or a border alone."""
        from matplotlib.patches import Rectangle

        left, bottom, right, top = box
        self._axes.add_artist(
            Rectangle((left, bottom), right - left, top - bottom, fc=fill, ec=border, lw=line, zorder=self._next())
        )

    def outline(self, box: Box) -> None:
        """The border of an inset."""
        self.rectangle(box, "none", _INK, 1.4)

    def pointer(self, frame: Frame, inset: Frame, area: Box) -> None:
        """Mark on the large map the area that the inset enlarges."""
        west, south, east, north = area
        (left, bottom), (right, top) = frame.at((west, south)), frame.at((east, north))
        self.outline((left, bottom, right, top))
        for y, inset_y in ((bottom, inset.box[1]), (top, inset.box[3])):
            self._line((right, y), (inset.box[0], inset_y), 0.9)

    def aside(self, point: Point, by: Point) -> Point:
        """A position beside a point, joined to it by a line."""
        beside = (point[0] + by[0], point[1] + by[1])
        self._line(point, beside, 2)
        return beside

    def _line(self, start: Point, end: Point, width: float, style: str | tuple[int, tuple[float, float]] = "-") -> None:
        self._axes.plot(
            (start[0], end[0]), (start[1], end[1]), color=_INK, linewidth=width, linestyle=style, zorder=self._next()
        )

    def straight(self, start: Point, end: Point) -> None:
        """A straight line between two towns, dashed so that it is not taken for a road."""
        self._line(start, end, 3.5, (0, (4, 2.5)))

    def pin(self, point: Point, fill: str) -> None:
        """A town that is asked about."""
        from matplotlib.patches import Circle

        self._axes.add_artist(Circle(point, _PIN, facecolor=fill, edgecolor=PAPER, linewidth=2.4, zorder=self._next()))
        self.block(_around(point, _PIN))

    def scale(self, corner: Point, length: float, words: str) -> None:
        """A scale; `corner` is its left end."""
        x, y = corner
        for start, end in (
            ((x, y), (x + length, y)),
            ((x, y - 8), (x, y + 8)),
            ((x + length, y - 8), (x + length, y + 8)),
        ):
            self._line(start, end, 3)
        text = self._text((x + length / 2, y + 12), words, 26, _INK, "center", "bottom", halo=True)
        self.block(self._extent(text), (x, y - 10, x + length, y + 12))

    def badge(self, point: Point, number: str, fill: str = PAPER) -> None:
        """A region's number, on white on the map, on the region's colour in the legend."""
        from matplotlib.patches import Circle

        ink = _INK if fill == PAPER else PAPER
        self._axes.add_artist(Circle(point, _BADGE, facecolor=fill, edgecolor=_INK, linewidth=1.6, zorder=self._next()))
        self._text(point, number, 28, ink, "center", "center_baseline", bold=True)
        self.block(_around(point, _BADGE))

    def dot(self, point: Point) -> bool:
        """A town's dot, unless the area is taken."""
        if self.blocked(_around(point, 4)):
            return False
        self._dot(point)
        return True

    def named(self, point: Point, name: str, within: Box) -> bool:
        """A town's dot with its name, unless there is no room for both."""
        if self.blocked(_around(point, 8)) or not self.town(point, name, within):
            return False
        self._dot(point)
        return True

    def _dot(self, point: Point) -> None:
        from matplotlib.patches import Circle

        self._axes.add_artist(Circle(point, 6, facecolor=_INK, edgecolor=PAPER, linewidth=1.4, zorder=self._next()))
        self.block(_around(point, 6))

    def town(self, point: Point, name: str, within: Box, *, asked: bool = False) -> bool:
        """A town's name on the first side of its dot where it hides nothing; omitted if there is no such side."""
        x, y = point
        away = _PIN + 5 if asked else 11
        aslant = away * 0.75
        sides = (
            (x + away, y, "left", "center"), (x - away, y, "right", "center"),
            (x, y + away, "center", "bottom"), (x, y - away, "center", "top"),
            (x + aslant, y + aslant, "left", "bottom"), (x + aslant, y - aslant, "left", "top"),
            (x - aslant, y + aslant, "right", "bottom"), (x - aslant, y - aslant, "right", "top"),
        )  # fmt: skip
        for left, bottom, across, along in sides:
            size = _ASKED if asked else _NAMED
            text = self._text((left, bottom), name, size, _INK, across, along, bold=asked, halo=True)
            box = self._extent(text)
            inside = within[0] < box[0] and within[1] < box[1] and box[2] < within[2] and box[3] < within[3]
            if inside and not self.blocked(box):
                self.block(box)
                return True
            text.remove()
        return False

    def words(self, point: Point, text: str, size: float, widest: float) -> None:
        """A line of text, anchored at its left middle; smaller if it would be too wide."""
        drawn = self._text(point, text, size, _INK, "left", "center_baseline", bold=True)
        left, _, right, _ = self._extent(drawn)
        if right - left > widest:
            drawn.set_fontsize(_points(size * widest / (right - left)))

    def block(self, *boxes: Box) -> None:
        """Mark an area as taken."""
        self._taken += boxes

    def blocked(self, box: Box) -> bool:
        """Whether an area is taken."""
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
            path_effects=[withStroke(linewidth=4, foreground=PAPER)] if halo else None,
        )  # fmt: skip

    def _extent(self, text: "Text") -> Box:
        box = text.get_window_extent()
        return box.x0, box.y0, box.x1, box.y1

    def _next(self) -> int:
        """The next drawing order: later items are drawn above earlier ones."""
        self._layer += 1
        return self._layer

    def png(self) -> bytes:
        """The picture as a file."""
        return png(self._figure)


def _around(point: Point, half: float) -> Box:
    return point[0] - half, point[1] - half, point[0] + half, point[1] + half


def _points(pixels: float) -> float:
    return pixels * 72 / _DPI
