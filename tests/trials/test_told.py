"""Floors of what is heard of what strangers tell: just under what was reached, on people nothing was learnt from."""

from collections import Counter
from pathlib import Path

import pytest

from tests.trials.told import LOST, RIGHT, WRONG, heard, lines_of

PEOPLE = Path(__file__).parent / "told"
EVERY = 3


@pytest.mark.timeout(600)
def test_what_strangers_tell_is_heard_and_little_of_it_wrongly(model: Path) -> None:
    lines = lines_of(sorted(PEOPLE.glob("*.jsonl")))[::EVERY]
    counts = Counter(each.how for each in heard(lines, model) if each.field != "danger")
    assert counts[RIGHT] / counts.total() >= 0.43, counts
    assert counts[LOST] / counts.total() <= 0.29, counts
    assert counts[WRONG] / counts.total() <= 0.055, counts
