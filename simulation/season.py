"""`bot simulate`: what a policy would have given in a year of the programme's size."""

from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from bot.knowledge import load_knowledge
from bot.matching import load_weights
from simulation.plot import draw
from simulation.replay import Policy
from simulation.study import Interval, Setting, Year, interval, ratio, study
from simulation.truth import World

_NOT_A_REGION_OF_THE_PROGRAMME = {"06", "13"}  # Montréal and Laval: the programme leads out of them
WORLDS = {
    "as assumed": World(),
    "trade counts half": World(occupation=0.5),
    "luck counts double": World(hidden=2.0),
    "coefficients swing widely": World(drift=0.8),
    "what we see is no help": World(seen=0.0),
}


def season(console: Console, years: int, plot: Path | None, processes: int) -> None:
    """Replay a year of the programme's size under four policies, and again with disturbed assumptions."""
    knowledge = load_knowledge()
    neighbours = {code: frozenset(region.nearby) for code, region in knowledge.regions.items()}
    studied: dict[str, list[Year]] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        for name, world in WORLDS.items():
            task = progress.add_task(name, total=years)
            setting = Setting(
                occupations=tuple(sorted(knowledge.occupations)),
                regions=tuple(sorted(set(neighbours) - _NOT_A_REGION_OF_THE_PROGRAMME)),
                neighbours=neighbours,
                weights=load_weights(),
                world=world,
            )
            policies = tuple(Policy) if name == "as assumed" else (Policy.FIRST_COME, Policy.OURS)
            studied[name] = study(setting, range(years), policies, processes, partial(progress.advance, task))
    base = studied["as assumed"]
    jobs = {policy.value: interval([year.outcomes[policy].jobs for year in base]) for policy in Policy}
    gains = {name: _gain(found) for name, found in studied.items()}
    console.print(_policies(base, jobs))
    console.print(_gains(gains))
    held = interval([year.timetables for year in base])
    console.print(
        f"Our timetables on the day: {held.mean:.2%} of the best in hindsight ({held.low:.2%} to {held.high:.2%})."
    )
    if plot is not None:
        draw(
            plot,
            jobs,
            gains,
            f"{years} invented years of 31 trips, 562 companies, 861 candidates; bars: 95% confidence",
        )
        console.print(f"Drawn: {plot}")


def _gain(years: list[Year]) -> Interval:
    jobs = {policy: [year.outcomes[policy].jobs for year in years] for policy in (Policy.OURS, Policy.FIRST_COME)}
    return ratio(jobs[Policy.OURS], jobs[Policy.FIRST_COME])


def _policies(years: list[Year], jobs: dict[str, Interval]) -> Table:
    table = Table("policy", "interviews", "offers", "jobs accepted", "95%", title=f"{len(years)} years")
    for policy in Policy:
        outcomes = [year.outcomes[policy] for year in years]
        found = jobs[policy.value]
        table.add_row(
            policy.value,
            f"{interval([each.interviews for each in outcomes]).mean:.0f}",
            f"{interval([each.offers for each in outcomes]).mean:.1f}",
            f"{found.mean:.1f}",
            f"{found.low:.1f} to {found.high:.1f}",
        )
    return table


def _gains(gains: dict[str, Interval]) -> Table:
    table = Table("assumptions", "ours ÷ first come", "95%")
    for name, found in gains.items():
        table.add_row(name, f"{found.mean:.2f}", f"{found.low:.2f} to {found.high:.2f}")
    return table
