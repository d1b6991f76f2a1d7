"""The day as a constraint program: one Boolean for each possible interview."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable
from itertools import combinations

from ortools.sat.python import cp_model

from bot.timetable.day_to_plan import Day
from bot.timetable.officer_wishes import Wish, concerns, needs
from bot.timetable.result import Interview

ENOUGH = 2  # interviews with which nobody has travelled in vain
_sum = cp_model.LinearExpr.sum


class Program:
    """The rules of a day for these interviews; whoever solves it adds the objective."""

    def __init__(self, day: Day, possible: Iterable[Interview]) -> None:
        self.day = day
        self.model = cp_model.CpModel()
        self.held = {each: self.model.new_bool_var("") for each in possible}
        self.kept = {employer.id: self.model.new_bool_var("") for employer in day.employers}
        self.missing = {candidate.id: self.model.new_int_var(0, ENOUGH, "") for candidate in day.candidates}
        self._restrict_candidates()
        self._restrict_employers()
        self._restrict_travel()

    @property
    def shortfall(self) -> cp_model.LinearExpr:
        """How many interviews are missing for everyone to have two."""
        return _sum(list(self.missing.values()))

    @property
    def value(self) -> cp_model.LinearExpr:
        """Total compatibility, in thousandths."""
        worth = [self.day.thousandths(each.candidate, each.employer) for each in self.held]
        return cp_model.LinearExpr.weighted_sum(list(self.held.values()), worth)

    def number(self, interviews: Container[Interview]) -> cp_model.LinearExpr:
        """How many of these interviews take place: summed in the day's order, since the solver's way depends on it."""
        return _sum([var for each, var in self.held.items() if each in interviews])

    def granted(self, wish: Wish) -> cp_model.IntVar:
        """A literal that can be true only if the wish is granted."""
        literal = self.model.new_bool_var("")
        concerned = self.number({each for each in self.held if concerns(wish, each)})
        self.model.add(concerned >= 1 if needs(wish) else concerned == 0).only_enforce_if(literal)
        return literal

    def start_from(self, interviews: Collection[Interview]) -> None:
        """Give the solver a solution to start from."""
        for each, var in self.held.items():
            self.model.add_hint(var, each in interviews)
        employers = {each.employer for each in interviews}
        for employer, kept in self.kept.items():
            self.model.add_hint(kept, employer in employers)

    def _restrict_candidates(self) -> None:
        """One place at a time, each employer once, no more interviews than a candidate can bear."""
        at_once, of_pair, of_candidate = defaultdict(list), defaultdict(list), defaultdict(list)
        for each, var in self.held.items():
            at_once[each.candidate, each.slot].append(var)
            of_pair[each.candidate, each.employer].append(var)
            of_candidate[each.candidate].append(var)
        for together in at_once.values():
            self.model.add_at_most_one(together)
        for (_, employer), meetings in of_pair.items():
            self.model.add(_sum(meetings) <= self.kept[employer])
        for candidate, missing in self.missing.items():
            number = _sum(of_candidate[candidate])
            self.model.add(number <= self.day.most_interviews)
            self.model.add(number + missing >= ENOUGH)

    def _restrict_employers(self) -> None:
        """No more interviews at once than tables; no more employers than the town can receive."""
        at_once = defaultdict(list)
        for each, var in self.held.items():
            at_once[each.employer, each.slot].append(var)
        tables = {employer.id: employer.tables for employer in self.day.employers}
        for (employer, _), together in at_once.items():
            self.model.add(_sum(together) <= tables[employer] * self.kept[employer])
        if self.day.most_employers is not None:
            self.model.add(_sum(list(self.kept.values())) <= self.day.most_employers)

    def _restrict_travel(self) -> None:
        """No interview at a site that cannot be reached in time from the one before.

        A path through sites and slots for each candidate would express the same; it was measured to be far slower.
        """
        site_of = {employer.id: employer.site for employer in self.day.employers}
        there = defaultdict(list)  # by candidate, slot and site
        for each, var in self.held.items():
            there[each.candidate, each.slot, site_of[each.employer]].append(var)
        too_far = self._too_far(sorted(set(site_of.values())))
        for (candidate, slot, site), here in there.items():
            for later, others in too_far.get((site, slot), {}).items():
                elsewhere = [var for other in others for var in there.get((candidate, later, other), ())]
                if elsewhere:
                    self.model.add_at_most_one([*here, *elsewhere])

    def _too_far(self, sites: list[str]) -> dict[tuple[str, int], dict[int, list[str]]]:
        """For each site and slot, then for each later slot: the sites that cannot be reached from there in time."""
        far: dict[tuple[str, int], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for slot, later in combinations(range(len(self.day.slots)), 2):
            for site in sites:
                for other in sites:
                    if not self.day.in_time(site, slot, other, later):
                        far[site, slot][later].append(other)
        return far
