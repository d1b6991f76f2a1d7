"""How the profile hears what strangers tell: each message at its open question, against what a careful clerk notes.

A file has one message a line: `asked` (the open question, or null), `told` (what was saved before), `text`, `gold`
(what would now be written: the fields that it tells or changes), `ask` (fields that would be asked back) and `request`
(whether it also wants something). The model reads each text as the process would; nothing is performed.

    .venv/bin/python -m tests.trials.told [--failed] [--danger] FILE…
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.base.terms import ANYWHERE, Education, Field, Household, Permit, Wish
from bot.dialogue.trained_model import ROOT
from bot.encoder import MessageEncoder
from bot.knowledge import Ambiguous, Found, Resolver, load_knowledge
from bot.knowledge.meaning import Meanings, use
from bot.reading import Context, Parse, Reader, Reading, changes, own_words
from bot.reading.parse import EMERGENCY
from bot.safety import Encoders, Lookout
from tests.trials.questions import newest, understood

Line = Mapping[str, Any]
TODAY = date(2026, 11, 30)
"""The Monday on which all writers wrote."""
_NEARLY_ALL = 15  # of seventeen regions
RIGHT, ASKED, LOST, WRONG, SPARED = "right", "asked", "lost", "wrong", "asked in vain"


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of one field of one message: right, asked with the right one among the options, lost, wrong."""

    line: Line
    field: str
    how: str
    kept: Any


def heard(lines: Sequence[Line], model: Path, lookout: Lookout | None = None) -> list[Heard]:
    """What becomes of every field that the messages tell, and of what they do not tell and that is kept."""
    parses = parses_of([own_words(line["text"]) for line in lines], model)
    return [
        each for line, parse in zip(lines, parses, strict=True) for each in become_of(line, reader_of(), parse, lookout)
    ]


def become_of(line: Line, reader: Reader, parse: Mapping[str, Any], lookout: Lookout | None = None) -> Iterable[Heard]:
    """What becomes of one message; without a lookout, nobody is taken for being in danger."""
    text, alarmed = own_words(line["text"]), False
    if lookout:
        if lookout.look(text) is not None:
            return [Heard(line, "danger", WRONG, "a card or a line of help")]
        alarmed = not lookout.rules_danger_out(text)
    asked = Field(line["asked"]) if line["asked"] else None
    context = Context(TODAY, asked, told_before(line), alarmed=alarmed)
    reading = reader.at_once(text, context) or reader.read(Parse.of(parse), context)
    if any(act.intent == EMERGENCY for act in reading.acts):
        return [Heard(line, "danger", WRONG, "what was meant is danger, to the model")]
    return _fields(line, reading, context)


def told_before(line: Line) -> dict[Field | Wish, Any]:
    """The profile as it was."""
    return {Field(name): valued(Field(name), value) for name, value in line.get("told", {}).items()}


def lines_of(files: Sequence[Path]) -> list[Line]:
    """The messages of several files."""
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]


def parses_of(texts: Sequence[str], model: Path) -> list[dict[str, Any]]:
    """What a model understands of each text; kept in `var`, since the reader changes more often than the model."""
    file = ROOT / "var" / "told" / f"{model.name.removesuffix('.tar.gz')}.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if new := [text for text in dict.fromkeys(texts) if text not in known]:
        known |= dict(zip(new, understood(new, model), strict=True))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(known), encoding="utf-8")
    return [known[text] for text in texts]


def _fields(line: Line, reading: Reading, context: Context) -> Iterable[Heard]:
    done = changes(reading, context.told, context.asked)
    offered: dict[Field, list[Any]] = {}
    for unclear in reading.unclear:
        offered.setdefault(unclear.field, []).extend(unclear.options)
    for doubt in done.doubts:
        if isinstance(doubt.field, Field):
            offered.setdefault(doubt.field, []).append(doubt.after)
    for field in Field:
        gold, kept = line["gold"].get(field), done.saved.get(field)
        may_be_asked = field in line.get("ask", ())
        if gold is None:
            if kept is not None:
                yield Heard(line, field, WRONG, kept)
            elif may_be_asked:
                yield Heard(line, field, RIGHT if field in offered else LOST, offered.get(field))
        elif kept is not None:
            yield Heard(line, field, RIGHT if is_gold(field, gold, kept) else WRONG, kept)
        elif field in done.same and is_gold(field, gold, context.told.get(field)):
            yield Heard(line, field, RIGHT, None)
        elif field in offered:
            among = any(is_gold(field, gold, option) for option in offered[field])
            yield Heard(line, field, ASKED if among else SPARED, offered[field])
        else:
            yield Heard(line, field, LOST, None)


