"""The web application: the Bot API, what candidates do, and the chat page."""

import asyncio
import hmac
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from sandbox.candidate_api import routes as candidate_routes
from sandbox.methods import METHODS, Method
from sandbox.state import Sandbox
from sandbox.wire import ApiError, Params, read_params

_STATIC = Path(__file__).parent / "static"
_POLICY = "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"


class Dropped(Response):
    """A connection that ends in the middle of the answer: more is announced than comes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Begin, and leave: the server then closes the connection."""
        headers = [(b"content-type", b"application/json"), (b"content-length", b"64")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


class Page(StaticFiles):
    """The chat page's files, never kept by the browser and never able to load anything from elsewhere."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with its policy."""
        response = await super().get_response(path, scope)
        response.headers["content-security-policy"] = _POLICY
        response.headers["x-content-type-options"] = "nosniff"
        response.headers["cache-control"] = "no-cache"
        return response


def create_app(sandbox: Sandbox) -> Starlette:
    """Everything that the sandbox answers, on one port."""
    bot_api = BotApi(sandbox)
    return Starlette(
        routes=[
            Route("/bot{token}/{method}", bot_api.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", bot_api.download),
            Mount("/sandbox", routes=candidate_routes(sandbox)),
            Mount("/", Page(directory=_STATIC, html=True)),
        ],
        exception_handlers={ApiError: _refused},  # type: ignore[dict-item]  # Starlette types it as Exception
    )


async def _refused(request: Request, error: ApiError) -> Response:
    return JSONResponse(error.envelope(), error.code)


class BotApi:
    """The bot's side."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def call(self, request: Request) -> Response:
        """One call of one method, through whatever trouble is planned for it."""
        self._authorize(request)
        name = request.path_params["method"]
        method = METHODS.get(name.lower())
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        params = await read_params(request)
        record = {"method": name, "params": params.record(), "ok": False}
        self._sandbox.calls.append(record)
        response = await self._through_faults(name, method, params)
        record["ok"] = response.status_code == 200 and not isinstance(response, Dropped)
        return response

    async def download(self, request: Request) -> Response:
        """A file at the path that `getFile` gave."""
        self._authorize(request)
        upload = self._sandbox.files.at(request.path_params["path"]).upload
        return Response(upload.content, media_type="application/octet-stream")

    def _authorize(self, request: Request) -> None:
        given = request.path_params["token"]
        if not hmac.compare_digest(given.encode(), self._sandbox.token.encode()):
            raise ApiError(401, "Unauthorized")

    async def _through_faults(self, name: str, method: Method, params: Params) -> Response:
        fault = self._sandbox.faults.take(name)
        if fault is None:
            return await self._perform(method, params)
        if fault.delay:
            await asyncio.sleep(fault.delay)
        error = fault.error()
        normal = error is None and not fault.drop
        if normal or fault.applied:
            response = await self._perform(method, params)
            if normal:
                return response
        return Dropped() if error is None else JSONResponse(error.envelope(), error.code)

    async def _perform(self, method: Method, params: Params) -> Response:
        try:
            return JSONResponse({"ok": True, "result": await method(self._sandbox, params)})
        except ApiError as error:
            return JSONResponse(error.envelope(), error.code)
