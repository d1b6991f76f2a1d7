"""A partner's profile linked with one's own: agreed to by both, each in their own chat; ended by either."""

from bot.answers import profile
from bot.answers.doors import BUTTON, Code, answer
from bot.answers.turn import Turn
from bot.programme import partners
from bot.programme.candidates import ConsentMissing
from bot.programme.partners import LinkGone
from bot.replies import partners as replies
from bot.replies.message import Message


@answer("partner", BUTTON, consent=True)
async def partner(turn: Turn) -> list[Message]:
    """What is seen of the partner, or what a link would be."""
    turn.asked = True
    found = await partners.partner_of(turn.session, turn.candidate)
    return [replies.linked(turn.t, turn.knowledge, found) if found else replies.none_yet(turn.t)]


@answer("partner_link", BUTTON, consent=True)
async def link(turn: Turn) -> list[Message]:
    """Agree, and make the link that the other one opens."""
    turn.asked = turn.off_record = True  # the link is a key: it stands in the chat alone
    try:
        word = await partners.offer(turn.session, turn.candidate, turn.now)
    except LinkGone:
        return await partner(turn)
    return [replies.link(turn.t, f"https://t.me/{turn.bot_name}?start={partners.LINK}{word}")]


async def opened(turn: Turn, word: str) -> list[Message]:
    """Somebody opened such a link."""
    turn.asked = True
    try:
        link_id = await partners.open_link(turn.session, turn.candidate, word, turn.now)
    except ConsentMissing:
        return [replies.agree_first(turn.t), *profile.consent_first(turn)]
    except LinkGone:
        return [replies.gone(turn.t)]
    return [replies.question(turn.t, link_id)]


@answer("partner_agree", BUTTON, consent=True)
async def agree(turn: Turn, link_id: Code) -> list[Message]:
    """The second yes."""
    turn.asked = True
    try:
        found = await partners.agree(turn.session, turn.candidate, link_id, turn.now)
    except (LinkGone, ConsentMissing):
        return [replies.gone(turn.t)]
    return [replies.linked(turn.t, turn.knowledge, found)]


@answer("partner_end", BUTTON)
async def end(turn: Turn) -> list[Message]:
    """End it at once, or say no."""
    await partners.end(turn.session, turn.candidate, turn.now)
    return [replies.ended(turn.t)]
