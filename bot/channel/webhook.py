"""Updates that Telegram sends to the webhook: stored before the response confirms them."""

import hmac
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update

from bot.channel.unreadable_updates import readable

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MOST_BYTES = 1_000_000  # bytes: updates have some kilobytes


def webhook_route(path: str, secret: str, bot: Bot, accept: Callable[[Sequence[Update]], Awaitable[None]]) -> Route:
    """`POST`, only for Telegram, which proves itself by the secret; it retries after any response but 200."""

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
            return Response(status_code=HTTPStatus.FORBIDDEN)
        if int(request.headers.get("content-length", 0)) > _MOST_BYTES:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        await accept([Update.de_json(readable(await request.json()), bot)])
        return Response()

    return Route(path, receive, methods=["POST"])
