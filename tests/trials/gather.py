"""Takes questions of strangers into what the answers are learnt from: `python -m tests.trials.gather FILE.tsv…`.

`--mended` instead of files, after `nlu/mending.yml` or the names of the knowledge base were changed: mends what is
known (`questions.tsv`, `asked_facts.tsv`) as the newest model does now. `bot knowledge meanings` belongs after it.

Each file is one writer's. A line is what is expected (answer, dont_know, guard), the file and the id of the entry that
holds the fact, words of the fact, the language, the style and the question. The trained model tells what it makes of
each, so that the answers are learnt from what they will be given. Left out is what resembles a question of the trials.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process, utils

from bot.knowledge.training_questions import COLUMNS, KEYS, QUESTIONS, KnownQuestion

from .questions import folder, newest, read, understood

_ALIKE = 82  # of 100: the same words in whatever order


def main(paths: Sequence[Path]) -> None:
    """Write the questions of all files in the place of those that are there."""
    place = folder()
    apart = [item["text"] for item in read(place / "questions.jsonl")] if place else []
    found = [each for path in paths for each in _written(path, apart)]
    parses = understood([each.question for each in found], newest())
    lines = ["\t".join(COLUMNS)]
    for each, parse in zip(found, parses, strict=True):
        took = " ".join(f"{guess['name']}:{guess['confidence']:.3f}" for guess in parse["intent_ranking"])
        mended = mended_text(parse)
        lines.append("\t".join((each.writer, each.expect, each.card, each.key, each.question, mended, took)))
    Path(str(QUESTIONS)).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(found)} questions")


def mend() -> None:
    """Mend the known questions anew; nothing else of them changes."""
    for file, whole in ((QUESTIONS, True), (KEYS, False)):
        names, *rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
        asked, mended = names.index("question"), names.index("mended")
        before = [row[mended] for row in rows]
        for row, parse in zip(rows, understood([row[asked] for row in rows], newest(), "--mended"), strict=True):
            text = mended_text(parse)
            row[mended] = text if whole or text != row[asked] else ""
        Path(str(file)).write_text("".join("\t".join(row) + "\n" for row in (names, *rows)), encoding="utf-8")
        changed = sum(row[mended] != was for row, was in zip(rows, before, strict=True))
        print(f"{file.name}: {changed} of {len(rows)} mended otherwise")


def mended_text(parse: Mapping[str, Any]) -> str:
    """The mended text of a parse, in one line."""
    return " ".join(parse["mended"].split())


def _written(path: Path, apart: Sequence[str]) -> Iterator[KnownQuestion]:
    for line in path.read_text(encoding="utf-8").splitlines():
        expect, file, entry, key, _, _, question = line.split("\t")
        near = process.extractOne(
            question, apart, scorer=fuzz.token_set_ratio, processor=utils.default_process, score_cutoff=_ALIKE
        )
        if near:
            print(f"left out, since a trial asks it: {question}\n  {near[0]}")
            continue
        card = _card(file, entry) if expect == "answer" else ""
        yield KnownQuestion(path.stem, expect.replace("dont_know", "not_held"), card, key, question)


def _card(file: str, entry: str) -> str:
    """The card of an entry, as facts name it."""
    if file.startswith("regions/"):
        region, topic = entry.split(".")
        return f"region {region.removeprefix('r')} {topic}"
    if file.startswith("services/"):
        return f"service {entry.removeprefix('s.')}"
    return f"french_level {entry}" if file == "french_scale.yaml" else f"article {entry}"


if __name__ == "__main__":
    if sys.argv[1:] == ["--mended"]:
        mend()
    else:
        main([Path(name) for name in sys.argv[1:]])
