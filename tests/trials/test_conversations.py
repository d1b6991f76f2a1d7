"""Some of the trials' conversations, held with the real processes: a floor just under what was reached.

Their texts were read while the assistant was built, so the floor guards against a fall and measures nothing.
"""

from pathlib import Path

import pytest

from tests.conftest import Report
from tests.trials.conversations import CONVERSATIONS, hold, part

FLOOR = 0.85


@pytest.mark.timeout(900)  # it starts the assistant
@pytest.mark.skipif(not CONVERSATIONS.exists(), reason="no trials on this machine: they stand in ../shared/trials")
def test_conversations_go_as_they_should(model: Path, report: Report) -> None:
    held = hold(part())
    wrong = [
        f"{each['id']} ({each['kind']}, step {each['step']}): {each['why']}" for each in held if not each["passed"]
    ]
    report(f"conversations: {len(held) - len(wrong)} of {len(held)} as they should go {wrong or ''}")
    assert len(held) - len(wrong) >= FLOOR * len(held), wrong
