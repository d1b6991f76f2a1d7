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
# what tells languages apart, what reads workbooks and dates as people write them
UNUSED_IN_A_PREVIEW = ("py3langid", "dateparser", "openpyxl", "ortools", "rich.markdown")
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
    said = _run(tmp_path, ["trip", "list"], f"print([m for m in {UNUSED} if m in sys.modules])")
    assert said.endswith("[]"), said


def test_a_preview_reads_the_names_of_the_knowledge_base_and_none_of_its_texts(tmp_path: Path) -> None:
    file = tmp_path / "employers.csv"
    file.write_text("Nom;Ville;Présentation\nScierie du Canton;Amos;Bois\n", encoding="utf-8")
    said = _run(
        tmp_path,
        ["import", "employers", "--preview", str(file)],
        f"print([m for m in {UNUSED_IN_A_PREVIEW} if m in sys.modules])\n"
        "from bot.knowledge import load_knowledge, load_names\n"
        "print(load_names.cache_info().misses, load_knowledge.cache_info().misses)",
    )
    assert "Amos" in said, said
    assert said.split("\n")[-2:] == ["[]", "1 0"], said


def test_the_preview_of_a_filled_job_reads_neither_knowledge_nor_what_reads_messages(tmp_path: Path) -> None:
    unused = ("bot.reading", "bot.answers.all_answers", "bot.programme.open_vacancies", "icalendar")
    said = _run(
        tmp_path,
        ["vacancy", "fill", "v-none", "--preview"],
        f"print([m for m in {unused} if m in sys.modules])\n"
        "from bot.knowledge import load_knowledge\nprint(load_knowledge.cache_info().misses)",
    )
    assert said.startswith("[]\n0"), said
    assert "v-none" in said, said


def _run(folder: Path, arguments: list[str], then: str) -> str:
    """What a command says on an empty database, in a process of its own, and what is printed after it."""
    work = f"sys.argv = {['bot', *arguments]}\nimport contextlib\nwith contextlib.suppress(SystemExit):\n    main()"
    code = f"import sys\nfrom bot.cli.main import main\n{work}\n{then}"
    environment = {**os.environ, "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/x.db", "BOT_DATA_KEY": KEY}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    return done.stdout.strip() + done.stderr
