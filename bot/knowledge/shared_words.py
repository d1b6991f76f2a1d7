"""For each fact and each card, the share of a question's words that it contains, stemmed and with mistakes mended."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.card_texts import acronym_of, questions_of, title_of
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.named_places import place_name_words
from bot.knowledge.nearness import Numbers
from bot.knowledge.postings import postings, summed
from bot.knowledge.question_reading import Question
from bot.knowledge.stems import Stems

_WORD = re.compile(r"\w+")
_NO_WORD = 5  # letters of an acronym that is no usual word ("SOIT" is one in small letters)
_ACRONYM = 3.0  # it says more than a whole name, whose words are those of other names too


class SharedWords:
    """Built once from the words of every fact."""

    def __init__(
        self,
        knowledge: Knowledge,
        cards: Sequence[Card],
        card_of: NDArray[np.intp],
        texts: Mapping[Language, Sequence[str]],
    ) -> None:
        """Build the index.

        Args:
            knowledge: names of places, which do not count as words of a question.
            cards: the cards.
            card_of: for each fact, the position of its card in `cards`.
            texts: for each language, the words of each fact.
        """
        self._knowledge = knowledge
        self._cards = cards
        self._card_of = card_of
        self._stems = {language: Stems(language, list(of_facts)) for language, of_facts in texts.items()}
        self._facts = {language: postings(stems.of_texts) for language, stems in self._stems.items()}
        self._on_cards = {language: postings(self._card_stems(language)) for language in Language}
        names = {language: [self._stems_of_name(card, language) for card in cards] for language in Language}
        self._in_names = {language: postings(names[language]) for language in Language}
        self._name_weights = {
            language: np.array([max(self._stems[language].sum(stems), 1e-9) for stems in names[language]])
            for language in Language
        }
        self._acronyms = {
            acronym: number for number, card in enumerate(cards) if (acronym := acronym_of(knowledge, card))
        }
        self._passing = frozenset(place_name_words(knowledge))
        self.known = frozenset(chain(*(stems.surfaces for stems in self._stems.values())))

    def shares(self, question: Question) -> tuple[Numbers, Numbers, Numbers]:
        """Three shares (0 to 1), in the language in which most words of the question are found.

        The share of the question's words in each fact, and in each card; and the share of each card's name in the
        question, which is `_ACRONYM` where an organisation is named by its acronym.
        """
        best: tuple[Numbers, Numbers, Numbers] | None = None
        for language, stems in self._stems.items():
            found, strange = stems.of_question(question.part, self._passing)
            total = stems.sum(found) + stems.strange * len(strange)
            weights = {stem: stems.weights[stem] for stem in found}
            facts = summed(self._facts[language], weights, len(self._card_of)) / max(total, 1e-9)
            cards = summed(self._on_cards[language], weights, len(self._cards)) / max(total, 1e-9)
            named = summed(self._in_names[language], weights, len(self._cards)) / self._name_weights[language]
            if best is None:
                best = facts, cards, named
            else:
                best = np.maximum(best[0], facts), np.maximum(best[1], cards), np.maximum(best[2], named)
        assert best is not None
        for word in _WORD.findall(question.part):
            if word.lower() in self._acronyms and (word.isupper() or len(word) >= _NO_WORD):
                best[2][self._acronyms[word.lower()]] = _ACRONYM
        return best

    def strange(self, question: Question) -> float:
        """The share, by weight, of the question's words that no text contains (in the language with most matches)."""
        least = 1.0
        for stems in self._stems.values():
            found, strange = stems.of_question(question.part, self._passing)
            total = stems.sum(found) + stems.strange * len(strange)
            least = min(least, stems.strange * len(strange) / total if total else 0.0)
        return least

    def _card_stems(self, language: Language) -> list[frozenset[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for number, stems in enumerate(self._stems[language].of_texts):
            found[self._card_of[number]] |= stems
        for number, card in enumerate(self._cards):
            for text in questions_of(self._knowledge, card, (language,)):
                found[number] |= self._stems[language].of_question(text, frozenset())[0]
        return [frozenset(found[number]) for number in range(len(self._cards))]

    def _stems_of_name(self, card: Card, language: Language) -> frozenset[str]:
        if card.kind is CardKind.SERVICE:
            name = title_of(self._knowledge, card, language)
            return self._stems[language].of_question(name, frozenset())[0]
        return frozenset()
