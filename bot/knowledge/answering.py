"""One way from a question to its answer: the fact that was asked for, or that it is not held, or that it is outside.

`Answerer.answer` is the whole of it, for every door. What was understood of the intent narrows the search (its cards
weigh more) and never forbids the right fact.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

import numpy as np

from bot.knowledge.asking import Asked, Question
from bot.knowledge.base import Knowledge
from bot.knowledge.beyond import Beyond, asks_for_a_notice, of_a_person, tells_another, untold
from bot.knowledge.fact_index import FEATURES, FactIndex
from bot.knowledge.facts import Card, Fact, Kind
from bot.knowledge.meaning import Meanings
from bot.knowledge.outcome import Answered, NotHeld, Outcome, Outside, Placeless
from bot.knowledge.ranking import DECIDING, Ranked, Weights, evidence, names, probability, rank
from bot.knowledge.roads import ORIGINS, Apart, Roads
from bot.knowledge.schema import Tells, Topic, Town
from bot.knowledge.tells import STRICT
from bot.knowledge.written import asked_before

SURE, POSSIBLE = 0.45, 0.05  # the least probability of an answer that is given as one; of what is offered as near
_NAMED = 0.03  # the same, where an intent names the subject: what is near is looked for on it
_BESIDE = 3.0  # further facts of the same card are told too when their score is this near
_MOST_TOLD = 3  # facts of one card
_APART = 1.0  # how much a region's fact must lead those of other regions where no place was named
_MOST_NEAR, _OF_A_NEAR_CARD = 4, 3  # facts that are offered where none answers for sure, and of one card: more is noise
_NEAR, _NEAR_ELSEWHERE = 4.0, 2.0  # how far their score may be from the best, on its subject and on another one
_ANYWHERE = 1.5  # how far from a region's fact one may be that holds all over Québec, rather than asking where
_OF_ONE_CARD = 8  # number of likeliest facts searched for one that tells what kind of thing is asked
_OF_ONE_SUBJECT = 20  # number of likeliest facts searched for one about the town that is asked about
_LOOKED_AT = 60  # facts, the likeliest
_STRANGER = 0.1  # how much nearer a question is to what is none of our business than to what people ask of us
_REMEMBERED = 64  # questions
HARD = frozenset(  # nothing else answers it
    {Tells.SNOW, Tells.OPENING, Tells.DEPARTURE, Tells.TEMPERATURE, Tells.WAGE, Tells.PRICE}
)
_ON_ADVICE = "why_no_advice"  # an article
_COMPARED = 3  # places
_WAY = frozenset({Tells.DISTANCE, Tells.TRAVEL})


@dataclass(frozen=True, slots=True)
class Look:
    """A question and every fact weighed against it."""

    question: Question
    ranked: Ranked
    looked: Mapping[str, float]  # what the decision saw
    chance: float  # that the likeliest fact answers


class Answerer:
    """Built once. `outside`: examples of what people ask that is out of scope."""

    def __init__(
        self, knowledge: Knowledge, meanings: tuple[Meanings, Meanings], outside: Sequence[str], weights: Weights
    ) -> None:
        self.index = FactIndex(knowledge, meanings, outside, asked_before())
        self.roads = Roads(knowledge)
        self._knowledge = knowledge
        self._weights = weights
        self._not_on_advice = np.array([fact.card.id != _ON_ADVICE for fact in self.index.facts])
        self.look = lru_cache(_REMEMBERED)(self._look)

    def answer(self, asked: Asked, today: date, *, topic: str = "", place: str = "") -> Outcome:
        """The answer to one question.

        Args:
            asked: one question.
            today: facts that have ended are not told.
            topic: what the intent names: the id of an article, a topic of regions, or `services`; none of no intent.
            place: the code of the region or town that was spoken of before, for a question on regions that names none.
        """
        least = _NAMED if topic else POSSIBLE
        topic = "" if asked.took else topic  # what the model takes it for tells more
        outcome = self._answer(self.look(asked, topic), today, place, least)
        if isinstance(outcome, Placeless) and place:
            return self._answer(self.look(asked, topic, place), today, place, least)
        return outcome

    def fact(self, identifier: str) -> Fact | None:
        """The fact of an id, if there is one."""
        return next((fact for fact in (*self.index.facts, *self.roads.facts) if fact.id == identifier), None)

    @property
    def texts(self) -> list[str]:
        """All texts that are compared by meaning."""
        return self.index.texts

    def arrange(self) -> None:
        """Compare with the meanings that are computed by now."""
        self.index.arrange()
        self.look.cache_clear()

    def _answer(self, look: Look, today: date, place: str, least: float) -> Outcome:
        question = look.question
        if beyond := untold(question):
            return Outside(question, beyond)
        ends = self.roads.ends(question, place) if question.tells & _WAY else []
        if ends and Tells.DISTANCE in question.tells:
            return Outside(question, Beyond.ABROAD) if question.abroad else self._way(question, ends)
        outcome = self._likeliest(look, today, least)
        return outcome if not ends or _stands(outcome) else self._way(question, ends)

    def _likeliest(self, look: Look, today: date, least: float) -> Outcome:
        question, order = look.question, self._in_force(look.ranked, today)
        best = self.index.facts[order[0]]
        if question.abroad and look.chance < 2 * SURE:
            return Outside(question, Beyond.ABROAD)
        if best.region and not question.places and look.chance >= POSSIBLE and not self._leads(look, order):
            everywhere = self._holds_everywhere(look, order)
            if not everywhere:
                return Placeless(question, Topic(best.card.topic or Topic.COMMUNITY))
            order = everywhere
        order = self._of_kind(question, order)
        best = self.index.facts[order[0]]
        elsewhere = bool(question.tells & HARD) and self._speaks_of_others(question, order[0])
        missed = (question.tells & HARD) - best.tells or elsewhere or tells_another(question, best)
        if look.chance >= SURE and not best.ignorance and not missed:
            return self._of_each_place(question, order) or Answered(question, self._told(look, order), best.card)
        if look.chance < least:
            return self._beyond(look)
        return NotHeld(question, self._near(look, order), elsewhere=elsewhere)

    def _speaks_of_others(self, question: Question, number: int) -> bool:
        """Whether one town is asked about, and a fact tells of other towns alone."""
        towns, told = {code for code in question.codes if len(code) == 5}, self.index.places[number]
        told_of = {code for code in told if len(code) == 5}
        return len(towns) == 1 and bool(told_of) and not towns & told_of

    def _near(self, look: Look, order: Sequence[int]) -> tuple[Fact, ...]:
        """What is near: the likeliest fact and the next ones; of another subject, only what is nearly as likely."""
        facts, scores, first = self.index.facts, look.ranked.scores, order[0]
        subject = self._subject(facts[first].card)

        def is_near(number: int) -> bool:
            least = _NEAR if self._subject(facts[number].card) == subject else _NEAR_ELSEWHERE
            return bool(scores[first] - scores[number] <= least)

        regions = {self._knowledge.region_of(code) for code in look.question.codes}

        def is_there(fact: Fact) -> bool:
            named = fact.region in regions if regions else fact.card.kind is not Kind.REGION
            return not fact.region or named

        near = [n for n in order if is_near(n) and is_there(facts[n])]
        of_card = Counter[Card]()
        chosen: list[int] = []
        for number in near:
            card = facts[number].card
            of_card[card] += 1
            if of_card[card] <= _OF_A_NEAR_CARD:
                chosen.append(number)
        return tuple(facts[n] for n in dict.fromkeys(chain(*(self.whole(number) for number in chosen[:_MOST_NEAR]))))

    def _subject(self, card: Card) -> str:
        """What a card is about, as far as its neighbours are about it too."""
        if card.kind is Kind.ARTICLE:
            return self._knowledge.article(card.id).subject
        return Kind.SERVICE if card.topic == Topic.COMMUNITY else card.topic or str(card.kind)

    def _look(self, asked: Asked, topic: str = "", place: str = "") -> Look:
        question, meant = self.index.read(asked, place), self._meant(topic)
        table, allowed = self.index.features(question, dict(asked.took), meant=meant)
        if asks_for_a_notice(question):
            allowed = allowed & self._not_on_advice
        ranked = rank(table, allowed, self._weights.ranking)
        looked = evidence(self.index, question, ranked)
        return Look(question, ranked, names(list(looked), DECIDING), probability(looked, self._weights))

    def considered(self, look: Look, today: date, most: int) -> list[tuple[Fact, float, Mapping[str, float]]]:
        """The likeliest facts with their score and features."""
        ranked = look.ranked
        return [
            (self.index.facts[n], float(ranked.scores[n]), names(list(ranked.table[n]), FEATURES))
            for n in self._in_force(ranked, today)[:most]
        ]

    def _meant(self, topic: str) -> frozenset[int]:
        """The cards that an intent names."""
        if not topic:
            return frozenset()
        article = self._knowledge.articles.get(topic)
        subject = article.subject if article else None
        return frozenset(
            number
            for number, card in enumerate(self.index.cards)
            if card.topic == topic
            or (card.kind is Kind.SERVICE and topic == "services")
            or (card.kind is Kind.ARTICLE and self._knowledge.article(card.id).subject == subject)
        )

    def of_card(self, look: Look, card: Card, today: date) -> list[int]:
        """The numbers of a card's facts, the likeliest first."""
        mine = np.flatnonzero(self.index.card_of == self.index.cards.index(card))
        return self._holding(mine[np.argsort(-look.ranked.scores[mine], kind="stable")], today)

    def of_family(self, look: Look, card: Card, today: date) -> list[int]:
        """Facts of the cards beside one, the likeliest first: of related articles, of other topics of its region."""
        if card.kind is Kind.ARTICLE:
            related = frozenset(self._knowledge.article(card.id).related)
            beside = [each.kind is Kind.ARTICLE and each.id in related for each in self.index.cards]
        else:
            beside = [card.kind is Kind.REGION and each.kind is Kind.REGION and each.id == card.id
                      for each in self.index.cards]  # fmt: skip
        theirs = np.flatnonzero(np.array(beside)[self.index.card_of])
        return self._holding(theirs[np.argsort(-look.ranked.scores[theirs], kind="stable")], today)

    def _in_force(self, ranked: Ranked, today: date) -> list[int]:
        return self._holding(ranked.order[:_LOOKED_AT], today)

    def _holding(self, numbers: Iterable[np.intp], today: date) -> list[int]:
        facts = self.index.facts
        whole = [int(number) for number in numbers if not facts[number].torn]
        return [n for n in whole if (until := facts[n].until) is None or today <= until]

    def _leads(self, look: Look, order: Sequence[int]) -> bool:
        """Whether a region's fact is meant although no place was named: no other region has one nearly as good."""
        first = order[0]
        others = [n for n in order if self.index.facts[n].region not in {"", self.index.facts[first].region}]
        return not others or look.ranked.scores[first] - look.ranked.scores[others[0]] > _APART

    def _holds_everywhere(self, look: Look, order: Sequence[int]) -> list[int]:
        """What holds all over Québec, where it is nearly as likely as a region's fact and tells what is asked."""
        facts, scores, strict = self.index.facts, look.ranked.scores, look.question.tells & STRICT
        found = [n for n in order if not facts[n].region]
        near = found and scores[order[0]] - scores[found[0]] <= _ANYWHERE
        return found if near and strict <= facts[found[0]].tells else []

    def _told(self, look: Look, order: Sequence[int]) -> tuple[Fact, ...]:
        """The best fact with what it leans on; else, after it, others of its card that are nearly as good."""
        facts, scores, first = self.index.facts, look.ranked.scores, order[0]
        card = facts[first].card
        if len(whole := self.whole(first)) > 1:
            return tuple(facts[number] for number in whole)
        others = (n for n in order[1:] if facts[n].card == card and not (facts[n].ignorance or facts[n].leans))
        beside = [n for n in others if scores[first] - scores[n] < _BESIDE]
        return tuple(facts[n] for n in (first, *beside))[:_MOST_TOLD]

    def whole(self, number: int) -> tuple[int, ...]:
        """The number of a fact, before it that of the one that it leans on."""
        facts = self.index.facts
        leans = number and facts[number].leans and facts[number - 1].card == facts[number].card
        return (number - 1, number) if leans else (number,)

    def _of_each_place(self, question: Question, order: Sequence[int]) -> Answered | None:
        """A fact of one topic for each of two or three places that are named; nothing where one of them has none."""
        facts = self.index.facts
        card = facts[order[0]].card
        on_the_way = card.topic == Topic.GETTING_THERE
        wanted = [code for code in question.codes if code not in ORIGINS or not on_the_way]
        if not 2 <= len(wanted) <= _COMPARED or card.kind is not Kind.REGION:
            return None
        alike = facts[order[0]].tells & STRICT  # what the first tells, the others tell too
        told: list[int] = []
        for code in wanted:
            region = self._knowledge.region_of(code)
            mine = (
                n for n in order
                if facts[n].region == region and facts[n].card.topic == card.topic and facts[n].tells >= alike
            )  # fmt: skip
            named = next((n for n in mine if len(code) == 2 or code in self.index.places[n]), None)
            if named is None:
                return None
            told.append(named)
        chosen = tuple(facts[number] for number in dict.fromkeys(told))
        read = {(fact.source.url, fact.as_of) for fact in chosen}
        return Answered(question, chosen, card, comparable=len(read) == 1)

    def _way(self, question: Question, ends: Sequence[tuple[Town, Town]]) -> Outcome:
        """Each road that a source tells; else how far as the crow flies. A time that nothing tells is not held."""
        told = [self.roads.between(*pair) for pair in ends]
        known = tuple(one for one in told if isinstance(one, Fact))
        apart = tuple(one for one in told if isinstance(one, Apart))
        if apart or Tells.DISTANCE not in question.tells:
            return NotHeld(question, known, apart, tuple(ends))
        alike = len({fact.source.url for fact in known}) == 1
        return Answered(question, known, known[0].card, alike, tuple(ends))

    def _of_kind(self, question: Question, order: list[int]) -> list[int]:
        """The likeliest facts; first, where it is one of the first card, one that tells the kind that is asked."""
        facts, wanted = self.index.facts, question.tells & HARD
        likely = [n for n in order[:_OF_ONE_CARD] if facts[n].card == facts[order[0]].card]
        first = next((n for n in likely if wanted <= facts[n].tells), order[0])
        first = self._of_the_town(question, first, order)
        return [first, *(n for n in order if n != first)]

    def _of_the_town(self, question: Question, first: int, order: Sequence[int]) -> int:
        """The likeliest fact; where it tells of other towns alone, one of its subject on the town that is meant."""
        if not self._speaks_of_others(question, first):
            return first
        facts, towns = self.index.facts, {code for code in question.codes if len(code) == 5}
        alike, subject = question.tells & STRICT & facts[first].tells, self._subject(facts[first].card)
        there = (n for n in order[:_OF_ONE_SUBJECT] if towns & self.index.places[n] and alike <= facts[n].tells)
        return next((n for n in there if self._subject(facts[n].card) == subject), first)

    def _beyond(self, look: Look) -> Outcome:
        question = look.question
        if harmful := of_a_person(question):
            return Outside(question, harmful)
        strange = look.looked["outside"] > look.looked["form"] + _STRANGER
        return Outside(question, Beyond.OTHER) if strange and not question.places else NotHeld(question)


def _stands(outcome: Outcome) -> bool:
    """Whether an outcome answers "how long does it take" itself, so that no road is told instead."""
    alone = len(outcome.question.codes) < 2  # between two places, only a way is meant
    match outcome:
        case Answered(facts=facts):
            return bool(facts[0].tells & ({Tells.TRAVEL, Tells.DURATION} if alone else {Tells.TRAVEL}))
        case Outside(beyond=beyond):
            return alone or beyond is not Beyond.OTHER
        case _:
            return False
