"""A budget for all runs of the solver on one day: seconds, or counted work that is the same on every machine."""

import time
from dataclasses import dataclass

from ortools.sat.python import cp_model

SECONDS = 10.0  # of a command, and of whoever names no number
SECONDS_OF_A_PAGE = 4.0  # that an officer waits in the browser
SECONDS_TO_EXPLAIN = 10.0  # to find which wishes cannot all be granted, since the budget of the search may be spent
_SEED = 1
_LINEARIZED_IN_FULL = 2
_LEAST = 0.05  # seconds, or units of work


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
    def work(self) -> float:
        """What was done, in the solver's own units: counted operations, whatever the machine and what else it does."""
        return float(self.solver.response_proto.deterministic_time)

    @property
    def bound(self) -> float:
        """A value that no solution exceeds."""
        return round(self.solver.best_objective_bound) if self.found else float("inf")


class Search:
    """Runs the solver, each time with a share of what remains of the seconds, or of the work."""

    def __init__(self, seconds: float, work: float | None = None) -> None:
        """`work`, where it is given, alone limits the search: in the solver's units, about a second of a free core.

        Officers wait for seconds. A study that is to give the same figures twice needs counted work, since a busy
        machine gets less done in a second.
        """
        if not seconds > 0:
            raise ValueError(f"seconds must be above 0, not {seconds}")
        if work is not None and not work > 0:
            raise ValueError(f"work must be above 0, not {work}")
        self._began = time.perf_counter()
        self._seconds = seconds
        self._work = work
        self._done = 0.0

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
        if self._work is None:
            solver.parameters.max_time_in_seconds = max(_LEAST, share * (self._seconds - self.elapsed))
        else:
            solver.parameters.max_deterministic_time = max(_LEAST, share * (self._work - self._done))
        outcome = Outcome(solver, solver.solve(model))
        self._done += outcome.work
        return outcome
