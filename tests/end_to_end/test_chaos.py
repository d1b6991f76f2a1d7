"""A short storm in each mode; the long one is `make chaos`."""

from pathlib import Path

import pytest

from tests.chaos.storm import Scale, Storm
from tests.chaos.verdict import judge


@pytest.mark.parametrize("webhook", [False, True])
async def test_nothing_is_lost_or_done_twice_in_a_storm(tmp_path: Path, webhook: bool) -> None:
    said: list[str] = []
    found = await Storm(Scale(updates=60, kills=3, people=8, seed=7, webhook=webhook), tmp_path, said.append).run()
    verdict = judge(found)
    assert found.kills == 3
    assert said
    assert verdict.messages == 60
    counts = (verdict.lost, verdict.repeated, verdict.unanswered, verdict.seats_wrong, verdict.left)
    assert counts == (0, 0, 0, 0, 0), (verdict, found.troubles)
