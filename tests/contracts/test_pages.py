"""The pages of the repository: what they point at is there, and the newest version is told."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from bot.dialogue.model import ROOT

PAGES = sorted(
    ROOT / name for name in subprocess.check_output(["git", "ls-files", "*.md"], cwd=ROOT, text=True).splitlines()
)
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_LATEST = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_points_at_is_there(page: Path) -> None:
    found = _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8")))
    local = [link for link in found if not link.startswith(("http://", "https://", "mailto:"))]
    assert [link for link in local if not (page.parent / link).exists()] == []


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
