"""A log of the updates in progress, so that a restart knows which one the process died of.

Python exceptions are handled where they occur; but native code that crashes ends the process, and the update would
end it again at each start. A line in a file survives that, and costs some microseconds. Whether the process crashed,
or was killed from outside, is told by what `faulthandler` leaves.
"""

import contextlib
import faulthandler
import logging
import os
import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

MOST_CRASHES = 2  # crashes in native code while the update was handled
MOST_DEATHS = 6  # deaths of any kind: kills, which may hit any update, and lack of memory
_LINE = re.compile(r"^([+!-])(\d+)\n", re.MULTILINE)  # begun, crashed, ended; no line that a kill cut short
log = logging.getLogger(__name__)


class Begun:
    """The updates that were begun but not ended, and how often the process died during each."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened yet: the first update creates the file."""
        self._path = path
        self._traces = path.with_name(f"{path.name}.crash")
        self._crash: BinaryIO | None = None
        self._file: int | None = None
        self._deaths: Counter[int] = Counter()
        self._crashes: Counter[int] = Counter()
        self._open: set[int] = set()

    def watch(self) -> None:
        """Have a crash in native code leave a stack trace: functions and lines, no message text."""
        self._traces.parent.mkdir(parents=True, exist_ok=True)
        self._crash = self._traces.open("ab")
        faulthandler.enable(self._crash, all_threads=False)

    def recall(self, pending: Collection[int]) -> None:
        """Count the deaths of earlier runs, for updates that are still pending."""
        lines = _LINE.findall(self._path.read_text()) if self._path.exists() else []
        for sign, number in lines:
            if sign == "-":
                self._forget(int(number))
            else:
                (self._deaths if sign == "+" else self._crashes)[int(number)] += 1
        for update_id in set(self._deaths) - set(pending):
            self._forget(update_id)
        if self._has_crashed():
            for update_id in self._deaths:
                self._crashes[update_id] += 1
                self._note(f"!{update_id}\n")
        if lines and not self._deaths:
            self._path.unlink()

    def is_deadly(self, update_id: int) -> bool:
        """Whether the process died so often of this update that it must not be tried again (a poison message)."""
        return self._crashes[update_id] >= MOST_CRASHES or self._deaths[update_id] >= MOST_DEATHS

    def begin(self, update_id: int) -> None:
        """Record that this update is being handled."""
        self._open.add(update_id)
        self._note(f"+{update_id}\n")

    def end(self, update_id: int) -> None:
        """Record that an update was handled or set aside; the file is truncated when none is in progress."""
        self._open.discard(update_id)
        self._forget(update_id)
        if self._open or self._deaths:
            self._note(f"-{update_id}\n")
        elif self._file is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, 0)

    def close(self) -> None:
        """Close the files; an update that is in progress at a clean shutdown does not count as a death."""
        for update_id in list(self._open):
            self.end(update_id)
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if self._crash is not None:
            faulthandler.disable()
            self._crash.close()
            self._traces.unlink(missing_ok=True)

    def _has_crashed(self) -> bool:
        """Whether the last run ended in a crash; its stack trace is logged and then cleared."""
        if not self._traces.exists() or not (trace := self._traces.read_text(errors="replace")):
            return False
        log.error("the process crashed the last time: %s", " ".join(trace.split()))
        os.truncate(self._traces, 0)
        return True

    def _forget(self, update_id: int) -> None:
        del self._deaths[update_id], self._crashes[update_id]

    def _note(self, line: str) -> None:
        with contextlib.suppress(OSError):  # with a full disk, updates are handled all the same
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.write(self._file, line.encode())
