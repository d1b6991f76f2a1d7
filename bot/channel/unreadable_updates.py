"""Raw updates from Telegram: one that cannot be read or stored is skipped, so that it does not block the others.

Telegram adds fields and kinds of updates, a self-hosted Bot API server may be older than the library, and a message
that was pinned long ago cannot be serialized again by the library. Such an update came back with every poll, and
nobody was answered any more.
"""

import logging
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

log = logging.getLogger(__name__)


def readable(raw: dict[str, Any]) -> dict[str, Any]:
    """An update as it came, or only the number of one that cannot be read or stored, which is enough to confirm it."""
    try:
        Update.de_json(raw, None).to_json()
    except Exception as error:  # the library may raise anything for what it does not know
        log.error("an update could not be read and was passed over: %s", type(error).__name__)  # never what was written
        return {"update_id": raw["update_id"]}
    return raw


class Polling(HTTPXRequest):
    """The connection for `getUpdates` only."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Telegram's answer, with only those updates that can be read."""
        answer = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [readable(each) for each in answer["result"]]
        return answer
