"""Pictures of figures: of the promised size, legible, told apart without colour, and drawn once."""

from io import BytesIO

import matplotlib
import numpy as np
import pytest
from matplotlib.image import imread
from numpy.typing import NDArray

from bot.charts import SIZE, Bar, Year, bars_chart, year_chart

PNG = b"\x89PNG\r\n\x1a\n"
MONTHS = "J F M A M J J A S O N D".split()
COLD = Year("Cold", tuple(range(-30, -18)), tuple(range(-20, -8)))
WARM = Year("Warm", tuple(range(0, 12)), tuple(range(10, 22)))
BARS = [Bar("One", 0, 1.5, "1.5%"), Bar("Two", 0, 0.2, "0.2%", asked=True)]
ORANGE, BLUE = (200, 80, 10), (0, 103, 168)


def pixels(picture: bytes) -> NDArray[np.float64]:
    """Rows from the top, columns, red-green-blue from 0 to 255."""
    return np.asarray(imread(BytesIO(picture), format="png"), dtype=float)[:, :, :3] * 255


def coloured(picture: NDArray[np.float64], colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.abs(picture - np.array(colour)).max(axis=2) < 40
    return found


@pytest.mark.parametrize(
    "picture",
    [
        bars_chart("Title", BARS, "A source"),
        bars_chart("Title", [Bar("Below", -29, -17, "−29 to −17 °C", asked=True)], "A source"),
        year_chart("Title", [COLD], MONTHS, "A source"),
        year_chart("Title", [COLD, WARM], MONTHS, "A source"),
    ],
)
def test_a_small_picture_of_the_promised_size_with_nothing_at_its_edges(picture: bytes) -> None:
    assert picture.startswith(PNG)
    assert len(picture) < 150_000
    drawn = pixels(picture)
    assert drawn.shape == (SIZE, SIZE, 3)
    for edge in (drawn[:12], drawn[-12:], drawn[:, :12], drawn[:, -12:]):
        assert edge.min() > 250, "something is cut"


def test_a_longer_bar_is_a_larger_figure_and_the_one_asked_about_stands_out() -> None:
    drawn = pixels(bars_chart("", [Bar("A", 0, 100, "100", asked=True), Bar("B", 0, 50, "50", asked=True)], ""))
    rows = coloured(drawn, ORANGE).sum(axis=1)
    lengths = sorted(set(rows[rows > 50].tolist()))
    assert lengths[-1] == pytest.approx(2 * lengths[0], rel=0.05)
    assert not coloured(pixels(bars_chart("", [Bar("A", 0, 100, "100")], "")), ORANGE).any()


def test_a_long_name_is_made_smaller_instead_of_cut() -> None:
    drawn = pixels(bars_chart("", [Bar("A-Very-Long-Name-Of-Some-Municipality-By-The-River", 0, 1, "1")], ""))
    assert (drawn[150:900, :30].min(axis=2) > 250).all()


def test_two_years_are_told_apart_in_grey_too() -> None:
    """Stripes beside the colour: of one town the bars are whole, of the other striped."""
    drawn = pixels(year_chart("", [COLD, WARM], MONTHS, ""))
    below, above = coloured(drawn, ORANGE), coloured(drawn, BLUE)
    assert below.any()
    assert above.any()
    runs = [int((np.diff(mask[:, mask.sum(axis=0).argmax()].astype(int)) == 1).sum()) for mask in (below, above)]
    assert runs[1] > runs[0]


def test_of_one_year_every_month_has_its_figures() -> None:
    alone, beside = (pixels(year_chart("", years, MONTHS, "")) for years in ([WARM], [WARM, WARM]))
    dark = [(picture[200:850, 150:].max(axis=2) < 90).sum() for picture in (alone, beside)]
    assert dark[0] > dark[1] + 1000


def test_the_second_time_costs_nothing_and_leaves_no_trace() -> None:
    before = dict(matplotlib.rcParams)
    assert bars_chart("Title", BARS, "A") is bars_chart("Title", list(BARS), "A")
    assert dict(matplotlib.rcParams) == before
