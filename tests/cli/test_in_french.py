"""Whoever reads French at the command line reads French alone: help, tables, what is done and what is refused.

English is found by the catalogue: every sentence of it whose French differs.
"""

import asyncio
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from babel.messages.pofile import read_po
from cryptography.fernet import Fernet
from typer import rich_utils
from typer.testing import CliRunner

from bot.base.i18n import LOCALES, texts
from bot.base.terms import Language
from bot.cli.common import console
from bot.cli.main import app
from bot.db import Database
from bot.db.migrate import upgrade
from demonstration import seed
from tests.cli.mistakes import mistake
from tests.conftest import NOW

T = texts(Language.FRENCH)
WIDE = 400  # as wide as the tables


def catalogue() -> Iterator[tuple[str, str]]:
    """Every sentence, a plural's forms one by one, with its French."""
    with (LOCALES / "fr" / "LC_MESSAGES" / "bot.po").open("rb") as source:
        for message in read_po(source, locale="fr"):
            english, french = ([each] if isinstance(each, str) else each or () for each in (message.id, message.string))
            yield from zip(english, french, strict=True)


FRENCH = {french for _, french in catalogue()}
SENTENCES = {each for each in FRENCH if len(re.findall(r"[a-zà-ÿ]", re.sub(r"\{\w*\}", "", each))) > 7}
ENGLISH = {
    piece.strip(" .:;,")
    for english, french in catalogue()
    for piece in re.split(r"\{\w*\}|\n+", english)
    if english != french and len(piece.split()) > 2 and piece not in french
}


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line of a help or a table is broken; what is set for French is set back."""
    monkeypatch.setattr(rich_utils, "MAX_WIDTH", WIDE)
    monkeypatch.setattr(console, "width", WIDE)
    for name in dir(rich_utils):
        if name.endswith(("_TITLE", "_STRING", "_TEXT")):
            monkeypatch.setattr(rich_utils, name, getattr(rich_utils, name))


def said(*words: str) -> str:
    done = CliRunner().invoke(app, ("--lang", "fr", *words))
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def english_in(output: str) -> set[str]:
    plain = " ".join(output.replace("│", " ").split())
    return {piece for piece in ENGLISH if re.search(rf"(?<!\w){re.escape(' '.join(piece.split()))}(?!\w)", plain)}


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    with typer._click.core.Context(command) as context:  # Typer's own copy of Click
        names = command.list_commands(context) if hasattr(command, "list_commands") else ()
        for name in names:
            yield from commands(command.get_command(context, name), (*path, name))


def test_english_would_be_found() -> None:
    assert english_in("│ Every trip with its state and seats. │")
    assert len(ENGLISH) > 500


def test_every_help_is_in_french() -> None:
    found = list(commands(typer.main.get_command(app)))
    assert len(found) > 35
    for path in found:
        output = said(*path, "--help")
        assert T.gettext("Show this message and exit.") in output, path
        assert T.gettext("Usage:") in output, path
        assert not english_in(output), path


def test_what_commands_say_of_themselves_is_in_the_catalogue() -> None:
    known = {english for english, _ in catalogue()}

    def look(command: Any) -> Iterator[str]:
        of_parameters = (getattr(each, "help", None) for each in command.params)
        told = (command.callback and command.callback.__doc__, *of_parameters)
        yield from (inspect.cleandoc(each) for each in told if each)
        for each in getattr(command, "commands", {}).values():
            yield from look(each)

    from bot.cli import database, jobs, knowledge, staff, trips, vacancies

    assert jobs
    groups = (trips.trip, staff.officers, vacancies.vacancy, knowledge.knowledge, database.db, database.key)
    told = {text for group in groups for text in look(typer.main.get_command(group))}
    assert len(told) > 60
    assert told <= known, told - known


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A real database, with the demonstration's employers and trips unless a test asks for none."""
    url, key = f"sqlite+aiosqlite:///{tmp_path}/bot.db", Fernet.generate_key().decode()
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("BOT_DATA_KEY", key)
    for module in ("trips", "timetable", "vacancies"):
        monkeypatch.setattr(f"bot.cli.{module}.utc_now", lambda: NOW)
    database = Database.open(url, key)

    async def fill() -> None:
        await upgrade(database.engine)
        async with database.transaction() as session:
            if getattr(request, "param", True):
                seed.seed(session, NOW.date())
        await database.close()

    asyncio.run(fill())


def test_what_commands_usually_say_is_in_french(loaded: None, tmp_path: Path) -> None:
    for words in (
        ("employers",), ("vacancy", "list"), ("interests",), ("requests",), ("outbox",), ("figures",), ("unanswered",),
        ("trip", "list"), ("trip", "show", "tr-saguenay"), ("staff", "list"), ("staff", "add", "ana@example.org"),
        ("staff", "uninvite", "ana@example.org"), ("db", "upgrade"), ("vacancy", "close", "v-3eab6ee2", "--write"),
        ("backup", str(tmp_path / "copy.db")), ("restore", str(tmp_path / "copy.db"), "--sure"),
    ):  # fmt: skip
        output = said(*words)
        assert not english_in(output), words
        for heading in next((line for line in output.splitlines() if line.startswith("┃")), "").split("┃"):
            assert heading.strip() in {*FRENCH, ""}, (words, heading)


@pytest.mark.parametrize("loaded", [False], indirect=True)
def test_why_a_file_is_refused_is_in_french(loaded: None, tmp_path: Path) -> None:
    file = tmp_path / "postes.csv"
    head = "Employeur;CNP;Titre;Salaire minimum;Salaire maximum;Heures;Permis;Date de début\n"
    file.write_text(head + "Personne;99999;;beaucoup;4;-1;9;le 32 mai\n;72106;Soudage;20;10;40;non;2020-01-01\n")
    done = CliRunner().invoke(app, ("--lang", "fr", "import", "vacancies", str(file), "--write"))
    assert done.exit_code == 1, done.output
    reasons = [row.split("│")[-2].strip() for row in done.output.splitlines() if row.startswith("│")]
    assert len(reasons) > 3, done.output
    for reason in reasons:
        assert any(like(french, "^").search(reason) for french in SENTENCES), reason
    assert not english_in(done.output)


def test_what_is_refused_is_refused_in_french(
    loaded: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Bonjour")
    for words in (
        ("vacancy", "open", "v-3eab6ee2", "--until", "2020-01-01"),
        ("vacancy", "open", "v-3eab6ee2", "--until", "bientôt"),
        ("vacancy", "close", "nulle-part", "--write"), ("interests", "--seen", "99"), ("trip", "show", "nulle-part"),
        ("job", "personne", "accepted"), ("job", "personne", "started", "--on", "2126-05-01"),
        ("backup", str(tmp_path / "letter.txt")), ("restore", str(tmp_path / "letter.txt"), "--sure"),
        ("restore", str(tmp_path / "rien.db"), "--sure"), ("staff", "remove", "personne@example.org"),
        ("take-back", "99"), ("requests", "--close", "99"),
    ):  # fmt: skip
        refusal = " ".join(mistake(monkeypatch, capsys, "--lang", "fr", *words).split())
        assert refusal.startswith("Erreur : "), words
        assert any(like(french).search(refusal) for french in SENTENCES), refusal


def like(french: str, begins: str = "Erreur : ") -> re.Pattern[str]:
    """A sentence of the catalogue, whatever stands at its placeholders."""
    pieces = [re.escape(" ".join(piece.split())) for piece in re.split(r"\{\w*\}", french)]
    return re.compile(begins + r" ?.* ?".join(pieces) + "$")
