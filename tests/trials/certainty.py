"""How sure the second look is against what is right, and what asked questions are worth.

    .venv/bin/python -m tests.trials.certainty [--worth] [--typed] [--every N]

Each writer's questions (`questions.tsv`) are looked at by an index that holds none of that writer's. Of each: whether
its fact is held, comes first, or is on the card of the first; and how likely the first was said to answer. `--worth`
leaves out the questions of ever more of those who asked for facts. `--typed` takes these as they were typed, not
mended. `--every` takes one in so many of the questions that are looked at.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.trained_model import MEANINGS, OUT_OF_SCOPE, ROOT, phrases
from bot.knowledge import Knowledge, load_knowledge
from bot.knowledge.fact_index import FactIndex
from bot.knowledge.fact_ranking import evidence, load_weights, probability, rank
from bot.knowledge.learning import samples
from bot.knowledge.meaning import Meanings, both, learn
from bot.knowledge.training_questions import KnownQuestion, asked_of_facts, written

_BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9)
_SHOWN = (1, 4, 12)  # likeliest facts among which the right one is looked for
_TOGETHER = 2  # facts of the first card that may answer together


@dataclass(frozen=True, slots=True)
class Looked:
    """A question that was looked at: where its fact came, and how likely the first was said to answer."""

    kind: str  # first, card, elsewhere (held, but another came first), none (not held)
    place: int  # of the right fact, from 0; -1 where none is held
    chance: float


def looked(index: FactIndex, asked: Sequence[KnownQuestion]) -> Iterator[Looked]:
    """What becomes of questions that the index does not hold."""
    weights = load_weights()
    for sample in samples(index, asked):
        ranked = rank(sample.table, sample.allowed, weights.ranking)
        chance = probability(evidence(index, sample.question, ranked), weights)
        if not sample.right.any():
            yield Looked("none", -1, chance)
            continue
        place = int(sample.right[ranked.order].argmax())
        card = index.card_of[ranked.best]
        shown = [number for number in ranked.order if index.card_of[number] == card][:_TOGETHER]
        of_card = bool((index.card_of[sample.right] == card).any())
        yield Looked("first" if sample.right[shown].any() else "card" if of_card else "elsewhere", place, chance)


def by_writers(
    knowledge: Knowledge,
    meanings: tuple[Meanings, Meanings],
    strange: Sequence[str],
    more: Sequence[KnownQuestion],
    every: int = 1,
) -> list[Looked]:
    """Every question of every writer, with what the others asked, and `more`, to find facts by."""
    found: list[Looked] = []
    for writer in sorted({each.writer for each in written()}):
        others = [each for each in written() if each.writer != writer]
        index = FactIndex(knowledge, meanings, strange, [*others, *more])
        for each in meanings:
            learn(each, (index,))
        found += looked(index, [each for each in written() if each.writer == writer][::every])
    return found


def table(found: Sequence[Looked]) -> str:
    """By how likely the first fact was said to answer: what was so."""
    lines = ["from   first  card  elsewhere  none   told from here: right  wrong, held  wrong, not held"]
    for least, most in zip(_BINS, (*_BINS[1:], 1.01), strict=True):
        mine = Counter(each.kind for each in found if least <= each.chance < most)
        above = Counter(each.kind for each in found if each.chance >= least)
        lines.append(
            f"{least:4.2f} {mine['first']:7} {mine['card']:5} {mine['elsewhere']:10} {mine['none']:5}"
            f"   {above['first']:21}  {above['card'] + above['elsewhere']:11}  {above['none']:15}"
        )
    return "\n".join(lines)


def shares(found: Sequence[Looked]) -> str:
    """How often the right fact is the first, among four, among twelve; and how well chances tell held from not."""
    held = [each for each in found if each.place >= 0]
    placed = ", ".join(f"{sum(each.place < most for each in held) / len(held):.3f}" for most in _SHOWN)
    right, wrong = ([each.chance for each in found if (each.kind == "first") is so] for so in (True, False))
    above = sum((r > w) + (r == w) / 2 for r in right for w in wrong) / (len(right) * len(wrong))
    return f"{placed}; area {above:.3f}"


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    knowledge, strange, meanings = load_knowledge(), phrases(OUT_OF_SCOPE), both(ROOT / "var" / MEANINGS)
    more: Sequence[KnownQuestion] = asked_of_facts()
    if "--typed" in arguments:
        more = [replace(each, mended="") for each in more]
    every = int(arguments[arguments.index("--every") + 1]) if "--every" in arguments else 1
    writers = sorted({each.writer for each in more}, key=lambda name: int(name.rpartition("-")[2]))
    counts = range(0, len(writers) + 1, 2) if "--worth" in arguments else [len(writers)]
    for count in counts:
        kept = [each for each in more if each.writer in writers[:count]]
        found = by_writers(knowledge, meanings, strange, kept, every)
        print(f"{count} writers, {len(kept)} questions: {shares(found)}", flush=True)
    print(table(found))


if __name__ == "__main__":
    main(sys.argv[1:])
