"""One way to answer a question, for every door: Rasa's intents, what it is unsure of and what it calls out of scope."""

import re
from collections.abc import Iterable

from bot.answers.immigration_guard import guard, is_a_case, wants_advice
from bot.answers.message_signs import asks
from bot.answers.telling import told
from bot.answers.turn import Library, Turn
from bot.knowledge.answer_types import HARD, OF_A_WAY, STRICT
from bot.knowledge.answering import POSSIBLE
from bot.knowledge.case_words import is_own
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.follow_up_questions import is_a_name
from bot.knowledge.normalized_text import folded
from bot.knowledge.out_of_scope import Beyond, untold
from bot.knowledge.outcome import Answered, NotHeld, Outcome, Outside
from bot.knowledge.question_reading import Asked
from bot.knowledge.roads import starts_in_focus
from bot.knowledge.schema import AnswerType, Topic
from bot.reading import asks_something, is_for_a_fact
from bot.replies.message import Message

RATHER = 0.35  # the least probability of a fact that is told although the message was surely taken for something else
_FAR_LIKELIER = 3.0  # times the probability of a fact that answers a part: above it, the message is one question
_PLAINLY = 0.7  # of a fact that is told although nothing in a message that tells something looks like a question
_NEAR_A_STATEMENT = 0.12  # of a fact that is only near, in answer to a message that does not look like a question
_BARELY = 0.6  # a confidence in an intent below which a question about a price or an hour counts as a question
_ON_PLACES = frozenset({"ask_getting_there", "ask_region", "compare_regions", "out_of_scope"})
_FOR_ONESELF = frozenset({"find_employers", "ask_why_none"})
GENERAL = 9  # words of a message that names a subject but asks nothing in particular about it
_STRANGE = 0.6  # a message with a larger share of words that our texts do not have is about none of our cards
_NEAR_OF_A_PLACE = 2  # facts of its region that are told where none answers
_SURELY = 0.8  # a confidence at which an intent is not doubted
_BESIDE_FACTS = 0.5  # assumed confidence that a message which tells something asks for nothing
_BESIDE_A_QUESTION = 0.3  # the same where the message looks like a question
_HOURS = re.compile(
    r"\b(?:heures?|horaires?|hours?|what time|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tonight|tomorrow|aujourd'hui|demain|ce soir|weekends?)\b"
)


def outcome(turn: Turn, topic: str = "", place: str = "") -> Outcome:
    """What is known of the question that was written."""
    where = place or turn.place or turn.candidate.region_in_focus or ""
    if turn.place_before and starts_in_focus(turn.said.meant):  # "is it far from Amos?", of the town of a job
        where = turn.place_before
    return turn.library.answerer.answer(turn.said, turn.today, topic=topic, place=where)


def beside(turn: Turn) -> list[Message]:
    """What a message that tells something asks as well. Without a question mark, “open” may belong to what is told."""
    said = turn.said
    if asks(said.meant):
        return rather(turn, sure=_BESIDE_A_QUESTION) or _untold(turn) or _not_held(turn)
    names = may_ask(turn.library, said) and not wants_advice(turn)
    return [] if names and isinstance(outcome(turn), NotHeld) else rather(turn, sure=_BESIDE_FACTS)


def surely(turn: Turn) -> list[Message]:
    """The fact that answers a message for sure, although it tells something and has no plain shape of a question."""
    said = turn.said
    may = turn.candidate.asking is None or asks_for_a_fact(said)  # else it answers the open question
    names = may and asks(said.meant) and not wants_advice(turn)
    return told(turn, found) if names and isinstance(found := outcome(turn), Answered) else []


def _not_held(turn: Turn) -> list[Message]:
    """What is near, or that nothing is known, where somebody plainly asks and the rest is only what they tell.

    Not while a question of the profile is open, and not where the model is sure that something is to be done.
    """
    said, found = turn.said, outcome(turn)
    elsewhere = surely_wants_no_fact(said) and _likeliest(said) != "out_of_scope"
    plainly = asks_something(said.text) and turn.candidate.asking is None and not elsewhere
    return told(turn, found) if plainly and isinstance(found, NotHeld | Outside) else []


def _untold(turn: Turn) -> list[Message]:
    """Says that no source of ours answers what is asked: the opening hours of a library, the weather of one day."""
    asked = untold(turn.library.answerer.index.read(turn.said))
    return told(turn, outcome(turn)) if asked else []


def rather(turn: Turn, sure: float = 1.0) -> list[Message]:
    """What is known of a question that was taken for something else; empty where it asks for nothing we know.

    The surer the model is of something else, the likelier a fact must be. `sure` caps the model's confidence.
    """
    said, answerer = turn.said, turn.library.answerer
    if not may_ask(turn.library, said) and (sure == 1.0 or answerer.look(said).chance < _PLAINLY):
        return []
    if _likeliest(said) in _FOR_ONESELF and is_own(said.meant):
        return []  # "which employers suit me" asks for a list, not for how it is made
    question = answerer.index.read(said)
    hard = question.tells & HARD
    if wants_advice(turn):
        return guard(turn)
    if untold(question) is Beyond.ELECTED:  # which no intent answers
        return told(turn, Outside(question, Beyond.ELECTED))
    of_model = max((share for _, share in said.took), default=1.0)
    confidence = min(of_model, sure)
    between = _between_two(turn.library, said) and (confidence <= _BARELY or _on_places(said))
    least = max(POSSIBLE, RATHER * min(of_model**2, sure))  # a doubtful model errs more than it says
    if not between and answerer.look(said).chance < least and (confidence > _BARELY or not hard):
        return []
    found = outcome(turn)
    if isinstance(found, NotHeld) and not asks(said.meant):
        return []  # nobody is told that an answer is not known unless they asked
    return told(turn, found) if isinstance(found, Answered | NotHeld) else []


