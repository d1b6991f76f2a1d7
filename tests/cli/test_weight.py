"""What a command reads in: an officer at the coach types many."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

HEAVY = ("alembic", "numpy", "openpyxl", "ortools", "telegram", "rasa_sdk", "matplotlib", "bot.knowledge")
# what draws help and mistakes
UNUSED = ("rich.markdown",)
KEY = Fernet.generate_key().decode()
_LISTED = "import sys; from bot.cli.main import app; {work}; print([m for m in {heavy} if m in sys.modules])"


@pytest.mark.parametrize(
    "work",
    [
        "import bot.cli.trips, bot.cli.staff, bot.cli.requests, bot.cli.employers, bot.cli.backup",
        "import bot.cli.vacancies, bot.cli.jobs",
        "from typer.testing import CliRunner; assert 'timetable' in CliRunner().invoke(app, ['trip', '--help']).output"
        "; assert 'backup' in CliRunner().invoke(app, ['--help']).output",
    ],
)
def test_an_officers_command_reads_in_nothing_heavy(work: str) -> None:
    code = _LISTED.format(work=work, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_a_command_reads_in_nothing_that_it_does_not_show(tmp_path: Path) -> None:
    """Run whole, on an empty database: its imports are nearly all that it costs."""
    work = "sys.argv = ['bot', 'trip', 'list']\nimport contextlib\nwith contextlib.suppress(SystemExit):\n    main()"
    code = f"import sys\nfrom bot.cli.main import main\n{work}\nprint([m for m in {UNUSED} if m in sys.modules])"
    environment = {**os.environ, "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/x.db", "BOT_DATA_KEY": KEY}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.strip().endswith("[]"), done.stdout + done.stderr
