"""Every fact as it is weighed against a question: what both share in words, meaning, kind, place and number."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.base.terms import Language
from bot.knowledge.asking import Asked, Named, Question, QuestionReader, without_places
from bot.knowledge.base import Knowledge
from bot.knowledge.facts import Card, Fact, Kind, facts_of
from bot.knowledge.leanings import Leanings
from bot.knowledge.meaning import Meanings
from bot.knowledge.nearness import Nearness, Numbers, Texts, best
from bot.knowledge.schema import Tells, Topic
from bot.knowledge.stems import Stems
from bot.knowledge.tells import STRICT, folded
from bot.knowledge.text import words
from bot.knowledge.written import Holders, Written

FEATURES = (
    "meaning", "meaning_best", "form", "form_best", "card_meaning", "meaning_words", "form_words", "card_meaning_words",
    "words", "card_words", "words_best", "number",
    "kind", "kind_missed",
    "town", "other_town", "region", "nowhere", "name", "first", "ignorance", "subject",
)  # fmt: skip
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_LEVEL = re.compile(r"\b(?:niveau|level)s? (1[0-2]|[1-9])\b(?! (?:or|ou|a|to|et|and) \d)")


class FactIndex:
    """Every fact with what it is weighed by. Built once; `meanings` (`meaning.both`) compute or remember vectors."""

    def __init__(
        self,
        knowledge: Knowledge,
        meanings: tuple[Meanings, Meanings],
        outside: Sequence[str] = (),
        asked: Sequence[Written] = (),
    ) -> None:
        """`outside`: examples out of scope; `asked`: earlier questions, each with the fact that answers it."""
        self.knowledge = knowledge
        self.facts = facts_of(knowledge)
        self.cards = tuple(dict.fromkeys(fact.card for fact in self.facts))
        self._reader = QuestionReader(knowledge)
        at = {card: number for number, card in enumerate(self.cards)}
        self.card_of = np.array([at[fact.card] for fact in self.facts])
        together = [questions_of(knowledge, card) for card in self.cards]
        groups = list(dict.fromkeys(together))
        forms = [(number, text) for number, fact in enumerate(self.facts) for text in fact.questions]
        self.holders = Holders(self.facts)
        held = [(each, self.holders.of(each)) for each in asked]
        forms += [
            (number, self._reader.read(Asked(each.question, each.mended)).bare)
            for each, numbers in held
            for number in numbers
        ]
        self._leanings = Leanings(
            [self._subject(card) for card in self.cards],
            [(each, self._subject(self.facts[numbers[0]].card)) for each, numbers in held if numbers],
        )
        titled = [[self._titled(fact, language) for fact in self.facts] for language in Language]
        meant = [[self._meant(fact, language) for fact in self.facts] for language in Language]
        texts = Texts(
            meant,
            [text for texts in groups for text in texts],
            [text for _, text in forms],
            outside,
            group_of=np.array([groups.index(texts) for texts in together]),
            owners=np.array([number for number, texts in enumerate(groups) for _ in texts]),
            form_of=np.array([number for number, _ in forms]),
        )
        self.texts = texts.all
        self._read, self._skimmed = (Nearness(each, texts) for each in meanings)
        worded = [
            [" ".join((text, *fact.questions)) for text, fact in zip(texts, self.facts, strict=True)]
            for texts in titled
        ]
        self._stems = {language: Stems(language, worded[n]) for n, language in enumerate(Language)}
        self._postings = {language: _postings(self._stems[language].of_texts) for language in Language}
        cards = {language: self._card_stems(language) for language in Language}
        self._card_postings = {language: _postings(cards[language]) for language in Language}
        names = {language: [self._stems_of_name(card, language) for card in self.cards] for language in Language}
        self._name_postings = {language: _postings(names[language]) for language in Language}
        self._name_weights = {
            language: np.array([max(self._stems[language].sum(stems), 1e-9) for stems in names[language]])
            for language in Language
        }
        self.known = frozenset(chain(*(stems.surfaces for stems in self._stems.values())))
        self._passing = frozenset(_place_words(knowledge))
        self.places = [self._named(fact) for fact in self.facts]
        self._regions = np.array([fact.region for fact in self.facts])
        self._levels = np.array([fact.card.kind is Kind.FRENCH for fact in self.facts])
        self._levels_named = np.array([fact.card.id for fact in self.facts])
        self._at_place = _postings(self.places)
        self._has_place = np.array([bool(places) for places in self.places])
        numbers = [frozenset(chain(*(_numbers(text) for text in fact.text.values()))) for fact in self.facts]
        self._at_number = _postings(numbers)
        self._tells = {kind: np.array([kind in fact.tells for fact in self.facts], dtype=float) for kind in Tells}
        self._fixed = np.array([[fact.first, fact.ignorance] for fact in self.facts], dtype=float)

    def arrange(self) -> None:
        """Compare with the meanings that are computed by now."""
        for nearness in (self._read, self._skimmed):
            nearness.arrange()

    def read(self, asked: Asked, place: str = "") -> Question:
        """A question; `place`: the code of what it is about where it names no place."""
        question = self._reader.read(asked, self.known)
        return replace(question, places=(Named(place, 0),)) if place and not question.places else question

    def outside(self, question: Question, without: str = "") -> float:
        """How near a question is to what is out of scope."""
        return self._read.outside(question.bare, without)

    def features(
        self,
        question: Question,
        intents: Mapping[str, float],
        *,
        meant: frozenset[int] = frozenset(),
        without: Written | None = None,
    ) -> tuple[Numbers, NDArray[np.bool_]]:
        """A row for each fact, and which facts may answer at all.

        Args:
            question: what is asked.
            intents: what Rasa's model takes it for, with how likely each is.
            meant: the cards that somebody who knows names.
            without: a question that was asked before, which is to be looked at as if it were new.
        """
        left_out = (without.question, question.bare) if without else ()
        read, skimmed = (each.of(question.bare, left_out) for each in (self._read, self._skimmed))
        shares, card_shares, names = self._shared(question)
        table = np.zeros((len(self.facts), len(FEATURES)))
        column = {name: number for number, name in enumerate(FEATURES)}
        cards = len(self.cards)
        table[:, column["meaning"]] = read.facts
        table[:, column["meaning_best"]] = read.facts >= best(read.facts, self.card_of, cards)[self.card_of] - 1e-9
        table[:, column["form"]] = read.forms
        table[:, column["form_best"]] = read.forms >= best(read.forms, self.card_of, cards)[self.card_of]
        table[:, column["card_meaning"]] = read.cards[self.card_of]
        table[:, column["meaning_words"]] = skimmed.facts
        table[:, column["form_words"]] = skimmed.forms
        table[:, column["card_meaning_words"]] = skimmed.cards[self.card_of]
        table[:, column["words"]] = shares
        table[:, column["card_words"]] = card_shares[self.card_of]
        table[:, column["words_best"]] = shares >= best(shares, self.card_of, cards)[self.card_of] - 1e-9
        table[:, column["name"]] = names[self.card_of]
        table[:, [column[name] for name in ("first", "ignorance")]] = self._fixed
        table[:, column["subject"]] = self._leanings.of(intents, meant, without)[self.card_of]
        if numbers := _numbers(question.part):
            table[:, column["number"]] = _having(self._at_number, numbers, len(self.facts))
        strict = question.tells & STRICT
        if strict:
            told = np.mean([self._tells[kind] for kind in strict], axis=0)
            table[:, column["kind"]] = told
            table[:, column["kind_missed"]] = told == 0
        allowed = self._placed(question, table, column)
        if level := _LEVEL.search(folded(question.part)):  # what another level of French is answers nothing
            named = self._levels & (self._levels_named == level[1])
            table[named, column["name"]] = 1
            allowed = allowed & (~self._levels | named)
        for name in ("town", "region"):  # a place that is named in passing makes nothing about it an answer
            table[:, column[name]] *= np.clip(read.forms, 0.0, 1.0)
        return table, allowed

    def _subject(self, card: Card) -> str:
        """What a card is about, as an intent knows it."""
        if card.kind is Kind.ARTICLE:
            return self.knowledge.article(card.id).subject
        return card.topic or str(card.kind)

    def strange(self, question: Question) -> float:
        """Which share of a question's words (by weight) no text of ours has, in the language that has most of them."""
        least = 1.0
        for stems in self._stems.values():
            found, strange = stems.of_question(question.part, self._passing)
            total = stems.sum(found) + stems.strange * len(strange)
            least = min(least, stems.strange * len(strange) / total if total else 0.0)
        return least

    def _placed(self, question: Question, table: Numbers, column: Mapping[str, int]) -> NDArray[np.bool_]:
        everywhere = self._regions == ""
        if not question.places:
            table[:, column["nowhere"]] = ~everywhere
            return np.ones(len(self.facts), dtype=bool)
        codes = set(question.codes)
        regions = {self.knowledge.region_of(code) for code in codes}
        towns = {code for code in codes if len(code) == 5}
        inside = np.isin(self._regions, list(regions))
        named = _having(self._at_place, towns, len(self.facts))
        other = self._has_place & ~named if towns else ~inside
        table[:, column["town"]] = named
        table[:, column["region"]] = inside
        table[:, column["other_town"]] = inside & other if towns else 0
        return np.asarray(everywhere | inside | named, dtype=bool)

    def _shared(self, question: Question) -> tuple[Numbers, Numbers, Numbers]:
        """Which share of the question's words each fact and each card has, in the language that has most of them."""
        best: tuple[Numbers, Numbers, Numbers] | None = None
        for language, stems in self._stems.items():
            found, strange = stems.of_question(question.part, self._passing)
            total = stems.sum(found) + stems.strange * len(strange)
            weights = {stem: stems.weights[stem] for stem in found}
            facts = _scores(self._postings[language], weights, len(self.facts)) / max(total, 1e-9)
            cards = _scores(self._card_postings[language], weights, len(self.cards)) / max(total, 1e-9)
            named = _scores(self._name_postings[language], weights, len(self.cards)) / self._name_weights[language]
            if best is None:
                best = facts, cards, named
            else:
                best = np.maximum(best[0], facts), np.maximum(best[1], cards), np.maximum(best[2], named)
        assert best is not None
        return best

    def _titled(self, fact: Fact, language: Language) -> str:
        return ". ".join((title_of(self.knowledge, fact.card, language), fact.text[language]))

    def _meant(self, fact: Fact, language: Language) -> str:
        """A fact as its meaning is looked at: of a region, without the names of places, since those say only where."""
        text = self._titled(fact, language)
        return without_places(text, self._reader.places(text)) if fact.region else text

    def _card_stems(self, language: Language) -> list[frozenset[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for number, stems in enumerate(self._stems[language].of_texts):
            found[self.card_of[number]] |= stems
        for number, card in enumerate(self.cards):
            for text in questions_of(self.knowledge, card, (language,)):
                found[number] |= self._stems[language].of_question(text, frozenset())[0]
        return [frozenset(found[number]) for number in range(len(self.cards))]

    def _stems_of_name(self, card: Card, language: Language) -> frozenset[str]:
        if card.kind is Kind.SERVICE:
            name = title_of(self.knowledge, card, language)
            return self._stems[language].of_question(name, frozenset())[0]
        return frozenset()

    def _named(self, fact: Fact) -> frozenset[str]:
        codes = [place.code for text in fact.text.values() for place in self._reader.places(text)]
        service = self.knowledge.service(fact.card.id) if fact.card.kind is Kind.SERVICE else None
        town = self.knowledge.town_of(service) if service else None
        return frozenset([*codes, *([town.code] if town else [])])


def title_of(knowledge: Knowledge, card: Card, language: Language) -> str:
    """What a card is about, in few words."""
    match card.kind:
        case Kind.ARTICLE:
            return knowledge.article(card.id).title[language]
        case Kind.REGION:
            topic = knowledge.topic_questions[Topic(card.topic)][language][2]
            return f"{knowledge.region(card.id).name[language]}, {topic}"
        case Kind.SERVICE:
            service = knowledge.service(card.id)
            assert service is not None
            return service.name
        case Kind.FRENCH:
            return {Language.FRENCH: "Niveau de français", Language.ENGLISH: "French level"}[language] + f" {card.id}"


def questions_of(knowledge: Knowledge, card: Card, languages: Iterable[Language] = tuple(Language)) -> tuple[str, ...]:
    """What people ask to get a card."""
    match card.kind:
        case Kind.ARTICLE:
            found = knowledge.article(card.id).questions
        case Kind.REGION:
            found = knowledge.topic_questions[Topic(card.topic)]
        case Kind.SERVICE:
            service = knowledge.service(card.id)
            assert service is not None
            kinds = [knowledge.vocabulary.service_type[kind] for kind in service.types]
            return (service.name, *(text for kind in kinds for language in languages for text in kind[language]))
        case Kind.FRENCH:
            return tuple(title_of(knowledge, card, language) for language in languages)
    return tuple(text for language in languages for text in found[language])


def _postings(texts: Sequence[frozenset[str]]) -> Mapping[str, NDArray[np.intp]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, stems in enumerate(texts):
        for stem in stems:
            found[stem].append(number)
    return {stem: np.array(numbers) for stem, numbers in found.items()}


def _having(postings: Mapping[str, NDArray[np.intp]], wanted: Iterable[str], count: int) -> NDArray[np.bool_]:
    """Which texts have any of these."""
    having = np.zeros(count, dtype=bool)
    for each in wanted:
        having[postings.get(each, [])] = True
    return having


def _scores(postings: Mapping[str, NDArray[np.intp]], weights: Mapping[str, float], count: int) -> Numbers:
    scores = np.zeros(count)
    for stem, weight in weights.items():
        if stem in postings:
            scores[postings[stem]] += weight
    return scores


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[.,]", "", number) for number in _NUMBER.findall(text)) - {str(n) for n in range(10)}


def _place_words(knowledge: Knowledge) -> Iterable[str]:
    for region in knowledge.regions.values():
        yield from words(" ".join((*region.name.values(), *region.aliases))).split()
    for town in knowledge.towns.values():
        yield from words(" ".join((town.name, *town.aliases))).split()
