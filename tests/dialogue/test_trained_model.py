"""A model is trained when its inputs have changed, and a failed training leaves no trace but its message."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

import bot.dialogue.trained_model
from bot.dialogue.trained_model import (
    StrangerPhrase,
    Training,
    TrainingError,
    fingerprint,
    training_files,
    write_lookups,
)

VOCABULARY = {"region": ["Estrie", "saguenay: lac"], "permit": []}
TRAINS = """
echo "x INFO rasa.engine - Starting to train component 'RulePolicy'."
echo "x INFO rasa.engine - Starting to train component 'IntentClassifier'."
while [ $# -gt 1 ]; do
  [ "$1" = --out ] && out=$2
  [ "$1" = --fixed-model-name ] && name=$2
  shift
done
echo trained > "$out/$name.tar.gz"
"""


def ignore(what: str, done: float) -> None:
    """Nobody watches."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with as much as training looks at."""
    nlu = tmp_path / "nlu"
    for folder in ("data/fr", "data/people", "components", ".venv/bin"):
        (nlu / folder).mkdir(parents=True)
    (tmp_path / "domain.yml").write_text("intents: []")
    (nlu / "config.yml").write_text("pipeline: [{name: A}]")
    (nlu / "words.yml").write_text("nlu: []")
    (nlu / "data/people/a.tsv").write_text("greet\tfr\tclean\tbonjour\n")
    (nlu / "mending.yml").write_text("fr: {}")
    (nlu / "asked.yml").write_text("article: {}")
    (nlu / "data/asked.tsv").write_text("writer\tcard\tkey\tquestion\tmended\n")
    (nlu / "uv.lock").write_text("")
    (nlu / "data/fr/trips.yml").write_text("nlu: []")
    (nlu / "components/own.py").write_text("")
    monkeypatch.setattr(bot.dialogue.trained_model, "ROOT", tmp_path)
    monkeypatch.setattr(bot.dialogue.trained_model, "NLU", nlu)
    monkeypatch.setattr(bot.dialogue.trained_model, "ASKED", nlu / "data/asked.tsv")
    return tmp_path


@pytest.fixture
def rasa(project: Path) -> Callable[[str], Path]:
    """Puts a script in Rasa's place; it notes each call."""
    calls = project / "calls"

    def install(script: str) -> Path:
        python = project / "nlu/.venv/bin/python"
        python.write_text(f'#!/bin/sh\necho "$@" >> "{calls}"\n{script}')
        python.chmod(0o755)
        return calls

    return install


@pytest.fixture
def training(project: Path) -> Training:
    return Training(project / "var", VOCABULARY)


def test_a_model_is_trained_once(training: Training, rasa: Callable[[str], Path]) -> None:
    calls = rasa(TRAINS)
    steps: list[tuple[str, float]] = []
    model = training.ensure_model(lambda what, done: steps.append((what, done)))
    assert model.read_text() == "trained\n"
    assert training.ensure_model(ignore) == model
    assert len(calls.read_text().splitlines()) == 1
    assert steps == [("Rasa", 0.0), ("RulePolicy", 0.0), ("IntentClassifier", 0.5), ("done", 1.0)]


def test_what_is_learnt_is_told_where_no_bar_is_drawn(
    training: Training, rasa: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    rasa(TRAINS)
    bot.dialogue.trained_model.ensure_model(training.var, VOCABULARY)
    assert "Training the dialogue model: IntentClassifier, 50%" in capsys.readouterr().out


@pytest.mark.parametrize(
    "changed",
    [
        *("domain.yml", "nlu/config.yml", "nlu/words.yml", "nlu/mending.yml", "nlu/asked.yml", "nlu/data/asked.tsv"),
        *("nlu/data/people/a.tsv", "nlu/uv.lock", "nlu/data/fr/trips.yml", "nlu/components/own.py"),
    ],
)
def test_a_changed_input_makes_another_model(
    training: Training, rasa: Callable[[str], Path], project: Path, changed: str
) -> None:
    rasa(TRAINS)
    before = training.ensure_model(ignore)
    with (project / changed).open("a") as file:
        file.write("\n# changed")
    after = training.ensure_model(ignore)
    assert after != before
    assert before.exists(), "the way back stays"


def test_the_words_of_the_knowledge_base_count_too(project: Path) -> None:
    assert fingerprint([], VOCABULARY) != fingerprint([], {**VOCABULARY, "region": ["Estrie"]})


def test_the_name_does_not_depend_on_where_the_project_lies(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here = fingerprint([project / "domain.yml"], {})
    other = tmp_path_factory.mktemp("elsewhere")
    (other / "domain.yml").write_bytes((project / "domain.yml").read_bytes())
    monkeypatch.setattr(bot.dialogue.trained_model, "ROOT", other)
    assert fingerprint([other / "domain.yml"], {}) == here


def test_old_models_are_forgotten_but_the_last_ones(
    training: Training, rasa: Callable[[str], Path], project: Path
) -> None:
    rasa(TRAINS)
    for number in range(5):
        (project / "nlu/data/fr/trips.yml").write_text(f"# {number}")
        newest = training.ensure_model(ignore)
    models = list((project / "var/models").iterdir())
    assert len(models) == 3
    assert newest in models


def test_a_failed_training_says_what_rasa_said(training: Training, rasa: Callable[[str], Path], project: Path) -> None:
    rasa(TRAINS + 'echo "the intent is unknown" >&2; exit 1')
    with pytest.raises(TrainingError, match="the intent is unknown"):
        training.ensure_model(ignore)
    assert list((project / "var/models").iterdir()) == []


def test_a_training_without_a_model_is_a_failure(training: Training, rasa: Callable[[str], Path]) -> None:
    rasa("exit 0")
    with pytest.raises(TrainingError, match="without a model"):
        training.ensure_model(ignore)


def test_without_rasa_the_mend_is_named(training: Training) -> None:
    with pytest.raises(TrainingError, match="uv sync --project nlu --frozen"):
        training.ensure_model(ignore)


def test_warnings_fail_the_validation(training: Training, rasa: Callable[[str], Path]) -> None:
    calls = rasa("exit 0")
    training.validate()
    assert "--fail-on-warnings" in calls.read_text()
    rasa("exit 1")
    with pytest.raises(TrainingError):
        training.validate()


def test_no_secret_of_ours_reaches_rasa(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:canary")
    environment = bot.dialogue.trained_model.rasa_environment(ACTION_URL="http://127.0.0.1:1/actions")
    assert "canary" not in str(environment)
    assert environment["RASA_TELEMETRY_ENABLED"] == "false"
    assert environment["ACTION_URL"] == "http://127.0.0.1:1/actions"


def test_lookup_tables_are_what_rasa_reads(tmp_path: Path) -> None:
    tables = yaml.safe_load(write_lookups(VOCABULARY, tmp_path / "new").read_text())["nlu"]
    assert tables == [{"lookup": "region", "examples": "- Estrie\n- saguenay: lac\n"}]


def test_the_real_project_has_inputs() -> None:
    names = [path.name for path in training_files()]
    assert {"domain.yml", "config.yml", "uv.lock", "rules.yml", "coverage.py"} <= set(names)
    assert len(names) > 10


def test_a_line_of_a_stranger_is_read_with_what_was_written_before() -> None:
    line = "ask_housing\tfr\tfollowup\tun loyer à Alma || et à [Roberval](city)?"
    told = StrangerPhrase("t1", "ask_housing", "fr", "followup", "et à [Roberval](city)?", "un loyer à Alma")
    assert StrangerPhrase.parse("t1", line) == told
    assert StrangerPhrase.parse("t1", "greet\ten\tshort\thi").before == ""
