"""`bot read "…"`: the steps of reading a message, to find out why one was misread."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.base.characters import printable
from bot.base.clock import local_day, utc_now
from bot.base.settings import read_settings
from bot.base.terms import Field, Wish
from bot.cli.common import console
from bot.cli.training import trained
from bot.dialogue.client import plain_text
from bot.dialogue.trained_model import NLU, TrainingError, rasa_environment
from bot.knowledge import Resolver, load_knowledge
from bot.reading import Context, Parse, Person, Reader, Reading, changes, own_words

_LIKELIEST = 3


def read(
    text: Annotated[str, typer.Argument(help="What somebody wrote.")],
    asking: Annotated[Field | None, typer.Option(help="The question of the profile that is open.")] = None,
) -> None:
    """Show how a message is read, step by step: what it was taken for and why, and what would be done."""
    settings = read_settings()
    for line in steps(trained(settings), text, asking, {}, local_day(utc_now())):
        console.print(line, markup=False, highlight=False)


def parse_with(model: Path, text: str) -> Parse:
    """The parse of a text by a model's pipeline, which takes some ten seconds to load.

    Raises:
        TrainingError: the model cannot be read.
    """
    command = [str(NLU / ".venv" / "bin" / "python"), str(NLU / "parse.py"), str(model.resolve())]
    done = subprocess.run(
        command, input=json.dumps(text) + "\n", env=rasa_environment(), capture_output=True, text=True, check=False
    )
    answers = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not answers:
        raise TrainingError(f"the model could not be asked:\n{done.stderr[-500:]}")
    return Parse.of(json.loads(answers[-1]))


def steps(model: Path, text: str, asked: Field | None, told: Mapping[Field | Wish, Any], today: date) -> Iterator[str]:
    """Line by line: what was mended, what each part was taken for, what it tells, what would be done."""
    plain = own_words(plain_text(text))
    reader, context = Reader(Resolver(load_knowledge())), Context(today, asked, told, forwarded=not plain)
    reading = reader.at_once(plain, context)
    if reading is None:
        parse = parse_with(model, plain)
        yield from _seen(parse)
        reading = reader.read(parse, context)
    else:
        yield "no model is needed"
    yield from (printable(f"read: {why}") for why in reading.why)
    yield from _done(reading, context)


def _seen(parse: Parse) -> Iterator[str]:
    if parse.mended != parse.text:
        yield printable(f"mended: {parse.mended}")
    likeliest = ", ".join(f"{guess.intent} {guess.confidence:.2f}" for guess in parse.ranking[:_LIKELIEST])
    yield f"whole: {parse.intent} ({likeliest})"
    for clause in parse.clauses:
        yield printable(f"clause: “{clause.text}”: {clause.intent}")
    for entity in parse.entities:
        yield printable(f"entity: {entity.kind} “{parse.text[entity.start : entity.end]}”")


def _done(reading: Reading, context: Context) -> Iterator[str]:
    found = changes(reading, context.told, context.asked)
    yield from (f"saves: {field} = {value!r}" for field, value in found.saved.items())
    yield from (f"asks first: {doubt.field}, {doubt.before!r} to {doubt.after!r}?" for doubt in found.doubts)
    yield from (f"asks which one: {each.field}, {each.options!r}" for each in reading.unclear)
    yield from (printable(f"cannot note: “{name}” is no language that is known") for name in reading.unread)
    yield from (f"asks again: {field}" for field in found.again)
    if found.partner:
        yield f"saves: the partner's field of work = {found.partner}"
    ignored = [fact for fact in reading.facts if fact.person not in {Person.SELF, Person.PARTNER}]
    yield from (f"leaves alone: {fact.field} of {fact.person}" for fact in ignored)
    yield from ("answers: " + ":".join(shown) for shown in reading.does)
    yield from (f"asks Rasa's rules: {act.intent}" for act in reading.acts)
    if reading.missed:
        yield f"says that it does not know this answer: {reading.missed}"
