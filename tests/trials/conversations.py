"""How many of the trials' conversations go as they should, with the real processes: `make trials` holds all of them.

The runner stands beside them (`converse.py`): it starts the assistant on an empty database and plays the phones.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.dialogue.trained_model import ROOT

from . import FOLDER

CONVERSATIONS = FOLDER / "conversations.jsonl"
_QUIET = 0.4  # seconds of silence after which a reply is over
_LONGEST_WAIT = 5  # seconds that a conversation of the part may ask to wait
Trial = Mapping[str, Any]


def conversations() -> list[Trial]:
    """All of them, in the order of the file."""
    return [json.loads(line) for line in CONVERSATIONS.read_text(encoding="utf-8").splitlines()]


def part(every: int = 6) -> list[str]:
    """Some of each kind, by their ids: the first, the seventh … of those that wait for nothing."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for trial in conversations():
        if all(step.get("wait", 0) <= _LONGEST_WAIT for step in trial["steps"]):
            kinds[trial["kind"]].append(trial["id"])
    return [each for ids in kinds.values() for each in ids[::every]]


def hold(ids: Collection[str] = ()) -> Sequence[Trial]:
    """Hold these conversations, or all: each with its id, kind and language, and whether it `passed`, else `why`."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            *(sys.executable, str(FOLDER / "converse.py"), str(CONVERSATIONS), "--command", ".venv/bin/bot run"),
            *("--quiet", str(_QUIET), "--out", str(report), *(("--ids", ",".join(ids)) if ids else ())),
        ]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "BOT_VAR": str(ROOT / "var")},
            capture_output=True,
            text=True,
            check=False,
        )
        if not report.exists():
            raise RuntimeError(f"the conversations were not held:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        results: Sequence[Trial] = json.loads(report.read_text(encoding="utf-8"))["results"]
    return results
