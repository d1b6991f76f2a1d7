"""Help where one is: the guide beside each page, and the tour where everything is invented."""

import re

import pytest

from bot.base.terms import Language
from bot.console.application import PAGES
from bot.console.guide import FOLDER, SECTIONS, rendered, section_of
from bot.dialogue.trained_model import ROOT
from bot.programme.access import Role

from .conftest import Desk


@pytest.mark.parametrize("language", Language)
def test_the_guide_has_a_section_for_every_page(language: Language) -> None:
    guide = rendered(language)
    assert [name for name, _ in guide.sections] == list(SECTIONS)
    assert all(f'id="{name}"' in guide.html for name in SECTIONS)
    links = re.findall(r'href="([^"]+)"', guide.html)
    assert all("://" in link for link in links), "files that are not at hand are words"


@pytest.mark.parametrize(
    ("page", "section"),
    [
        ("/", "today"), ("/conversations/x", "conversations"), ("/candidates/x/correct/y", "candidates"),
        ("/trips/x/day", "day"), ("/trips/x/preselection", "meetings"), ("/meetings/x", "meetings"),
        ("/employers/x/vacancies/y/preselection", "meetings"),
        ("/trips/x/roll", "trips"), ("/imports/x", "employers"), ("/figures", "figures"),
        ("/knowledge/changes/x", "knowledge"), ("/consents", "program"), ("/passkeys", "begin"),
        ("/reminders", "candidates"), ("/tour", "today"),
    ],
)  # fmt: skip
def test_the_question_mark_leads_to_the_page_s_own_section(page: str, section: str) -> None:
    assert section_of(f"/console{page}") == section


async def test_every_page_of_an_officer_has_its_question_mark(desk: Desk) -> None:
    async with desk.client(Role.ADMINISTRATOR) as client:
        for method, path, _, _ in PAGES:
            if method == "GET" and not re.search("[{.]|events", path):
                shown = await client.get(f"/console{path}")
                if shown.status_code == 200 and "<nav" in shown.text:
                    assert f'href="/console/help#{section_of(path)}"' in shown.text, path
                    assert 'class="lead"' in shown.text, f"{path} says what it is for"


async def test_the_tour_is_where_everything_is_invented(desk: Desk) -> None:
    async with desk.client(Role.OFFICER) as real, desk.client(Role.OFFICER, sandbox=True) as invented:
        assert (await real.get("/console/tour")).status_code == 404
        assert "/console/tour" not in (await real.get("/console/")).text
        assert "/console/tour" in (await invented.get("/console/")).text
        stops = re.findall(r'class="button" href="/console(/[^"]*)"', (await invented.get("/console/tour")).text)
        assert len(stops) == 10
        assert [(await invented.get(f"/console{stop}")).status_code for stop in stops] == [200] * len(stops)
    async with desk.client(Role.READER, sandbox=True) as reader:
        shorter = re.findall(r'class="button" href="/console(/[^"]*)"', (await reader.get("/console/tour")).text)
    assert shorter == ["/", "/figures", "/processes"], "nothing is shown that the role refuses"


def test_images_hold_the_guide() -> None:
    kept = (ROOT / ".dockerignore").read_text().splitlines()
    assert kept.index("!docs/guide-officers.*.md") > kept.index("docs/*")
    assert FOLDER == ROOT / "docs"
