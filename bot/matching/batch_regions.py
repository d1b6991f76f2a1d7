"""The points for regions and towns, for many candidates over all vacancies of one day."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.base.great_circle import Position, kilometres_to_each
from bot.base.terms import ANYWHERE, Field
from bot.matching.candidate_and_vacancy import Candidate, Vacancy
from bot.matching.pair import Neighbours
from bot.matching.result import FactorName, Limit
from bot.matching.weights import LimitRules, Weights

Scores = NDArray[np.float32]  # candidates × vacancies
EXCLUDED = np.float32(-np.inf)
SHORT = np.float32(2)  # more than any sum of factors, so that a total shows how many limits are short
UNMET = np.float32(16)  # more than all that are short with any sum of factors, so that it shows how many are unmet
_Value = TypeVar("_Value", bound=Hashable)


def taken_off(limit: Limit, rules: LimitRules) -> np.float32:
    """What a limit that is not met subtracts from a total."""
    return SHORT if limit in rules.talked_over else UNMET


class BatchRegions:
    """Where many vacancies are, and what that is worth to candidates."""

    def __init__(self, vacancies: Sequence[Vacancy], weights: Weights, neighbours: Neighbours) -> None:
        self._weights = weights
        self._neighbours = neighbours
        self._regions, self._region_of = classes([each.region for each in vacancies])
        places = [each.position or (np.nan, np.nan) for each in vacancies]
        self._places = np.array(places, dtype=float).reshape(len(vacancies), 2)

    def points(self, owners: Sequence[Candidate]) -> Scores:
        """A row for each candidate, in which something is taken off where a region that is a must is not met."""
        points = [[self._place(each.regions, region) for region in self._regions] for each in owners]
        shaped = np.array(points, dtype=np.float32).reshape(len(owners), len(self._regions))
        rows = shaped.take(self._region_of, axis=1)
        for row, each in zip(rows, owners, strict=True):
            if each.towns and each.regions:
                self._near_towns(row, each.regions, each.towns)
            if each.regions and not (each.regions & {ANYWHERE} or Field.REGIONS in each.only_wished):
                row[self._away(row, each.regions)] -= taken_off(Limit.REGION, self._weights.limits)
        return rows

    def _away(self, row: Scores, wished: frozenset[str]) -> NDArray[np.bool_]:
        """Which vacancies lie neither in a chosen region nor near a named town."""
        rules, weight = self._weights.region, self._weights.factors[FactorName.REGION]
        away: NDArray[np.bool_] = ~self._inside(wished) & (row <= weight * rules.adjacent + 1e-6)
        return away

    def _inside(self, wished: frozenset[str]) -> NDArray[np.bool_]:
        return np.array([region in wished for region in self._regions], dtype=bool).take(self._region_of)

    def _near_towns(self, row: Scores, wished: frozenset[str], towns: frozenset[Position]) -> None:
        """Adjust a row of points for regions by how near each vacancy is to the named towns."""
        rules, weight = self._weights.region, self._weights.factors[FactorName.REGION]
        nearest = np.min([kilometres_to_each(town, *self._places.T) for town in towns], axis=0)
        near = np.clip((rules.far_km - nearest) / (rules.far_km - rules.near_km), 0.0, 1.0)
        within = rules.far_in_wished + (rules.wished - rules.far_in_wished) * near
        points = weight * np.where(self._inside(wished), within, np.maximum(row / weight, rules.wished * near))
        known = ~np.isnan(nearest)
        row[known] = points[known]

    def _place(self, wished: frozenset[str] | None, region: str) -> float:
        rules, weight = self._weights.region, self._weights.factors[FactorName.REGION]
        if not wished:
            return weight * self._weights.neutral
        if region in wished:
            return weight * rules.wished
        if ANYWHERE in wished:
            return weight * rules.anywhere
        adjacent = wished & self._neighbours.get(region, frozenset())
        return weight * (rules.adjacent if adjacent else rules.elsewhere)


def classes(values: Sequence[_Value]) -> tuple[list[_Value], NDArray[np.intp]]:
    """The distinct values, in order of appearance, and the class of each."""
    number: dict[_Value, int] = {}
    places = [number.setdefault(value, len(number)) for value in values]
    return list(number), np.array(places, dtype=np.intp)
