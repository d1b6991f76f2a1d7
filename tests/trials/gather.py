"""Takes questions of strangers into what the answers are learnt from: `python -m tests.trials.gather FILE.tsv…`.

Each file is one writer's. A line is what is expected (answer, dont_know, guard), the file and the id of the entry that
holds the fact, words of the fact, the language, the style and the question. The trained model tells what it makes of
each, so that the answers are learnt from what they will be given. Left out is what resembles a question of the trials.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from bot.knowledge.training_questions import COLUMNS, QUESTIONS, KnownQuestion

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
        mended = " ".join(parse["mended"].split())
        lines.append("\t".join((each.writer, each.expect, each.card, each.key, each.question, mended, took)))
    Path(str(QUESTIONS)).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(found)} questions")


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
    main([Path(name) for name in sys.argv[1:]])
