"""The points of each factor for many candidates over all vacancies of a day, and the limits that are not met.

A factor depends on a few answers of a candidate: candidates who gave the same ones share a row. An exclusion is minus
infinity in one row, which no sum can make up for; each limit that is not met subtracts more than all factors give
(`batch_regions.taken_off`).
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bot.base.terms import HIGHEST_FRENCH, Education, Field, Household, Permit, Schedule, Standing, Wish
from bot.matching.batch_regions import EXCLUDED, BatchRegions, Scores, classes, taken_off
from bot.matching.candidate_and_vacancy import BROAD_CATEGORIES, FRENCH, Candidate, Vacancy
from bot.matching.french_at_work import french_for_dangerous_work, french_to_talk, reachable_french
from bot.matching.occupation_closeness import closeness_table
from bot.matching.pair import Neighbours
from bot.matching.result import FactorName, Limit
from bot.matching.weights import Weights

Key = Callable[[Candidate], Hashable]
Rows = Callable[[Sequence[Candidate]], Scores]


class BatchFactors:
    """The columns of many vacancies, and each factor's points for candidates over them."""

    def __init__(self, vacancies: Sequence[Vacancy], weights: Weights, *, on: date, neighbours: Neighbours) -> None:
        self._weights = weights
        self._cost = {limit: taken_off(limit, weights.limits) for limit in Limit}
        self._count = len(vacancies)
        self._regions = BatchRegions(vacancies, weights, neighbours)
        self._codes, self._code = classes([each.occupation for each in vacancies])
        self._languages, self._language_of = classes([each.work_languages for each in vacancies])
        self._starts, self._start_of = classes([each.start_date for each in vacancies])
        self._begins = np.array([max(each, on).toordinal() for each in self._starts], dtype=np.intp)
        schedules = list(Schedule)
        self._schedule_of = np.array(
            [-1 if each.schedule is None else schedules.index(each.schedule) for each in vacancies], dtype=np.intp
        )
        self._french = np.array(
            [-1 if each.french_needed is None else each.french_needed for each in vacancies], dtype=np.intp
        )
        self._safety = np.array([french_for_dangerous_work(each, weights.french) for each in vacancies], dtype=np.intp)
        self._to_talk = np.array([french_to_talk(each.french_needed, weights) for each in vacancies], dtype=np.intp)
        years = [each.min_experience_years for each in vacancies]
        self._least = np.array([np.nan if each is None else each for each in years], dtype=float)
        self._regulated = np.array([each.regulated for each in vacancies], dtype=bool)
        self._driving = np.array([each.driving_class or 0 for each in vacancies], dtype=np.intp)
        self._needs_car = np.array([each.needs_car for each in vacancies], dtype=bool)
        self._schooling = np.array(
            [-1 if each.min_education is None else each.min_education for each in vacancies], dtype=np.intp
        )
        self._wage = np.array([each.hourly_wage_cents for each in vacancies], dtype=float)
        tops = [max(each.hourly_wage_cents, each.highest_wage_cents) for each in vacancies]
        self._highest_wage = np.array(tops, dtype=float)
        self._around = np.array(
            [[field in each.fields_around for each in vacancies] for field in BROAD_CATEGORIES], dtype=bool
        )
        self._refuses_tied = np.array([each.accepts_closed_permit is False for each in vacancies], dtype=bool)
        self._silent_on_tied = np.array([each.accepts_closed_permit is None for each in vacancies], dtype=bool)
        self._reach = np.array(
            [
                [reachable_french(level, start, on, weights.french) for start in self._starts]
                for level in range(HIGHEST_FRENCH + 1)
            ],
            dtype=np.intp,
        ).reshape(HIGHEST_FRENCH + 1, len(self._starts))

    def parts(self) -> list[tuple[Key, Rows]]:
        """For each part of the score, the answers that it depends on, and the function that computes its rows."""
        return [
            (lambda each: (each.occupation, each.standing), self._occupation),
            (lambda each: (each.regions, each.towns, Field.REGIONS in each.only_wished), self._regions.points),
            (
                lambda each: (each.french_level, each.spoken_languages, each.permit, each.order_permit),
                self._french_and_limits,
            ),
            (lambda each: (each.experience_years, each.occupation, each.order_permit), self._experience),
            (
                lambda each: (
                    each.education,
                    each.available_from,
                    each.household,
                    each.partner_field,
                    each.driving_class,
                    each.car,
                ),
                self._schooling_start_household_licence_and_car,
            ),
            (
                lambda each: (each.least_wage_cents, each.schedules, each.only_wished & {Wish.WAGE, Wish.SCHEDULES}),
                self._conditions,
            ),
        ]

    def _points(self, name: FactorName, values: NDArray[np.floating]) -> Scores:
        return (self._weights.factors[name] * values).astype(np.float32)

    def _neutral(self, name: FactorName) -> float:
        return self._weights.factors[name] * self._weights.neutral

    def _occupation(self, owners: Sequence[Candidate]) -> Scores:
        rules, known = self._weights.occupation, [each for each in owners if each.occupation is not None]
        near = closeness_table([str(each.occupation) for each in known], self._codes, rules)
        near[[each.standing is Standing.WILLING for each in known]] *= rules.willing
        told = self._points(FactorName.OCCUPATION, near)
        told[near < rules.related_from] = EXCLUDED
        points = np.full((len(owners), len(self._codes)), self._neutral(FactorName.OCCUPATION), dtype=np.float32)
        points[[each.occupation is not None for each in owners]] = told
        return points.take(self._code, axis=1)

    def _french_and_limits(self, owners: Sequence[Candidate]) -> Scores:
        by_level = {each.french_level: self._french_points(each.french_level) for each in owners}
        by_permit = {each.permit: self._may_work(each.permit) for each in owners}
        points = np.empty((len(owners), self._count), dtype=np.float32)
        for row, each in zip(points, owners, strict=True):
            row[:] = by_level[each.french_level]
            if each.order_permit is False:
                row[self._regulated] -= self._cost[Limit.OCCUPATION_PERMIT]
            if each.permit in self._weights.permits.tied:
                row[self._silent_on_tied] -= self._cost[Limit.CLOSED_PERMIT]
            row[~(by_permit[each.permit] & self._may_talk(each))] = EXCLUDED
        return points

    def _french_points(self, level: int | None) -> Scores:
        if level is None:
            return np.full(self._count, self._neutral(FactorName.FRENCH), dtype=np.float32)
        reached = np.minimum(self._by_start(level), self._french)
        part = (level + reached) / (2 * np.maximum(self._french, 1))
        values = np.where(level >= self._french, 1.0, part)
        points = self._points(FactorName.FRENCH, np.where(self._french < 0, self._weights.neutral, values))
        asked, reached = self._french - self._weights.limits.french_levels, self._by_start(level)
        points[reached < self._safety] -= self._cost[Limit.SAFETY]
        points[(reached >= self._safety) & (reached < asked)] -= self._cost[Limit.FRENCH]
        return points

    def _by_start(self, level: int) -> NDArray[np.intp]:
        reached: NDArray[np.intp] = self._reach[level].take(self._start_of)
        return reached

    def _may_work(self, permit: Permit | None) -> NDArray[np.bool_]:
        permits = self._weights.permits
        if permit in permits.tied:
            return ~self._refuses_tied
        return np.full(self._count, permit not in permits.no_right)

    def _may_talk(self, candidate: Candidate) -> NDArray[np.bool_]:
        spoken, level = candidate.spoken_languages, candidate.french_level
        if not spoken:
            return np.ones(self._count, dtype=bool)
        common = np.array([bool(spoken & work) for work in self._languages], dtype=bool).take(self._language_of)
        if common.all():
            return common
        in_french = np.array([FRENCH in work for work in self._languages], dtype=bool).take(self._language_of)
        if level is not None:
            in_french &= self._by_start(level) >= self._to_talk
        common |= in_french
        return common

    def _experience(self, owners: Sequence[Candidate]) -> Scores:
        told = np.array([np.nan if each.experience_years is None else each.experience_years for each in owners])
        held, row = classes([each.occupation for each in owners])
        near = np.array([self._near(each) for each in held]).reshape(len(held), len(self._codes))[row]
        years = (told[:, None] * near).take(self._code, axis=1)  # years in another trade count as far as it is near
        lacking = self._least > years  # False for years that were not told
        values = np.ones(lacking.shape)
        np.divide(years, self._least, out=values, where=lacking)
        values[np.isnan(told)] = self._weights.neutral
        values[:, np.isnan(self._least)] = self._weights.neutral
        points = self._points(FactorName.EXPERIENCE, values)
        points[years < self._least * self._weights.limits.experience_share] -= self._cost[Limit.EXPERIENCE]
        unasked = np.array([each.order_permit is None for each in owners], dtype=bool)
        another = (near < self._weights.occupation.minor_group) & unasked[:, None]
        points[another.take(self._code, axis=1) & self._regulated] -= self._cost[Limit.OCCUPATION_PERMIT]
        return points

    def _near(self, held: str | None) -> NDArray[np.float64]:
        """How near a trade is to each distinct trade of the vacancies; 1 if it is not told."""
        if held is None:
            return np.ones(len(self._codes))
        near: NDArray[np.float64] = closeness_table([held], self._codes, self._weights.occupation)[0]
        return near

    def _schooling_start_household_licence_and_car(self, owners: Sequence[Candidate]) -> Scores:
        """Education, start, household, licence and car, together in one row, since there are few distinct answers."""
        points = np.empty((len(owners), self._count), dtype=np.float32)
        for row, each in zip(points, owners, strict=True):
            row[:] = self._education(each.education)
            row += self._start(each.available_from).take(self._start_of)
            row += self._work_for_the_partner(each.household, each.partner_field)
            if each.driving_class is not None:
                row[self._driving > int(each.driving_class)] -= self._cost[Limit.DRIVING]
            if each.car is False:
                row[self._needs_car] -= self._cost[Limit.CAR]
        return points

    def _education(self, held: Education | None) -> Scores:
        if held is None:
            return np.full(self._count, self._neutral(FactorName.EDUCATION), dtype=np.float32)
        lacking = np.where(self._schooling < 0, 0, np.maximum(self._schooling - int(held), 0))
        points = self._points(FactorName.EDUCATION, np.maximum(0.0, 1 - self._weights.education.per_level * lacking))
        points[lacking > 0] -= self._cost[Limit.EDUCATION]
        return points

    def _start(self, available: date | None) -> Scores:
        if available is None:
            return np.full(len(self._starts), self._neutral(FactorName.START), dtype=np.float32)
        late = np.maximum(0, available.toordinal() - self._begins)
        points = self._points(FactorName.START, np.maximum(0.0, 1 - late / self._weights.grace_days))
        points[late >= self._weights.grace_days] -= self._cost[Limit.START]
        return points

    def _work_for_the_partner(self, household: Household | None, partner_field: str | None) -> Scores:
        if household is None:
            return np.full(self._count, self._neutral(FactorName.HOUSEHOLD), dtype=np.float32)
        values = np.ones(self._count)
        if household.partner and partner_field is not None:
            around = self._around[BROAD_CATEGORIES.index(partner_field)]
            values = np.where(around, values, self._weights.no_work_for_partner)
        return self._points(FactorName.HOUSEHOLD, values)

    def _conditions(self, owners: Sequence[Candidate]) -> Scores:
        """Wage and hours, together in one row, since few have these wishes."""
        rows = [
            self._pay(each.least_wage_cents, must=Wish.WAGE not in each.only_wished)
            + self._hours(each.schedules, must=Wish.SCHEDULES not in each.only_wished)
            for each in owners
        ]
        return np.array(rows, dtype=np.float32).reshape(len(owners), self._count)

    def _pay(self, least: int | None, *, must: bool) -> Scores:
        if least is None:
            return np.full(self._count, self._neutral(FactorName.WAGE), dtype=np.float32)
        short = np.maximum(0.0, least - self._wage) / least
        values = np.maximum(0.0, 1 - short / self._weights.wage_tolerance)
        points = self._points(FactorName.WAGE, np.where(self._wage == 0, self._weights.neutral, values))
        if must:
            points[(self._highest_wage > 0) & (self._highest_wage < least)] -= self._cost[Limit.WAGE]
        return points

    def _hours(self, suiting: frozenset[Schedule], *, must: bool) -> Scores:
        if not suiting:
            return np.full(self._count, self._neutral(FactorName.SCHEDULE), dtype=np.float32)
        fits = np.array([*(schedule in suiting for schedule in Schedule), self._weights.neutral], dtype=float)
        points = self._points(FactorName.SCHEDULE, fits).take(self._schedule_of)  # the last one stands for "not said"
        if must:
            points[(self._schedule_of >= 0) & (fits.take(self._schedule_of) == 0)] -= self._cost[Limit.SCHEDULE]
        return points
