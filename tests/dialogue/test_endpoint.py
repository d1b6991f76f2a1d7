"""The address that Rasa calls: for Rasa alone, and quiet about what candidates wrote."""

import logging
from typing import Any

import httpx
import pytest
from rasa_sdk import Action
from starlette.applications import Starlette

from bot.dialogue.actions.endpoint import SECRET_HEADER, actions_route
from bot.dialogue.trained_model import NLU


class Breaks(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """An action with a fault."""

    def name(self) -> str:
        return "action_breaks"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        raise ZeroDivisionError(tracker.latest_message["text"])


async def call(action: str, secret: str) -> httpx.Response:
    app = Starlette(routes=[actions_route([Breaks()], "right")])
    tracker = {"sender_id": "a", "latest_message": {"text": "canary"}, "slots": {}, "events": [], "paused": False}
    tracker |= {"followup_action": None, "active_loop": {}, "latest_action_name": "action_listen"}
    body = {"next_action": action, "sender_id": "a", "tracker": tracker, "domain": {}, "version": "3.6.21"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as http:
        return await http.post("/actions", json=body, headers={SECRET_HEADER: secret})


@pytest.mark.parametrize("secret", ["", "wrong", "righ"])
async def test_nobody_without_the_secret_runs_an_action(secret: str) -> None:
    assert (await call("action_breaks", secret)).status_code == 403


async def test_a_fault_is_a_failure_for_rasa_and_one_line_without_the_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert (await call("action_breaks", "right")).status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert "canary" not in caplog.text


async def test_an_unknown_action_is_not_found() -> None:
    assert (await call("action_of_tomorrow", "right")).status_code == 404


def test_rasa_sends_the_secret_in_the_same_header() -> None:
    assert f"{SECRET_HEADER}: ${{ACTION_SECRET}}" in (NLU / "endpoints.yml").read_text()
