"""The dialogue model: trained only when its inputs have changed.

Rasa runs from its own environment (`nlu/.venv`); this module is the one place that knows how to start it.
"""

import hashlib
import json
import os
import re
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.base.errors import BotError
from bot.dialogue.child_processes import dying_with
from bot.knowledge.training_questions import KEYS

ROOT = Path(__file__).parents[2]
ASKED = Path(str(KEYS))  # what people asked for facts teaches intents too
NLU = ROOT / "nlu"
Vocabulary = Mapping[str, Sequence[str]]
Report = Callable[[str, float], None]  # called with what is being done, and how much of it is done (0 to 1)
MEANINGS = "meanings"  # folder in `var` with vectors of sentences, which take minutes to compute
OUT_OF_SCOPE = "out_of_scope"
_TAIL = 40  # lines of output shown in an error
_KEPT = 3  # models that are kept, the new one included: a way back after a bad training
_INHERITED = ("HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "TMPDIR")
_AFTER = " || "
_ENTITY = re.compile(r"\[([^\]]+)\]\(\w+\)")
_PHASE = re.compile(r"Starting to train component '(\w+)'")


class TrainingError(BotError):
    """Rasa cannot be started, or refused the training data; the message shows its last output."""


def rasa_command(*arguments: str) -> list[str]:
    """A command line of Rasa, in its own environment."""
    python = NLU / ".venv" / "bin" / "python"
    if not python.exists():
        raise TrainingError("Rasa is not installed. Run: uv sync --project nlu --frozen")
    return [str(python), "-m", "rasa", *arguments]


def rasa_environment(**extra: str) -> dict[str, str]:
    """The environment of a Rasa process: none of our secrets, no telemetry, our components, few threads."""
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {
        **inherited,
        "PYTHONPATH": f"{NLU}{os.pathsep}{ROOT}",  # our components, and `bot.encoder`
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_MAX_CACHE_SIZE": "0",  # its cache keys overlook modules that a component imports
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "OMP_NUM_THREADS": "2",
        "OMP_WAIT_POLICY": "passive",  # spinning threads starve everything else: a sentence took 700 ms instead of 8
        "OPENBLAS_NUM_THREADS": "1",
        **extra,
    }


def training_files() -> list[Path]:
    """All files in the repository that the model depends on."""
    folders = [path for name in ("data", "components") for path in (NLU / name).rglob("*")]
    sources = [path for path in folders if path.suffix in {".yml", ".py", ".tsv"}]
    named = [NLU / name for name in ("config.yml", "words.yml", "mending.yml", "asked.yml", "uv.lock")]
    return [ROOT / "domain.yml", ASKED, *named, *sources]


@dataclass(frozen=True, slots=True)
class StrangerPhrase:
    """A phrase by somebody who had never seen ours; entities are marked as in Rasa's files.

    `before` is what the same person wrote just before, if the phrase says little without it.
    """

    writer: str
    intent: str
    language: str
    style: str
    text: str
    before: str = ""

    @classmethod
    def parse(cls, writer: str, line: str) -> "StrangerPhrase":
        """From a line of `nlu/data/people`: intent, language, style, text, with `before || ` in front of a text."""
        intent, language, style, text = line.split("\t")
        before, _, text = text.rpartition(_AFTER)
        return cls(writer, intent, language, style, text, before)


@cache
def stranger_phrases() -> tuple[StrangerPhrase, ...]:
    """All phrases of strangers, one file for each writer (each of whom invented about five people)."""
    return tuple(
        StrangerPhrase.parse(path.stem, line)
        for path in sorted((NLU / "data" / "people").glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )


@cache
def phrases(intent: str) -> tuple[str, ...]:
    """The training phrases of an intent, in both languages, without marks of entities."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((NLU / "data").glob("*/*.yml")))
    blocks = (block for text in texts for block in yaml.load(text, Loader=yaml.CSafeLoader)["nlu"])
    lines = (line for block in blocks if block.get("intent") == intent for line in block["examples"].splitlines())
    ours = [line.removeprefix("- ").strip() for line in lines if line.strip()]
    return tuple(
        _ENTITY.sub(r"\1", line)
        for line in [*ours, *(each.text for each in stranger_phrases() if each.intent == intent)]
    )


def fingerprint(paths: Iterable[Path], vocabulary: Vocabulary) -> str:
    """A name for a set of inputs, independent of where the project is on the disk."""
    digest = hashlib.sha256(json.dumps(vocabulary, sort_keys=True, default=list).encode())
    for path in sorted(paths):
        name = os.path.relpath(path, ROOT)
        digest.update(f"\0{name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def write_lookups(vocabulary: Vocabulary, folder: Path) -> Path:
    """Write the words of the knowledge base as lookup tables for Rasa, one for each entity."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = [
        {"lookup": entity, "examples": "".join(f"- {phrase}\n" for phrase in phrases)}
        for entity, phrases in vocabulary.items()
        if phrases
    ]
    path = folder / "lookups.yml"
    path.write_text(yaml.safe_dump({"version": "3.1", "nlu": tables}, allow_unicode=True, sort_keys=False), "utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Training:
    """Training of models: where they are stored, and the words of the knowledge base that they learn."""

    var: Path
    vocabulary: Vocabulary

    @property
    def model(self) -> Path:
        """The path of the model for the present inputs, which may not exist yet."""
        return self._models / f"{fingerprint(training_files(), self.vocabulary)}.tar.gz"

    def ensure_model(self, report: Report) -> Path:
        """The model for the present inputs, trained if it does not exist yet. Older ones stay."""
        model = self.model
        if not model.exists():
            self._train(model, report)
            self._forget_old(model)
        return model

    def validate(self) -> None:
        """Run Rasa's own validation of domain, rules and phrases, with warnings as failures."""
        self._run(["data", "validate", "--fail-on-warnings", *self._inputs()], lambda line: None)

    @property
    def _models(self) -> Path:
        return self.var.resolve() / "models"

    def _inputs(self) -> list[str]:
        lookups = write_lookups(self.vocabulary, self.var.resolve() / "training")
        return [
            *("--data", str(NLU / "data"), str(NLU / "words.yml"), str(lookups)),
            *("--domain", str(ROOT / "domain.yml"), "--config", str(NLU / "config.yml")),
        ]

    def _train(self, model: Path, report: Report) -> None:
        """Train under another name first, so that a model that exists is always complete."""
        self._models.mkdir(parents=True, exist_ok=True)
        draft = self._models / f".{os.getpid()}-{model.name}"
        steps = len(yaml.safe_load((NLU / "config.yml").read_text(encoding="utf-8"))["pipeline"]) + 1  # and the rules
        started: list[str] = []

        def follow(line: str) -> None:
            if found := _PHASE.search(line):
                report(found[1], len(started) / steps)
                started.append(found[1])

        report("Rasa", 0.0)
        output = ["--out", str(self._models), "--fixed-model-name", draft.name.removesuffix(".tar.gz")]
        try:
            self._run(["train", *self._inputs(), *output, "--force"], follow)
            draft.rename(model)
        except FileNotFoundError as error:
            raise TrainingError("Rasa ended without an error and without a model.") from error
        finally:
            draft.unlink(missing_ok=True)
        report("done", 1.0)

    def _forget_old(self, newest: Path) -> None:
        others = [path for path in self._models.glob("[!.]*.tar.gz") if path != newest]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[_KEPT - 1 :]:
            path.unlink(missing_ok=True)

    def _run(self, arguments: Sequence[str], follow: Callable[[str], None]) -> None:
        tail: deque[str] = deque(maxlen=_TAIL)
        with subprocess.Popen(
            rasa_command(*arguments),
            cwd=ROOT,
            env=rasa_environment(MEANING_CACHE=str(self.var.resolve() / MEANINGS)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=dying_with(os.getpid()),
        ) as process:
            try:
                for line in process.stdout or ():
                    tail.append(line.rstrip())
                    follow(line)
            except BaseException:
                process.kill()
                raise
        if process.returncode != 0:
            raise TrainingError(f"rasa {arguments[0]} failed:\n" + "\n".join(tail))


def ensure_model(var: Path, vocabulary: Vocabulary) -> Path:
    """`Training.ensure_model` with progress in the terminal, if there is anything to wait for."""
    training = Training(var, vocabulary)
    if training.model.exists():
        return training.model
    columns = (SpinnerColumn(), TextColumn("Training the dialogue model"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.description}")) as progress:
        task = progress.add_task("Rasa", total=1.0)

        def report(what: str, done: float) -> None:
            progress.update(task, description=what, completed=done)
            if not progress.console.is_terminal:  # without a terminal, as in a log, print a line for each part
                progress.console.print(f"Training the dialogue model: {what}, {done:.0%}", highlight=False)

        return training.ensure_model(report)
