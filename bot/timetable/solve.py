"""Finds the best timetable of a day, and the nearest one when the day deviates from the plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ortools.sat.python import cp_model

from bot.base.errors import BotError
from bot.timetable.conflict import smallest_conflict
from bot.timetable.constraint_program import ENOUGH, Program
from bot.timetable.day_to_plan import Day
from bot.timetable.officer_wishes import Wish, WishesConflict, check, concerns, needs
from bot.timetable.pairs import Pairs
from bot.timetable.result import Interview, Timetable
from bot.timetable.solver_budget import SECONDS, Outcome, Search


class OutOfTime(BotError):
    """The solver neither found a timetable in its time nor proved that there is none."""


def solve(day: Day, wishes: Iterable[Wish] = (), *, seconds: float = SECONDS, work: float | None = None) -> Timetable:
    """The best timetable: as few interviews short of two each as possible, then the most compatibility.

    First it decides who meets whom, and thereby which employers are kept, which bounds every timetable; then it looks
    for slots for these pairs. Only if not all of them find one, everything is decided at once.

    Args:
        seconds: after which the best timetable so far is returned, with its bound.
        work: the same limit in counted work instead, so that a slow or busy machine finds the same (`Search`).

    Raises:
        ValueError: a wish names something that the day does not have.
        WishesConflict: the wishes cannot all be granted; finding out which may take ten more seconds.
        OutOfTime: nothing was found in time.
    """
    wishes, search = _checked(wishes, day), Search(seconds, work)
    possible = _allowed(day.possible(), wishes)
    goals = _Goals(day, possible)
    pairs = Pairs(day, possible, wishes)
    pairs.model.maximize(goals.of(pairs))
    matched = search.run(pairs.model, share=0.3)
    if matched.infeasible:
        raise _conflict(Program(day, day.possible()), wishes)
    found: list[Interview] | None = None
    bound = matched.bound
    if matched.found:
        met = {pair for pair, var in pairs.met.items() if matched.solver.boolean_value(var)}
        among = [each for each in possible if (each.candidate, each.employer) in met]
        found = _pursue(Program(day, among), goals, wishes, search, share=0.5).interviews
    if found is None or goals.reached(found) < bound:
        pursued = _pursue(Program(day, possible), goals, wishes, search, hint=found)
        if pursued.outcome.infeasible:
            raise _conflict(Program(day, day.possible()), wishes)
        found = max(filter(None, (pursued.interviews, found)), key=goals.reached, default=pursued.interviews)
        bound = min(bound, pursued.outcome.bound)
    return goals.timetable(found, bound, search)


def mend(
    day: Day, before: Timetable, wishes: Iterable[Wish] = (), *,
    now: int = 0, seconds: float = SECONDS, work: float | None = None,
) -> Timetable:  # fmt: skip
    """The timetable nearest to an earlier one, for a day that has changed.

    As few interviews short of two each as possible; then as many as possible of the earlier interviews in their
    slots; then the most compatibility. An interview that fills a free place is no change. Only employers of the
    earlier timetable take part. Interviews before the slot `now` stay as they were, and none is added there.
    `seconds` and `work` limit it as they do `solve`.

    Raises:
        ValueError: a wish or `now` names something that the day does not have, or the past breaks the day's rules.
        WishesConflict: the wishes cannot all be granted.
        OutOfTime: nothing was found.
    """
    day.require_slots([now])
    wishes, search = _checked(wishes, day), Search(seconds, work)
    earlier = frozenset(before.interviews)
    possible = [
        each for each in day.possible() if each.employer in before.employers and (each.slot >= now or each in earlier)
    ]
    goals = _Goals(day, possible, earlier)

    def program(among: Sequence[Interview]) -> Program:
        made = Program(day, among)
        made.model.add_bool_and([var for each, var in made.held.items() if each.slot < now])
        return made

    pursued = _pursue(program(possible), goals, wishes, search, hint=before.interviews)
    if pursued.outcome.infeasible:
        raise _conflict(program(possible), wishes)
    return goals.timetable(pursued.interviews, pursued.outcome.bound, search)


class _Goals:
    """The goals as one number, in this order: no shortfall, earlier interviews kept, compatibility.

    Each goal weighs more than all later ones together can.
    """

    def __init__(self, day: Day, possible: Sequence[Interview], earlier: frozenset[Interview] = frozenset()) -> None:
        self.day = day
        self.earlier = earlier
        self.most_value = _most_value(day, possible)
        self.per_kept = self.most_value + 1
        self.per_missing = self.per_kept * (len(earlier) + 1)

    def of(self, problem: Program | Pairs) -> cp_model.LinearExprT:
        """The expression to maximize."""
        kept = problem.number(self.earlier) if isinstance(problem, Program) else 0
        return problem.value + self.per_kept * kept - self.per_missing * problem.shortfall

    def reached(self, interviews: Sequence[Interview]) -> int:
        """The number for a given timetable."""
        return self._value(interviews) + self._above_value(interviews)

    def timetable(self, interviews: Sequence[Interview] | None, bound: float, search: Search) -> Timetable:
        """The timetable that was found; raises `OutOfTime` if there is none."""
        if interviews is None:
            raise OutOfTime("no timetable was found in the time given")
        room = bound - self._above_value(interviews)
        return Timetable(
            interviews=tuple(sorted(interviews, key=lambda each: (each.slot, each.candidate))),
            employers=frozenset(each.employer for each in interviews),
            shortfall=self._shortfall(interviews),
            value=self.day.total(self._value(interviews)),
            bound=self.day.total(min(room, self.most_value)),
            proven=room < self.per_kept,  # one step more in an earlier goal would exceed the bound
            seconds=search.elapsed,
        )

    def _value(self, interviews: Iterable[Interview]) -> int:
        return sum(self.day.thousandths(each.candidate, each.employer) for each in interviews)

    def _above_value(self, interviews: Sequence[Interview]) -> int:
        kept = len(self.earlier.intersection(interviews))
        return self.per_kept * kept - self.per_missing * self._shortfall(interviews)

    def _shortfall(self, interviews: Sequence[Interview]) -> int:
        number = dict.fromkeys((candidate.id for candidate in self.day.candidates), 0)
        for each in interviews:
            number[each.candidate] += 1
        return sum(max(0, ENOUGH - each) for each in number.values())


@dataclass(frozen=True, slots=True)
class _Pursued:
    """The outcome of solving a whole program, and the interviews of its solution."""

    outcome: Outcome
    interviews: list[Interview] | None


def _pursue(
    program: Program,
    goals: _Goals,
    wishes: Sequence[Wish],
    search: Search,
    *,
    share: float = 1.0,
    hint: Sequence[Interview] | None = None,
) -> _Pursued:
    program.model.add_bool_and([program.granted(wish) for wish in wishes])
    program.model.maximize(goals.of(program))
    if hint is not None:
        program.start_from(frozenset(hint))
    outcome = search.run(program.model, share=share)
    if not outcome.found:
        return _Pursued(outcome, None)
    return _Pursued(outcome, [each for each, var in program.held.items() if outcome.solver.boolean_value(var)])


def _conflict(program: Program, wishes: Sequence[Wish]) -> Exception:
    """The error for why there is no timetable: wishes that conflict, or else a past that breaks the rules."""
    if conflicting := smallest_conflict(program, wishes):
        return WishesConflict(conflicting)
    return ValueError("what took place breaks the rules of the day")


def _checked(wishes: Iterable[Wish], day: Day) -> tuple[Wish, ...]:
    known = tuple(dict.fromkeys(wishes))
    for wish in known:
        check(wish, day)
    return known


def _allowed(possible: Sequence[Interview], wishes: Sequence[Wish]) -> list[Interview]:
    """The interviews that no wish forbids."""
    return [each for each in possible if not any(concerns(wish, each) for wish in wishes if not needs(wish))]


def _most_value(day: Day, possible: Sequence[Interview]) -> int:
    """An upper bound of the value, in thousandths, if everybody met the employers that suit them best."""
    pairs = sorted({(each.candidate, each.employer) for each in possible})
    return sum(
        sum(sorted((day.thousandths(*pair) for pair in of_candidate), reverse=True)[: day.most_interviews])
        for _, of_candidate in groupby(pairs, key=lambda pair: pair[0])
    )
