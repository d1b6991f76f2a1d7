"""Answers a question: with facts, with "we do not hold this", or with "this is out of scope".

`Answerer.answer` is the only way in, whether words, a button or an intent led there. The intent makes some cards
likelier, but never excludes the right fact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import numpy as np

from bot.knowledge.answer_types import HARD, OF_A_WAY
from bot.knowledge.base import Knowledge
from bot.knowledge.fact_choice import FactChoice, Look
from bot.knowledge.fact_index import FEATURES, FactIndex
from bot.knowledge.fact_ranking import DECIDING, Ranked, Weights, evidence, names, probability, rank
from bot.knowledge.facts import CardKind, Fact
from bot.knowledge.meaning import Meanings
from bot.knowledge.out_of_scope import Beyond, asks_for_a_notice, of_a_person, tells_another, untold
from bot.knowledge.outcome import Answered, NotHeld, Outcome, Outside, Placeless
from bot.knowledge.own_case import case_chance, is_on_immigration, load_case_weights
from bot.knowledge.question_reading import Asked, Question
from bot.knowledge.roads import Apart, roads_of
from bot.knowledge.schema import AnswerType, Topic, Town
from bot.knowledge.training_questions import KnownQuestion, asked_before

SURE, POSSIBLE = 0.48, 0.035  # the least probability for a fact to be told as the answer, and to be offered as near
_NAMED = 0.03  # the latter if an intent names the subject, on which near facts are looked for
_STRANGER = 0.1  # how much nearer a question is to what is out of scope than to what people ask us
_REMEMBERED = 64  # questions whose look is cached
_ON_ADVICE = "why_no_advice"  # id of an article


class Answerer:
    """Answers questions from the knowledge base. Built once.

    `outside`: examples of questions that are out of scope.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        meanings: tuple[Meanings, Meanings],
        outside: Sequence[str],
        weights: Weights,
    ) -> None:
        self.index = FactIndex(knowledge, meanings, outside, asked_before())
        self.choice = FactChoice(knowledge, self.index)
        self.roads = roads_of(knowledge)
        self._knowledge = knowledge
        self._weights = weights
        self._not_on_advice = np.array([fact.card.id != _ON_ADVICE for fact in self.index.facts])
        self._looked = lru_cache(_REMEMBERED)(self.weigh)

    def answer(self, asked: Asked, today: date, *, topic: str = "", place: str = "") -> Outcome:
        """The answer to one question.

        Args:
            asked: one question.
            today: facts that have ended are not told.
            topic: what the intent names: the id of an article, a topic of regions, or `services`; none of no intent.
            place: the code of the region or town that was spoken of before, for a question on regions that names none.
        """
        least = _NAMED if topic else POSSIBLE
        topic = "" if asked.took else topic  # the model's ranking tells more
        outcome = self._answer(self.look(asked, topic), today, place, least)
        if isinstance(outcome, Placeless) and place:
            return self._answer(self.look(asked, topic, place), today, place, least)
        return outcome

    def look(self, asked: Asked, topic: str = "", place: str = "") -> Look:
        """Weigh a question against every fact. The result is cached, since one turn asks for it several times.

        Args:
            asked: one question.
            topic: what the intent names, as in `answer`.
            place: the place to assume if the question names none.
        """
        return self._looked(asked, topic, place)  # always three, since the cache tells `f(a)` from `f(a, "")`

    def fact(self, identifier: str) -> Fact | None:
        """The fact with this id, if there is one."""
        return next((fact for fact in (*self.index.facts, *self.roads.facts) if fact.id == identifier), None)

    @property
    def texts(self) -> list[str]:
        """All texts whose vectors are needed."""
        return self.index.texts

    def arrange(self) -> None:
        """Use the vectors that have been computed since the last call."""
        self.index.arrange()
        self._looked.cache_clear()

    def _answer(self, look: Look, today: date, place: str, least: float) -> Outcome:
        question = look.question
        if beyond := untold(question):
            return Outside(question, beyond)
        ends = self.roads.ends(question, place) if question.tells & OF_A_WAY else []
        if ends and AnswerType.DISTANCE in question.tells:
            return Outside(question, Beyond.ABROAD) if question.abroad else self._way(question, ends)
        outcome = self._likeliest(look, today, least)
        return outcome if not ends or _stands(outcome) else self._way(question, ends)

    def _likeliest(self, look: Look, today: date, least: float) -> Outcome:
        question, order = look.question, self.choice.likeliest_unexpired(look.ranked, today)
        best = self.index.facts[order[0]]
        if question.abroad and look.chance < 2 * SURE:
            return Outside(question, Beyond.ABROAD)
        if best.region and not question.places and look.chance >= POSSIBLE and not self.choice.leads(look, order):
            everywhere = self.choice.everywhere(look, order)
            if not everywhere:
                return Placeless(question, Topic(best.card.topic or Topic.COMMUNITY))
            order = everywhere
        order = self.choice.of_kind(question, order)
        best = self.index.facts[order[0]]
        elsewhere = bool(question.tells & HARD) and self.choice.is_about_other_towns(question, order[0])
        missed = (question.tells & HARD) - best.tells or elsewhere or tells_another(question, best)
        if look.chance >= SURE and not best.ignorance and not missed:
            told = self.choice.told(look, order)
            return self.choice.of_each_place(question, order) or Answered(
                question, told, best.card, instead=self.choice.instead(look, order, told)
            )
        if look.chance < least:
            return self._beyond(look)
        return NotHeld(question, self.choice.near(look, order), elsewhere=elsewhere)

    def weigh(self, asked: Asked, topic: str = "", place: str = "", *, without: KnownQuestion | None = None) -> Look:
        """Weigh a question against every fact, without the cache.

        `without`: a known question that is treated as if nobody had asked it before, to measure or to learn.
        """
        question, intents, meant = self.index.read(asked, place), dict(asked.took), self._meant(topic)
        ranked, looked, chance = self._seen(question, intents, meant, without)
        signs = self._of_facts(looked, ranked.best, chance)
        if question.story:  # advice may be wished for in the part that asks, or all over it
            of_part, seen, likely = self._seen(replace(question, story=""), intents, meant, without)
            signs = _of_either(signs, self._of_facts(seen, of_part.best, likely))
        return Look(question, ranked, looked, chance, signs, case_chance(asked, signs, load_case_weights()))

    def _seen(
        self, question: Question, intents: Mapping[str, float], meant: frozenset[int], without: KnownQuestion | None
    ) -> tuple[Ranked, Mapping[str, float], float]:
        """The facts as they are ranked, the signs of the first by name, and the probability that it answers."""
        table, allowed = self.index.features(question, intents, meant=meant, without=without)
        if asks_for_a_notice(question):
            allowed = allowed & self._not_on_advice
        ranked = rank(table, allowed, self._weights.ranking)
        found = evidence(self.index, question, ranked)
        return ranked, names(list(found), DECIDING), probability(found, self._weights)

    def _of_facts(self, looked: Mapping[str, float], best: int, chance: float) -> Mapping[str, float]:
        """The signs by which the facts help to tell a wish for advice on an own case from a question about a rule.

        A fact that answers well, and is what we tell everybody, is a sign that no advice is wished for.
        """
        card = self.index.facts[best].card
        of_immigration = is_on_immigration(self._knowledge, card)
        return {
            "chance": chance,
            "form": looked["form"],
            "of_immigration": float(of_immigration),
            "rule": chance * of_immigration,
        }

    def considered(self, look: Look, today: date, most: int) -> list[tuple[Fact, float, Mapping[str, float]]]:
        """The `most` likeliest facts that have not expired, each with its score and its features by name."""
        ranked = look.ranked
        return [
            (self.index.facts[n], float(ranked.scores[n]), names(list(ranked.table[n]), FEATURES))
            for n in self.choice.likeliest_unexpired(ranked, today)[:most]
        ]

    def _meant(self, topic: str) -> frozenset[int]:
        """The cards that an intent names, by their positions in `index.cards`."""
        if not topic:
            return frozenset()
        article = self._knowledge.articles.get(topic)
        subject = article.subject if article else None
        return frozenset(
            number
            for number, card in enumerate(self.index.cards)
            if card.topic == topic
            or (card.kind is CardKind.SERVICE and topic == "services")
            or (card.kind is CardKind.ARTICLE and self._knowledge.article(card.id).subject == subject)
        )

    def _way(self, question: Question, ends: Sequence[tuple[Town, Town]]) -> Outcome:
        """The way between towns: by road where a source gives the distance, otherwise as the crow flies.

        How long it takes is only answered by a source; without one, the outcome is `NotHeld`.
        """
        told = [self.roads.between(*pair) for pair in ends]
        known = tuple(one for one in told if isinstance(one, Fact))
        apart = tuple(one for one in told if isinstance(one, Apart))
        if apart or AnswerType.DISTANCE not in question.tells:
            return NotHeld(question, known, apart, tuple(ends))
        alike = len({fact.source.url for fact in known}) == 1
        return Answered(question, known, known[0].card, alike, tuple(ends))

    def _beyond(self, look: Look) -> Outcome:
        question = look.question
        if harmful := of_a_person(question):
            return Outside(question, harmful)
        strange = look.looked["outside"] > look.looked["form"] + _STRANGER
        return Outside(question, Beyond.OTHER) if strange and not question.places else NotHeld(question)


def _of_either(story: Mapping[str, float], part: Mapping[str, float]) -> Mapping[str, float]:
    """The signs of a story and of the part of it that asks, together.

    A fact is as sure as the less sure of the two says. A rule of immigration counts where either finds one: better a
    case is seen where there is none than missed.
    """
    less, more = {"chance", "form"}, {"of_immigration", "rule"}
    return {name: min(story[name], part[name]) for name in less} | {name: max(story[name], part[name]) for name in more}


def _stands(outcome: Outcome) -> bool:
    """Whether the outcome already answers "how long does it take", so that the way between towns need not be added."""
    alone = len(outcome.question.codes) < 2  # between two places, only the way can be meant
    match outcome:
        case Answered(facts=facts):
            return bool(facts[0].tells & ({AnswerType.TRAVEL, AnswerType.DURATION} if alone else {AnswerType.TRAVEL}))
        case Outside(beyond=beyond):
            return alone or beyond is not Beyond.OTHER
        case _:
            return False
