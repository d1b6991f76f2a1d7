"""How fast many candidates are matched, in one run: `make bench-matching`.

Ours is the table of `bot.matching`. Beside it stand the plain reference (on a sample, scaled to the whole) and two bare
products of matrices: with as many columns as a score has factors, out of reach since factors are no products; and with
one column for each distinct answer, which is what a product needs to give the same scores.
"""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from rich.console import Console
from rich.table import Table

from bot.knowledge import load_knowledge
from bot.matching import BatchScores, Candidate, FactorName, Neighbours, Vacancy, Weights, assess, load_weights
from simulation.population import season

_REPEATS = 5
_SAMPLE = 4_000  # pairs that the reference weighs
_BATCH = 10_000  # candidates of the million that are really ranked


def main() -> None:
    """Measure and print."""
    knowledge = load_knowledge()
    neighbours: Neighbours = {code: frozenset(region.nearby) for code, region in knowledge.regions.items()}
    year = season(np.random.default_rng(1), sorted(knowledge.occupations), sorted(neighbours), neighbours)
    bench = Bench(year.candidates, year.vacancies, neighbours, load_weights())
    shown = Table(title="seconds, best of five")
    for heading in (
        "what",
        "ours",
        "product, 7 columns",
        "ours ÷ it",
        "product, one an answer",
        "ours ÷ it",
        "reference",
        "÷ ours",
    ):
        shown.add_column(heading, justify="left" if heading == "what" else "right")
    for name, people, jobs in (("1 × 100,000", 1, 100_000), ("861 × 2,500", 861, 2_500)):
        shown.add_row(name, *bench.pairs(people, jobs))
    Console(width=120).print(shown)
    Console(width=120).print(bench.million())


class Bench:
    """The season's people and jobs, repeated to any number."""

    def __init__(
        self,
        candidates: tuple[Candidate, ...],
        vacancies: tuple[Vacancy, ...],
        neighbours: Neighbours,
        weights: Weights,
    ) -> None:
        self._candidates, self._vacancies = candidates, vacancies
        self._neighbours, self._weights = neighbours, weights
        self._on = min(each.start_date for each in vacancies)

    def pairs(self, people: int, jobs: int) -> list[str]:
        """One line of the table."""
        candidates, vacancies = self._people(people), self._jobs(jobs)
        table = self._table(vacancies)
        ours = _best(lambda: table.scores(candidates))
        least = _product(people, len(FactorName), jobs)
        same = _product(people, _distinct(candidates), jobs)
        reference = self._reference(candidates, vacancies) * people * jobs
        return [
            f"{ours:.4f}", f"{least:.4f}", f"{ours / least:.1f}", f"{same:.4f}", f"{ours / same:.1f}",
            f"{reference:.1f}", f"{reference / ours:,.0f}",
        ]  # fmt: skip

    def million(self) -> str:
        """Top ten of a million candidates, from batches of one size and of twice that: the slope tells."""
        table = self._table(self._jobs(2_500))
        small, large = (
            _best(lambda n=n: table.top(self._people(n), 10), repeats=2)  # type: ignore[misc]
            for n in (_BATCH // 2, _BATCH)
        )
        slope = (large - small) / (_BATCH / 2)
        return (
            f"Top ten of 2,500 vacancies: {large:.2f} s for {_BATCH:,} candidates, {slope * 1e6:.0f} µs for each more; "
            f"a million would take {slope * 1e6 / 60:.1f} minutes on one core."
        )

    def _table(self, vacancies: list[Vacancy]) -> BatchScores:
        return BatchScores(vacancies, self._weights, on=self._on, neighbours=self._neighbours)

    def _people(self, number: int) -> list[Candidate]:
        return [self._candidates[at % len(self._candidates)] for at in range(number)]

    def _jobs(self, number: int) -> list[Vacancy]:
        return [replace(self._vacancies[at % len(self._vacancies)], id=f"v{at}") for at in range(number)]

    def _reference(self, candidates: list[Candidate], vacancies: list[Vacancy]) -> float:
        """Seconds of one pair."""
        rng = np.random.default_rng(2)
        drawn = [
            (candidates[rng.integers(len(candidates))], vacancies[rng.integers(len(vacancies))]) for _ in range(_SAMPLE)
        ]
        began = time.perf_counter()
        for candidate, vacancy in drawn:
            assess(candidate, vacancy, self._weights, on=self._on, neighbours=self._neighbours)
        return (time.perf_counter() - began) / _SAMPLE


def _product(people: int, columns: int, jobs: int) -> float:
    left = np.random.default_rng(0).random((people, columns), dtype=np.float32)
    right = np.random.default_rng(1).random((columns, jobs), dtype=np.float32)
    return _best(lambda: left @ right)


def _distinct(candidates: list[Candidate]) -> int:
    """How many different answers these candidates gave, over all questions."""
    return sum(len({getattr(each, field) for each in candidates}) for field in Candidate.__dataclass_fields__)


def _best(work: Callable[[], object], repeats: int = _REPEATS) -> float:
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


if __name__ == "__main__":
    main()
