"""Draw figures of one source and one period. Whatever a colour tells is also written beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from bot.base.pictures import png

if TYPE_CHECKING:  # matplotlib takes half a second to import: so only drawing waits for it
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

SIZE = 1080  # pixels, width and height
_DPI = 100
_CACHED = 64  # pictures
_PAPER, _INK, _SOFT, _GRID = "#ffffff", "#22262b", "#9aa5b1", "#dde2e7"
_FIRST, _SECOND = "#c8500a", "#0067a8"  # orange and blue: told apart by colour-blind readers too
_FONT = "DejaVu Sans"  # comes with matplotlib
_TITLE, _WORDS, _SMALL = 40, 32, 27  # pixels, height of letters
_LEFT, _RIGHT, _TOP, _FOOT = 40, 40, 150, 110  # pixels around what is drawn
_NAMES = 400  # pixels for the names of places
_ROOM, _ROOM_FOR_TWO = 1.3, 1.8  # the axis by the longest bar: room for a figure or two beside it
_MONTHS = 12
Figures: TypeAlias = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A place with its figure, or a range between two; `words` is the figure as a reader sees it."""

    name: str
    low: float
    high: float
    words: str
    asked: bool = False  # stands out among the others


@dataclass(frozen=True, slots=True)
class Year:
    """Temperatures of a place in °C, month by month from January: the mean daily minimum and maximum."""

    name: str
    nights: Figures
    days: Figures


def bars_chart(title: str, bars: Sequence[Bar], foot: str) -> bytes:
    """A PNG of `SIZE` × `SIZE` pixels: a bar for each place, in this order. Pictures are cached."""
    return _bars(title, tuple(bars), foot)


def year_chart(title: str, years: Sequence[Year], months: Sequence[str], foot: str) -> bytes:
    """A PNG of `SIZE` × `SIZE` pixels: a year of one or two places, month by month. Pictures are cached."""
    return _year(title, tuple(years), tuple(months), foot)


@lru_cache(maxsize=_CACHED)
def _bars(title: str, bars: tuple[Bar, ...], foot: str) -> bytes:
    figure, axes = _sheet(title, foot, left=_LEFT + _NAMES)
    for at, bar in enumerate(reversed(bars)):
        colour, weight = (_FIRST, "bold") if bar.asked else (_SOFT, "normal")
        axes.barh(at, bar.high - bar.low, left=bar.low, height=0.56, color=colour)
        name = axes.text(
            -20 / (SIZE - _LEFT - _NAMES - _RIGHT), at, bar.name, ha="right", va="center", weight=weight, color=_INK,
            fontsize=_points(_WORDS), family=_FONT, transform=axes.get_yaxis_transform(),
        )  # fmt: skip
        _fit(name, _WORDS, _NAMES - 20)
        axes.text(
            bar.high, at, f" {bar.words}", ha="left", va="center", weight=weight, color=_INK,
            fontsize=_points(_WORDS), family=_FONT,
        )  # fmt: skip
    low, high = min(bar.low for bar in bars), max(bar.high for bar in bars)
    room = _ROOM if low == 0 else _ROOM_FOR_TWO
    axes.set(xlim=(low, low + (high - low) * room), ylim=(-0.6, len(bars) - 0.4), yticks=[], xticks=[])
    if low == 0:
        axes.axvline(0, color=_INK, linewidth=2)
    return png(figure)


@lru_cache(maxsize=_CACHED)
def _year(title: str, years: tuple[Year, ...], months: tuple[str, ...], foot: str) -> bytes:
    from matplotlib.ticker import MultipleLocator

    figure, axes = _sheet(title, foot, left=_LEFT + 90, under=60)
    width = 0.7 / len(years)
    for at, (year, colour) in enumerate(zip(years, (_FIRST, _SECOND), strict=False)):
        middle = (at - (len(years) - 1) / 2) * width
        heights = [day - night for night, day in zip(year.nights, year.days, strict=True)]
        places = [month + middle for month in range(_MONTHS)]
        axes.bar(
            places, heights, width * 0.86, year.nights, color=colour, hatch="" if at == 0 else "//",
            edgecolor=_PAPER, linewidth=0, label=year.name,
        )  # fmt: skip
    axes.axhline(0, color=_INK, linewidth=2)
    axes.set(xlim=(-0.6, _MONTHS - 0.4), axisbelow=True)
    axes.yaxis.set_major_locator(MultipleLocator(10))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0f}°".replace("-", "−"))
    axes.grid(axis="y", color=_GRID, linewidth=1.5)
    axes.set_xticks(range(_MONTHS), months)
    axes.tick_params(labelsize=_points(_SMALL), length=0, labelcolor=_INK, labelfontfamily=_FONT)
    if len(years) == 1:
        _figures(axes, years[0])
    axes.legend(
        loc="upper left", bbox_to_anchor=(0, 1), framealpha=1, edgecolor=_PAPER, ncols=len(years),
        prop={"family": _FONT, "size": _points(_WORDS)}, handlelength=1, handletextpad=0.5, columnspacing=1.2,
    )  # fmt: skip
    lowest, highest = min(min(year.nights) for year in years), max(max(year.days) for year in years)
    axes.set_ylim(lowest - 4, highest + 7)
    return png(figure)


def _figures(axes: "Axes", year: Year) -> None:
    """Write above and below each bar of a year which values it spans; there is room for this with one place only."""
    from matplotlib.patheffects import withStroke

    halo = [withStroke(linewidth=5, foreground=_PAPER)]
    for month, (night, day) in enumerate(zip(year.nights, year.days, strict=True)):
        for value, along, off in ((day, "bottom", 0.3), (night, "top", -0.3)):
            axes.text(
                month, value + off, f"{round(value)}".replace("-", "−"), ha="center", va=along, color=_INK,
                fontsize=_points(_SMALL), family=_FONT, path_effects=halo,
            )  # fmt: skip


def _sheet(title: str, foot: str, left: float, under: float = 0) -> tuple["Figure", "Axes"]:
    """A page with its title above and notes on the figures below; `under`: pixels for an axis."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(SIZE / _DPI, SIZE / _DPI), dpi=_DPI, facecolor=_PAPER)
    FigureCanvasAgg(figure)
    bottom = _FOOT + under
    box = (left / SIZE, bottom / SIZE, (SIZE - left - _RIGHT) / SIZE, (SIZE - _TOP - bottom) / SIZE)
    axes = figure.add_axes(box)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    for words, size, middle, weight in ((title, _TITLE, SIZE - _TOP / 2, "bold"), (foot, _SMALL, _FOOT / 2, "normal")):
        text = figure.text(
            _LEFT / SIZE, middle / SIZE, words, fontsize=_points(size), weight=weight, color=_INK, ha="left",
            va="center", family=_FONT, parse_math=False, linespacing=1.25,
        )  # fmt: skip
        _fit(text, size, SIZE - _LEFT - _RIGHT)
    return figure, axes


def _fit(text: "Text", size: float, widest: float) -> None:
    """Letters small enough for the line to fit; `size` is their wanted height in pixels."""
    width = text.get_window_extent().width
    if width > widest:
        text.set_fontsize(_points(size * widest / width))


def _points(pixels: float) -> float:
    return pixels * 72 / _DPI
