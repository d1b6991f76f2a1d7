"""`bot simulate`: replays what cannot be tried on people."""

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import console

simulate = typer.Typer(no_args_is_help=True, add_completion=False, help="Replay what cannot be tried on people.")


@simulate.callback()
def _simulate() -> None:
    """Replay what cannot be tried on people."""


@simulate.command("season")
def simulate_season(
    years: Annotated[int, typer.Option(min=2, help="How many years to invent, each from its own seed.")] = 30,
    plot: Annotated[Path | None, typer.Option(help="Where to draw the result, as SVG.")] = None,
    processes: Annotated[int, typer.Option(min=1, help="Processes that share the work.")] = os.cpu_count() or 1,
) -> None:
    """Replay a year of the program’s size under four policies, and again with disturbed assumptions."""
    from simulation.season import (
        season,  # the solver and the plots take 100 MB, which the assistant itself does not need
    )

    season(console, years, plot, processes)