@cache
def _resolver() -> Resolver:
    return Resolver(load_knowledge())


@cache
def reader_of() -> Reader:
    """The reader on the real knowledge base."""
    return Reader(_resolver())


def same_language(code: str) -> str:
    """Tagalog and Chinese have two codes each."""
    return {"fil": "tl", "yue": "zh"}.get(code, code)


def valued(field: Field, gold: Any) -> Any:
    """What a profile would hold for a writer's value; of a range or several, the first."""
    match field:
        case Field.OCCUPATION:
            return next(iter(_trades(gold)), None)
        case Field.EDUCATION:
            return Education[(gold if isinstance(gold, str) else gold[0]).upper()]
        case Field.PERMIT:
            return Permit(gold if isinstance(gold, str) else gold[0])
        case Field.HOUSEHOLD:
            return Household(gold["partner"], gold["children"], gold.get("others", 0))
        case Field.REGIONS | Field.LANGUAGES:
            return tuple(gold)
        case Field.START:
            return date.fromisoformat(gold if isinstance(gold, str) else gold[0])
        case Field.FRENCH | Field.EXPERIENCE:
            return gold[0] if isinstance(gold, list) else gold


def is_gold(field: Field, gold: Any, value: Any) -> bool:
    """Whether a value is what the writer would note."""
    if value is None:
        return False
    match field:
        case Field.OCCUPATION:
            return any(str(value) == code for code in _trades(gold))
        case Field.EDUCATION:
            return Education(value).name.lower() in ([gold] if isinstance(gold, str) else gold)
        case Field.PERMIT:
            return str(value) in ([gold] if isinstance(gold, str) else gold)
        case Field.HOUSEHOLD:
            return bool(value == valued(field, gold))
        case Field.LANGUAGES:
            return {same_language(code) for code in value} == {same_language(code) for code in gold}
        case Field.REGIONS:  # everywhere but in Montréal, which the programme leads out of, is anywhere
            return set(value) == ({ANYWHERE} if len(gold) >= _NEARLY_ALL else set(gold))
        case Field.START:
            first, last = gold if isinstance(gold, list) else (gold, gold)
            return bool(date.fromisoformat(first) <= value <= date.fromisoformat(last))
        case Field.FRENCH | Field.EXPERIENCE:
            low, high = gold if isinstance(gold, list) else (gold, gold)
            return bool(low - 0.01 <= value <= high + 0.01)


def _trades(gold: Any) -> list[str]:
    """The unit groups that a usual English title may mean."""
    codes: list[str] = []
    for title in [gold] if isinstance(gold, str) else gold:
        match _resolver().occupation(title):
            case Found(code):
                codes.append(str(code))
            case Ambiguous(options):
                codes += map(str, options)
    return codes


def table(found: Sequence[Heard]) -> str:
    """How many of each field are right, asked, lost or wrong."""
    counts = Counter((each.field, each.how) for each in found)
    names = (RIGHT, ASKED, SPARED, LOST, WRONG)
    rows = [f"{'':18}" + "".join(f"{name:>15}" for name in names)]
    for field in [*Field, "danger"]:
        rows.append(f"{field:18}" + "".join(f"{counts[field, name]:15}" for name in names))
    rows.append(f"{'all':18}" + "".join(f"{sum(counts[f, name] for f in Field):15}" for name in names))
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> None:
    """Print the table, and what failed."""
    lines = lines_of([Path(name) for name in arguments if not name.startswith("--")])
    lookout = (
        Lookout(Encoders(Meanings(encoder=use()).one, MessageEncoder().danger)) if "--danger" in arguments else None
    )
    found = heard(lines, newest(), lookout)
    if "--failed" in arguments:
        for each in found:
            if each.how != RIGHT:
                line = each.line
                gold = line["gold"].get(each.field, "nothing")
                print(f"{line['id']} [{line['asked']}] {each.how} {each.field}: {line['text']!r}")
                print(f"    told {line.get('told', {})} gold {gold!r} kept {each.kept!r}")
    print(table(found))


if __name__ == "__main__":
    main(sys.argv[1:])
