"""`/healthz` and `/metrics`: answered from what is known, however often somebody asks."""

import time
from collections.abc import Callable
from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.app.process_health import ProcessHealth, Recent, is_well


def health_routes(health: ProcessHealth, clock: Callable[[], float] = time.monotonic) -> list[Route]:
    """The routes of both endpoints; `clock`: in seconds, to count figures anew only now and then."""

    async def count() -> bytes:
        return generate_latest()

    counted = Recent(count, clock)

    async def healthz(request: Request) -> Response:
        found = await health.parts()
        return JSONResponse(dict(found), HTTPStatus.OK if is_well(found) else HTTPStatus.SERVICE_UNAVAILABLE)

    async def metrics(request: Request) -> Response:
        return Response(await counted(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", healthz), Route("/metrics", metrics)]
