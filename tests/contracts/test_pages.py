"""The pages of the repository: what they point at is there, and the newest version is told."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from bot.dialogue.trained_model import ROOT

FILES = subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines()
PAGES = sorted(ROOT / name for name in FILES if name.endswith(".md"))
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_PLACE = re.compile(
    r"`((?:[a-z_0-9]+/)+[a-z_0-9]+(?:\.[a-z]+)?)`"
)  # `programme/seats`, `bot/reading`, `tests/nlu/gather.py`
_LATEST = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_points_at_is_there(page: Path) -> None:
    found = _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8")))
    local = [link for link in found if not link.startswith(("http://", "https://", "mailto:"))]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_folders_and_modules_that_a_page_names_are_there(page: Path) -> None:
    """A module that was renamed is named anew where a reader is sent to it. Of ours: `room/module` is in `bot`."""
    rooms = {folder.name for folder in (ROOT / "bot").iterdir() if folder.is_dir()}
    top = {name.split("/")[0] for name in FILES}
    named = [name for name in _PLACE.findall(page.read_text(encoding="utf-8")) if name.split("/")[0] in rooms | top]
    homes = {name: ROOT if name.split("/")[0] in top else ROOT / "bot" for name in named}
    assert [name for name, home in homes.items() if not is_there(home / name)] == []


def is_there(path: Path) -> bool:
    return path.exists() or path.with_name(f"{path.name}.py").exists()


def test_pages_were_found() -> None:
    assert {ROOT / "README.md", ROOT / "docs" / "trips.md"} <= set(PAGES)


def test_the_version_is_the_newest_in_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    told = _LATEST.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert told[0][0] == version
    assert [date for _, date in told] == sorted((date for _, date in told), reverse=True)


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(_LINK.findall((folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in folder.glob("0*.md")}
