"""A log of the outbox messages that were delivered, appended the moment they were.

Whatever is not noted when the process is killed is said again. A line in a file is written at once, and a kill loses
nothing of it; a transaction takes several turns of the event loop, and each of them is a chance to say something twice.
So the outbox forgets in groups, a moment later.
"""

import os
from pathlib import Path


class Delivered:
    """The ids of outbox rows that were delivered and may still be in the table."""

    def __init__(self, path: Path) -> None:
        """The file is created by the first message; nothing is opened here."""
        self._path = path
        self._file: int | None = None
        self.rows: set[int] = set()

    def recall(self) -> None:
        """What an earlier run appended and had no time to delete from the outbox. An incomplete line is ignored."""
        lines = self._path.read_text().splitlines(keepends=True) if self._path.exists() else []
        self.rows |= {int(line) for line in lines if line.endswith("\n") and line.strip().isdigit()}

    def note(self, row_id: int) -> None:
        """Record one delivery; it is kept in memory even where the file cannot be written."""
        self.rows.add(row_id)
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(self._file, f"{row_id}\n".encode())

    def forget(self, row_ids: frozenset[int]) -> None:
        """These are deleted from the outbox; once all are, the file is truncated."""
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
