"""A log of delivered outbox messages, appended the moment they are delivered.

Whatever is not logged when the process is killed will be sent again. A line in a file is written at once, and survives
a kill; a transaction takes several turns of the event loop, each of which is a chance to send something twice.
So rows of the outbox are deleted in groups, a moment later.
"""

import os
from pathlib import Path


class Delivered:
    """The ids of outbox rows that were delivered, but may still be in the table."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened yet: the first message creates the file."""
        self._path = path
        self._file: int | None = None
        self.rows: set[int] = set()

    def recall(self) -> None:
        """Read what an earlier run logged and had no time to delete from the outbox. Incomplete lines are ignored."""
        lines = self._path.read_text().splitlines(keepends=True) if self._path.exists() else []
        self.rows |= {int(line) for line in lines if line.endswith("\n") and line.strip().isdigit()}

    def note(self, row_id: int) -> None:
        """Record a delivery; it is remembered in memory even if the file cannot be written."""
        self.rows.add(row_id)
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(self._file, f"{row_id}\n".encode())

    def forget(self, row_ids: frozenset[int]) -> None:
        """Forget rows that were deleted from the outbox; once all are, the file is truncated."""
        self.rows -= row_ids
        if not self.rows and self._file is not None:
            os.ftruncate(self._file, 0)

    def close(self) -> None:
        """Close the file; an empty one is removed."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if not self.rows:
            self._path.unlink(missing_ok=True)
