"""Signing in and out: the page of a one-time link, the number, the language."""

import secrets

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.base.terms import Language
from bot.programme import sign_in
from bot.programme.sign_in import Step, Way
from bot.web.page_access import ROOT, Front, go, is_ours, visiting

_TRIES = RateLimitItemPerMinute(30)  # attempts with invalid tokens, from one address
_SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Macintosh", "Linux")
_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))


class Door:
    """The routes that are open to anybody."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._tries = MovingWindowRateLimiter(MemoryStorage())

    def routes(self) -> list[Route]:
        """All routes; that of the demonstration officer exists only where everything is invented."""
        routes = [
            Route("/door", self.show),
            Route("/in/{word}", self.look),
            Route("/in/{word}/state", self.state),
            Route("/in/{word}/open", self.open, methods=["POST"]),
            Route("/in/{word}/enter", self.enter, methods=["POST"]),
            Route("/leave", self.leave, methods=["POST"]),
            Route("/language", self.language, methods=["POST"]),
        ]
        if self._front.sandbox:
            routes.append(Route("/demonstration", self.demonstration, methods=["POST"]))
        return routes

    async def show(self, request: Request) -> Response:
        """Explain how to sign in."""
        return self._front.page(request, "door.html", problem="")

    async def look(self, request: Request) -> Response:
        """The page of a link; fetching it changes nothing, since chats fetch links for previews."""
        way = await self._way(request)
        return self._page(request, way)

    async def state(self, request: Request) -> Response:
        """Tell the page's script whether the number has been tapped."""
        return JSONResponse({"step": (await self._way(request)).step})

    async def open(self, request: Request) -> Response:
        """Bind the sign-in to this browser, and show the number."""
        if await self._is_guessing(request):
            return self._front.page(request, "door.html", 429, problem="too often")
        browser = self._front.cookies.browser.of(request) or secrets.token_urlsafe(32)
        async with self._front.database.transaction() as session:
            await sign_in.open_in(session, _word(request), browser, self._front.clock())
        response = go(f"/in/{_word(request)}")
        self._front.cookies.browser.put(response, browser)
        return response

    async def enter(self, request: Request) -> Response:
        """Begin a session once the number was tapped."""
        if await self._is_guessing(request):
            return self._front.page(request, "door.html", 429, problem="too often")
        browser = self._front.cookies.browser.of(request)
        async with self._front.database.transaction() as session:
            token = await sign_in.enter(session, _word(request), browser, _device(request), self._front.clock())
        return self._begun(token, "/passkeys?back=/") if token else self._page(request, await self._way(request))

    async def demonstration(self, request: Request) -> Response:
        """Sign in to the console of invented people."""
        second = (await request.form()).get("who") == "second"
        async with self._front.database.transaction() as session:
            token = await sign_in.enter_demonstration(session, _device(request), self._front.clock(), second=second)
        return self._begun(token, "/")

    async def leave(self, request: Request) -> Response:
        """Sign out in this browser."""
        visit = await visiting(self._front, request)
        if visit is not None:
            async with self._front.database.transaction() as session:
                await sign_in.end(session, visit.officer, visit.session_id, visit.now)
        response = go("/door")
        self._front.cookies.session.drop(response)
        return response

    async def language(self, request: Request) -> Response:
        """Set the language, and return to the page."""
        form = await request.form()
        back = str(form.get("back", "")).removeprefix(ROOT)
        response = go(back if is_ours(back) else "/")
        if form.get("language") in set(Language):
            self._front.cookies.language.put(response, str(form["language"]))
        return response

    def _begun(self, token: str, path: str) -> Response:
        response = go(path)
        self._front.cookies.session.put(response, token)
        self._front.cookies.browser.drop(response)
        return response

    def _page(self, request: Request, way: Way) -> Response:
        status = 404 if way.step is Step.CLOSED else 200
        return self._front.page(request, "sign_in.html", status, way=way, word=_word(request))

    async def _is_guessing(self, request: Request) -> bool:
        """Whether a token is invalid, and too many invalid ones came from this address.

        Valid tokens are never counted: behind a proxy everybody has the same address, and strangers could lock officers
        out.
        """
        address = request.client.host if request.client else ""
        return (await self._way(request)).step is Step.CLOSED and not self._tries.hit(_TRIES, address)

    async def _way(self, request: Request) -> Way:
        browser = self._front.cookies.browser.of(request)
        async with self._front.database.reading() as session:
            return await sign_in.look(session, _word(request), browser, self._front.clock())


def _word(request: Request) -> str:
    return str(request.path_params["word"])


def _device(request: Request) -> str:
    """The kind of browser and system, without anything that tells one phone from another."""
    agent = request.headers.get("user-agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for name in _SYSTEMS if name in agent), "")
    return ", ".join(part for part in (browser, system) if part)
