"""A text as a vector: its words, neighbouring words and pieces of words, each hashed to a column."""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

COLUMNS = 2**15  # columns: enough that frequent terms seldom collide, while the file of weights stays small
LONGEST = 4096  # characters that are read: as many as Telegram allows
_PIECES = range(2, 6)  # lengths of pieces of words, which different spellings share
_WORD = re.compile(r"[a-z]+|\d+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_END = re.compile(r"[.!?…;\n]+")
_JOINT = re.compile(
    r"[,:()–—]+|\b(?:and|but|so|because|then|et|mais|donc|puis|pis|parce que|fait que|faque)\b", re.IGNORECASE
)
_LEAST = 3  # fewest words of a clause
_SPELT = re.compile(r"\b(?:s o s|(?:[a-z] ){3,}[a-z])\b")  # text that is spelled letter by letter
_WINDOW = 14  # words of a window: in a long story, danger is told in a few words
_STEP = 5

Numbers = NDArray[np.float32]
Columns = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Row:
    """The non-zero columns of a text and their values; each group of terms is normalized to length 1."""

    columns: Columns
    values: Numbers


def words(text: str) -> list[str]:
    """The words of a text in lower case without accents, with drawn out letters ("aiiide") shortened."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)[:LONGEST].casefold())
    plain = "".join(c for c in folded.replace("œ", "oe") if not unicodedata.combining(c))
    found = " ".join(_WORD.findall(_DRAWN_OUT.sub(r"\1", plain)))
    return _SPELT.sub(lambda spelt: spelt[0].replace(" ", ""), found).split()


def windows(found: Sequence[str]) -> list[Sequence[str]]:
    """The words of the whole text and, if it is long, of overlapping parts of it."""
    if len(found) <= _WINDOW + _STEP:
        return [found]
    return [found, *(found[at : at + _WINDOW] for at in range(0, len(found) - _STEP, _STEP))]


def sentences(text: str) -> list[Sequence[str]]:
    """The words of each sentence; empty if there is only one. One clear sentence weighs little in a long text."""
    several = [found for part in _END.split(text[:LONGEST]) if (found := words(part))]
    return list(several) if len(several) > 1 else []


def clauses(text: str) -> list[Sequence[str]]:
    """The words of each clause of three words or more, in sentences with several clauses."""
    said = [[words(part) for part in _JOINT.split(sentence)] for sentence in _END.split(text[:LONGEST])]
    return [part for parts in said if len(parts) > 1 for part in parts if len(part) >= _LEAST]


def row(found: Sequence[str]) -> Row:
    """The features of a text, given its words."""
    columns: list[int] = []
    values: list[float] = []
    for group in _groups(found):
        counted = Counter(zlib.crc32(term.encode()) % COLUMNS for term in group)
        weights = [1 + np.log(count) for count in counted.values()]
        length = float(np.sqrt(sum(weight * weight for weight in weights))) or 1.0
        columns += counted
        values += [weight / length for weight in weights]
    return Row(np.array(columns, dtype=np.int32), np.array(values, dtype=np.float32))


def _groups(found: Sequence[str]) -> Iterator[list[str]]:
    yield [f"w {word}" for word in found] + [f"w {first} {second}" for first, second in pairwise(found)]
    yield [f"g {found[at]} {found[at + 2]}" for at in range(len(found) - 2)]  # "me ... tuer": one word between
    yield [f"p {padded[at : at + size]}" for word in found for padded in (f" {word} ",) for size in _PIECES
           for at in range(len(padded) - size + 1)]  # fmt: skip
