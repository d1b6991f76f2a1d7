"""Reads texts, one JSON string a line, and prints what a model understands of each, one JSON object a line.

    PYTHONPATH=nlu nlu/.venv/bin/python nlu/parse.py var/models/MODEL.tar.gz

For measuring: it needs no server, and loads the model once.
"""

import asyncio
import json
import sys

answers, sys.stdout = sys.stdout, sys.stderr  # Rasa logs to the standard output; it must not mix with answers

from rasa.core.agent import Agent  # noqa: E402


async def main(model: str) -> None:
    """A first line `null` says that the model is loaded."""
    agent = Agent.load(model)
    print("null", file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(await agent.parse_message(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
