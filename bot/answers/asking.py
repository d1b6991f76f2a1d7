"""One way to answer a question, for every door: Rasa's intents, what it is unsure of and what it calls out of scope."""

import re

from bot.answers.turn import Turn
from bot.knowledge.answering import Answered, NotHeld, Outcome, Outside, Placeless
from bot.knowledge.facts import Kind
from bot.knowledge.kinds import STRICT, folded
from bot.knowledge.schema import Tells
from bot.programme import unanswered
from bot.replies import facts as replies
from bot.replies import services as service_replies
from bot.replies.message import Message, Rows

GENERAL = 8  # words of a message that names a subject and asks nothing in particular about it
_OWN = re.compile(
    r"\b(?:je|j|moi|mon|ma|mes|nous|notre|nos|on|chu|i|im|my|me|we|our|us|mine)\b"
    r"|theori|hypothe|suppos|un ami|a friend|entre nous|between us"
)
_INTERROGATIVE = re.compile(
    r"\?|\b(?:combien|cb|comment|quel(?:le)?s?|quand|pourquoi|qui|quoi|koi|ki|kel|est ce|esque|tu peux|peux tu|puis je"
    r"|how|what|which|who|when|where|why|is there|can i|do i|do you|does)\b"
)


def outcome(turn: Turn, topic: str = "", place: str = "") -> Outcome:
    """What is known of the question that was written."""
    where = place or turn.candidate.region_in_focus or ""
    return turn.library.answerer.answer(turn.written, turn.today, topic=topic, place=where)


def told(turn: Turn, found: Outcome, rows: Rows = ()) -> list[Message]:
    """The reply; nothing where a question on regions names none."""
    t, knowledge = turn.t, turn.knowledge
    match found:
        case Answered(facts=facts, card=card) if card.kind is Kind.SERVICE and len(facts) == 1:
            service = knowledge.service(card.id)
            return service_replies.service(t, knowledge, service) if service else []
        case Answered():
            return [replies.answered(t, knowledge, found)]
        case NotHeld():
            unanswered.keep(turn.session, turn.candidate, turn.written, (), turn.today)
            return [replies.not_held(t, knowledge, found)]
        case Outside():
            unanswered.keep(turn.session, turn.candidate, turn.written, (), turn.today)
            return [replies.outside(t, found, rows)]
        case Placeless():
            return []


def general(turn: Turn) -> bool:
    """Whether a subject is named and nothing in particular is asked about it: the whole card answers that."""
    question = turn.library.answerer.index.read(turn.written)
    names_it = (Tells.HOW in question.tells and not question.tells & STRICT) or not asks(turn.written)
    return names_it and len(question.bare.split()) <= GENERAL


def asks(text: str) -> bool:
    """Whether a message looks like a question."""
    return bool(_INTERROGATIVE.search(folded(text)))


def about_oneself(text: str) -> bool:
    """Whether a message speaks of somebody's own case, or of one that is dressed up as another's."""
    return bool(_OWN.search(re.sub(r"[’']", " ", folded(text))))
