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
_IMMIGRATION = re.compile(
    r"\b(?:permis de (?:travail|sejour|etude)|permis (?:de )?travail|permis (?:ferme|ouvert)|mon permis|visa"
    r"|residence|residance|csq|caq|eimt|lmia"
    r"|pstq|peq|arrima|immigration|parrain\w*|sponsor\w*|permit|pr|permanent residen\w*|work permit"
    r"|study permit|status"
    r"|imm ?\d{4}|papier (?:ferme|ouvert)|asile|asylum|refugee claim|express entry|entree express|renouvel\w*"
    r"|renewal)\b"
)
_WISH = re.compile(
    r"\b(?:puis je|je peux|peut elle|peut il|elle peut|il peut|on peut|can i|may i|can (?:he|she|they)|could i"
    r"|should i"
    r"|eligi\w*|elegi\w*|admissible|points?|refus\w*|invite|choisir|choose|would you|conseill\w*|advise"
    r"|a ma place|if you were"
    r"|quel (?:permis|visa|programme) (?:je|dois|choisir)|which (?:permit|visa)|quand (?:vais|aurai"
    r"|est ce que j)|pour kan"
    r"|pour quand|when will|how long will|still have status|relire|fill in|remplir avec|what do i put"
    r"|que mettre|repond\w* a la"
    r"|j ai tu assez|ai je assez|do i have enough|what (?:do|should|must) i)\b"
)
_INTERROGATIVE = re.compile(
    r"\?|\b(?:combien|cb|comment|quel(?:le)?s?|quand|pourquoi|qui|quoi|koi|ki|kel|est ce|esque|tu peux|peux tu"
    r"|puis je"
    r"|how|what|which|who|when|where|why|is there|can i|do i|do you|does)\b"
)


def outcome(turn: Turn, topic: str = "", place: str = "") -> Outcome:
    """What is known of the question that was written."""
    where = place or turn.place or turn.candidate.region_in_focus or ""
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


def wants_advice(text: str) -> bool:
    """Whether a message asks what to do, or what will come, in somebody's own immigration case."""
    return own_immigration(text) and bool(_WISH.search(_plain(text)))


def own_immigration(text: str) -> bool:
    """Whether a message speaks of an immigration matter of its writer or of somebody they name."""
    return about_oneself(text) and bool(_IMMIGRATION.search(_plain(text)))


def about_oneself(text: str) -> bool:
    """Whether a message speaks of somebody's own case, or of one that is dressed up as another's."""
    return bool(_OWN.search(_plain(text)))


def _plain(text: str) -> str:
    return re.sub(r"[’'-]", " ", folded(text))
