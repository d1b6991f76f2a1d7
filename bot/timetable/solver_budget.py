"""A budget of seconds for all runs of the solver on one day."""

import time
from dataclasses import dataclass

from ortools.sat.python import cp_model

_SEED = 1
_LINEARIZED_IN_FULL = 2
_LEAST_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of solving one model."""

    solver: cp_model.CpSolver
    status: cp_model.CpSolverStatus

    @property
    def found(self) -> bool:
        """Whether there is a solution, optimal or not."""
        return self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    @property
    def infeasible(self) -> bool:
        """Whether it is proven that there is no solution."""
        return self.status == cp_model.INFEASIBLE

    @property
    def objective(self) -> int:
        """The value of the solution."""
        return round(self.solver.objective_value)

    @property
    def bound(self) -> float:
        """A value that no solution exceeds."""
        return round(self.solver.best_objective_bound) if self.found else float("inf")


class Search:
    """Runs the solver, each time with a share of the remaining seconds."""

    def __init__(self, seconds: float) -> None:
        if not seconds > 0:
            raise ValueError(f"seconds must be above 0, not {seconds}")
        self._began = time.perf_counter()
        self._seconds = seconds

    @property
    def elapsed(self) -> float:
        """Seconds since the search began."""
        return time.perf_counter() - self._began

    def run(self, model: cp_model.CpModel, *, share: float = 1.0) -> Outcome:
        """Solve with a fixed seed and one worker, so that results that are found in time are reproducible.

        One worker with the full linear relaxation was also measured to prove hard days, those with travel, several
        times faster than two workers with the usual strategies; and only one worker names conflicting assumptions.
        """
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = _LINEARIZED_IN_FULL
        solver.parameters.random_seed = _SEED
        solver.parameters.max_time_in_seconds = max(_LEAST_SECONDS, share * (self._seconds - self.elapsed))
        return Outcome(solver, solver.solve(model))
