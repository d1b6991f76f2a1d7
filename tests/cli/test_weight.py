"""What a command reads in: an officer at the coach types many."""

import subprocess
import sys

import pytest

HEAVY = ("alembic", "numpy", "openpyxl", "ortools", "telegram", "rasa_sdk", "matplotlib", "bot.knowledge")
_LISTED = "import sys; from bot.cli.main import app; {work}; print([m for m in {heavy} if m in sys.modules])"


@pytest.mark.parametrize(
    "work",
    [
        "import bot.cli.trips, bot.cli.staff, bot.cli.requests, bot.cli.employers, bot.cli.backup",
        "from typer.testing import CliRunner; assert 'timetable' in CliRunner().invoke(app, ['trip', '--help']).output"
        "; assert 'backup' in CliRunner().invoke(app, ['--help']).output",
    ],
)
def test_an_officers_command_reads_in_nothing_heavy(work: str) -> None:
    code = _LISTED.format(work=work, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
