"""The officers' guide beside the pages that it is about, and a tour of a day where everything is invented."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from starlette.responses import Response

from bot.base.i18n import Texts
from bot.base.terms import Language
from bot.programme import access
from bot.programme.access import Task
from bot.web.page_access import ROOT, Visit

FOLDER = Path(__file__).parents[2] / "docs"
# The headings of the guide in their order, the same in each language; addresses lead to them.
SECTIONS = (
    "begin", "before", "day", "console", "today", "conversations", "candidates", "meetings", "employers", "trips",
    "knowledge", "figures", "program", "never",
)  # fmt: skip
_SECTION_OF = (  # by how the address of a page begins, or what is in it; the first that fits
    (r"/trips/[^/]+/day", "day"),
    (r"/meetings|.+/preselection", "meetings"),
    (r"/(conversations|replies)", "conversations"),
    (r"/(employers|agreements|imports)", "employers"),
    (r"/(trips|messages)", "trips"),
    (r"/(knowledge|not-understood)", "knowledge"),
    (r"/figures", "figures"),
    (r"/(passkeys|sessions)", "begin"),
    (r"/(program|processes|who-takes-part|team|audit|data-requests|incidents|retention|consents)", "program"),
    (r"/(opinions|tour)?$", "today"),
)


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide in one language: its title, its sections with their names, and its HTML."""

    title: str
    sections: Sequence[tuple[str, str]]
    html: Markup


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of the tour, and where it leads."""

    title: str
    what: str
    path: str
    task: Task


def section_of(address: str) -> str:
    """The section of the guide that a page is explained in; everything else is about candidates."""
    path = address.removeprefix(ROOT)
    return next((section for pattern, section in _SECTION_OF if re.match(pattern, path)), "candidates")


async def guide(visit: Visit) -> Response:
    """All of the guide."""
    return visit.page("guide.html", guide=rendered(visit.t.language))


async def tour(visit: Visit) -> Response:
    """A day at the console, step by step; of real people there is none to try it on."""
    if not visit.front.sandbox:
        return visit.page("nowhere.html", 404)
    stops = [each for each in _stops(visit.t) if access.may(visit.officer.role, each.task)]
    return visit.page("tour.html", stops=stops)


@cache
def rendered(language: Language) -> Guide:
    """The guide as a page shows it: what it says of other files is words there, since they are not at hand."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse((FOLDER / f"guide-officers.{language}.md").read_text(encoding="utf-8"))
    headings = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    title = tokens[headings[0] + 1].content
    shown = [_without_files(token) for token in tokens[6:]]  # behind the title and the line to the other language
    sections = []
    for name, at in zip(SECTIONS, headings[1:], strict=True):
        tokens[at].attrSet("id", name)
        sections.append((name, tokens[at + 1].content))
    return Guide(title, sections, Markup(reader.renderer.render(shown, reader.options, {})))


def _without_files(token: Token) -> Token:
    kept, gone = [], False
    for each in token.children or ():
        if each.type == "link_open":
            gone = "://" not in str(each.attrGet("href"))
        if not (gone and each.type.startswith("link_")):
            kept.append(each)
        if each.type == "link_close":
            gone = False
    if token.children:
        token.children = kept
    return token


def _stops(t: Texts) -> Sequence[Stop]:
    return (
        Stop(
            t.gettext("Be a candidate first"),
            t.gettext("In the chat page that led you here, choose somebody, agree that answers are kept, and write “I "
                      "want to talk to a person”. Leave that page open beside this one. Then look at what waits now."),
            "/", Task.OVERVIEW,
        ),
        Stop(
            t.gettext("Answer somebody"),
            t.gettext("Open the conversation that waits, take it over, write, and send a picture. Read it in the chat "
                      "page, answer from there, and hand the conversation back to the assistant."),
            "/conversations", Task.ANSWER,
        ),
        Stop(
            t.gettext("Keep a file"),
            t.gettext("Open the same person. Write down what they are called, correct an answer, and write a note with "
                      "today’s day. In the chat page the person is told of the correction."),
            "/candidates", Task.CORRECT,
        ),
        Stop(
            t.gettext("See what you wanted to be reminded of"),
            t.gettext("The note with today’s day stands here until you say that it is done."),
            "/reminders", Task.ANSWER,
        ),
        Stop(
            t.gettext("Fill a job"),
            t.gettext("Choose an employer and mark one of its jobs as filled: whoever was interested is told."),
            "/employers", Task.EMPLOYERS,
        ),
        Stop(
            t.gettext("Plan an interview day"),
            t.gettext("In the chat page, take seats on the first trip as two or three candidates with a trade. Open "
                      "the trip here, then its interviews: have a day proposed, move one by its menu, and look at "
                      "what everybody would be told before you put it in force."),
            "/trips", Task.PLAN,
        ),
        Stop(
            t.gettext("Write to a group"),
            t.gettext("Choose those who have seats on a trip, write in both languages, and see who gets it."),
            "/messages", Task.PLAN,
        ),
        Stop(
            t.gettext("Correct a fact"),
            t.gettext("Find “loyer Rimouski”, write the sentence anew, and see it as a candidate does. A second "
                      "officer puts it in force: sign out, and the door lets you in as that one."),
            "/knowledge", Task.KNOWLEDGE,
        ),
        Stop(
            t.gettext("Report the year"),
            t.gettext("See how far people came, beside the program’s first count, and take the PDF along."),
            "/figures", Task.OVERVIEW,
        ),
        Stop(
            t.gettext("See that all of it works"),
            t.gettext("Which parts run, what waits, and when the last back-up was made."),
            "/processes", Task.OVERVIEW,
        ),
    )  # fmt: skip
