"""Computes how well every fact fits a question: by words, meaning, kind of answer, place and numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.base.terms import Language, is_town
from bot.knowledge.answer_types import STRICT
from bot.knowledge.base import Knowledge
from bot.knowledge.card_texts import questions_of, title_of
from bot.knowledge.facts import Card, CardKind, Fact, facts_of
from bot.knowledge.intent_priors import IntentPriors
from bot.knowledge.meaning import Meanings
from bot.knowledge.measure import Measure, load_measure
from bot.knowledge.named_places import Named, without_places
from bot.knowledge.nearness import Nearness, Numbers, Texts, best
from bot.knowledge.normalized_text import folded
from bot.knowledge.postings import having, postings
from bot.knowledge.question_reading import Asked, Question, QuestionReader
from bot.knowledge.roads import ORIGINS
from bot.knowledge.schema import AnswerType
from bot.knowledge.shared_words import SharedWords
from bot.knowledge.training_questions import Holders, KnownQuestion

FEATURES = (
    "meaning", "meaning_best", "form", "form_best", "card_meaning", "meaning_words", "form_words", "card_meaning_words",
    "meaning_learnt", "form_learnt", "card_meaning_learnt",
    "words", "card_words", "words_best", "number",
    "kind", "kind_missed",
    "town", "other_town", "region", "nowhere", "name", "first", "ignorance", "subject",
)  # fmt: skip
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_LEVEL = re.compile(r"\b(?:niveau|level)s? (1[0-2]|[1-9])\b(?! (?:or|ou|a|to|et|and) \d)")


class FactIndex:
    """Every fact, with what it is compared by. Built once.

    `meanings` (from `meaning.both`) look up or compute the vectors of texts.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        meanings: tuple[Meanings, Meanings],
        outside: Sequence[str] = (),
        asked: Sequence[KnownQuestion] = (),
        measure: Measure | None = None,
    ) -> None:
        """`outside`: examples out of scope; `asked`: earlier questions, each with the fact that answers it; `measure`:
        another than the one that was learnt last."""
        self.knowledge = knowledge
        self.facts = facts_of(knowledge)
        self.cards = tuple(dict.fromkeys(fact.card for fact in self.facts))
        self._reader = QuestionReader(knowledge)
        at = {card: number for number, card in enumerate(self.cards)}
        self.card_of = np.array([at[fact.card] for fact in self.facts])
        together = [questions_of(knowledge, card) for card in self.cards]
        groups = list(dict.fromkeys(together))
        forms = [(number, text, "") for number, fact in enumerate(self.facts) for text in fact.questions]
        self.holders = Holders(self.facts)
        held = [(each, self.holders.of(each)) for each in asked]
        forms += [
            (number, text, each.writer)
            for each, numbers in held
            for text in (self._reader.bare(Asked(each.question, each.mended)) if numbers else ())
            for number in numbers
        ]
        self._priors = IntentPriors(
            [self._subject(card) for card in self.cards],
            [(each, self._subject(self.facts[numbers[0]].card)) for each, numbers in held if numbers],
        )
        titled = [[self._titled(fact, language) for fact in self.facts] for language in Language]
        meant = [[self._meant(fact, language) for fact in self.facts] for language in Language]
        texts = Texts(
            meant,
            [text for texts in groups for text in texts],
            [text for _, text, _ in forms],
            outside,
            group_of=np.array([groups.index(texts) for texts in together]),
            owners=np.array([number for number, texts in enumerate(groups) for _ in texts]),
            form_of=np.array([number for number, _, _ in forms]),
            writers=[writer for _, _, writer in forms],
        )
        self.compared, self.texts = texts, texts.all
        self._read, self._skimmed = (Nearness([each], texts) for each in meanings)
        self._measured = Nearness(meanings, texts, measure or load_measure())
        worded = {
            language: [" ".join((text, *fact.questions)) for text, fact in zip(texts, self.facts, strict=True)]
            for language, texts in zip(Language, titled, strict=True)
        }
        self.words = SharedWords(knowledge, self.cards, self.card_of, worded)
        self.places = [self._named(fact) for fact in self.facts]
        self._regions = np.array([fact.region for fact in self.facts])
        self._levels = np.array([fact.card.kind is CardKind.FRENCH for fact in self.facts])
        self._levels_named = np.array([fact.card.id for fact in self.facts])
        self._at_place = postings(self.places)
        self._has_place = np.array([bool(places) for places in self.places])
        numbers = [frozenset(chain(*(_numbers(text) for text in fact.text.values()))) for fact in self.facts]
        self._at_number = postings(numbers)
        self._tells = {kind: np.array([kind in fact.tells for fact in self.facts], dtype=float) for kind in AnswerType}
        self._fixed = np.array([[fact.first, fact.ignorance] for fact in self.facts], dtype=float)

    def arrange(self) -> None:
        """Use the vectors that have been computed since the last call."""
        for nearness in (self._read, self._skimmed, self._measured):
            nearness.arrange()

    def read(self, asked: Asked, place: str = "") -> Question:
        """Read a question. `place`: the code of the place to assume if the question names none."""
        question = self._reader.read(asked, self.words.known)
        return replace(question, places=(Named(place, 0),)) if place and not question.places else question

    def outside(self, question: Question, without: str = "") -> float:
        """How similar a question is to the examples that are out of scope: the greatest cosine, 0 without examples."""
        return self._read.outside(question.bare, without)

    def features(
        self,
        question: Question,
        intents: Mapping[str, float],
        *,
        meant: frozenset[int] = frozenset(),
        without: KnownQuestion | None = None,
    ) -> tuple[Numbers, NDArray[np.bool_]]:
        """The features of every fact for a question, and which facts may answer it at all.

        Returns a table of shape (facts, `FEATURES`), and a boolean for each fact: facts about other places may not
        answer.

        Args:
            question: the question.
            intents: the intents that Rasa's model sees in it, with their probabilities.
            meant: the cards that a caller named, by position; such a caller knows the subject.
            without: a known question that is treated as if nobody had asked it before.
        """
        view = question.retold or question  # a story is compared as a whole: what is needed is told all over it
        left_out = (without.question, question.bare, view.bare) if without else ()
        table, allowed = self._table(view, left_out)
        subjects = self._priors.of(intents, meant, without)[self.card_of]
        table[:, FEATURES.index("subject")] = subjects
        return table, allowed

    def _table(self, question: Question, left_out: Sequence[str]) -> tuple[Numbers, NDArray[np.bool_]]:
        """The features of every fact but those of its subject, for one view of a question."""
        read, skimmed, measured = (
            each.of(question.bare, left_out) for each in (self._read, self._skimmed, self._measured)
        )
        shares, card_shares, names = self.words.shares(question)
        table = np.zeros((len(self.facts), len(FEATURES)))
        column = {name: number for number, name in enumerate(FEATURES)}
        cards = len(self.cards)
        for name, near in (("", read), ("_words", skimmed), ("_learnt", measured)):
            table[:, column[f"meaning{name}"]] = near.facts
            table[:, column[f"form{name}"]] = near.forms
            table[:, column[f"card_meaning{name}"]] = near.cards[self.card_of]
        table[:, column["meaning_best"]] = read.facts >= best(read.facts, self.card_of, cards)[self.card_of] - 1e-9
        table[:, column["form_best"]] = read.forms >= best(read.forms, self.card_of, cards)[self.card_of]
        table[:, column["words"]] = shares
        table[:, column["card_words"]] = card_shares[self.card_of]
        table[:, column["words_best"]] = shares >= best(shares, self.card_of, cards)[self.card_of] - 1e-9
        table[:, column["name"]] = names[self.card_of]
        table[:, [column[name] for name in ("first", "ignorance")]] = self._fixed
        if numbers := _numbers(question.part):
            table[:, column["number"]] = having(self._at_number, numbers, len(self.facts))
        strict = question.tells & STRICT
        if strict:
            told = np.mean([self._tells[kind] for kind in strict], axis=0)
            table[:, column["kind"]] = told
            table[:, column["kind_missed"]] = told == 0
        allowed = self._placed(question, table, column)
        if level := _LEVEL.search(folded(question.part)):  # facts on another level of French answer nothing
            named = self._levels & (self._levels_named == level[1])
            table[named, column["name"]] = 1
            allowed = allowed & (~self._levels | named)
        for name in ("town", "region"):  # a place named in passing must not turn facts about it into answers
            table[:, column[name]] *= np.clip(read.forms, 0.0, 1.0)
        return table, allowed

    def _subject(self, card: Card) -> str:
        """The subject of a card: one word for all cards that one intent asks about."""
        if card.kind is CardKind.ARTICLE:
            return self.knowledge.article(card.id).subject
        return card.topic or str(card.kind)

    def _placed(self, question: Question, table: Numbers, column: Mapping[str, int]) -> NDArray[np.bool_]:
        everywhere = self._regions == ""
        if not question.places:
            table[:, column["nowhere"]] = ~everywhere
            return np.ones(len(self.facts), dtype=bool)
        codes = set(question.codes)
        regions = {self.knowledge.region_of(code) for code in codes}
        towns = {code for code in codes if is_town(code)}
        inside = np.isin(self._regions, list(regions))
        named = having(self._at_place, towns, len(self.facts))
        other = self._has_place & ~named if towns else ~inside
        table[:, column["town"]] = named
        table[:, column["region"]] = inside
        table[:, column["other_town"]] = inside & other if towns else 0
        ends = towns - ORIGINS or towns  # "from Montréal to Amos": what Montréal is joined to elsewhere is no answer
        return np.asarray(everywhere | inside | having(self._at_place, ends, len(self.facts)), dtype=bool)

    def _titled(self, fact: Fact, language: Language) -> str:
        return ". ".join((title_of(self.knowledge, fact.card, language), fact.text[language]))

    def _meant(self, fact: Fact, language: Language) -> str:
        """The text by which a fact's meaning is compared: its card's title and its own words.

        For a region's fact, place names are taken out: they say where, and the place is compared by itself.
        """
        text = self._titled(fact, language)
        return without_places(text, self._reader.finder.as_written(text)) if fact.region else text

    def _named(self, fact: Fact) -> frozenset[str]:
        codes = [place.code for text in fact.text.values() for place in self._reader.finder.as_written(text)]
        service = self.knowledge.service(fact.card.id) if fact.card.kind is CardKind.SERVICE else None
        town = self.knowledge.town_of(service) if service else None
        return frozenset([*codes, *([town.code] if town else [])])


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[.,]", "", number) for number in _NUMBER.findall(text)) - {str(n) for n in range(10)}
