"""From a request to a page: the language, the officer who is signed in, and whether they may see it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.base.clock import QUEBEC_TIME
from bot.base.errors import NotThere
from bot.base.i18n import Texts, language_of, texts
from bot.base.terms import Language
from bot.db import Database
from bot.knowledge import Knowledge
from bot.programme import access, sign_in
from bot.programme.access import NotAllowed, Officer, ProofMissing, Task
from bot.programme.matching_inputs import Rules
from bot.programme.who_suits import WhoSuits
from bot.web.cookies import Cookies
from bot.web.pages import Pages
from bot.web.watching import Watcher

ROOT = "/console"


@dataclass(frozen=True, slots=True)
class Streams:
    """Timing of live pages. Tests pass shorter times."""

    every: float = 1.0  # seconds between looks for news
    looks: int = 600  # seconds of a stream; the browser then opens another one, from where this one ended
    unchanged: int = 5  # looks after which it is looked at all the same, and whether the session still lasts
    back: int = 50  # messages that are read again: with several writers, a lower number may be committed later


USUAL = Streams()


@dataclass(frozen=True, slots=True)
class Front:
    """What all pages are built with."""

    database: Database
    clock: Callable[[], datetime]
    rules: Rules
    who_suits: WhoSuits
    knowledge: Knowledge
    pages: Pages
    cookies: Cookies
    default_language: Language
    sandbox: bool  # everything is invented, and anybody on the machine may enter
    health: Callable[[], Awaitable[Mapping[str, bool]]]  # state of this process, by its parts
    watcher: Watcher  # what has changed, for live pages
    streams: Streams = USUAL
    bot_name: Callable[[], str] = str  # in links to the assistant; empty: nobody can open such a link

    def texts(self, request: Request) -> Texts:
        """The texts in the language that was chosen, or else in the browser's first."""
        chosen = self.cookies.language.of(request)
        tag = chosen or request.headers.get("accept-language", "").split(",")[0].split(";")[0].strip()
        return texts(language_of(tag, self.default_language))

    def page(self, request: Request, name: str, status: int = 200, **context: object) -> Response:
        """A page in the reader's language."""
        t = self.texts(request)
        shared = {"t": t, "now": self.clock(), "root": ROOT, "here": _here(request), "sandbox": self.sandbox}
        empty = {"officer": None, "may": lambda _: False, "words": ""}
        return self.pages.page(name, status, **{**empty, **shared, **context})

    def stopped(self, request: Request, status: int) -> Response:
        """The page for a request that was refused or has failed."""
        return self.page(request, "nowhere.html" if status == 404 else "stopped.html", status, code=status)


@dataclass(frozen=True, slots=True)
class Visit:
    """A request by an officer who is signed in and may see the page."""

    front: Front
    request: Request
    officer: Officer
    session_id: str
    now: datetime

    @property
    def database(self) -> Database:
        """The database for use cases."""
        return self.front.database

    @property
    def t(self) -> Texts:
        """The texts in the officer's language."""
        return self.front.texts(self.request)

    def named(self, name: str) -> str:
        """A parameter of the path."""
        return str(self.request.path_params[name])

    def asked(self, name: str) -> str:
        """A value of the query; empty if there is none."""
        return self.request.query_params.get(name, "")

    async def given(self, name: str) -> str:
        """A field of the form that was sent; empty if there is none."""
        return await _given(self.request, name)

    async def given_all(self, name: str) -> list[str]:
        """All values of a field of the form."""
        return [each for each in (await self.request.form()).getlist(name) if isinstance(each, str)]

    async def file(self, name: str) -> tuple[str, bytes]:
        """A file of the form: its name and content; both empty if there is none."""
        sent = (await self.request.form()).get(name)
        return (sent.filename or "", await sent.read()) if isinstance(sent, UploadFile) else ("", b"")

    def page(self, name: str, status: int = 200, **context: object) -> Response:
        """A page of the console."""
        return self.front.page(self.request, name, status, **self.context(), **context)

    def part(self, name: str, **context: object) -> str:
        """A part of a page, as HTML."""
        return self.front.pages.text(name, t=self.t, now=self.now, root=ROOT, **self.context(), **context)

    def context(self) -> dict[str, Any]:
        """What templates know about the officer."""
        officer, local = self.officer, self.now.astimezone(QUEBEC_TIME)
        return {"officer": officer, "may": lambda task: access.may(officer.role, Task(task)), "today": local.date()}


View = Callable[[Visit], Awaitable[Response]]


def go(path: str) -> Response:
    """Redirect to another page of the console after a change."""
    return RedirectResponse(f"{ROOT}{path}", 303)


async def _given(request: Request, name: str) -> str:
    value = (await request.form()).get(name, "")
    return value.replace("\0", "") if isinstance(value, str) else ""  # PostgreSQL does not accept NUL in any text


def _here(request: Request) -> str:
    """The address at which this page can be read again; for a response to a form, that of the form's page."""
    safe = request.method in {"GET", "HEAD"}
    return request.url.path if safe else urlsplit(request.headers.get("referer", "")).path


def path_of(request: Request) -> str:
    """The path within the console that a request is about, to which its reader can return."""
    here = _here(request).removeprefix(ROOT)
    return here if is_ours(here) else "/"


def is_ours(path: str) -> bool:
    """Whether this path can only be a page of the console."""
    return re.fullmatch(r"/(?!/)[\w/.-]*", path) is not None


def page(front: Front, path: str, view: View, task: Task, method: str = "GET") -> Route:
    """A route for officers whose role allows the task; everybody else is refused."""

    async def endpoint(request: Request) -> Response:
        visit = await visiting(front, request)
        if visit is None:
            if method == "GET":
                return go("/door")
            short = "multipart" not in request.headers.get("content-type", "")  # no file is read from strangers
            words = await _given(request, "words") if short else ""
            return front.page(request, "door.html", 401, problem="over", words=words)
        try:
            access.require(visit.officer, task)
            return await view(visit)
        except ProofMissing:
            if method == "GET":
                return go(f"/passkeys?{urlencode({'back': path_of(request)})}")
            return visit.page("proof.html", 403, back=path_of(request))
        except NotAllowed:
            return visit.page("refused.html", 403)
        except NotThere:
            return visit.page("nowhere.html", 404)
        finally:
            await request.close()  # close the form's files

    return Route(path, endpoint, methods=[method])


async def visiting(front: Front, request: Request, *, uses: bool = True) -> Visit | None:
    """The officer who is signed in by this request's cookie; if it `uses` the session, that is noted."""
    token, now = front.cookies.session.of(request), front.clock()
    if not token:
        return None
    async with front.database.reading() as session:
        known = await sign_in.who(session, token, now)
    if known is None:
        return None
    officer, session_id, idle_since = known
    if uses and now - idle_since >= sign_in.SEEN_EVERY:
        async with front.database.transaction() as session:
            await sign_in.seen(session, session_id, now)
    return Visit(front, request, officer, session_id, now)
