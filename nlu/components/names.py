"""Names of the knowledge base in a text: clues to what a word is, from the lookup tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from components.vocabulary import fold

_SPELT_OUT = {"st": "saint", "ste": "sainte", "mt": "mont"}
_REMEMBERED = 20_000  # words
_LONGEST = 8  # words
_FORGIVING = 7  # letters; a shorter name with a letter changed is often a word of its own
_END = 3  # letters at either end of a name: one of the two is right in a name with one letter changed
_SMALL = 4  # letters
_PLURALS = ("s", "x")


def key(words: Iterable[str]) -> str:
    """What a name is compared by: its letters alone, so that "val dor" is Val-d'Or."""
    return "".join(_letters(word) for word in words)


@lru_cache(_REMEMBERED)
def _letters(word: str) -> str:
    letters = "".join(filter(str.isalnum, fold(word)))
    return _SPELT_OUT.get(letters, letters)


class Names:
    """Which words of a text may belong to a name, and of which kind.

    `tables` holds the phrases of each kind; `forgiving` names the kinds in which one letter may be wrong.
    """

    def __init__(self, tables: Mapping[str, Sequence[str]], forgiving: Iterable[str] = ()) -> None:
        self._kinds: dict[str, frozenset[str]] = {}
        self._near: dict[str, frozenset[str]] = {}
        self._ends: set[tuple[str, int]] = set()
        for kind, phrases in sorted(tables.items()):
            for name in {key([phrase]) for phrase in phrases} - {""}:
                self._kinds[name] = self._kinds.get(name, frozenset()) | {kind}
        for kind in sorted(set(forgiving) & set(tables)):
            for name in {key([phrase]) for phrase in tables[kind]}:
                for near in (name, *_one_letter_less(name)):
                    self._near[near] = self._near.get(near, frozenset()) | {kind}
                if len(name) >= _FORGIVING - 1:
                    self._ends.update((end, len(name) + more) for end in _two_ends(name) for more in (-1, 0, 1))
        self._begun = frozenset(name[:end] for name in self._kinds for end in range(1, len(name) + 1))

    def tags(self, words: Sequence[str], ordinary: Iterable[str] = ()) -> list[frozenset[str]]:
        """For each word `B-kind` or `I-kind` where a name begins or goes on; the longest name of a kind wins.

        Of words that are `ordinary` ones no misspelt name is made.
        """
        letters = [key([word]) for word in words]
        known = ordinary if isinstance(ordinary, frozenset) else frozenset(ordinary)
        unknown = [bool(each) and each not in known for each in letters]
        found: list[set[str]] = [set() for _ in words]
        for start in range(len(words)):
            longest: dict[str, int] = {}
            for end, kinds in self._from(start, words, letters, unknown):
                longest.update(dict.fromkeys(kinds, end))
            for kind, end in longest.items():
                for at in range(start, end):
                    found[at].add(f"{'B' if at == start else 'I'}-{kind}")
        return [frozenset(tags) for tags in found]

    def _from(
        self, start: int, words: Sequence[str], letters: Sequence[str], unknown: Sequence[bool]
    ) -> Iterator[tuple[int, frozenset[str]]]:
        """Where names that begin at a word end, with their kinds; the shortest first."""
        name, misspelt, begun = "", False, bool(letters[start])
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            name, misspelt = name + letters[end - 1], misspelt or unknown[end - 1]
            begun = begun and (name in self._begun or (name[-1:] in _PLURALS and name[:-1] in self._begun))
            if not letters[start] or (not begun and not misspelt and not any(unknown[end : start + _LONGEST])):
                return
            if letters[end - 1] and not (end == start + 1 and _is_small_word(words[start])):
                kinds = self._named(name, misspelt, begun)
                if kinds:
                    yield end, kinds

    def _named(self, name: str, misspelt: bool, begun: bool) -> frozenset[str]:
        kinds = self._kinds.get(name) if begun else None
        if kinds is None and begun and name.endswith(_PLURALS):
            kinds = self._kinds.get(name[:-1])
        if kinds is None and misspelt:
            kinds = self._nearly(name)
        return kinds or frozenset()

    def _nearly(self, name: str) -> frozenset[str]:
        """Names that differ by a letter; of such a name one of the two ends is right."""
        if len(name) < _FORGIVING or not any((end, len(name)) in self._ends for end in _two_ends(name)):
            return frozenset()
        shorter = _one_letter_less(name)
        return frozenset().union(self._near.get(name, ()), *(self._near.get(near, ()) for near in shorter))


def _is_small_word(word: str) -> bool:
    """ "des", "ma" and "pr" are hardly ever the DES, the MA and the PR of the lists, unless they are written so."""
    return len(word) < _SMALL and word.isalpha() and not word.isupper()


def _two_ends(name: str) -> tuple[str, str]:
    return f"{name[:_END]}…", f"…{name[-_END:]}"


def _one_letter_less(name: str) -> list[str]:
    """Two names that share one of these, or one of which is among them, differ by one letter."""
    if len(name) < _FORGIVING:
        return []
    return [name[:at] + name[at + 1 :] for at in range(len(name))]
