"""How questions are answered that strangers wrote: the fact, the card, an honest "I don't know" (`make trials`).

The questions are beside the repository (`../shared/trials`), not in it: nobody may learn from them. Each goes through
the door that the trained model opens for it, or, without a model, through that of what was not understood, and its
reply is judged as the trials' own `judge.py` judges it.

    .venv/bin/python -m tests.trials.questions [--model] [FILE]
"""

import asyncio
import importlib.util
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import Services, all_actions
from bot.answers import Library, Turn, perform
from bot.answers.declaration import WORDS
from bot.db import Database
from bot.knowledge import Meanings, Resolver, Search, load_knowledge
from bot.knowledge.answering import Answerer
from bot.knowledge.ranking import load_weights as load_ranking
from bot.matching import load_weights
from bot.programme import candidates
from bot.programme.employers import Rules
from bot.replies.message import Ref, ref, visible
from bot.terms import Language
from bot.training import MEANINGS, OUT_OF_SCOPE, ROOT, phrases
from tests import databases
from tests.conftest import NOW

Item = Mapping[str, Any]
_KEY = "0" * 43 + "="  # of a database that is thrown away


def folder() -> Path | None:
    """Where the trials are; none on a machine that has only the repository."""
    named = [Path(os.environ["TRIALS"])] if "TRIALS" in os.environ else []
    beside = [parent / "shared" / "trials" for parent in ROOT.parents]
    return next((place for place in (*named, *beside) if (place / "questions.jsonl").exists()), None)


def read(file: Path) -> list[Item]:
    """The questions of a file, one JSON object a line."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@cache
def judge(place: Path) -> Callable[[Item, str], str]:
    """`grade` of the trials: '' when a reply passes, else why it fails."""
    spec = importlib.util.spec_from_file_location("judge", place / "judge.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    grade: Callable[[Item, str], str] = module.grade
    return grade


def understood(texts: Sequence[str]) -> list[dict[str, Any]]:
    """What the newest trained model understands of each text."""
    model = max((ROOT / "var" / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    python = ROOT / "nlu" / ".venv" / "bin" / "python"
    done = subprocess.run(
        [str(python), "nlu/parse.py", str(model)],
        input="\n".join(map(json.dumps, texts)),
        capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": "nlu"},
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()[1:]]


@dataclass
class Doors:
    """Which answers Rasa's rules name for what it understood."""

    services: Services

    def __post_init__(self) -> None:
        domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
        self._said = {name: line[0]["custom"] for name, line in domain["responses"].items() if "custom" in line[0]}
        rules = yaml.safe_load((ROOT / "nlu" / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
        steps = [rule["steps"] for rule in rules if "intent" in rule["steps"][0] and len(rule["steps"]) == 2]
        self._acts = {each[0]["intent"]: each[1].get("action", "") for each in steps}
        self._actions = {action.name(): action for action in all_actions(self.services)}

    async def of(self, parse: dict[str, Any] | None) -> list[Ref]:
        """Without a model, what is opened by a message that was not understood."""
        if parse is None:
            return [ref("unsure")]
        act = self._acts.get(parse["intent"]["name"], "action_unsure")
        if act in self._said:
            said = self._said[act]
            return [ref(said["answer"], *said.get("args", ()))]
        dispatcher = CollectingDispatcher()
        tracker = Tracker("nobody", {}, parse, [], False, None, {}, "")
        await self._actions[act].run(dispatcher, tracker, {})
        said_all = [each["custom"] for each in dispatcher.messages if each.get("custom")]
        return [ref(each["answer"], *each["args"]) for each in said_all]


async def replies(items: Sequence[Item], parses: Iterable[dict[str, Any] | None]) -> list[str]:
    """The words of the messages that answer each question, without buttons; everybody is new."""
    knowledge, strange = load_knowledge(), phrases(OUT_OF_SCOPE)
    meanings = Meanings(ROOT / "var" / MEANINGS)
    search = Search(knowledge, meanings, strange)
    answerer = Answerer(knowledge, meanings, strange, load_ranking())
    library = Library(knowledge, search, answerer, Rules.of(knowledge, load_weights()))
    said: list[str] = []
    with TemporaryDirectory() as name:
        url = f"sqlite+aiosqlite:///{name}/trials.db"
        await databases.load(url, _KEY, NOW.date())
        database = Database.open(url, _KEY)
        doors = Doors(Services(database, knowledge, Resolver(knowledge), search, lambda: NOW))
        for number, (item, parse) in enumerate(zip(items, parses, strict=True)):
            async with database.transaction() as session:
                candidate = await candidates.meet(session, 1000 + number, Language(item["lang"]), NOW)
                turn = Turn(session, candidate, NOW, library, item["text"])
                try:
                    messages = await perform(turn, await doors.of(parse), WORDS)
                except Exception as error:  # one that fails must not hide the others
                    messages = []
                    print(f"{item['id']}: {error!r}", file=sys.stderr)
            said.append("\n\n".join(visible(message.text) for message in messages))
        await database.close()
    return said


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, what was replied, and why that fails ('' when it passes)."""

    item: Item
    reply: str
    why: str


async def judged(file: Path, *, model: bool) -> list[Judged]:
    """Every question of a file."""
    items = read(file)
    parses: Sequence[dict[str, Any] | None] = (
        understood([item["text"] for item in items]) if model else [None] * len(items)
    )
    grade = judge(file.parent if (file.parent / "judge.py").exists() else _trials())
    said = await replies(items, parses)
    return [Judged(item, reply, grade(item, reply)) for item, reply in zip(items, said, strict=True)]


def _trials() -> Path:
    place = folder()
    assert place is not None, "no trials on this machine"
    return place


def table(found: Sequence[Judged]) -> str:
    """How many pass, by what is expected, and in parts."""
    lines = []
    for part in ("expect", "lang", "style", "topic"):
        counts = Counter((each.item["expect"], str(each.item.get(part))) for each in found)
        passed = Counter((each.item["expect"], str(each.item.get(part))) for each in found if not each.why)
        lines += [
            f"{part:8} {of:10} {value:18} {passed[of, value]:4} of {n}" for (of, value), n in sorted(counts.items())
        ]
        if part == "expect":
            lines = [line.replace("expect  ", "all     ") for line in lines]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print the table, and what failed."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    file = Path(names[0]) if names else _trials() / "questions.jsonl"
    found = asyncio.run(judged(file, model="--model" in arguments))
    if "--failed" in arguments:
        for each in found:
            if each.why:
                print(f"{each.item['id']} {each.item['expect']} ({each.why}) {each.item['text']}\n  {each.reply!r}")
    print(table(found))


if __name__ == "__main__":
    main(sys.argv[1:])