def is_worth_telling(turn: Turn, found: Outcome) -> bool:
    """Whether an outcome tells more than the card on the subject: not that nothing is known, if nothing was asked."""
    return (
        not isinstance(found, NotHeld)
        or asks(turn.said.meant)
        or is_a_case(turn, found)
        or near_is_worth_telling(turn, found)
    )


def near_is_worth_telling(turn: Turn, found: Outcome) -> bool:
    """Whether what is near is worth telling where a message does not look like a question: only if a fact is likely."""
    near = isinstance(found, NotHeld) and bool(found.near)
    return near and (asks(turn.said.meant) or turn.library.answerer.look(turn.said).chance >= _NEAR_A_STATEMENT)


def of_a_place(turn: Turn, topic: Topic) -> list[Message]:
    """What is known of a place that is asked about; empty where somebody asks for themselves. `topic`: a topic."""
    answerer = turn.library.answerer
    question = answerer.index.read(turn.said)
    if not question.places or is_own(turn.said.meant) or not asks(turn.said.meant):
        return []
    found = outcome(turn, topic)
    if isinstance(found, Answered):
        return told(turn, found)
    card = Card(CardKind.REGION, turn.knowledge.region_of(question.codes[0]), topic)
    near = answerer.choice.of_card(answerer.look(turn.said, topic), card, turn.today)[:_NEAR_OF_A_PLACE]
    return told(turn, NotHeld(question, tuple(answerer.index.facts[number] for number in near)))


def _between_two(library: Library, said: Asked) -> bool:
    """Whether somebody asks how far apart two places are, or how long the way takes."""
    question = library.answerer.index.read(said)
    return bool(OF_A_WAY & question.tells) and len(question.codes) > 1


def _on_places(said: Asked) -> bool:
    """Whether the likeliest intent, if there is one, is about places: questions about the way are among these."""
    likeliest = _likeliest(said)
    return not likeliest or likeliest in _ON_PLACES


def asks_for_a_fact(said: Asked) -> bool:
    """Whether a message is most likely taken for a question that facts answer."""
    return is_for_a_fact(_likeliest(said))


def surely_wants_no_fact(said: Asked) -> bool:
    """Whether a message is surely taken for something to be done, such as listing trips or showing the profile."""
    sure = max((share for _, share in said.took), default=0.0) >= _SURELY
    return sure and not asks_for_a_fact(said)


def _likeliest(said: Asked) -> str:
    return max(said.took, key=lambda each: each[1], default=("", 0.0))[0]


def is_one_question(turn: Turn, parts: Iterable[Asked]) -> bool:
    """Whether a message asks one thing, although several parts of it were taken for requests.

    At most one of them asks, the rest tells what leads to it; or it names both ends of a way; or a fact answers the
    whole more surely than any part.
    """
    answerer, each = turn.library.answerer, list(parts)
    if _between_two(turn.library, turn.said) and not any(_between_two(turn.library, part) for part in each):
        return True
    if asks(turn.said.meant) and sum(asks(part.meant) for part in each) < 2:
        return True
    read = [answerer.index.read(part) for part in each]
    if any(is_a_name(question) and not question.tells for question in read):
        return True  # "how cold is it in Alma, and in Amos?"
    whole, others = answerer.look(turn.said).chance, [answerer.look(part).chance for part in each]
    return whole > max(others) and (whole >= RATHER or whole >= _FAR_LIKELIER * max(others))


def leisure(turn: Turn) -> list[Message]:
    """Says that pools and rinks are not known, where a message asks for one: no organisation on our lists is one."""
    question = turn.library.answerer.index.read(turn.said)
    beyond = untold(question) if turn.written else None
    return told(turn, Outside(question, beyond)) if beyond is Beyond.LEISURE else []


def hours_not_held(turn: Turn) -> list[Message]:
    """Says that opening hours are not known, where a message asks for them: our lists of organisations lack them."""
    if not turn.written or not _HOURS.search(folded(turn.said.meant)):
        return []
    question = turn.library.answerer.index.read(turn.said)
    return told(turn, NotHeld(question)) if AnswerType.OPENING in question.tells else []


def general(turn: Turn) -> bool:
    """Whether a subject is named and nothing in particular is asked about it: the whole card answers that."""
    index = turn.library.answerer.index
    question = index.read(turn.said)
    if _between_two(turn.library, turn.said) or len(question.codes) > 1 or untold(question):
        return False
    in_particular = bool(question.tells & STRICT)
    names_it = not (in_particular and question.codes) and not asks(turn.said.meant)
    names_it = names_it or (AnswerType.HOW in question.tells and not in_particular)
    short = len(question.bare.split()) <= GENERAL
    return names_it and short and index.words.strange(question) < _STRANGE


def may_ask(library: Library, said: Asked) -> bool:
    """Whether a message may ask for a fact: it looks like a question, or names a price, an hour, a way or the like."""
    hard = bool(library.answerer.index.read(said).tells & HARD)
    return hard or asks(said.meant) or _between_two(library, said)


def needs_a_fact(said: Asked) -> bool:
    """Whether a message is surely enough taken for a question that facts answer, whatever it looks like."""
    return asks_for_a_fact(said) and max(share for _, share in said.took) >= _BARELY
