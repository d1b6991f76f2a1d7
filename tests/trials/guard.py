"""What becomes of messages near the law: `python -m tests.trials.guard [--failed] FILE…`.

A line of a file is an object with `id`, `lang`, `text` and `kind`: "advice" (wanted on somebody's own case, which is
refused), "neutral" (information, which is answered), "tells" (a statement, which is noted) or "both" (information and
advice, so that both are said). Each goes through the trained model, the rules and the answers.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.base.terms import Language
from bot.knowledge import load_knowledge
from tests.trials.questions import Item, Said, newest, read, replies, understood

KINDS = ("advice", "neutral", "tells", "both")
_CASE = "immigration_procedure"  # the article that says who may advise
_BESIDE = 30  # characters of an answer beside it


@dataclass(frozen=True, slots=True)
class Outcome:
    """A message with what was said to it."""

    item: Item
    said: Said
    refused: bool  # who may advise is told
    beside: bool  # something else is told

    @property
    def right(self) -> bool:
        """Whether it went as it should."""
        kind = self.item["kind"]
        answered = bool(self.said.reply)  # what ended in an error says nothing
        return answered and self.refused == (kind in {"advice", "both"}) and (self.beside or kind != "both")

    @property
    def noted(self) -> bool:
        """Whether something that its writer told was read, or is asked back."""
        return bool(self.said.reading.facts or self.said.reading.unclear)


def outcomes(items: Sequence[Item], model: Path) -> list[Outcome]:
    """What becomes of each message."""
    parses = understood([item["text"] for item in items], model)
    said = asyncio.run(replies(items, parses))
    return [_outcome(item, each) for item, each in zip(items, said, strict=True)]


def _outcome(item: Item, said: Said) -> Outcome:
    entry, language = load_knowledge().article(_CASE), Language(item["lang"])
    title, answer = entry.title[language], " ".join(entry.answer[language].split())
    reply = " ".join(said.reply.split())
    refused = title in reply and answer[:_BESIDE] in reply
    rest = reply.partition(title)[0]
    return Outcome(item, said, refused, len(rest if refused else reply) > _BESIDE)


def table(found: Iterable[Outcome]) -> str:
    """How many of each kind are refused, answered beside, noted; and go as they should, by language."""
    rows = list(found)
    lines = ["kind      lines  refused  beside  noted  right  fr           en"]
    for kind in KINDS:
        mine = [each for each in rows if each.item["kind"] == kind]
        of = Counter(each.item["lang"] for each in mine)
        right = Counter(each.item["lang"] for each in mine if each.right)
        lines.append(
            f"{kind:9} {len(mine):5}  {sum(each.refused for each in mine):7}  {sum(each.beside for each in mine):6}"
            f"  {sum(each.noted for each in mine):5}  {right.total():5}  "
            + "  ".join(f"{right[lang]:3} of {of[lang]:3}" for lang in ("fr", "en"))
        )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print the table, and what went otherwise."""
    found = outcomes([item for name in arguments if not name.startswith("--") for item in read(Path(name))], newest())
    if "--failed" in arguments:
        for each in found:
            if not each.right:
                print(f"{each.item['id']} {each.item['kind']} {each.item['text']}\n  {each.said.reply[:160]!r}")
    print(table(found))


if __name__ == "__main__":
    main(sys.argv[1:])
