"""Names of the knowledge base in a text: clues to what a word is, from the lookup tables."""

from collections.abc import Iterable, Mapping, Sequence

from components.vocabulary import fold

_SPELT_OUT = {"st": "saint", "ste": "sainte", "mt": "mont"}
_LONGEST = 8  # words
_FORGIVING = 7  # letters; a shorter name with a letter changed is often a word of its own
_SMALL = 4  # letters
_PLURALS = ("s", "x")


def key(words: Iterable[str]) -> str:
    """What a name is compared by: its letters alone, so that "val dor" is Val-d'Or."""
    folded = ("".join(filter(str.isalnum, fold(word))) for word in words)
    return "".join(_SPELT_OUT.get(word, word) for word in folded)


class Names:
    """Which words of a text may belong to a name, and of which kind.

    `tables` holds the phrases of each kind; `forgiving` names the kinds in which one letter may be wrong.
    """

    def __init__(self, tables: Mapping[str, Sequence[str]], forgiving: Iterable[str] = ()) -> None:
        self._kinds: dict[str, frozenset[str]] = {}
        self._near: dict[str, frozenset[str]] = {}
        for kind, phrases in sorted(tables.items()):
            for name in {key([phrase]) for phrase in phrases} - {""}:
                self._kinds[name] = self._kinds.get(name, frozenset()) | {kind}
        for kind in sorted(set(forgiving) & set(tables)):
            for name in {key([phrase]) for phrase in tables[kind]}:
                for near in (name, *_one_letter_less(name)):
                    self._near[near] = self._near.get(near, frozenset()) | {kind}
        self._most = max(map(len, self._kinds), default=0) + 1

    def tags(self, words: Sequence[str], ordinary: Iterable[str] = ()) -> list[frozenset[str]]:
        """For each word `B-kind` or `I-kind` where a name begins or goes on; the longest name of a kind wins.

        Of words that are `ordinary` ones no misspelt name is made.
        """
        letters = [key([word]) for word in words]
        known = set(ordinary)
        found: list[set[str]] = [set() for _ in words]
        for start in range(len(words)):
            if not letters[start]:
                continue
            settled: set[str] = set()
            for end in range(min(start + _LONGEST, len(words)), start, -1):
                name = "".join(letters[start:end])
                if len(name) > self._most or not letters[end - 1] or _is_small_word(words[start:end]):
                    continue
                misspelt = not known.issuperset(letters[start:end])
                for kind in self._named(name, misspelt) - settled:
                    settled.add(kind)
                    for at in range(start, end):
                        found[at].add(f"{'B' if at == start else 'I'}-{kind}")
        return [frozenset(tags) for tags in found]

    def _named(self, name: str, misspelt: bool) -> frozenset[str]:
        kinds = self._kinds.get(name)
        if kinds is None and name.endswith(_PLURALS):
            kinds = self._kinds.get(name[:-1])
        if kinds is None and misspelt:
            kinds = self._nearly(name)
        return kinds or frozenset()

    def _nearly(self, name: str) -> frozenset[str]:
        shorter = _one_letter_less(name)
        if not shorter:
            return frozenset()
        return frozenset().union(self._near.get(name, ()), *(self._near.get(near, ()) for near in shorter))


def _is_small_word(words: Sequence[str]) -> bool:
    """ "des", "ma" and "pr" are hardly ever the DES, the MA and the PR of the lists, unless they are written so."""
    return len(words) == 1 and len(words[0]) < _SMALL and words[0].isalpha() and not words[0].isupper()


def _one_letter_less(name: str) -> list[str]:
    """Two names that share one of these, or one of which is among them, differ by one letter."""
    if len(name) < _FORGIVING:
        return []
    return [name[:at] + name[at + 1 :] for at in range(len(name))]
