"""Puts what is known of a question into a reply; each of several questions of a message gets its own."""

from dataclasses import replace

from bot.answers.immigration_guard import guard, is_a_case, is_in_doubt, may_be_own, without_law
from bot.answers.turn import Turn
from bot.base.terms import Field
from bot.knowledge.answer_types import OF_A_WAY
from bot.knowledge.facts import CardKind
from bot.knowledge.outcome import Answered, LastAnswer, NotHeld, Outcome, Outside, Placeless
from bot.knowledge.question_reading import Asked, Question, questions
from bot.knowledge.roads import ORIGINS
from bot.reading import Reading, Whether, is_plainly_denied
from bot.replies import facts as replies
from bot.replies import out_of_scope
from bot.replies import services as service_replies
from bot.replies.message import Message, Rows

_MOST_QUESTIONS = 3  # of one message
_ENDS = 2  # of a way


def told(turn: Turn, found: Outcome, rows: Rows = ()) -> list[Message]:
    """The reply; empty where a question on regions names none. Each of several questions gets its own."""
    each = [found] if turn.parts else _of_parts(turn) or [found]
    return [message for one in each for message in told_alone(turn, one, rows)]


def _of_parts(turn: Turn) -> list[Outcome]:
    """What is known of each question of a message that asks several, where the answers differ."""
    parts = several(turn.said)
    if not parts:
        return []
    where = place_named(turn) or turn.place or turn.candidate.region_in_focus or ""
    found = [turn.library.answerer.answer(part, turn.today, place=where) for part in parts]
    answers = {one.facts[0].id: one for one in found if isinstance(one, Answered)}
    near = [one for one in found if isinstance(one, NotHeld) and one.near]
    if not answers or len(answers) + len(near) < 2:
        return []
    return [one for one in found if any(one is each for each in (*answers.values(), *near))]


def place_named(turn: Turn) -> str:
    """The one place that a message names and does not refuse, whichever part of it asks."""
    read = turn.library.answerer.index.read(turn.said).everywhere
    named = {each.code for each in read if not is_plainly_denied(turn.said.meant, each.surface)}
    return named.pop() if len(named) == 1 else ""


def newly_spoken_of(turn: Turn, told: Reading) -> str:
    """The place that a message mentions, which "there" means from now on. A place that is refused does not count."""
    refused = any(fact.field is Field.REGIONS and fact.whether is Whether.NO for fact in told.facts)
    place = place_named(turn)
    return "" if refused or place in ORIGINS else place


def told_alone(turn: Turn, found: Outcome, rows: Rows = ()) -> list[Message]:
    """The reply to one question, whatever else the message asks."""
    t, knowledge = turn.t, turn.knowledge
    if isinstance(found, NotHeld) and is_a_case(turn, found):
        return guard(turn)
    if isinstance(found, NotHeld) and found.near and may_be_own(turn):  # rules that are only near would seem advice
        near = without_law(turn, found.near)
        found = replace(found, near=near if near[:1] == found.near[:1] or not is_in_doubt(turn) else ())
    if isinstance(found, Answered) and found.instead:
        found = replace(found, instead=without_law(turn, found.instead))
    if isinstance(found, Answered | NotHeld):
        turn.place = _spoken_of(found.question) or turn.place
        turn.last = _in_sight(found, turn.said) or turn.last
        turn.informed = True
    match found:
        case Answered(facts=facts, card=card) if card.kind is CardKind.SERVICE and len(facts) == 1:
            service = knowledge.service(card.id)
            organization = service_replies.service(t, knowledge, service) if service else []
            return [*organization, *replies.instead(t, knowledge, found)]
        case Answered():
            return [replies.answered(t, knowledge, found)]
        case NotHeld():
            turn.note_unanswered(found.question.text)  # of a story, what asks alone
            return [replies.not_held(t, knowledge, found)]
        case Outside():
            noted = turn.note_unanswered(found.question.text)
            return [out_of_scope.outside(t, knowledge, found, rows, noted=noted)]
        case Placeless():
            return []


def _in_sight(found: Answered | NotHeld, said: Asked) -> LastAnswer | None:
    """What a follow-up question will be about: the card that was told, or else the nearest one."""
    card = found.card if isinstance(found, Answered) else found.near[0].card if found.near else None
    return LastAnswer(card, said) if card else None


def _spoken_of(question: Question) -> str:
    """The place that a question is about, which "there" means from now on; for a way, its destination.

    "How far is it from Montréal?" is about the place that was spoken of before.
    """
    leads_there = bool(OF_A_WAY & question.tells)
    codes = [code for code in question.codes if code not in ORIGINS] or ([] if leads_there else list(question.codes))
    return codes[-1] if len(codes) == 1 or (leads_there and len(codes) == _ENDS) else ""


def several(said: Asked) -> list[Asked]:
    """The questions of a message that asks several; empty where it asks one."""
    found = [Asked(part) for part in questions(said.meant)[:_MOST_QUESTIONS]]
    return found if len(found) > 1 else []
