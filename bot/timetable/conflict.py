"""Which wishes contradict each other: a minimal unsatisfiable subset."""

from collections.abc import Sequence

from bot.timetable.constraint_program import Program
from bot.timetable.officer_wishes import Wish
from bot.timetable.solver_budget import SECONDS_TO_EXPLAIN, Search


def smallest_conflict(program: Program, wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """A minimal set of conflicting wishes, in their order: without any one of them, the others can be granted.

    The solver names the wishes that its proof used; then it is tried without each of them. One that cannot be decided
    in time stays, so on a very hard day the set may be larger than necessary, but never wrong. Empty if the program has
    no solution even without wishes. The caller already knows that they conflict.
    """
    literals = [program.granted(wish) for wish in wishes]
    search = Search(SECONDS_TO_EXPLAIN)

    def core(tried: Sequence[int]) -> list[int] | None:
        program.model.clear_assumptions()
        program.model.add_assumptions([literals[at] for at in tried])
        outcome = search.run(program.model)
        if not outcome.infeasible:
            return None
        used = set(outcome.solver.sufficient_assumptions_for_infeasibility())
        return [at for at in tried if literals[at].index in used]

    named = core(range(len(wishes)))
    left = list(range(len(wishes))) if named is None else named
    for at in tuple(left):
        if at in left and (smaller := core([other for other in left if other != at])) is not None:
            left = smaller
    return tuple(wishes[at] for at in left)
