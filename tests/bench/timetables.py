"""How good and how fast timetables of an interview day are: `python -m tests.bench.timetables`.

Three sizes of day, several draws of each, against what somebody with a list would do: the best pair left goes to the
first slot where both are free. The solver has ten seconds, thirty for the largest days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from statistics import median

from rich.console import Console
from rich.table import Table

from bot.timetable import Candidate, Day, Employer, Interview, Timetable, Visit, solve

SEEDS = range(1, 4)
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Size:
    """How large a day is; across town, going from one site to another costs a slot."""

    candidates: int
    employers: int
    slots: int
    kept: int | None = None
    across_town: bool = False
    seconds: float = 10.0

    @property
    def name(self) -> str:
        """As the table shows it."""
        kept = f", {self.kept} kept" if self.kept else ""
        return f"{self.candidates} × {self.employers} × {self.slots}{kept}{', three sites' if self.across_town else ''}"


SIZES = (
    Size(24, 21, 8),
    Size(24, 21, 8, kept=8),
    Size(24, 21, 8, across_town=True),
    Size(60, 30, 12),
    Size(60, 30, 12, across_town=True),
    Size(60, 30, 12, kept=12, across_town=True),
    Size(120, 60, 16, across_town=True, seconds=30.0),
    Size(120, 60, 16, kept=25, across_town=True, seconds=30.0),
)


def main() -> None:
    """Solve, compare, print."""
    console = Console(width=140)
    shown = Table(title=f"Median (worst) of {len(SEEDS)} draws")
    shown.add_column("candidates × employers × slots")
    for heading in ("seconds", "gap %", "proven best", "shortfall", "greedy: % of bound", "greedy: shortfall"):
        shown.add_column(heading, justify="right")
    for size in SIZES:
        console.print(f"{size.name}…")
        shown.add_row(*row(size))
    console.print(shown)


def row(size: Size) -> list[str]:
    """The figures of one size."""
    days = [draw(size, seed) for seed in SEEDS]
    solved: list[Timetable] = [solve(day, seconds=size.seconds) for day in days]
    greedily = [list(greedy(day)) for day in days]
    shares = [
        100 * sum(day.compatibility[each.candidate, each.employer] for each in held) / found.bound
        for day, held, found in zip(days, greedily, solved, strict=True)
    ]
    return [
        size.name,
        _spread([found.seconds for found in solved], 1),
        _spread([100 * found.gap for found in solved], 3),
        f"{sum(found.optimal for found in solved)} of {len(solved)}",
        _spread([found.shortfall for found in solved], 0),
        f"{median(shares):.1f} ({min(shares):.1f})",
        _spread([shortfall(day, held) for day, held in zip(days, greedily, strict=True)], 0),
    ]


def draw(size: Size, seed: int) -> Day:
    """A day with needs of households, late employers, a meal for everyone and a visit for each half of the group."""
    luck = Random(seed)
    sites = 3 if size.across_town else 1
    candidates = tuple(
        Candidate(f"c{at}", frozenset(luck.sample(range(size.slots), 2)) if luck.random() < 0.2 else frozenset())
        for at in range(size.candidates)
    )
    employers = tuple(
        Employer(f"e{at}", f"s{luck.randrange(sites)}", 1 + (luck.random() < 0.3), frozenset(range(late, size.slots)))
        for at in range(size.employers)
        for late in [luck.choice((0, 0, 0, 1, 2))]
    )
    halves = [frozenset(each.id for each in candidates[half::2]) for half in (0, 1)]
    return Day(
        slots=tuple(540 + 30 * at for at in range(size.slots)),
        minutes=25,
        candidates=candidates,
        employers=employers,
        compatibility={
            (candidate.id, employer.id): luck.randint(300, 1000) / 1000
            for candidate in candidates
            for employer in employers
            if luck.random() < 0.4
        },
        travel={(f"s{one}", f"s{other}"): 15 for one in range(sites) for other in range(one)},
        visits=(
            Visit(frozenset({size.slots // 2})),
            Visit(frozenset({1}), "s0", halves[0]),
            Visit(frozenset({size.slots - 2}), "s0", halves[1]),
        ),
        most_employers=size.kept,
    )


def greedy(day: Day) -> Iterator[Interview]:
    """Keeps the employers that suit most, then: everybody's first two interviews before anybody's third, best first."""
    demand = {employer.id: 0.0 for employer in day.employers}
    for (_, employer), value in day.compatibility.items():
        demand[employer] += value
    kept = set(sorted(demand, key=lambda name: -demand[name])[: day.most_employers])
    site = {employer.id: employer.site for employer in day.employers}
    left = {(employer.id, at): employer.tables for employer in day.employers for at in range(len(day.slots))}
    held: dict[str, list[Interview]] = {candidate.id: [] for candidate in day.candidates}
    best_first = sorted((each for each in day.possible() if each.employer in kept),
                        key=lambda each: (-day.compatibility[each.candidate, each.employer], each.slot))  # fmt: skip
    for most in (ENOUGH, day.most_interviews):
        for each in best_first:
            mine = held[each.candidate]
            if (
                len(mine) < most
                and left[each.employer, each.slot]
                and all(other.employer != each.employer and _both(day, site, each, other) for other in mine)
            ):
                left[each.employer, each.slot] -= 1
                mine.append(each)
    for mine in held.values():
        yield from mine


def shortfall(day: Day, held: list[Interview]) -> int:
    """Interviews missing for everyone to have two."""
    return sum(max(0, ENOUGH - sum(each.candidate == who.id for each in held)) for who in day.candidates)


def _both(day: Day, site: dict[str, str], one: Interview, other: Interview) -> bool:
    first, second = sorted((one, other), key=lambda each: each.slot)
    return first.slot != second.slot and day.in_time(
        site[first.employer], first.slot, site[second.employer], second.slot
    )


def _spread(figures: list[float] | list[int], decimals: int) -> str:
    return f"{median(figures):.{decimals}f} ({max(figures):.{decimals}f})"


if __name__ == "__main__":
    main()
