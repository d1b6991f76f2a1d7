"""Texts of the knowledge base that are past the day of their review: warned of at the start, counted in `/metrics`."""

import logging
from collections.abc import Callable
from datetime import datetime

from prometheus_client import Gauge

from bot.base.clock import local_day
from bot.knowledge import Knowledge
from bot.knowledge.review import overdue

OVERDUE = Gauge("bot_overdue_texts", "Texts of the knowledge base that are shown past the day of their review")
log = logging.getLogger(__name__)


def count_overdue(knowledge: Knowledge, clock: Callable[[], datetime]) -> None:
    """Warn of texts that are past their review, and let `/metrics` count them as days go by."""

    def overdue_today() -> int:
        return len(overdue(knowledge, local_day(clock())))

    OVERDUE.set_function(overdue_today)
    if late := overdue_today():
        log.warning("%d texts are past their review; `bot knowledge check` lists them", late)
