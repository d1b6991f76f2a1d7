"""How near two occupations are in the National Occupational Classification 2021."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.matching.weights import OccupationRules

_PRACTICAL, _LEARNT_SOON, _LEARNT_AT_ONCE = 3, 4, 5  # TEER: some months on the job; some weeks; a short demonstration


@lru_cache(maxsize=65_536)
def closeness(held: str, wanted: str, rules: OccupationRules) -> float:
    """From 0 (unrelated) to 1 (same unit group), for somebody who does `held` where `wanted` is asked for."""
    return float(closeness_table([held], [wanted], rules)[0, 0])


def closeness_table(held: Sequence[str], wanted: Sequence[str], rules: OccupationRules) -> NDArray[np.float64]:
    """`closeness` of each of `held` (rows) to each of `wanted` (columns), vectorized.

    The closest of four relations counts: the hierarchy of the classification, less if the titles share nothing and the
    work has to be learnt; a family of occupations that the classification separates; shared titles; work that is learnt
    at once. Families and titles lose a part for each level up or down; of a family, those are nearer whose titles are.
    """
    rows, columns = np.array(held, dtype=int)[:, None], np.array(wanted, dtype=int)[None, :]
    shared = rules.titles.between(held, wanted)
    held_teer, wanted_teer = rows // 1000 % 10, columns // 1000 % 10
    near = np.zeros((len(held), len(wanted)))
    for dropped, value in ((100, rules.sub_major_group), (10, rules.minor_group)):
        by_group = np.where((shared < rules.alike_from) & (wanted_teer < _LEARNT_SOON), value - rules.unlike, value)
        near = np.where(rows // dropped == columns // dropped, np.maximum(near, by_group), near)
    learnt = (held_teer >= _PRACTICAL) & (wanted_teer == _LEARNT_AT_ONCE)
    near = np.where(learnt, np.maximum(near, rules.on_the_job), near)
    levels = wanted_teer - held_teer
    cost = np.where(levels > 0, levels * rules.level_down, -levels * rules.level_up)
    related = (_families(held, rules)[:, None, :] & _families(wanted, rules)[None, :, :]).any(axis=2)
    related &= rows // 10 != columns // 10  # families that the classification separates
    within = rules.family + (rules.minor_group - rules.family) * shared
    step = np.where(related, within, np.minimum(rules.family, rules.by_titles * shared))
    near = np.maximum(near, np.round(step - cost, 6))
    return np.where(rows == columns, rules.unit_group, near)


def _families(codes: Sequence[str], rules: OccupationRules) -> NDArray[np.bool_]:
    """Which families (columns) each code (row) belongs to, as booleans."""
    found = np.zeros((len(codes), len(rules.families)), dtype=bool)
    for row, code in zip(found, codes, strict=True):
        row[_families_of(code, rules)] = True
    return found


@lru_cache(maxsize=1024)  # there are 516 unit groups
def _families_of(code: str, rules: OccupationRules) -> list[int]:
    return [at for at, family in enumerate(rules.families) if code.startswith(family)]


def teer(code: str) -> int:
    """Training, education, experience and responsibilities: 0 (management) to 5 (no schooling needed)."""
    return int(code[1])
