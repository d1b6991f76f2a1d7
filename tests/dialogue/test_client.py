"""The client says what Rasa answered, or that it did not; it never takes a fault for silence."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from bot.dialogue.client import MOST_READ, Breaker, RasaClient, RasaUnavailable
from bot.reading import Parse

PART = {"text": "bonjour", "intent": {"name": "greet"}, "entities": []}
Answer = Callable[[httpx.Request], httpx.Response]


class Clock:
    """A monotonic clock that tests move."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Server:
    """What Rasa was asked, and what it answers."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.answer: Answer = lambda request: httpx.Response(200, json=[{"custom": {"answer": "greet"}}])

    async def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer(request)

    @property
    def body(self) -> dict[str, object]:
        """The last body."""
        body: dict[str, object] = json.loads(self.requests[-1].content)
        return body


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def client(server: Server, clock: Clock) -> AsyncIterator[RasaClient]:
    async with httpx.AsyncClient(transport=httpx.MockTransport(server.handle)) as http:
        yield RasaClient("http://rasa.test/", None, http, timeout=0.2, clock=clock)


def refuse(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def parsed(text: str = "bonjour") -> dict[str, object]:
    """A parse as Rasa gives it."""
    return {
        "text": text,
        "intent": {"name": "greet", "confidence": 0.9},
        "intent_ranking": [{"name": "greet", "confidence": 0.9}],
        "entities": [{"entity": "city", "value": "Amos", "start": 1, "end": 5, "extractor": "X"}],
        "mended": "bonjour",
        "clauses": [{"start": 0, "end": 7, "text": "bonjour", "mended": "bonjour", "intent": "greet", "advice": 0.1}],
    }


async def test_the_rules_bring_their_payloads_in_order(server: Server, client: RasaClient) -> None:
    server.answer = lambda request: httpx.Response(
        200, json=[{"custom": {"answer": "a"}}, {"text": "no"}, {"custom": {"answer": "b", "args": ["1"]}}]
    )
    part = {"text": "bonjour", "intent": {"name": "greet"}, "entities": []}
    assert await client.decide("c1", part, place="05") == [{"answer": "a"}, {"answer": "b", "args": ["1"]}]
    assert server.body == {"sender": "c1", "parse": part, "metadata": {"place": "05"}}
    assert server.requests[-1].url == "http://rasa.test/webhooks/read/webhook"


async def test_a_parse_is_typed_and_need_not_have_clauses(server: Server, client: RasaClient) -> None:
    server.answer = lambda request: httpx.Response(200, json=parsed())
    found = await client.parse("bonjour")
    assert (found.intent, found.confidence, found.entities[0].value) == ("greet", 0.9, "Amos")
    assert found.clauses == (), "one clause is the text"
    server.answer = lambda request: httpx.Response(200, json={"text": "a", "intent": {"name": None}})
    assert await client.parse("a") == Parse("a", "nlu_fallback", mended="a")
    assert server.requests[-1].url == "http://rasa.test/webhooks/read/parse"


async def test_what_is_typed_is_sent_without_what_no_one_sees(server: Server, client: RasaClient) -> None:
    server.answer = lambda request: httpx.Response(200, json=parsed())
    await client.parse(' \u200b／cancel{"city": "HACK"}')
    assert server.body == {"text": 'cancel{"city": "HACK"}'}


async def test_a_long_text_is_cut(server: Server, client: RasaClient) -> None:
    server.answer = lambda request: httpx.Response(200, json=parsed())
    await client.parse("mot " * 2000)
    assert len(str(server.body["text"])) <= MOST_READ


@pytest.mark.parametrize("answer", [[], {}, {"text": "a"}, {"text": "a", "intent": None}, "parse", None])
async def test_whatever_is_no_parse_is_a_failure(server: Server, client: RasaClient, answer: object) -> None:
    server.answer = lambda request: httpx.Response(200, json=answer)
    with pytest.raises(RasaUnavailable):
        await client.parse("bonjour")


@pytest.mark.parametrize(
    "answer",
    [
        refuse,
        lambda request: httpx.Response(500),
        lambda request: httpx.Response(404),
        lambda request: httpx.Response(200, text="<html>"),
        lambda request: httpx.Response(200, json={"status": "ok"}),
        lambda request: httpx.Response(200, json=["text"]),
        lambda request: httpx.Response(200, json=[]),
        lambda request: httpx.Response(200, json=[{"text": "no payload"}]),
    ],
    ids=["refused", "500", "404", "not json", "not a list", "not messages", "empty", "nothing to show"],
)
async def test_whatever_is_no_answer_is_a_failure(server: Server, client: RasaClient, answer: Answer) -> None:
    server.answer = answer
    with pytest.raises(RasaUnavailable):
        await client.decide("c1", PART)


async def test_a_server_that_says_it_is_well_and_answers_nothing_does_not_answer(
    server: Server, client: RasaClient
) -> None:
    server.answer = lambda request: httpx.Response(200, json={"status": "ok"} if request.method == "GET" else [])
    assert await client.healthy()
    assert not await client.answers()
    said = {"parse": parsed(), "webhook": [{"custom": {"answer": "greet"}}]}
    server.answer = lambda request: httpx.Response(200, json=said.get(request.url.path.rpartition("/")[2], {}))
    assert await client.answers()


async def test_a_slow_answer_is_a_failure_even_if_it_trickles() -> None:
    async def slow(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(5)
        return httpx.Response(200, json=[])

    async with httpx.AsyncClient(transport=httpx.MockTransport(slow)) as http:
        client = RasaClient("http://rasa.test", None, http, timeout=0.05)
        with pytest.raises(RasaUnavailable):
            await client.decide("c1", PART)
        assert not await client.healthy()


async def test_a_token_goes_where_rasa_looks_for_it(server: Server) -> None:
    async with httpx.AsyncClient(transport=httpx.MockTransport(server.handle)) as http:
        await RasaClient("http://rasa.test", "s3cret", http).decide("c1", PART)
    assert server.requests[-1].url.params["token"] == "s3cret"


async def test_health_is_the_health_of_the_channel(server: Server, client: RasaClient) -> None:
    server.answer = lambda request: httpx.Response(200, json={"status": "ok"})
    assert await client.healthy()
    assert server.requests[-1].url.path == "/webhooks/read/"
    server.answer = lambda request: httpx.Response(503)
    assert not await client.healthy()
    server.answer = refuse
    assert not await client.healthy()


async def test_after_three_failures_nobody_waits(server: Server, client: RasaClient, clock: Clock) -> None:
    good, server.answer = server.answer, refuse
    for _ in range(5):
        with pytest.raises(RasaUnavailable):
            await client.decide("c1", PART)
    assert len(server.requests) == 3
    clock.now += 6
    server.answer = good
    assert await client.decide("c1", PART)
    assert await client.decide("c1", PART)


async def test_signs_of_life_end_the_pause(server: Server, client: RasaClient) -> None:
    good, server.answer = server.answer, refuse
    for _ in range(3):
        with pytest.raises(RasaUnavailable):
            await client.decide("c1", PART)
    server.answer = good
    assert await client.healthy()
    assert await client.decide("c1", PART)


async def test_a_failed_action_is_not_held_against_rasa(server: Server, client: RasaClient) -> None:
    server.answer = lambda request: httpx.Response(200, json=[])
    for _ in range(5):
        with pytest.raises(RasaUnavailable):
            await client.decide("c1", PART)
    assert len(server.requests) == 5


def test_one_call_tries_for_all(clock: Clock) -> None:
    breaker = Breaker(clock, failures=1, pause=5)
    breaker.failed()
    assert not breaker.allows()
    clock.now += 5
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.succeeded()
    assert breaker.allows()
