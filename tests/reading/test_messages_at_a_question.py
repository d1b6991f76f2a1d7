"""Messages at an open question, as Rasa's pipeline saw them: answers, requests, and what is neither."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.base.terms import Field
from bot.programme.profile_values import raw, typed
from bot.reading import Context, Parse, Reader, changes
from tests.reading.conftest import TODAY

MESSAGES = [
    json.loads(line) for line in Path(__file__).with_name("open_question.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("message", MESSAGES, ids=[message["seen"]["text"] for message in MESSAGES])
def test_a_message_saves_what_its_writer_says_of_themselves(reader: Reader, message: dict[str, Any]) -> None:
    asked = Field(message["asked"])
    context, parse = Context(TODAY, asked), Parse.of(message["seen"])
    reading = reader.at_once(parse.text, context) or reader.read(parse, context)
    saved = changes(reading, {}, asked).saved
    assert saved == {Field(name): typed(Field(name), value) for name, value in message["saves"].items()}
    offered = [option for each in reading.unclear if each.field is asked for option in each.options]
    assert bool(offered) == ("offers" in message)
    assert all(raw(asked, typed(asked, [code])) in [raw(asked, each) for each in offered] for code in _offers(message))
    if asks := message.get("asks"):
        done = {act.intent for act in reading.acts} | {shown[0] for shown in reading.does}
        assert done & set(asks)


def _offers(message: dict[str, Any]) -> list[str]:
    return [message["offers"]] if "offers" in message else []
