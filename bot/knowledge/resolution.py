"""The results of resolving typed text, and an index of phrases: found exactly, then inside the text, then misspelt."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.normalized_text import bare, words

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)

MOST_OPTIONS = 5  # more cannot be taken in at a glance
_LONGEST_FUZZY = 8  # words: longer sentences are searched only for exact phrases


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """The one code that was meant."""

    value: T


@dataclass(frozen=True, slots=True)
class Ambiguous(Generic[T]):
    """Several codes may be meant, the likeliest first, to be offered as buttons."""

    options: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing was recognized."""


Resolution: TypeAlias = Found[T] | Ambiguous[T] | Unknown


def one_of(values: Iterable[H]) -> "Resolution[H]":
    """`Found` for one value, `Ambiguous` for several different ones, `Unknown` for none."""
    options = tuple(dict.fromkeys(values))
    if not options:
        return Unknown()
    return Found(options[0]) if len(options) == 1 else Ambiguous(options[:MOST_OPTIONS])


def typos_allowed(phrase: str) -> int:
    """How many edits a word may have and still count as the same: a letter added, lost or changed, or two swapped."""
    size = len(phrase)
    return 0 if size < 5 else 1 if size < 8 else 2 if size < 14 else 3


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """A known phrase in a text, with the positions of its first word and behind its last."""

    start: int
    end: int
    values: tuple[T, ...]


class PhraseIndex(Generic[H]):
    """Known phrases with their values. Built once, then only read."""

    def __init__(
        self, pairs: Iterable[tuple[str, H]], normal: Callable[[str], str] = words, others: Iterable[str] = ()
    ) -> None:
        """`others`: names of something else, which are no misspelt phrases however near they are."""
        self._normal = normal
        self._others = frozenset(map(normal, others))
        table: dict[str, dict[H, None]] = {}
        shortened: dict[str, dict[H, None]] = {}
        for phrase, value in pairs:
            table.setdefault(normal(phrase), {})[value] = None
            shortened.setdefault(normal(bare(phrase)), {})[value] = None
        table = {**shortened, **table}  # a phrase takes precedence over one whose article was dropped
        table.pop("", None)
        self._table = {key: tuple(values) for key, values in table.items()}
        self._keys = sorted(key for key in self._table if len(key) >= 4)
        self._longest = max((key.count(" ") + 1 for key in self._table), default=1)

    def normal(self, text: str) -> str:
        return self._normal(text)

    def items(self) -> Iterable[tuple[str, tuple[H, ...]]]:
        return self._table.items()

    def exact(self, text: str) -> tuple[H, ...]:
        """The values of the phrase that the whole text is, with or without an article or a preposition before it."""
        return self._table.get(self._normal(text)) or self._table.get(self._normal(bare(text)), ())

    def spans(self, text: str) -> list[Span[H]]:
        """The known phrases in a text: the longest at each position; they never overlap."""
        tokens = self._normal(text).split()
        found, start = [], 0
        while start < len(tokens):
            for end in range(min(len(tokens), start + self._longest), start, -1):
                values = self._table.get(" ".join(tokens[start:end]))
                if values:
                    found.append(Span(start, end, values))
                    start = end - 1
                    break
            start += 1
        return found

    def inside(self, text: str) -> tuple[H, ...]:
        """The values of the longest known phrase in the text (the first of several)."""
        best = max(self.spans(text), key=lambda span: (span.end - span.start, -span.start), default=None)
        return best.values if best else ()

    def misspelt(self, text: str) -> tuple[H, ...]:
        """The values of the known phrases that are nearest to the whole text, within a few typing mistakes."""
        key = self._normal(bare(text))
        limit = typos_allowed(key)
        if not limit or key in self._others:
            return ()
        near = process.extract(key, self._keys, scorer=OSA.distance, score_cutoff=limit, limit=10)
        nearest = min((distance for _, distance, _ in near), default=0)
        return tuple(v for phrase, distance, _ in near if distance == nearest for v in self._table[phrase])

    def misspelt_inside(self, text: str) -> tuple[H, ...]:
        """Like `misspelt`, for each run of words of a short text; the longest run that is known counts."""
        tokens = self._normal(text).split()
        if len(tokens) > _LONGEST_FUZZY:
            return ()
        for size in range(min(len(tokens), self._longest), 0, -1):
            for start in range(len(tokens) - size + 1):
                values = self.misspelt(" ".join(tokens[start : start + size]))
                if values:
                    return values
        return ()

    def resolve(self, text: str) -> "Resolution[H]":
        """Resolve a text: as a whole, then by a phrase inside it, then with typing mistakes."""
        for look in (self.exact, self.inside, self.misspelt, self.misspelt_inside):
            values = look(text)
            if values:
                return one_of(values)
        return Unknown()
