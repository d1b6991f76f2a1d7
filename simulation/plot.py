"""The replay as a picture: jobs by policy, and how the gain holds when the assumptions are disturbed."""

from collections.abc import Mapping
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from simulation.study import Interval

_OURS, _OTHERS = "#1f5fa8", "#9db4cc"


def draw(path: Path, jobs: Mapping[str, Interval], gains: Mapping[str, Interval], note: str) -> None:
    """Write an SVG: `jobs` a year by policy, `gains` of ours over first come by assumption."""
    figure = Figure(figsize=(10, 4), layout="constrained")
    FigureCanvasSVG(figure)
    left, right = figure.subplots(1, 2)
    _bars(left, jobs, "jobs accepted in a year")
    _bars(right, gains, "our jobs for each job of first come")
    right.axvline(1, color="black", linewidth=0.8)
    right.axvline(2, color="black", linewidth=0.8, linestyle=":")
    figure.supxlabel(note, fontsize=8)
    figure.savefig(path, format="svg", metadata={"Date": None})


def _bars(axes: Axes, intervals: Mapping[str, Interval], label: str) -> None:
    names = list(intervals)[::-1]
    means = [intervals[name].mean for name in names]
    errors = [
        [intervals[name].mean - intervals[name].low for name in names],
        [intervals[name].high - intervals[name].mean for name in names],
    ]
    colours = [_OURS if name.startswith("ours") else _OTHERS for name in names]
    axes.barh(names, means, xerr=errors, color=colours, capsize=3)
    for at, mean in enumerate(means):
        axes.text(0, at, f" {mean:.1f}", va="center", ha="left", color="white" if colours[at] == _OURS else "black")
    axes.set_xlabel(label)
    axes.spines[["top", "right"]].set_visible(False)
