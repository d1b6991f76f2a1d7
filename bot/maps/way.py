"""Draw two towns and the straight line between them, with the land around and a scale."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import dist

from bot.maps.plane import Box, Frame, Place, Point, outlines, projected
from bot.maps.sheet import PAPER, SIZE, Sheet

_CACHED = 64  # pictures
_PINS = "#c8500a"
_FOOT = 96  # pixels under the map, for one line
_AROUND = 0.3  # of the distance, on each side: so much land is shown around it
_LEAST = 60.0  # kilometres that a side of the map shows at least
_SCALES = (5, 10, 20, 50, 100, 200, 500)  # kilometres
_LONGEST_SCALE = 0.3  # of the width
_MARGIN = 36  # pixels
_MOST_OTHERS = 7  # towns for orientation
_APART = 90  # pixels between two of these
_STEP = 14  # pixels of the line that a name keeps clear of
_WEST, _SOUTH = -1000, -260  # kilometres: so far the shapes tell land from sea


def way_map(one: Place, other: Place, said: str, others: Iterable[Place] = ()) -> bytes:
    """A PNG of `SIZE` × `SIZE` pixels: where two towns are.

    `said` stands under the map: how far it is. `others` are towns for orientation, the most important first; those that
    fit are shown. Pictures are kept, so that the next one costs nothing.
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
    """As much land as leaves room around both towns and their names; nothing beyond what is known to be land or sea."""
    wide, high = (abs(one - other) for one, other in zip(*ends, strict=True))
    height = SIZE - _FOOT
    across = max(wide * (1 + 2 * _AROUND), high * (1 + 2 * _AROUND) * SIZE / height, _LEAST)
    scale = SIZE / across
    middle_x, middle_y = ((one + other) / 2 for one, other in zip(*ends, strict=True))
    west, south = max(middle_x - across / 2, _WEST), max(middle_y - height / scale / 2, _SOUTH)
    return Frame((0, _FOOT, SIZE, SIZE), west, south, scale)


def _orientation(sheet: Sheet, frame: Frame, places: Iterable[Place]) -> None:
    """Towns around, each where its name crowds nothing."""
    shown: list[Point] = []
    for place in places:
        at = projected(place.latitude, place.longitude)
        point = frame.at(at)
        if len(shown) == _MOST_OTHERS or not frame.shows(at) or any(dist(point, one) < _APART for one in shown):
            continue
        if sheet.named(point, place.name, frame.box):
            shown.append(point)


def _along(start: Point, end: Point) -> Iterator[Box]:
    """Small boxes along a line, which no name may cover."""
    steps = int(dist(start, end) / _STEP)
    for step in range(1, steps):
        x, y = (one + (other - one) * step / steps for one, other in zip(start, end, strict=True))
        yield x - _STEP / 2, y - _STEP / 2, x + _STEP / 2, y + _STEP / 2
