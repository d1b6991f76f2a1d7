"""A start knows during which update the process died, and whether it crashed or was killed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.queues.updates_begun import MOST_CRASHES, MOST_DEATHS, Begun

LIFE = """
import os, sys
from pathlib import Path
from bot.queues.updates_begun import Begun
begun = Begun(Path(sys.argv[1]))
begun.watch()
begun.recall([5, 6])
begun.begin(6); begun.end(6)
begun.begin(5)
os.kill(os.getpid(), int(sys.argv[2]))
"""


def live(path: Path, end: signal.Signals) -> None:
    """A process that dies while it handles update 5, after it handled 6."""
    done = subprocess.run([sys.executable, "-c", LIFE, str(path), str(int(end))], check=False)
    assert done.returncode == -end


def known(path: Path) -> Begun:
    begun = Begun(path)
    begun.recall([5, 6])
    return begun


@pytest.mark.parametrize(
    ("end", "lives"), [(signal.SIGSEGV, MOST_CRASHES), (signal.SIGABRT, MOST_CRASHES), (signal.SIGKILL, MOST_DEATHS)]
)
def test_an_update_is_deadly_after_two_crashes_or_many_kills(tmp_path: Path, end: signal.Signals, lives: int) -> None:
    path = tmp_path / "begun"
    for _ in range(lives - 1):
        live(path, end)
    copy = tmp_path / "copy"
    for name in ("", ".crash"):
        (tmp_path / f"copy{name}").write_bytes((tmp_path / f"begun{name}").read_bytes())
    assert not known(copy).is_deadly(5)
    live(path, end)
    begun = known(path)
    assert begun.is_deadly(5)
    assert not begun.is_deadly(6)
    begun.end(5)
    assert not begun.is_deadly(5)


def test_a_crash_while_nothing_was_handled_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "begun.crash").write_text("Fatal Python error")
    begun = known(tmp_path / "begun")
    assert not begun.is_deadly(5)
    assert not known(tmp_path / "begun").is_deadly(5)
