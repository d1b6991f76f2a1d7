"""Messages that are not understood: what the knowledge base has, likely meanings, a person when it happens again."""

from bot.answers import articles, facts, immigration_guard, message_signs, telling
from bot.answers.doors import CHANNEL, WORDS, Code, answer
from bot.answers.intent_buttons import button_for
from bot.answers.small_talk import menu_unless_asking
from bot.answers.turn import Turn
from bot.knowledge.outcome import Answered, NotHeld, Outside, Placeless
from bot.programme import candidates
from bot.replies import articles as article_replies
from bot.replies import not_understood as replies
from bot.replies.message import Message

UNSURE_BEFORE_A_PERSON = 2  # times in a row that a message is not understood
MOST_CHOICES = 4  # likely meanings offered when a message was not understood


@answer("forwarded", WORDS)
async def forwarded(turn: Turn) -> list[Message]:
    """A forwarded message holds somebody else's words: ask what to do with them."""
    return [replies.forwarded(turn.t)]


@answer("unsure", WORDS, searches=True, keeps_count=True)
async def unsure(turn: Turn, *intents: Code) -> list[Message]:
    """Not understood: answers that the knowledge base has, the likeliest meanings, a person when it happens again."""
    if immigration_guard.wants_advice(turn):
        return immigration_guard.guard(turn)
    found = facts.outcome(turn)
    if isinstance(found, Answered) or (message_signs.asks(turn.said.meant) and not isinstance(found, Placeless)):
        candidates.understood(turn.candidate)
        return telling.told(turn, found, menu_unless_asking(turn))
    offer_person = candidates.not_understood(turn.candidate) >= UNSURE_BEFORE_A_PERSON
    if facts.near_is_worth_telling(turn, found) and not offer_person and intents[:1] != ("inform",):
        return telling.told(turn, found, menu_unless_asking(turn))
    turn.note_unanswered(turn.written, intents)
    likely = [button for intent in intents if (button := button_for(turn.t, intent))]
    titled = articles.choices(turn, turn.written)
    known = {button.ref for button in titled}
    choices = [*titled, *(button for button in likely if button.ref not in known)][:MOST_CHOICES]
    if titled and not offer_person:
        return [article_replies.found(turn.t, choices)]
    return [replies.unsure(turn.t, choices, offer_person=offer_person)]


@answer("out_of_scope", WORDS, searches=True)
async def out_of_scope(turn: Turn) -> list[Message]:
    """No intent fits: what the knowledge base has, or an honest "I do not know", noted without naming who asked."""
    if immigration_guard.wants_advice(turn):
        return immigration_guard.guard(turn)
    found = facts.outcome(turn)
    asked = isinstance(found, NotHeld) and message_signs.asks(turn.said.meant)
    if asked or isinstance(found, Answered | Outside) or facts.near_is_worth_telling(turn, found):
        return telling.told(turn, found, menu_unless_asking(turn))
    noted = turn.note_unanswered(turn.written)
    return [article_replies.unknown(turn.t, menu_unless_asking(turn), noted=noted)]


@answer("unsupported", CHANNEL)
async def unsupported(turn: Turn, kind: Code) -> list[Message]:
    """A voice message, a picture, a sticker."""
    return [replies.unsupported(turn.t, kind)]


@answer("too_long", CHANNEL)
async def too_long(turn: Turn) -> list[Message]:
    """A text that is too long to be taken in at once."""
    return [replies.too_long(turn.t)]
