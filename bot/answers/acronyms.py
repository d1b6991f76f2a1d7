"""What an acronym is: the organisation that has it, or an honest word that it is not known."""

from bot.answers.turn import Turn
from bot.knowledge.acronyms import asked_what_it_is, names_a_trade, organisations_called
from bot.replies import not_understood as replies
from bot.replies import services as service_replies
from bot.replies.message import Message


def told(turn: Turn) -> list[Message]:
    """What an acronym is that is asked about; empty where none is, and where a text or a trade has it as well."""
    acronym = asked_what_it_is(turn.said.text)
    if not acronym:
        return []
    held = organisations_called(turn.knowledge, acronym)
    if len(held) == 1:
        return service_replies.service(turn.t, turn.knowledge, held[0])
    known = acronym.lower() in turn.library.answerer.index.words.known
    if held or known or names_a_trade(turn.knowledge, acronym):
        return []
    turn.note_unanswered(turn.written)
    return [replies.acronym_unknown(turn.t, acronym)]
