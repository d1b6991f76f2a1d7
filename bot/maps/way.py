"""Draw two towns and the straight line between them, with the land around and a scale."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import dist

from bot.maps.map_picture import PAPER, SIZE, Sheet
from bot.maps.plane import Box, Frame, Place, Point, outlines, projected

_CACHED = 64  # pictures
_PINS = "#c8500a"
_FOOT = 96  # pixels under the map, for one line
_AROUND = 0.3  # of the distance, on each side: how much land is shown around
_LEAST = 60.0  # kilometres: least length of the map's sides
_SCALES = (5, 10, 20, 50, 100, 200, 500)  # kilometres
_LONGEST_SCALE = 0.3  # of the width
_MARGIN = 36  # pixels
_MOST_OTHERS = 7  # towns for orientation
_APART = 90  # pixels between two of these
_STEP = 14  # pixels that names keep clear around the line
_WEST, _SOUTH = -1000, -260  # kilometres: up to where the shapes tell land from sea


def way_map(one: Place, other: Place, said: str, others: Iterable[Place] = ()) -> bytes:
    """A PNG of `SIZE` × `SIZE` pixels: where two towns are.

    `said`: the line below the map, with the distance. `others`: towns for orientation, the most important first; those
    that fit are shown. Pictures are cached.
    """
    return _drawn(one, other, said, tuple(others))


@lru_cache(maxsize=_CACHED)
def _drawn(one: Place, other: Place, said: str, others: Sequence[Place]) -> bytes:
    sheet = Sheet()
    ends = [projected(place.latitude, place.longitude) for place in (one, other)]
    frame = _frame(ends)
    sheet.land(frame, outlines(), {}, line=1.6)
    start, end = (frame.at(point) for point in ends)
    sheet.straight(start, end)
    sheet.block(*_along(start, end))
    for point in (start, end):
        sheet.pin(point, _PINS)
    length = max(n for n in _SCALES if n * frame.scale <= _LONGEST_SCALE * SIZE)
    sheet.scale((_MARGIN, _FOOT + _MARGIN), length * frame.scale, f"{length} km")
    for point, place in ((start, one), (end, other)):
        sheet.town(point, place.name, frame.box, asked=True)
    _orientation(sheet, frame, [place for place in others if place.name not in {one.name, other.name}])
    sheet.rectangle((0, 0, SIZE, _FOOT), PAPER)
    sheet.words((_MARGIN, _FOOT / 2), said, 40, widest=SIZE - 2 * _MARGIN)
    return sheet.png()


def _frame(ends: Sequence[Point]) -> Frame:
    """The area around both towns and their names, clipped to where the shapes tell land from sea."""
    wide, high = (abs(one - other) for one, other in zip(*ends, strict=True))
    height = SIZE - _FOOT
    across = max(wide * (1 + 2 * _AROUND), high * (1 + 2 * _AROUND) * SIZE / height, _LEAST)
    scale = SIZE / across
    middle_x, middle_y = ((one + other) / 2 for one, other in zip(*ends, strict=True))
    west, south = max(middle_x - across / 2, _WEST), max(middle_y - height / scale / 2, _SOUTH)
    return Frame((0, _FOOT, SIZE, SIZE), west, south, scale)


def _orientation(sheet: Sheet, frame: Frame, places: Iterable[Place]) -> None:
    """Draw surrounding towns whose names have room."""
    shown: list[Point] = []
    for place in places:
        at = projected(place.latitude, place.longitude)
        point = frame.at(at)
        if len(shown) == _MOST_OTHERS or not frame.shows(at) or any(dist(point, one) < _APART for one in shown):
            continue
        if sheet.named(point, place.name, frame.box):
            shown.append(point)


def _along(start: Point, end: Point) -> Iterator[Box]:
    """Small boxes along a line, which names may not cover."""
    steps = int(dist(start, end) / _STEP)
    for step in range(1, steps):
        x, y = (one + (other - one) * step / steps for one, other in zip(start, end, strict=True))
        yield x - _STEP / 2, y - _STEP / 2, x + _STEP / 2, y + _STEP / 2
