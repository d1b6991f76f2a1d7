"""The parts of a message: a greeting, a story, two facts and a question are read one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from components.mending import Written
from components.vocabulary import fold

_ENDS = frozenset(".!?;…:")
_JOINS = frozenset("mais et donc alors puis car sinon sauf but and so then because".split())
_STARTS = frozenset(
    "je j' on nous il elle ils elles c' quel quelle quand comment combien pourquoi moi mon ma mes "
    "i we he she they it do does did can could would what where how when who why my our there please".split()
)
_LEAST = 3  # words on each side of a comma or of a word that joins
_LONG = 7  # words after which a clause of somebody who does not point may end before a word that begins one
_MOST = 10  # clauses of a message; what is more goes with the one before


def clauses(words: Sequence[Written]) -> list[tuple[int, int]]:
    """Where each part begins and ends in `words`; nothing between them is left out."""
    if not words:
        return []
    cuts = [0, *_cuts(words), len(words)]
    parts = [(start, end) for start, end in pairwise(cuts) if start < end]
    while len(parts) > _MOST:
        short = min(range(1, len(parts)), key=lambda at: parts[at][1] - parts[at - 1][0])
        parts[short - 1 : short + 1] = [(parts[short - 1][0], parts[short][1])]
    return parts


def _cuts(words: Sequence[Written]) -> Iterator[int]:
    start = 0
    for at in range(1, len(words)):
        before, here = words[at - 1].text, fold(words[at].text)
        inside, left = _count(words[start:at]), _count(words[at : at + _LEAST + 1])
        if before in _ENDS:
            cut = here not in _ENDS and inside > 0 and left > 0 and not _is_time(words, at)
        elif before == "," or here in _JOINS:
            cut = inside >= _LEAST and left >= _LEAST
        else:
            cut = here in _STARTS and inside >= _LONG and left >= _LEAST and not words[at].glued
        if cut:
            start = at
            yield at


def _count(words: Sequence[Written]) -> int:
    return sum(word.text[0].isalnum() for word in words)


def _is_time(words: Sequence[Written], at: int) -> bool:
    """ "8 : 30" and "st. jean" go on."""
    return words[at].glued and words[at - 1].glued
