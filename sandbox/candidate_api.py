"""The side of the candidates: a JSON API for the chat page and for tests, and a stream of what happens."""

import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox import acts
from sandbox.people import Person
from sandbox.state import Sandbox
from sandbox.wire import read_json

_HEARTBEAT = 15.0
_LONGEST_WAIT = 30.0
_SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def routes(sandbox: Sandbox) -> list[Route]:
    """All addresses below `/sandbox`."""
    api = CandidateApi(sandbox)
    control = ControlApi(sandbox)
    one = "/candidates/{candidate:int}"
    return [
        Route("/candidates", api.candidates),
        Route("/candidates", api.add, methods=["POST"]),
        Route(one, api.conversation),
        Route(f"{one}/messages", api.send, methods=["POST"]),
        Route(f"{one}/messages/{{message:int}}", api.edit, methods=["PATCH"]),
        Route(f"{one}/presses", api.press, methods=["POST"]),
        Route(f"{one}/blocked", api.block, methods=["PUT"]),
        Route(f"{one}/events", api.events_after),
        Route("/events", api.stream),
        Route("/files/{file_id}", api.file),
        Route("/calls", control.calls),
        Route("/calls", control.forget_calls, methods=["DELETE"]),
        Route("/faults", control.plan, methods=["POST"]),
        Route("/faults", control.clear, methods=["DELETE"]),
        Route("/repeats", control.repeat, methods=["POST"]),
        Route("/updates", control.updates),
    ]


class CandidateApi:
    """What a person with the app in their hand can do and see."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def candidates(self, request: Request) -> Response:
        """Everyone, and the number of the newest event."""
        people = [person.summary() for person in self._sandbox.people.values()]
        shown = {"candidates": people, "bot": self._sandbox.bot(), "seq": self._sandbox.feed.seq}
        return JSONResponse({**shown, "console": self._sandbox.console_url})

    async def add(self, request: Request) -> Response:
        """A new candidate."""
        wanted = await read_json(request)
        language = wanted.get("language_code")
        person = self._sandbox.add_person(str(wanted.get("first_name", "")), str(language) if language else None)
        return JSONResponse(person.summary(), 201)

    async def conversation(self, request: Request) -> Response:
        """The whole chat of one candidate."""
        return JSONResponse(self._sandbox.conversation(self._person(request)))

    async def send(self, request: Request) -> Response:
        """A message of any kind."""
        return JSONResponse(acts.send(self._sandbox, self._person(request), await read_json(request)), 201)

    async def edit(self, request: Request) -> Response:
        """Other words in one's own message."""
        text = str((await read_json(request)).get("text", ""))
        return JSONResponse(acts.edit(self._sandbox, self._person(request), request.path_params["message"], text))

    async def press(self, request: Request) -> Response:
        """The press of an inline button."""
        wanted = await read_json(request)
        number, data = int(wanted.get("message_id", 0)), str(wanted.get("data", ""))
        forged = bool(wanted.get("forged"))
        return JSONResponse(acts.press(self._sandbox, self._person(request), number, data, forged=forged), 201)

    async def block(self, request: Request) -> Response:
        """Block the bot, or let it write again."""
        blocked = bool((await read_json(request)).get("blocked"))
        return JSONResponse(acts.set_blocked(self._sandbox, self._person(request), blocked))

    async def events_after(self, request: Request) -> Response:
        """What happened in one chat after a number, waiting for it if asked to."""
        person = self._person(request)
        seconds = min(float(request.query_params.get("wait", 0)), _LONGEST_WAIT)
        events = await self._sandbox.feed.wait_after(int(request.query_params.get("after", 0)), person.id, seconds)
        return JSONResponse({"events": events, "seq": self._sandbox.feed.seq})

    async def stream(self, request: Request) -> Response:
        """Everything that happens, as server-sent events; a browser that reconnects continues where it was."""
        last = request.headers.get("last-event-id") or request.query_params.get("after")
        after = int(last) if last and last.isdigit() else self._sandbox.feed.seq
        return StreamingResponse(
            self._lines(after), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def _lines(self, after: int) -> AsyncIterator[str]:
        feed = self._sandbox.feed
        yield "retry: 1000\n\n"
        while not feed.closed:
            events = await feed.wait_after(after, None, _HEARTBEAT)
            for event in events:
                after = event["seq"]
                yield f"id: {after}\ndata: {json.dumps(event)}\n\n"
            if not events:
                yield ": still here\n\n"

    async def file(self, request: Request) -> Response:
        """A file of the chat: a picture is shown, anything else is downloaded and never run as a page."""
        upload = self._sandbox.files.get(request.path_params["file_id"]).upload
        shown = upload.mime_type in _SHOWN_INLINE
        disposition = "inline" if shown else "attachment"
        headers = {
            "content-disposition": f"{disposition}; filename*=UTF-8''{quote(upload.name)}",
            "x-content-type-options": "nosniff",
        }
        return Response(upload.content, media_type=upload.mime_type, headers=headers)

    def _person(self, request: Request) -> Person:
        return self._sandbox.person(request.path_params["candidate"])


class ControlApi:
    """What a test can bring about."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def calls(self, request: Request) -> Response:
        """Every call that the bot made."""
        return JSONResponse({"calls": self._sandbox.calls})

    async def forget_calls(self, request: Request) -> Response:
        """Start the list anew."""
        self._sandbox.calls.clear()
        return JSONResponse({"ok": True})

    async def plan(self, request: Request) -> Response:
        """Trouble for the next calls of a method."""
        return JSONResponse(asdict(self._sandbox.faults.plan(await read_json(request))), 201)

    async def clear(self, request: Request) -> Response:
        """No more trouble."""
        self._sandbox.faults.clear()
        return JSONResponse({"ok": True})

    async def repeat(self, request: Request) -> Response:
        """Deliver an update again, under its own number."""
        wanted = (await read_json(request)).get("update_id")
        return JSONResponse({"update_id": self._sandbox.updates.repeat(int(wanted) if wanted else None)}, 201)

    async def updates(self, request: Request) -> Response:
        """What the bot has not confirmed yet."""
        return JSONResponse({"pending": self._sandbox.updates.waiting()})
