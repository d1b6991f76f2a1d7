"""A file of weights that does not add up is refused before anyone is scored by it."""

import math
import re
from pathlib import Path

import pytest

from bot.matching import FactorName, load_weights
from bot.matching.weights import DEFAULT_WEIGHTS


def test_the_weights_sum_to_one_and_leave_no_factor_out() -> None:
    weights = load_weights()
    assert set(weights.factors) == set(FactorName)
    assert math.isclose(math.fsum(weights.factors.values()), 1.0)


def test_families_are_written_as_prefixes_of_codes() -> None:
    families = load_weights().occupation.families
    assert len(families) > 30
    assert all(len(family) > 1 for family in families)
    assert all(re.fullmatch(r"\d{3,5}", prefix) for family in families for prefix in family)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("occupation = 0.30", "occupation = 0.40", "sum to 1"),
        ("occupation = 0.30", "occupation = nan", "between 0 and 1"),
        ("occupation = 0.30\n", "", "one weight to each factor"),
        ("household = 0.05", "looks = 0.05", "looks"),
        ("neutral = 0.5", "neutral = 1.5", "between 0 and 1"),
        ("speaks_from = 4", "speaks = 4", "speaks_from"),
        ("adjacent = 0.5", "near = 0.5", "near"),
        ("45, 45, 45, 45, ", "45, 0, 45, 45, ", "above 0"),
        ('"visitor", ', '"tourist", ', "tourist"),
        ("grace_days = 90", "grace_days = 0", "grace_days"),
        ("french_levels = 1", "french_levels = -1", "french_levels"),
        ("unmet = 0.4", "unmet = 4", "between 0 and 1"),
        ("usual = [4, ", "usual = [", "TEER"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    text = DEFAULT_WEIGHTS.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "weights.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        load_weights(path)
