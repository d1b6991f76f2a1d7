"""The address that Rasa calls: one route of the bot's own server, guarded by a shared secret."""

import hmac
import logging
from http import HTTPStatus
from typing import Any

from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.base.errors import described

SECRET_HEADER = "X-Action-Secret"
log = logging.getLogger(__name__)


def actions_route(actions: list[Action], secret: str) -> Route:
    """`POST /actions`: runs one action. Rasa takes any response but 200 as a failure."""
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)

    async def run(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), secret.encode()):
            return JSONResponse({"error": "forbidden"}, HTTPStatus.FORBIDDEN)
        call: dict[str, Any] = await request.json()
        try:
            result = await executor.run(call)
        except ActionExecutionRejection as rejection:
            return _refused(rejection.action_name, HTTPStatus.BAD_REQUEST)
        except ActionNotFoundException as missing:
            return _refused(missing.action_name, HTTPStatus.NOT_FOUND)
        except Exception as error:
            log.error("action %s failed: %s", call.get("next_action"), described(error))
            return _refused(str(call.get("next_action")), HTTPStatus.INTERNAL_SERVER_ERROR)
        return JSONResponse(result.model_dump() if result else None)

    return Route("/actions", run, methods=["POST"])


def _refused(action: str, status: HTTPStatus) -> JSONResponse:
    return JSONResponse({"error": status.phrase, "action_name": action}, status)
