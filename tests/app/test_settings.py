"""A start that cannot work says so in one line that names the variable and the mend."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.base.settings import SettingsError, read_settings
from bot.base.terms import Language
from bot.dialogue.trained_model import MEANINGS, ROOT


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """No variable of ours, and no `.env`."""
    for name in list(os.environ):
        if name.startswith(("TELEGRAM_", "BOT_", "RASA_", "DATABASE_", "SANDBOX_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def test_without_anything_the_sandbox_is_served(environment: pytest.MonkeyPatch) -> None:
    settings = read_settings()
    assert settings.sandbox
    assert settings.bot_default_language is Language.FRENCH
    assert settings.data_key() == settings.data_key()
    assert (settings.bot_var / "sandbox.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_PORT", "many"),
        ("BOT_PORT", "70000"),
        ("BOT_DEFAULT_LANGUAGE", "es"),
        ("BOT_LANGUAGES", "fr"),
        ("BOT_LANGUAGES", "fr,en,de"),
        ("BOT_DATA_KEY", "short"),
        ("DATABASE_URL", "mysql://x"),
        ("TELEGRAM_API_URL", "127.0.0.1:8081"),
        ("RASA_URL", "rasa:5005"),
    ],
)
def test_a_wrong_value_is_named(environment: pytest.MonkeyPatch, name: str, value: str) -> None:
    environment.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        read_settings()


def test_languages_are_named_between_commas(environment: pytest.MonkeyPatch) -> None:
    assert read_settings().bot_languages == ("fr", "en")
    environment.setenv("BOT_LANGUAGES", "fr, EN,es")
    assert read_settings().bot_languages == ("fr", "en", "es")


def test_an_empty_line_in_env_means_not_set(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=\nBOT_PORT=9000\n")
    settings = read_settings()
    assert settings.sandbox
    assert settings.bot_port == 9000


def test_a_file_with_the_key_in_it_is_closed_to_others(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(f"BOT_DATA_KEY={Fernet.generate_key().decode()}\n")
    file.chmod(0o644)
    assert read_settings().bot_data_key is not None
    assert file.stat().st_mode & 0o777 == 0o600


def test_real_candidates_need_a_key_of_their_own(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TELEGRAM_BOT_TOKEN", "1:a")
    with pytest.raises(SettingsError, match="BOT_DATA_KEY"):
        read_settings().data_key()
    environment.setenv("BOT_DATA_KEY", key := Fernet.generate_key().decode())
    assert read_settings().data_key() == key


def test_secrets_are_not_printed(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TELEGRAM_BOT_TOKEN", "1:canary")
    assert "canary" not in repr(read_settings())


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command line as an operator has it."""
    vectors = folder / "var" / MEANINGS  # those that `make test` computed: a minute's work is not what is tested here
    vectors.parent.mkdir(exist_ok=True)
    if not vectors.exists():
        vectors.symlink_to(ROOT / "var" / MEANINGS)
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "NO_COLOR": "1", "COLUMNS": "200", **variables}
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_wrong_start_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    ended = run(tmp_path, "run", BOT_PORT="many")
    assert ended.returncode == 1
    assert "BOT_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        variables = {"RASA_URL": "http://127.0.0.1:1", "RASA_TOKEN": "shared", "SANDBOX_PORT": "0"}
        ended = run(tmp_path, "run", BOT_PORT=port, **variables)
    assert ended.returncode == 1
    assert "BOT_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_rasa_run_elsewhere_needs_its_secret(tmp_path: Path) -> None:
    ended = run(tmp_path, "run", RASA_URL="http://127.0.0.1:1", SANDBOX_PORT="0", BOT_PORT="0")
    assert ended.returncode == 1
    assert "RASA_TOKEN" in ended.stderr


def test_the_database_is_made_and_filled_from_the_command_line(tmp_path: Path) -> None:
    assert run(tmp_path, "db", "upgrade").returncode == 0
    assert "trips" in run(tmp_path, "db", "seed", "--demo").stdout
    assert "nothing was loaded" in run(tmp_path, "db", "seed", "--demo").stdout
    assert run(tmp_path, "db", "seed").returncode != 0
    Fernet(run(tmp_path, "key").stdout.strip())


@pytest.mark.parametrize("given", ["https://Console.Example.org", "https://console.example.org:443/"])
def test_the_console_is_named_as_browsers_name_it(environment: pytest.MonkeyPatch, given: str) -> None:
    environment.setenv("CONSOLE_URL", given)
    environment.setenv("TELEGRAM_BOT_TOKEN", "1:x")
    assert read_settings().console_url == "https://console.example.org"
