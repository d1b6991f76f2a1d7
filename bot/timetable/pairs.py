"""Who meets whom, regardless of slots: a transportation problem, solved in a fraction of a second.

Its value is a bound for every timetable. If slots and travel leave room, as they mostly do, its pairs also find slots
(the edges of a bipartite graph can be coloured with as many colours as its largest degree: Kőnig), and the bound is
reached.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from ortools.sat.python import cp_model

from bot.timetable.constraint_program import ENOUGH
from bot.timetable.day_to_plan import Day
from bot.timetable.officer_wishes import Wish, concerns, needs
from bot.timetable.result import Interview

_sum = cp_model.LinearExpr.sum


class Pairs:
    """The rules of a day that do not depend on slots."""

    def __init__(self, day: Day, possible: Collection[Interview], wishes: Iterable[Wish]) -> None:
        self.day = day
        self.model = cp_model.CpModel()
        self.met = {(each.candidate, each.employer): self.model.new_bool_var("") for each in possible}
        self.kept = {employer.id: self.model.new_bool_var("") for employer in day.employers}
        self.missing = {candidate.id: self.model.new_int_var(0, ENOUGH, "") for candidate in day.candidates}
        self._restrict(possible)
        for wish in filter(needs, wishes):
            asked = {(each.candidate, each.employer) for each in possible if concerns(wish, each)}
            self.model.add_bool_or([self.met[pair] for pair in sorted(asked)])

    @property
    def shortfall(self) -> cp_model.LinearExpr:
        """Interviews missing for everyone to have two."""
        return _sum(list(self.missing.values()))

    @property
    def value(self) -> cp_model.LinearExpr:
        """Total compatibility, in thousandths."""
        return cp_model.LinearExpr.weighted_sum(
            list(self.met.values()), [self.day.thousandths(*pair) for pair in self.met]
        )

    def _restrict(self, possible: Iterable[Interview]) -> None:
        """Nobody has more interviews than slots, nor an employer more than its tables have."""
        free, received = defaultdict(set), defaultdict(set)
        for each in possible:
            free[each.candidate].add(each.slot)
            received[each.employer].add(each.slot)
        of_candidate, of_employer = defaultdict(list), defaultdict(list)
        for (candidate, employer), met in self.met.items():
            of_candidate[candidate].append(met)
            of_employer[employer].append(met)
            self.model.add_implication(met, self.kept[employer])
        for candidate, missing in self.missing.items():
            number = _sum(of_candidate[candidate])
            self.model.add(number <= min(self.day.most_interviews, len(free[candidate])))
            self.model.add(number + missing >= ENOUGH)
        for place in self.day.employers:
            room = place.tables * len(received[place.id])
            self.model.add(_sum(of_employer[place.id]) <= room * self.kept[place.id])
        if self.day.most_employers is not None:
            self.model.add(_sum(list(self.kept.values())) <= self.day.most_employers)
