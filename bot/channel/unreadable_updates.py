"""Updates as Telegram hands them over: one that cannot be read or stored is skipped, so that it blocks no other.

Telegram adds fields and kinds, a Bot API server of one's own may be older than the library, and of a message that was
pinned long ago the library cannot write down what it read: such an update came again with every poll, and nobody was
answered any more.
"""

import logging
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

log = logging.getLogger(__name__)


def readable(raw: dict[str, Any]) -> dict[str, Any]:
    """An update as it came; of one that cannot be read or kept its number alone, which confirms it."""
    try:
        Update.de_json(raw, None).to_json()
    except Exception as error:  # whatever the library makes of what it does not know
        log.error("an update could not be read and was passed over: %s", type(error).__name__)  # not what was written
        return {"update_id": raw["update_id"]}
    return raw


class Polling(HTTPXRequest):
    """The connection for `getUpdates` alone."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Telegram's answer, with updates that can be read."""
        answer = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [readable(each) for each in answer["result"]]
        return answer
