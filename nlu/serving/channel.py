"""The channel that the bot decides by: it takes what the bot has understood of a message, and asks the rules alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse


class ReadMessages(InputChannel):
    """What the bot asks: `parse` (a text), `webhook` (a `sender` and a parse, for the rules to decide on), `forget`.

    A parse is what Rasa's own `/model/parse` gives, which would need its whole API to be open. A text is not parsed
    twice, nor taken for a command whatever it begins with. What the rules say comes as of the `rest` channel: a list of
    messages.
    """

    @classmethod
    def name(cls) -> str:
        """Where it answers: /webhooks/read/."""
        return "read"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """Signs of life, a text, a message."""
        routes = Blueprint("read_webhook", "read")

        @routes.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/parse", methods=["POST"])
        async def parse(request: Request) -> HTTPResponse:
            return response.json(await request.app.ctx.agent.parse_message(request.json["text"]))

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            read = request.json["parse"]
            said = CollectingOutputChannel()
            await on_new_message(
                UserMessage(
                    read["text"], said, request.json["sender"], parse_data=read, input_channel=self.name(),
                    metadata=request.json.get("metadata"),
                )
            )  # fmt: skip
            return response.json(said.messages)

        @routes.route("/forget", methods=["POST"])
        async def forget(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            await agent.tracker_store.save(DialogueStateTracker(request.json["sender"], agent.domain.slots))
            return response.json({})

        return routes
