"""How well and how fast pipelines understand, in one run on the same data: `make bench-nlu`.

Each is trained once on four fifths of the training data, and parses the remaining fifth and the development set, which
no training sees; the phrases of strangers train all. Beside them the messages of the trials (`tests/trials`). Give
names of pipelines as arguments to run only these.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from bot.dialogue.trained_model import NLU, ROOT, rasa_command, rasa_environment, write_lookups
from bot.knowledge import load_knowledge, training_vocabulary
from tests.nlu.labelled import Labelled, Score, labelled, score
from tests.nlu.loaded import model
from tests.trials import FOLDER
from tests.trials.messages import Outcome, outcome, run, trials

LANGUAGES = ("fr", "en")
FOLDS = 5
PIPELINES = Path(__file__).parent / "pipelines"
DEVELOPMENT = ROOT / "tests" / "nlu" / "development"
OUT = ROOT / "docs" / "understanding.md"
OURS = ROOT / "tests" / "nlu" / "strangers.jsonl"
_INTENTS = "components.intents.ClauseClassifier"


@dataclass(frozen=True, slots=True)
class Result:
    """One pipeline's figures."""

    name: str
    scores: dict[str, Score]  # by set and language
    strangers: Outcome  # the trials, or our own set where they are not on this machine
    seconds: float
    megabytes: int


def main(wanted: Sequence[str]) -> None:
    """Train, parse, print."""
    console = Console(width=150)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sets = _sets(folder)
        results = []
        for pipeline, config in pipelines():
            if not wanted or pipeline in wanted:
                console.print(f"{pipeline}: training…")
                results.append(_measure(pipeline, config, folder, sets))
                console.print(table(results))


def pipelines() -> Iterator[tuple[str, dict[str, Any]]]:
    """Ours first, then ours with the better and slower encoder, then Rasa's."""
    ours = yaml.safe_load((NLU / "config.yml").read_text())
    yield "ours", ours
    parts = [{**part, "encoder": "e5"} if part["name"] == _INTENTS else part for part in ours["pipeline"]]
    yield "ours, E5 for USE", {**ours, "pipeline": parts}
    for path in sorted(PIPELINES.glob("*.yml")):
        yield path.stem, {**yaml.safe_load(path.read_text()), "importers": ours["importers"]}


def _sets(folder: Path) -> dict[str, list[Labelled]]:
    """Write the training part of each language, and give what is to be parsed."""
    sets: dict[str, list[Labelled]] = {}
    write_lookups(training_vocabulary(load_knowledge()), folder / "data")
    shutil.copytree(NLU / "data" / "people", folder / "data" / "people")
    shutil.copy(NLU / "words.yml", folder / "data")
    for language in LANGUAGES:
        blocks = [
            (block["intent"], line)
            for path in sorted((NLU / "data" / language).glob("*.yml"))
            for block in yaml.safe_load(path.read_text())["nlu"]
            for line in block["examples"].splitlines()
        ]
        random.Random(1).shuffle(blocks)
        kept: dict[str, list[str]] = {}
        for at, (intent, line) in enumerate(blocks):
            if at % FOLDS:
                kept.setdefault(intent, []).append(line)
            else:
                message = Labelled.parse(line.removeprefix("- "), intent)
                sets.setdefault(f"fold {language}", []).append(message)
        phrases = [{"intent": intent, "examples": "\n".join(lines)} for intent, lines in sorted(kept.items())]
        text = yaml.safe_dump({"version": "3.1", "nlu": phrases}, allow_unicode=True)
        (folder / "data" / f"{language}.yml").write_text(text)
        sets[f"development {language}"] = labelled([DEVELOPMENT / f"{language}.yml"])
    return sets


def _measure(name: str, config: dict[str, Any], folder: Path, sets: dict[str, list[Labelled]]) -> Result:
    path = folder / "config.yml"
    path.write_text(yaml.safe_dump(config, sort_keys=False))
    arguments = ["train", "nlu", "--config", str(path), "--nlu", str(folder / "data")]
    arguments += ["--domain", str(ROOT / "domain.yml"), "--out", str(folder), "--fixed-model-name", "model"]
    began = time.perf_counter()
    done = subprocess.run(
        rasa_command(*arguments), env=rasa_environment(), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
    seconds = time.perf_counter() - began
    with model(folder / "model.tar.gz") as (parse, pid):
        for text in ("bonjour", "where is it", "combien coûte un loyer à Alma"):
            parse(text)
        scores = {each: score(messages, parse) for each, messages in sets.items()}
        strangers = outcome(run(trials(_strangers()), parse))
        return Result(name, scores, strangers, seconds, _megabytes(pid))


def _strangers() -> Path:
    """Messages of people who never saw the project."""
    path = FOLDER / "messages.jsonl"
    return path if path.exists() else OURS


def table(results: Sequence[Result]) -> Table:
    """A line a pipeline; times as a share of Rasa's own, where that was run."""
    shown = Table(title=f"Of one run on {os.cpu_count()} cores")
    for heading in (
        *(
            "pipeline",
            "fold fr",
            "fold en",
            "dev fr",
            "dev en",
            "strangers",
            "out of scope",
            "rejected",
            "entities fr",
            "entities en",
        ),
        *("train s", "p50 ms", "p95 ms", "strangers' p50", "p95", "MB"),
    ):
        shown.add_column(heading, justify="left" if heading == "pipeline" else "right")
    for result in results:
        shown.add_row(*row(result))
    return shown


def row(result: Result) -> list[str]:
    """The figures of one pipeline."""
    fold, dev = ([result.scores[f"{part} {language}"] for language in LANGUAGES] for part in ("fold", "development"))
    times = sorted(ms for each in dev for ms in each.milliseconds)
    return [
        result.name,
        *(f"{each.accuracy:.3f}" for each in (*fold, *dev)),
        f"{result.strangers.right / result.strangers.in_scope:.3f}",
        " ".join(f"{each.recall_out_of_scope:.2f}" for each in dev),
        " ".join(f"{each.rejection:.3f}" for each in dev),
        *(f"{each.f1():.3f}" for each in dev),
        f"{result.seconds:.0f}",
        f"{times[len(times) // 2]:.1f}",
        f"{times[int(len(times) * 0.95)]:.1f}",
        *(f"{result.strangers.percentile(percent):.1f}" for percent in (50, 95)),
        str(result.megabytes),
    ]


def _megabytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024


if __name__ == "__main__":
    main(sys.argv[1:])
