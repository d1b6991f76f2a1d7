"""How near two occupations are in the National Occupational Classification 2021."""

from bot.matching.weights import OccupationRules


def closeness(held: str, wanted: str, rules: OccupationRules) -> float:
    """From 0 (no relation) to 1 (same unit group), for someone who does `held` and is asked for `wanted`."""
    by_digits = {5: rules.unit_group, 4: rules.minor_group, 3: rules.sub_major_group}
    return max(by_digits.get(_shared_digits(held, wanted), 0.0), _family_closeness(held, wanted, rules))


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
