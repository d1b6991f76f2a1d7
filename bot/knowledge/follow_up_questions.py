"""Follow-up questions on the last answer: answered from the same card, or the last question is asked for another place.

"And how long?" names no subject. Two things tell it from a new question: the last card answers it better than all other
facts do, and it says little by itself.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.knowledge.answer_types import ASKED, STRICT
from bot.knowledge.answering import Answerer
from bot.knowledge.fact_choice import Look
from bot.knowledge.fact_index import FEATURES
from bot.knowledge.fact_ranking import names
from bot.knowledge.facts import CardKind
from bot.knowledge.named_places import without_places
from bot.knowledge.normalized_text import folded
from bot.knowledge.out_of_scope import Beyond, of_a_traveller
from bot.knowledge.outcome import Answered, LastAnswer, NotHeld, Outcome, Outside
from bot.knowledge.question_reading import Asked, Question, content
from bot.knowledge.schema import AnswerType

_MOST_WORDS = 12  # words of a message that may say too little by itself
_LEAD = re.compile(
    r"^\W*(?:(?:et|pis|puis|ok|and|so|alors|mais|but|what about|how about|what if|meme|pareil|same)(?!\w)\W*)+"
)
_HANGS = re.compile(  # a preposition before what asks, and little behind it: "for how many hours a day?"
    r"^\W*(?:(?:for|until|till|since|from|with|to) (?:how|what|which|when|whom?)"
    r"|(?:pour|depuis|avec|dans|jusqu.?a|a partir de|pendant) (?:combien|quand|quel(?:le)?s?|qui|quoi))(?!\w)"
    r"(?:\W+\w+){0,4}\W*$"
)
_POINTS = re.compile(
    r"(?<!\w)(?:ca|cela|ils?|elles?|eux|lui|la[- ]dedans|la[- ]bas|it|that|this|they|them|he|she|same|meme)(?!\w)"
)
_SAYS_LITTLE = frozenset(  # words that say nothing beside what asks
    "prend prendre prennent prends prenne dure durer demande demandent faut faire fait va vont donne takes take taking "
    "last lasts does see get give long until from jusqu temps time much many pis aussi too also same meme cote dans du "
    "between dates date entre les une des aux est sur pour avec the for and that this who qui ca elle ils".split()
)
# Types of answers that can be asked about anything; the other types imply their subject.
_OF_ANYTHING = frozenset(AnswerType) - {
    AnswerType.SNOW, AnswerType.TEMPERATURE, AnswerType.WAGE, AnswerType.SHARE,
    AnswerType.DISTANCE, AnswerType.TRAVEL, AnswerType.PAPERS, AnswerType.CONDITION,
}  # fmt: skip
_NAMES_ALL = re.compile(r"\b(?:loyers?|rents?|amendes?|fines?|budget)\b")  # words for a price that also say of what
_SHORTEST = 3  # least letters of a word that says something
_AS_WELL = 2.5  # how far the card's best fact may be behind the best of all, for a complete question
_NEARLY = 6.0  # the same, for a message that refers to what was said before
_IN_PASSING, _POINTING = 1.0, 2.5  # the same, without the shape of a question; and beginning with "it" or "she"
_AHEAD = 1.0  # by how much a related card's best fact must lead the card's own
_BY_ITSELF = 0.65  # probability of a fact elsewhere above which a message is understood by itself
_LIKELY = 0.15  # least probability of a fact on the card
_ON_TRIPS = frozenset({"exploratory_trip", "trip_day", "trip_prepare", "trip_cost"})  # articles
_WORDED = 0.35  # likeness to known questions, above which a fact answers
_MOST_NEAR = 2
_OF_A_CARD = 4  # likeliest facts that are searched for one with the type of answer asked for


def follow_up(
    answerer: Answerer, said: Asked, last: LastAnswer, today: date, *, asks: bool, shown: bool = False
) -> Outcome | None:
    """The answer to a message that goes on about what was told last; None if it is about something else.

    Args:
        answerer: answers questions.
        said: the message.
        last: what was told last.
        today: facts that have ended are not told.
        asks: whether the message has the shape of a question.
        shown: whether it is surely about what was shown.
    """
    plain = folded(said.meant)
    if (len(plain.split()) > _MOST_WORDS and not shown) or last.card not in answerer.index.cards:
        return None
    look, leads = answerer.look(said), shown or bool(_LEAD.match(plain))
    points = leads or bool(_HANGS.match(plain))
    if not points and is_a_name(look.question) and not _of_a_place(answerer, last):
        return None  # a place name alone asks about the place
    if (elsewhere := _elsewhere(answerer, look.question, last, points=leads)) is not None:
        return answerer.answer(replace(elsewhere, text=said.text), today)
    if last.card.kind is CardKind.ARTICLE and last.card.id in _ON_TRIPS and of_a_traveller(look.question):
        return Outside(look.question, Beyond.TRIP)
    if points and not _is_bare(look.question):
        if last.card.kind is CardKind.REGION and not look.question.places:
            look = answerer.look(said, "", last.card.id)  # there
        last = _of_family(answerer, look, last, today)
    order = answerer.choice.of_card(look, last.card, today)
    if not order or not _goes_on(look, order[0], points=points, plain=plain, asks=asks):
        return None
    return _of_card(answerer, look, order, last, today)


def _of_family(answerer: Answerer, look: Look, last: LastAnswer, today: date) -> LastAnswer:
    """The answer from the last card, or from a related card if that answers better."""
    own, beside = answerer.choice.of_card(look, last.card, today), answerer.choice.of_family(look, last.card, today)
    ahead = bool(own and beside) and _apart(look, own[0]) - _apart(look, beside[0]) >= _AHEAD
    if ahead and look.chance >= _LIKELY:
        return replace(last, card=answerer.index.facts[beside[0]].card)
    return last


def _goes_on(look: Look, own: int, *, points: bool, plain: str, asks: bool) -> bool:
    """Whether a message is still about the last card. `own`: the fact of that card that answers it best."""
    apart = _apart(look, own)
    if not (asks or points):
        return apart <= (_POINTING if _POINTS.match(plain) else _IN_PASSING)
    if apart == 0:
        return True
    if look.chance >= _BY_ITSELF:
        return False
    return _is_bare(look.question) or apart <= (_NEARLY if points or _POINTS.search(plain) else _AS_WELL)


def _of_card(answerer: Answerer, look: Look, order: Sequence[int], last: LastAnswer, today: date) -> Outcome:
    facts, question = answerer.index.facts, look.question
    first, likeliest, strict = order[0], _apart(look, order[0]) == 0, question.tells & STRICT
    if strict & {AnswerType.PRICE, AnswerType.DURATION}:
        strict -= {AnswerType.COUNT}  # "combien ça coûte" does not ask for a number
    if strict and not likeliest:
        first = next((n for n in order[:_OF_A_CARD] if strict & facts[n].tells), first)
    weighed = names(list(look.ranked.table[first]), FEATURES)
    worded = max(weighed["form"], weighed["words"]) >= _WORDED and not facts[first].ignorance
    answers = not _is_bare(question) and bool(strict & facts[first].tells)
    if worded and (likeliest or answers):
        return Answered(question, tuple(facts[n] for n in answerer.choice.whole(first)), last.card)
    if last.asked and not (likeliest or strict & facts[first].tells) and _is_bare(question):
        whole = answerer.look(Asked(f"{last.asked.meant} {question.text}"))  # which says what it is about
        first, *order = answerer.choice.of_card(whole, last.card, today)
    near = dict.fromkeys(each for n in (first, *order) for each in answerer.choice.whole(n))
    return NotHeld(question, tuple(facts[n] for n in list(near)[:_MOST_NEAR]), about=last.card)


def _apart(look: Look, number: int) -> float:
    """By how much the score of a fact is below the best score of all facts."""
    return float(look.ranked.scores[look.ranked.best] - look.ranked.scores[number])


def _elsewhere(answerer: Answerer, question: Question, last: LastAnswer, *, points: bool) -> Asked | None:
    """The last question for another place, if the message names a place and little else."""
    if last.asked is None or not question.places or not (points or _is_bare(question)):
        return None
    before = answerer.index.read(last.asked)
    names_more = _left(question) and not points
    if names_more or len(_left(question)) > 1 or set(question.codes) <= set(before.codes):
        return None
    places = " ".join(place.surface for place in question.places)
    return Asked(last.asked.text, f"{before.bare.rstrip('?!. ')} {places} ?", last.asked.took)


def is_a_name(question: Question) -> bool:
    """Whether a message names a place, and nothing else."""
    return bool(question.places) and _is_bare(question)


def _of_a_place(answerer: Answerer, last: LastAnswer) -> bool:
    """Whether the last question was about a place, so that the name of another place asks the same there."""
    return last.asked is not None and bool(answerer.index.read(last.asked).places)


def _is_bare(question: Question) -> bool:
    """Whether a question consists of nothing but places and question words."""
    return not _left(question)


def _left(question: Question) -> list[str]:
    plain = _LEAD.sub("", folded(without_places(question.part, question.places)))
    named = _NAMES_ALL.findall(plain)
    for kind in question.tells & _OF_ANYTHING:
        plain = ASKED[kind].sub(" ", plain)
    return named + [word for word in content(plain) if len(word) >= _SHORTEST and word not in _SAYS_LITTLE]
