"""How near two occupations are in the National Occupational Classification 2021."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.matching.weights import OccupationRules

_LEARNT_SOON, _LEARNT_AT_ONCE = 4, 5  # TEER: some weeks of training on the job; a short demonstration


def closeness(held: str, wanted: str, rules: OccupationRules) -> float:
    """From 0 (no relation) to 1 (same unit group), for someone who does `held` and is asked for `wanted`."""
    by_digits = {5: rules.unit_group, 4: rules.minor_group, 3: rules.sub_major_group}
    learnt = rules.on_the_job if teer(held) >= _LEARNT_SOON and teer(wanted) == _LEARNT_AT_ONCE else 0.0
    return max(by_digits.get(_shared_digits(held, wanted), 0.0), _family_closeness(held, wanted, rules), learnt)


def closeness_table(held: Sequence[str], wanted: Sequence[str], rules: OccupationRules) -> NDArray[np.float64]:
    """`closeness` of each of `held` (rows) to each of `wanted` (columns), without a loop over the pairs."""
    rows, columns = np.array(held, dtype=int)[:, None], np.array(wanted, dtype=int)[None, :]
    near = np.zeros((len(held), len(wanted)))
    for dropped, value in ((100, rules.sub_major_group), (10, rules.minor_group), (1, rules.unit_group)):
        near = np.where(rows // dropped == columns // dropped, np.maximum(near, value), near)
    held_teer, wanted_teer = rows // 1000 % 10, columns // 1000 % 10
    learnt = (held_teer >= _LEARNT_SOON) & (wanted_teer == _LEARNT_AT_ONCE)
    near = np.where(learnt, np.maximum(near, rules.on_the_job), near)
    levels = wanted_teer - held_teer
    cost = np.where(levels > 0, levels * rules.level_down, -levels * rules.level_up)
    family = np.maximum(0.0, np.round(rules.family - cost, 6))
    related = (_families(held, rules)[:, None, :] & _families(wanted, rules)[None, :, :]).any(axis=2)
    return np.where(related, np.maximum(near, family), near)


def _families(codes: Sequence[str], rules: OccupationRules) -> NDArray[np.bool_]:
    """Which families (columns) each code (row) belongs to."""
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


def _shared_digits(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))


def _family_closeness(held: str, wanted: str, rules: OccupationRules) -> float:
    if not any(held.startswith(family) and wanted.startswith(family) for family in rules.families):
        return 0.0
    levels = teer(wanted) - teer(held)
    cost = levels * rules.level_down if levels > 0 else -levels * rules.level_up
    return max(0.0, round(rules.family - cost, 6))
