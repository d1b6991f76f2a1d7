"""Telegram: updates in, messages out. The only room that imports `telegram`."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # durations as `timedelta`, which the next major version gives anyway
