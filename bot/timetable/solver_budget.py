"""One budget of seconds for all that the solver is asked about one day."""

import time
from dataclasses import dataclass

from ortools.sat.python import cp_model

_SEED = 1
_LINEARIZED_IN_FULL = 2
_LEAST_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far the solver came with one model."""

    solver: cp_model.CpSolver
    status: cp_model.CpSolverStatus

    @property
    def found(self) -> bool:
        """There is a solution, the best or not."""
        return self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    @property
    def infeasible(self) -> bool:
        """It is proven that there is no solution."""
        return self.status == cp_model.INFEASIBLE

    @property
    def objective(self) -> int:
        """What the solution is worth."""
        return round(self.solver.objective_value)

    @property
    def bound(self) -> float:
        """What no solution exceeds."""
        return round(self.solver.best_objective_bound) if self.found else float("inf")


class Search:
    """Runs the solver, each time with a share of the seconds that are left."""

    def __init__(self, seconds: float) -> None:
        if not seconds > 0:
            raise ValueError(f"seconds must be above 0, not {seconds}")
        self._began = time.perf_counter()
        self._seconds = seconds

    @property
    def elapsed(self) -> float:
        """Seconds since the search was made."""
        return time.perf_counter() - self._began

    def run(self, model: cp_model.CpModel, *, share: float = 1.0) -> Outcome:
        """Solve with one seed and one worker, so that what is solved in time is the same every time.

        One worker that takes the whole linear relaxation was also measured to prove the hard days, those with travel,
        several times faster than two workers of the usual mixture; and only one names assumptions.
        """
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = _LINEARIZED_IN_FULL
        solver.parameters.random_seed = _SEED
        solver.parameters.max_time_in_seconds = max(_LEAST_SECONDS, share * (self._seconds - self.elapsed))
        return Outcome(solver, solver.solve(model))
