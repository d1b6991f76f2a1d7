"""Checks on every request: only our host is served, only our pages can make changes, nothing foreign is loaded."""

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 128 * 1024  # bytes of a form: the longest reply, in characters of twelve bytes each when encoded
_SAFE = frozenset({"GET", "HEAD"})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


_CAMERA = ("/roll", "/check-in")  # the page that reads codes, and it again after a refusal


class Guard:
    """ASGI middleware around the pages, including their error pages.

    Changes are taken only from our own pages: browsers tell where a request comes from (`Sec-Fetch-Site`), older ones
    at least its `Origin`. Foreign host names are refused, so that no other site can pose as this one.
    """

    def __init__(
        self, app: ASGIApp, host: str | None, page: Callable[[Request, int], Response], files: Mapping[str, int]
    ) -> None:
        """`host`: the console's host with HTTPS, as browsers send it; None: only loopback.
        `page`: shows the status of a refusal. `files`: paths that accept a file (`*`: any part), and its greatest size
        in bytes.
        """
        self._app = app
        self._host = host
        self._page = page
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on and add the headers."""
        headers = Headers(scope=scope)
        status = self._refused(scope, headers)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    given[name] = value
                if scope["path"].endswith(_CAMERA):
                    given["permissions-policy"] = _HEADERS["permissions-policy"].replace("camera=()", "camera=(self)")
                given.setdefault("cache-control", "no-store")
                if self._host:
                    given["strict-transport-security"] = "max-age=31536000"
            await send(message)

        answer = self._page(Request(scope), status) if status else self._app
        await answer(scope, receive, with_headers)

    def _refused(self, scope: Scope, headers: Headers) -> int | None:
        """The status of a refusal."""
        host = headers.get("host", "")
        if host != self._host and (self._host or host.rpartition(":")[0] not in _LOOPBACK):
            return 421
        if "\0" in scope["path"]:  # PostgreSQL refuses NUL, and none of our addresses has one
            return 404
        if scope["method"] in _SAFE:
            return None
        origin = f"{'https' if self._host else 'http'}://{host}"
        if headers.get("sec-fetch-site", "same-origin") != "same-origin" or headers.get("origin", origin) != origin:
            return 403
        if "sec-fetch-site" not in headers and "origin" not in headers:
            return 403
        if "transfer-encoding" in headers or not headers.get("content-length", "").isdecimal():
            return 411  # a chunked body may be of any length, whatever Content-Length says
        most = MOST_BYTES + max(
            (size for path, size in self._files.items() if fnmatchcase(scope["path"], path)), default=0
        )
        return 413 if int(headers["content-length"]) > most else None
