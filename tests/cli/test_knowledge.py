"""What those who keep the knowledge base are told."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.base.terms import Language
from bot.cli import knowledge as command
from bot.cli.knowledge import knowledge, markdown, problems
from bot.db.models import UnansweredRow
from bot.dialogue.trained_model import ROOT
from bot.knowledge import load_knowledge
from bot.knowledge.review import facts_and_roads, oldest

DOCUMENT = ROOT / "docs" / "knowledge.md"
pytestmark = pytest.mark.timeout(300)


def test_the_documentations_table_is_what_the_command_prints() -> None:
    assert markdown(load_knowledge()) in DOCUMENT.read_text(encoding="utf-8"), "bot knowledge table > docs/knowledge.md"


def test_nothing_is_wrong_and_nothing_was_due_when_the_texts_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(knowledge, ["check", "--on", "2026-11-25", "--days", "60", "--asked", "0"])
    assert result.exit_code == 0, result.output
    assert "Nothing has to be read again" in result.output


def test_what_is_overdue_is_listed_and_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "problems", lambda base: iter(()))
    result = CliRunner().invoke(knowledge, ["check", "--on", "2027-03-15", "--days", "0", "--asked", "0"])
    assert result.exit_code == 1
    assert "immigration" in result.output
    assert "2027-02-28" in result.output


def test_languages_that_disagree_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    base = load_knowledge()
    monkeypatch.setattr(command, "unequal", lambda text: ["42"] if "NAS" in text["fr"] else [])
    monkeypatch.setattr(command, "unreached", lambda *args: [("winter", Language.FRENCH)])
    monkeypatch.setattr(command, "Search", lambda *args: None)
    monkeypatch.setattr(command, "learn_meanings", lambda *args: None)
    found = list(problems(base))
    assert any("sin: only one language has 42" in problem for problem in found)
    assert "winter" in found[-1]
    assert "(fr)" in found[-1]


def test_what_is_missing_most_often_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    asked = [
        "who runs the curling club in Amqui", "prix d'un vélo usagé à Gaspé", "how much is a used bike in Granby",
        "combien coûte une bicyclette de seconde main", "c'est qui le responsable du club de curling",
    ]  # fmt: skip
    assert [sorted(group) for group in command.together(asked)] == [sorted(asked[1:4]), sorted((asked[0], asked[4]))]
    assert command.together([]) == []


def test_check_names_the_oldest_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "problems", lambda base: iter(()))
    result = CliRunner().invoke(
        knowledge, ["check", "--on", "2026-11-25", "--days", "0", "--asked", "0", "--oldest", "3"]
    )
    first = oldest(facts_and_roads(load_knowledge()))[0]
    assert first.id.split("#")[0] in result.output
    assert first.as_of is not None
    assert first.as_of in result.output
    assert "1971 " not in result.output, "a span of years is as old as its end"


def test_check_lists_what_was_asked_and_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(command, "problems", lambda base: iter(()))
    asked = ["who runs the curling club in Amqui", "prix d'un vélo usagé à Gaspé", "how much is a used bike in Granby"]
    rows = [UnansweredRow(text=text) for text in asked]
    monkeypatch.setattr(command, "run", lambda work: rows)
    lines = CliRunner().invoke(knowledge, ["check", "--on", "2026-11-25", "--days", "0"]).output.splitlines()
    [bikes] = [at for at, line in enumerate(lines) if "vélo" in line]
    [curling] = [at for at, line in enumerate(lines) if "curling" in line]
    assert " 2 " in lines[bikes]
    assert bikes < curling, "the most frequent first"
