"""A short storm in each mode; the long one is `make chaos`."""

from pathlib import Path

import pytest

from tests.chaos.storm import Scale, Storm
from tests.chaos.verdict import judge


@pytest.mark.parametrize("webhook", [False, True])
async def test_nothing_is_lost_or_done_twice_in_a_storm(tmp_path: Path, webhook: bool) -> None:
    scale = Scale(updates=40, kills=2, people=9, seed=7, webhook=webhook)
    found = await Storm(scale, tmp_path, lambda progress: None).run()
    verdict = judge(found)
    assert found.kills == 2
    assert sum(map(len, found.texts.values())) == 40
    assert found.leaving, "nobody gave a seat back: the line never moved"
    counts = (verdict.lost, verdict.repeated, verdict.unanswered, verdict.seats_wrong, verdict.left, verdict.given_up)
    assert counts == (0, 0, 0, 0, 0, 0), (verdict, found.troubles)
    assert verdict.twice <= 6 * (found.kills + found.troubles["sendMessage drop"] + 1), "what was under way at a kill"
