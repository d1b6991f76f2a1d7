"""From a request to a page: which language, who is signed in, whether that officer may see it."""

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

from bot.base.i18n import QUEBEC_TIME, Texts, language_of, texts
from bot.base.terms import Language
from bot.db import Database
from bot.knowledge import Knowledge
from bot.programme import access, sign_in
from bot.programme.access import NotAllowed, Officer, ProofMissing, Task
from bot.programme.matching_inputs import Rules
from bot.web.cookies import Cookies
from bot.web.pages import Pages

ROOT = "/console"


@dataclass(frozen=True, slots=True)
class Streams:
    """How pages that follow what happens are kept up to date. A test hands in shorter ones."""

    every: float = 1.0  # seconds between looks for what is new
    looks: int = 600  # of one stream; the browser then opens another, and says where this one ended
    back: int = 50  # messages that are looked at again: of several writers one may commit a lower number later


USUAL = Streams()


@dataclass(frozen=True, slots=True)
class Front:
    """What every page is built with."""

    database: Database
    clock: Callable[[], datetime]
    rules: Rules
    knowledge: Knowledge
    pages: Pages
    cookies: Cookies
    default_language: Language
    sandbox: bool  # where everything is invented, and anybody on the machine may enter
    health: Callable[[], Awaitable[Mapping[str, bool]]]  # of this process, by its parts
    streams: Streams = USUAL

    def texts(self, request: Request) -> Texts:
        """The language that was chosen here, or else the browser's first."""
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
        """A request that leads to no page: it is refused, or has failed."""
        return self.page(request, "nowhere.html" if status == 404 else "stopped.html", status, code=status)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of an officer who is signed in and may be here."""

    front: Front
    request: Request
    officer: Officer
    session_id: str
    now: datetime

    @property
    def database(self) -> Database:
        """Where use cases work."""
        return self.front.database

    @property
    def t(self) -> Texts:
        """The catalogue of the officer's language."""
        return self.front.texts(self.request)

    def named(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params[name])

    def asked(self, name: str) -> str:
        """A value of the address's query; empty: none."""
        return self.request.query_params.get(name, "")

    async def given(self, name: str) -> str:
        """A field of the form that was sent; empty: none."""
        return await _given(self.request, name)

    async def given_all(self, name: str) -> list[str]:
        """Every value that a field of the form has."""
        return [each for each in (await self.request.form()).getlist(name) if isinstance(each, str)]

    async def file(self, name: str) -> tuple[str, bytes]:
        """A file that was sent with the form: its name, and what is in it; empty: none."""
        sent = (await self.request.form()).get(name)
        return (sent.filename or "", await sent.read()) if isinstance(sent, UploadFile) else ("", b"")

    def page(self, name: str, status: int = 200, **context: object) -> Response:
        """A page of the console."""
        return self.front.page(self.request, name, status, **self.context(), **context)

    def part(self, name: str, **context: object) -> str:
        """A piece of a page, as HTML."""
        return self.front.pages.text(name, t=self.t, now=self.now, root=ROOT, **self.context(), **context)

    def context(self) -> dict[str, Any]:
        """What templates know of the officer."""
        officer, local = self.officer, self.now.astimezone(QUEBEC_TIME)
        return {"officer": officer, "may": lambda task: access.may(officer.role, Task(task)), "today": local.date()}


View = Callable[[Visit], Awaitable[Response]]


def go(path: str) -> Response:
    """To another page of the console, after a change."""
    return RedirectResponse(f"{ROOT}{path}", 303)


async def _given(request: Request, name: str) -> str:
    value = (await request.form()).get(name, "")
    return value.replace("\0", "") if isinstance(value, str) else ""  # which PostgreSQL takes nowhere


def _here(request: Request) -> str:
    """The address at which this page can be read again; of one that answers a change, the page with its form."""
    safe = request.method in {"GET", "HEAD"}
    return request.url.path if safe else urlsplit(request.headers.get("referer", "")).path


def path_of(request: Request) -> str:
    """The page that a request is about, within the console: where its reader comes back to."""
    here = _here(request).removeprefix(ROOT)
    return here if is_ours(here) else "/"


def is_ours(path: str) -> bool:
    """Whether this can only be a page of the console."""
    return re.fullmatch(r"/(?!/)[\w/.-]*", path) is not None


def page(front: Front, path: str, view: View, task: Task, method: str = "GET") -> Route:
    """A route that only officers whose role includes the task get to; everything else is refused."""

    async def endpoint(request: Request) -> Response:
        visit = await visiting(front, request)
        if visit is None:
            if method == "GET":
                return go("/door")
            short = "multipart" not in request.headers.get("content-type", "")  # of a stranger no file is read
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
        finally:
            await request.close()  # files of a form

    return Route(path, endpoint, methods=[method])


async def visiting(front: Front, request: Request, *, uses: bool = True) -> Visit | None:
    """Who is signed in with this request's cookie; that the session is used is noted, if it `uses` it."""
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
