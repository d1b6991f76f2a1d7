"""Draw where regions are: southern Québec fills the picture, the area of Montréal and the whole province are insets."""

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

from bot.base.errors import BotError
from bot.maps.map_picture import PAPER, SIZE, Sheet
from bot.maps.plane import Box, Frame, Place, Point, outlines, projected

Marked: TypeAlias = tuple[tuple[str, str], ...]  # code and name of each marked region

MOST_MARKED = 6  # as many as there are colours that can be told apart
REGIONS = frozenset(f"{number:02}" for number in range(1, 18))

_CACHED = 64  # pictures, of at most 150 kB
_MARKS = ("#c8500a", "#0067a8", "#00795a", "#a8327d", "#6a4fb3", "#7a5a12")  # each with enough contrast to white
_WEST, _EAST, _BOTTOM = -850, 560, 22  # kilometres: the area of the large map; its northern edge depends on the legend
_AROUND_MONTREAL: Box = (-474, 125, -328, 225)  # kilometres
_PROVINCE: Box = (-900, 60, 800, 2150)  # kilometres
_MARGIN, _ROW = 16, 62  # pixels
_ROWS = 3  # pixels: height of a one-column legend
_ASIDE: Mapping[str, Point] = {"06": (92, -74), "13": (-64, 44)}  # pixels: small islands have their numbers beside them
_ORIENTATION = (Place("Montréal", 45.509, -73.588), Place("Québec", 46.812, -71.215))


class MapError(BotError):
    """The map cannot be drawn: no region is marked, an unknown one, or too many."""


def region_map(marked: Mapping[str, str], places: Iterable[Place] = ()) -> bytes:
    """A PNG of `SIZE` × `SIZE` pixels: where the marked regions are.

    `marked`: names by code, in the reader's language and in the order of their numbers; a single region has no number.
    `places` are shown beside Montréal and Québec. Pictures are cached.
    """
    unknown = sorted(set(marked) - REGIONS)
    if unknown:
        raise MapError(f"no such region: {', '.join(unknown)}")
    if not 1 <= len(marked) <= MOST_MARKED:
        raise MapError(f"a map marks from one to {MOST_MARKED} regions, not {len(marked)}")
    return _drawn(tuple(marked.items()), tuple(places))


@lru_cache(maxsize=_CACHED)
def _drawn(marked: Marked, places: tuple[Place, ...]) -> bytes:
    sheet = Sheet()
    shapes = outlines()
    colours = {code: colour for (code, _), colour in zip(marked, _MARKS, strict=False)}
    foot = _legend_height(len(marked))
    scale = SIZE / (_EAST - _WEST)
    large = Frame((0, foot, SIZE, SIZE), _WEST, _BOTTOM, scale)
    montreal = Frame.inset(_AROUND_MONTREAL, height=250, right=SIZE - _MARGIN, bottom=foot + _MARGIN)
    province = Frame.inset(_PROVINCE, height=305, right=SIZE - _MARGIN, bottom=SIZE - _MARGIN - 305)

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


def _towns(sheet: Sheet, places: tuple[Place, ...], frame: Frame, besides: Frame | None = None) -> None:
    """The towns that a frame shows; of those that an inset enlarges, only the first, for lack of room."""
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


def _legend(sheet: Sheet, marked: Marked, height: int) -> None:
    columns = 1 if len(marked) <= _ROWS else 2
    rows = math.ceil(len(marked) / columns)
    width = (SIZE - _MARGIN * (columns + 1)) / columns
    sheet.rectangle((0, 0, SIZE, height), PAPER)
    for at, (_, name) in enumerate(marked):
        column, row = divmod(at, rows)
        left = _MARGIN + column * (width + _MARGIN)
        middle = height - _MARGIN - _ROW * (row + 0.5)
        sheet.badge((left + 30, middle), str(at + 1) if len(marked) > 1 else "", _MARKS[at])
        sheet.words((left + 66, middle), name, 40 if columns == 1 else 30, widest=width - 70)
