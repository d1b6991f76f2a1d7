"""Chooses which of the likeliest facts are shown: as the answer, for each place that is named, or only as related."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import numpy as np

from bot.base.terms import is_town
from bot.knowledge.answer_types import HARD, STRICT
from bot.knowledge.base import Knowledge
from bot.knowledge.expiry import has_expired
from bot.knowledge.fact_index import FactIndex
from bot.knowledge.fact_ranking import Ranked
from bot.knowledge.facts import Card, CardKind, Fact
from bot.knowledge.outcome import Answered
from bot.knowledge.question_reading import Question
from bot.knowledge.roads import ORIGINS
from bot.knowledge.schema import Topic

_BESIDE = 3.0  # further facts of the same card are told if their scores are this close to the best
_MOST_TOLD = 3  # facts of a card that are told together
_APART = 1.0  # by how much a region's fact must lead those of other regions if no place was named
_FAR_APART = 3.0  # the same where they give the same kind of thing on the same topic
_MOST_NEAR, _OF_A_NEAR_CARD = 4, 3  # near facts that are offered, in all and of one card: more is noise
_NEAR, _NEAR_ELSEWHERE = 4.0, 2.0  # how far their scores may be from the best, on the same subject and on another one
_CLEAR = 0.8  # probability from which a fact is told alone: of those below, every third was not what was meant
_MOST_INSTEAD = 2  # further facts that are told below such a one
_ANYWHERE = 1.5  # how far behind a region's fact one for all of Québec may be, to be told instead of asking where
_OF_ONE_CARD = 8  # likeliest facts that are searched for one with the type of answer asked for
_OF_ONE_SUBJECT = 20  # likeliest facts that are searched for one about the town asked about
_LOOKED_AT = 60  # likeliest facts that are looked at
_COMPARED = 3  # places that are compared at most


@dataclass(frozen=True, slots=True)
class Look:
    """A question, and how likely each fact is to answer it."""

    question: Question
    ranked: Ranked
    looked: Mapping[str, float]  # features that the decision used
    chance: float  # probability that the likeliest fact answers
    signs: Mapping[str, float]  # what the facts tell of whether advice on a case is wished for (`own_case`)
    case: float = 0.0  # probability that it wishes for advice on an immigration case


class FactChoice:
    """Chooses among the facts of an index. Facts are given by their positions in `index.facts`."""

    def __init__(self, knowledge: Knowledge, index: FactIndex) -> None:
        self._knowledge = knowledge
        self.index = index

    def of_card(self, look: Look, card: Card, today: date) -> list[int]:
        """The facts of one card that have not expired, the likeliest first."""
        mine = np.flatnonzero(self.index.card_of == self.index.cards.index(card))
        return self._unexpired(mine[np.argsort(-look.ranked.scores[mine], kind="stable")], today)

    def of_family(self, look: Look, card: Card, today: date) -> list[int]:
        """The facts of cards related to one, the likeliest first.

        Related are the articles that an article names, or the other topics of the same region.
        """
        if card.kind is CardKind.ARTICLE:
            related = frozenset(self._knowledge.article(card.id).related)
            beside = [each.kind is CardKind.ARTICLE and each.id in related for each in self.index.cards]
        else:
            beside = [card.kind is CardKind.REGION and each.kind is CardKind.REGION and each.id == card.id
                      for each in self.index.cards]  # fmt: skip
        theirs = np.flatnonzero(np.array(beside)[self.index.card_of])
        return self._unexpired(theirs[np.argsort(-look.ranked.scores[theirs], kind="stable")], today)

    def likeliest_unexpired(self, ranked: Ranked, today: date) -> list[int]:
        return self._unexpired(ranked.order[:_LOOKED_AT], today)

    def _unexpired(self, numbers: Iterable[np.intp], today: date) -> list[int]:
        facts = self.index.facts
        whole = [int(number) for number in numbers if not facts[number].torn]
        return [n for n in whole if not has_expired(facts[n].until, today)]

    def leads(self, look: Look, order: Sequence[int]) -> bool:
        """Whether the likeliest fact, which is about a region, is meant although the question names no place.

        It is not if another region's fact on the same topic gives what is asked for, such as a distance or a
        temperature, and scores within `_FAR_APART`: it is only chance which of these scores best. Otherwise, no other
        region may have a fact whose score is within `_APART` of it.
        """
        facts, scores, first = self.index.facts, look.ranked.scores, order[0]
        others = [n for n in order if facts[n].region not in {"", facts[first].region}]
        strict = look.question.tells & STRICT & facts[first].tells
        alike = [n for n in others if strict <= facts[n].tells and facts[n].card.topic == facts[first].card.topic]
        if strict and alike and scores[first] - scores[alike[0]] <= _FAR_APART:
            return False
        return not others or bool(scores[first] - scores[others[0]] > _APART)

    def everywhere(self, look: Look, order: Sequence[int]) -> list[int]:
        """The facts that hold for all of Québec, if they can be shown instead of asking which region is meant.

        They can if the best of them scores nearly as high as the best of a region, and gives what the question asks for
        (a price, a length of time …); otherwise the list is empty.
        """
        facts, scores, strict = self.index.facts, look.ranked.scores, look.question.tells & STRICT
        found = [n for n in order if not facts[n].region]
        near = found and scores[order[0]] - scores[found[0]] <= _ANYWHERE
        return found if near and strict <= facts[found[0]].tells else []

    def told(self, look: Look, order: Sequence[int]) -> tuple[Fact, ...]:
        """The facts to show as the answer, at most three: the best one, and what belongs to it.

        That is the sentence which it depends on to be understood; if there is none, other facts of its card with nearly
        the same score.
        """
        facts, scores, first = self.index.facts, look.ranked.scores, order[0]
        card = facts[first].card
        if len(whole := self.whole(first)) > 1:
            return tuple(facts[number] for number in whole)
        others = (n for n in order[1:] if facts[n].card == card and not (facts[n].ignorance or facts[n].leans))
        beside = [n for n in others if scores[first] - scores[n] < _BESIDE]
        return tuple(facts[n] for n in (first, *beside))[:_MOST_TOLD]

    def whole(self, number: int) -> tuple[int, ...]:
        """The fact, preceded by the sentence that it depends on to be understood, if there is one."""
        facts = self.index.facts
        leans = number and facts[number].leans and facts[number - 1].card == facts[number].card
        return (number - 1, number) if leans else (number,)

    def of_each_place(self, question: Question, order: Sequence[int]) -> Answered | None:
        """One fact for each of the two or three places that a question names, all on one topic.

        None if one of the places has no such fact, or gives another kind of answer than the first.
        """
        facts = self.index.facts
        card = facts[order[0]].card
        on_the_way = card.topic == Topic.GETTING_THERE
        wanted = [code for code in question.codes if code not in ORIGINS or not on_the_way]
        if not 2 <= len(wanted) <= _COMPARED or card.kind is not CardKind.REGION:
            return None
        alike = facts[order[0]].tells & STRICT  # the types that the first gives, which the others must give too
        told: list[int] = []
        for code in wanted:
            region = self._knowledge.region_of(code)
            mine = (
                n for n in order
                if facts[n].region == region and facts[n].card.topic == card.topic and facts[n].tells >= alike
            )  # fmt: skip
            named = next((n for n in mine if not is_town(code) or code in self.index.places[n]), None)
            if named is None:
                return None
            told.append(named)
        chosen = tuple(facts[number] for number in dict.fromkeys(told))
        read = {(fact.source.url, fact.as_of) for fact in chosen}
        return Answered(question, chosen, card, comparable=len(read) == 1)

    def of_kind(self, question: Question, order: list[int]) -> list[int]:
        """The same facts, another one first if the likeliest does not give what is asked for (a price, a distance …).

        It is then the first fact of the same card that does; if that is about other towns only, see
        `_about_the_town_asked`.
        """
        facts, wanted = self.index.facts, question.tells & HARD
        likely = [n for n in order[:_OF_ONE_CARD] if facts[n].card == facts[order[0]].card]
        first = next((n for n in likely if wanted <= facts[n].tells), order[0])
        first = self._about_the_town_asked(question, first, order)
        return [first, *(n for n in order if n != first)]

    def _about_the_town_asked(self, question: Question, first: int, order: Sequence[int]) -> int:
        """The fact `first`, unless it is only about other towns and there is one about the town that is asked about.

        That one has to be on the same subject and to give the same kind of answer.
        """
        if not self.is_about_other_towns(question, first):
            return first
        facts, towns = self.index.facts, {code for code in question.codes if is_town(code)}
        alike, subject = question.tells & STRICT & facts[first].tells, self._subject(facts[first].card)
        there = (n for n in order[:_OF_ONE_SUBJECT] if towns & self.index.places[n] and alike <= facts[n].tells)
        return next((n for n in there if self._subject(facts[n].card) == subject), first)

    def near(self, look: Look, order: Sequence[int]) -> tuple[Fact, ...]:
        """The facts to offer where none answers: the likeliest, and those that score nearly as high, at most four."""
        return self._whole_facts(self._close(look, order)[:_MOST_NEAR])

    def instead(self, look: Look, order: Sequence[int], told: Sequence[Fact]) -> tuple[Fact, ...]:
        """At most two facts that may have been meant instead of those told; none where these are clearly meant."""
        facts = self.index.facts
        others = [n for n in self._close(look, order) if facts[n] not in told and not facts[n].ignorance]
        most = _MOST_INSTEAD if look.chance < _CLEAR else 0
        return tuple(fact for fact in self._whole_facts(others[:most]) if fact not in told)

    def _close(self, look: Look, order: Sequence[int]) -> list[int]:
        """The numbers of the likeliest fact and of those that score nearly as high.

        Facts on another subject need to be closer in score; at most three come from one card.
        """
        facts, scores, first = self.index.facts, look.ranked.scores, order[0]
        subject = self._subject(facts[first].card)

        def is_near(number: int) -> bool:
            least = _NEAR if self._subject(facts[number].card) == subject else _NEAR_ELSEWHERE
            return bool(scores[first] - scores[number] <= least)

        regions = {self._knowledge.region_of(code) for code in look.question.codes}

        def is_there(fact: Fact) -> bool:
            named = fact.region in regions if regions else fact.card.kind is not CardKind.REGION
            return not fact.region or named

        of_card = Counter[Card]()
        chosen: list[int] = []
        for number in (n for n in order if is_near(n) and is_there(facts[n])):
            card = facts[number].card
            of_card[card] += 1
            if of_card[card] <= _OF_A_NEAR_CARD:
                chosen.append(number)
        return chosen

    def _whole_facts(self, numbers: Iterable[int]) -> tuple[Fact, ...]:
        """Facts, each preceded by the one that it depends on."""
        whole = dict.fromkeys(chain(*(self.whole(number) for number in numbers)))
        return tuple(self.index.facts[number] for number in whole)

    def is_about_other_towns(self, question: Question, number: int) -> bool:
        """Whether the question names exactly one town, and the fact names only other ones."""
        towns, told = {code for code in question.codes if is_town(code)}, self.index.places[number]
        told_of = {code for code in told if is_town(code)}
        return len(towns) == 1 and bool(told_of) and not towns & told_of

    def _subject(self, card: Card) -> str:
        """What a card is about, the same for neighbouring cards: the subject of an article, the topic of a region."""
        if card.kind is CardKind.ARTICLE:
            return self._knowledge.article(card.id).subject
        return CardKind.SERVICE if card.topic == Topic.COMMUNITY else card.topic or str(card.kind)
