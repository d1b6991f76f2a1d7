"""How to reach somebody: each detail told by themselves, in a message of its own, or erased."""

from bot.answers.doors import BUTTON, CHANNEL, answer
from bot.answers.turn import Turn
from bot.programme import contact_details
from bot.programme.contact_details import Detail
from bot.replies import contact_details as replies
from bot.replies.message import Message


@answer("contact_details", BUTTON, consent=True)
async def overview(turn: Turn) -> list[Message]:
    """What is known, and what may be told."""
    turn.asked = True
    needed = await contact_details.are_needed(turn.session, turn.candidate, turn.now)
    return [replies.overview(turn.t, contact_details.details_of(turn.candidate), needed=needed)]


@answer("contact_ask", BUTTON, consent=True)
async def ask(turn: Turn, detail: Detail) -> list[Message]:
    """Ask for one; the next message is the answer, if it can be one."""
    if not await contact_details.are_needed(turn.session, turn.candidate, turn.now):
        return await overview(turn)
    turn.asked = True
    return [replies.question(turn.t, detail)]


@answer("contact_told", CHANNEL, consent=True)
async def told(turn: Turn, detail: Detail) -> list[Message]:
    """Keep what was written as the answer."""
    value = contact_details.read(detail, turn.written)
    if value is not None:
        contact_details.tell(turn.session, turn.candidate, detail, value, turn.now)
    return await overview(turn)


@answer("contact_forget", BUTTON, consent=True)
async def forget(turn: Turn) -> list[Message]:
    """Erase all three."""
    contact_details.erase_all(turn.session, turn.candidate, turn.now)
    return [replies.forgotten(turn.t)]
