"""How questions are answered that strangers wrote: the fact, the card, an honest "I don't know" (`make trials`).

The questions are beside the repository (`../shared/trials`), not in it: nobody may learn from them. Each goes through
the door that the trained model opens for it, or, without a model, through that of what was not understood, and its
reply is judged as the trials' own `judge.py` judges it.

    .venv/bin/python -m tests.trials.questions [--model] [--failed] [--markdown] [FILE]

`--markdown` prints the tables of docs/knowledge.md.
"""

import asyncio
import importlib.util
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.answers.doors import WORDS
from bot.answers.performing import perform
from bot.answers.turn import Library, Turn
from bot.base.terms import Language
from bot.channel.understanding import Heard, Understanding
from bot.db import Database
from bot.dialogue.actions import Services, all_actions
from bot.dialogue.client import RasaClient
from bot.dialogue.trained_model import MEANINGS, OUT_OF_SCOPE, ROOT, phrases, rasa_environment
from bot.knowledge import Resolver, Search, load_knowledge
from bot.knowledge.answering import Answerer
from bot.knowledge.fact_ranking import load_weights as load_ranking
from bot.knowledge.meaning import both, learn
from bot.matching import load_weights
from bot.programme import candidates
from bot.programme.matching_inputs import Rules as Weighing
from bot.programme.open_vacancies import OpenVacancies
from bot.reading import FALLBACK, Parse, Reader, Reading
from bot.replies.message import visible
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


def understood(texts: Sequence[str], model: Path, *how: str) -> list[dict[str, Any]]:
    """What a trained model understands of each text; `--mended`: only how it is mended, in a small part of the time."""
    python = ROOT / "nlu" / ".venv" / "bin" / "python"
    done = subprocess.run(
        [str(python), "nlu/parse.py", str(model), *how],
        input="\n".join(map(json.dumps, texts)),
        capture_output=True, text=True, check=True, cwd=ROOT, env=rasa_environment(),
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()[1:]]


def newest() -> Path:
    """The model that was trained last."""
    return max((ROOT / "var" / "models").glob("[!.]*.tar.gz"), key=lambda path: path.stat().st_mtime)


class Rules(RasaClient):
    """Rasa without a server: what its model understood of each text, and the actions that its rules name."""

    def __init__(self, services: Services, parses: Mapping[str, dict[str, Any]]) -> None:
        domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
        self._parses = parses
        self._said = {name: line[0]["custom"] for name, line in domain["responses"].items() if "custom" in line[0]}
        rules = yaml.safe_load((ROOT / "nlu" / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
        steps = [rule["steps"] for rule in rules if "intent" in rule["steps"][0] and len(rule["steps"]) == 2]
        self._acts = {each[0]["intent"]: each[1].get("action", "") for each in steps}
        self._actions = {action.name(): action for action in all_actions(services)}

    async def parse(self, text: str) -> Parse:
        """Without a model, a text that was not understood."""
        return Parse.of(self._parses.get(text) or {"text": text, "intent": {"name": FALLBACK}})

    async def decide(self, conversation: str, part: Mapping[str, Any], **metadata: str) -> list[dict[str, object]]:
        """What the rule of an intent says."""
        act = self._acts.get(part["intent"]["name"], "action_unsure")
        if act in self._said:
            return [self._said[act]]
        dispatcher = CollectingDispatcher()
        tracker = Tracker(conversation, {}, dict(part), [], False, None, {}, "")
        await self._actions[act].run(dispatcher, tracker, {})
        return [each["custom"] for each in dispatcher.messages if each.get("custom")]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said to a message, without buttons, and what was read of it."""

    reply: str = ""
    reading: Reading = field(default_factory=Reading)


async def replies(items: Sequence[Item], parses: Sequence[dict[str, Any]]) -> list[Said]:
    """What is said to each message; everybody is new."""
    knowledge, strange = load_knowledge(), phrases(OUT_OF_SCOPE)
    meanings = both(ROOT / "var" / MEANINGS)
    search = Search(knowledge, meanings[0], strange)
    answerer = Answerer(knowledge, meanings, strange, load_ranking())
    for each in meanings:
        learn(each, (answerer, search))
    library = Library(knowledge, OpenVacancies(Weighing.of(knowledge, load_weights())), lambda: (search, answerer))
    resolver = Resolver(knowledge)
    said: list[Said] = []
    with TemporaryDirectory() as name:
        url = f"sqlite+aiosqlite:///{name}/trials.db"
        await databases.load(url, _KEY, NOW.date())
        database = Database.open(url, _KEY)
        services = Services(database, knowledge, resolver, search, lambda: NOW)
        understanding = Understanding(Rules(services, {each["text"]: each for each in parses}), Reader(resolver))
        for chat, item in enumerate(items, start=1000):
            try:
                said.append(await _reply(database, library, understanding, chat, item))
            except Exception as error:  # one that fails must not hide the others
                said.append(Said())
                print(f"{item['id']}: {error!r}", file=sys.stderr)
        await database.close()
    return said


async def _reply(database: Database, library: Library, understanding: Understanding, chat: int, item: Item) -> Said:
    async with database.transaction() as session:
        conversation = (await candidates.meet(session, chat, Language(item["lang"]), NOW)).conversation
    heard = Heard(item["text"])
    understood = await understanding.read(chat, conversation, heard, None, {}, (), NOW.date())
    async with database.transaction() as session:
        candidate = await candidates.meet(session, chat, Language(item["lang"]), NOW)
        turn = Turn(session, candidate, NOW, library, heard.text, said=understood.whole, parts=understood.parts)
        turn.clauses = understood.clauses
        messages = await perform(turn, understood.refs, WORDS, understood.reading)
    return Said("\n\n".join(visible(message.text) for message in messages), understood.reading)


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, what was replied, and why that fails ('' when it passes)."""

    item: Item
    reply: str
    why: str


async def judged(file: Path, model: Path | None, every: int = 1) -> list[Judged]:
    """Every question of a file, or each second, third …; without a model, as a message that was not understood."""
    items = read(file)[::every]
    parses = understood([item["text"] for item in items], model) if model else []
    grade = judge(file.parent if (file.parent / "judge.py").exists() else _trials())
    said = await replies(items, parses)
    return [Judged(item, each.reply, grade(item, each.reply)) for item, each in zip(items, said, strict=True)]


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


def markdown(found: Sequence[Judged]) -> str:
    """The tables of the documentation, by subject: facts in the reply, then what is not held and was said so."""
    lines: list[str] = []
    for expected, heading in (
        ("answer", "fact in the reply"),
        ("dont_know", "not held: said so"),
        ("guard", "guarded"),
    ):
        mine = [each for each in found if each.item["expect"] == expected]
        asked = Counter(str(each.item.get("topic")) for each in mine)
        passed = Counter(str(each.item.get("topic")) for each in mine if not each.why)
        lines += [f"| subject | {heading} |", "| --- | --- |"]
        lines += [
            f"| {subject.replace('_', ' ')} | {passed[subject]} of {asked[subject]} |" for subject in sorted(asked)
        ]
        lines += [f"| all | {passed.total()} of {asked.total()} |", ""]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print the table, and what failed."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    file = Path(names[0]) if names else _trials() / "questions.jsonl"
    found = asyncio.run(judged(file, newest() if "--model" in arguments else None))
    if "--failed" in arguments:
        for each in found:
            if each.why:
                print(f"{each.item['id']} {each.item['expect']} ({each.why}) {each.item['text']}\n  {each.reply!r}")
    print(markdown(found) if "--markdown" in arguments else table(found))


if __name__ == "__main__":
    main(sys.argv[1:])
