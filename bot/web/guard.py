"""What every request passes: only ours is answered, only our own pages change anything, nothing foreign is loaded."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 1024  # of a form
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


class Guard:
    """ASGI middleware around the pages.

    A change is taken from our own pages alone: the browser says where a request comes from (`Sec-Fetch-Site`), and an
    older one at least its `Origin`. A foreign host name is refused, so that no other site can pose as this one.
    """

    def __init__(self, app: ASGIApp, host: str | None) -> None:
        """`host`: where the console is reached by HTTPS, with the port if it names one; none: loopback alone."""
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on and add the headers."""
        headers = Headers(scope=scope)
        refused = self._refused(scope["method"], headers)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    given[name] = value
                given.setdefault("cache-control", "no-store")
                if self._host:
                    given["strict-transport-security"] = "max-age=31536000"
            await send(message)

        if refused:
            status, why = refused
            await PlainTextResponse(why, status)(scope, receive, with_headers)
        else:
            await self._app(scope, receive, with_headers)

    def _refused(self, method: str, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if host != self._host and (self._host or host.rpartition(":")[0] not in _LOOPBACK):
            return 421, "This is not the address of the console."
        if method in _SAFE:
            return None
        origin = f"{'https' if self._host else 'http'}://{host}"
        if headers.get("sec-fetch-site", "same-origin") != "same-origin" or headers.get("origin", origin) != origin:
            return 403, "This did not come from a page of the console."
        if "sec-fetch-site" not in headers and "origin" not in headers:
            return 403, "The browser does not say which page this comes from."
        if not headers.get("content-length", "").isdecimal():
            return 411, "How long is it?"
        return (413, "This is too long.") if int(headers["content-length"]) > MOST_BYTES else None
