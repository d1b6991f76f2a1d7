"""Reads texts, one JSON string a line, and prints what a model understands of each, one JSON object a line.

    PYTHONPATH=nlu nlu/.venv/bin/python nlu/parse.py var/models/MODEL.tar.gz [--mended]

For measuring: it needs no server, and loads the model once. `--mended`: only how a text is mended.
"""

import asyncio
import json
import sys
from typing import Any

answers, sys.stdout = sys.stdout, sys.stderr  # Rasa logs to the standard output; it must not mix with answers

from components.tokens import MENDED, NamingTokenizer  # noqa: E402
from rasa.core.agent import Agent  # noqa: E402
from rasa.core.channels.channel import UserMessage  # noqa: E402
from rasa.engine.constants import PLACEHOLDER_MESSAGE  # noqa: E402


async def main(model: str, *how: str) -> None:
    """A first line `null` says that the model is loaded."""
    agent = Agent.load(model)
    print("null", file=answers, flush=True)
    for line in sys.stdin:
        text = json.loads(line)
        found = mended(agent, text) if "--mended" in how else await agent.parse_message(text)
        print(json.dumps(found), file=answers, flush=True)


def mended(agent: Agent, text: str) -> dict[str, Any]:
    """What the first steps of the pipeline make of a text, without those that tell what is meant."""
    steps = agent.processor.model_metadata.predict_schema.nodes
    mending = next(name for name, step in steps.items() if step.uses is NamingTokenizer)
    inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text)]}
    [message] = agent.processor.graph_runner.run(inputs, [mending])[mending]
    return {"text": text, MENDED: message.get(MENDED)}


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
