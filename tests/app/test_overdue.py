"""Texts past their review: shown all the same, so whoever runs the assistant is told."""

from datetime import UTC, datetime

import pytest
from prometheus_client import REGISTRY

from bot.app.overdue_texts import count_overdue
from bot.knowledge import load_knowledge


def test_they_are_warned_of_at_the_start_and_counted_as_days_go_by(caplog: pytest.LogCaptureFixture) -> None:
    now = datetime(2026, 11, 26, tzinfo=UTC)
    count_overdue(load_knowledge(), lambda: now)
    assert REGISTRY.get_sample_value("bot_overdue_texts") == 0
    assert not caplog.records
    now = datetime(2027, 3, 2, tzinfo=UTC)
    counted = REGISTRY.get_sample_value("bot_overdue_texts")
    assert counted
    count_overdue(load_knowledge(), lambda: now)
    assert f"{counted:.0f} texts are past their review" in caplog.text
