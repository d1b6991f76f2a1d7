"""Which updates are being handled, noted in a file, so that a start knows during which of them the process died.

Python's errors are answered where they happen; native code that writes past its buffers ends the process, and the
update would end it again at each start. A line in a file survives that and costs some microseconds.
"""

import contextlib
import os
import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path

_LINE = re.compile(r"^([+-])(\d+)\n", re.MULTILINE)  # one that a kill cut short is none
MOST_DEATHS = 2  # the process may be killed once by somebody else


class Begun:
    """Begun and not ended, and how often the process died of which (or meanwhile)."""

    def __init__(self, path: Path) -> None:
        """The file is made by the first update; nothing is opened here."""
        self._path = path
        self._file: int | None = None
        self._deaths: Counter[int] = Counter()
        self._open: set[int] = set()

    def recall(self, pending: Collection[int]) -> None:
        """Count what earlier runs began and did not end, of those that are still to be handled."""
        lines = _LINE.findall(self._path.read_text()) if self._path.exists() else []
        for sign, number in lines:
            if sign == "+":
                self._deaths[int(number)] += 1
            else:
                del self._deaths[int(number)]
        for number in set(self._deaths) - set(pending):
            del self._deaths[number]
        if lines and not self._deaths:
            self._path.unlink()

    def is_deadly(self, update_id: int) -> bool:
        """Whether the process died so often while this update was handled that it is not handled any more."""
        return self._deaths[update_id] >= MOST_DEATHS

    def begin(self, update_id: int) -> None:
        """It is handled from now on."""
        self._open.add(update_id)
        self._note(f"+{update_id}\n")

    def end(self, update_id: int) -> None:
        """It was handled, or set aside; once nothing is open any more, the file begins anew."""
        self._open.discard(update_id)
        del self._deaths[update_id]
        if self._open or self._deaths:
            self._note(f"-{update_id}\n")
        elif self._file is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, 0)

    def close(self) -> None:
        """Give the file back; what is open at a clean end is nobody's fault."""
        for update_id in list(self._open):
            self.end(update_id)
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _note(self, line: str) -> None:
        with contextlib.suppress(OSError):  # on a full disk an update is handled all the same
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.write(self._file, line.encode())
