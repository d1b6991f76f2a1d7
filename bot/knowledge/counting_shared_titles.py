"""How similar the unit groups of the classification are in the words of their official titles.

Computed once by `bot knowledge titles`, for matching: groups that share many words are of one kind, wherever the
classification puts them.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log, sqrt
from pathlib import Path

import numpy as np

_FIELD = 0.5  # weight of a word for the field rather than the trade
_LEAST = 0.15  # a smaller likeness is chance: there are 516 groups
Pair = tuple[str, str, float]  # two codes, the lower first, and their likeness from 0 to 1


def shared_titles(lines: Sequence[str]) -> Iterator[Pair]:
    """The pairs of similar unit groups with their similarity, from titles in packed form.

    The similarity is the cosine of vectors of words. A word weighs by the share of a group's titles that contain it,
    and more if few groups use it.
    """
    words: dict[str, Counter[str]] = defaultdict(Counter)
    titles: Counter[str] = Counter()
    for line in lines:
        name, _, field = line.partition("|")
        code, *trade = name.removeprefix("@").split()
        titles[code] += 1
        words[code].update(dict.fromkeys(trade, 1.0))
        words[code].update(dict.fromkeys(set(field.split()) - set(trade), _FIELD))
    codes, groups = sorted(words), Counter(word for each in words.values() for word in each)
    columns = {word: place for place, word in enumerate(groups)}
    table = np.zeros((len(codes), len(columns)), np.float32)
    for row, code in zip(table, codes, strict=True):
        for word, count in words[code].items():
            row[columns[word]] = sqrt(count / titles[code]) * log(len(codes) / groups[word])
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    alike = np.triu(table @ table.T, 1)
    for one, other in zip(*np.nonzero(alike >= _LEAST), strict=True):
        yield codes[one], codes[other], round(float(alike[one, other]), 2)


def write(pairs: Iterator[Pair], target: Path) -> int:
    """Write the table that matching reads (`bot/matching/shared_titles.csv`). Returns the number of pairs."""
    rows = list(pairs)
    with target.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("one", "other", "likeness"))
        writer.writerows((one, other, f"{likeness:.2f}") for one, other, likeness in rows)
    return len(rows)
