"""The way into the officers' console: a link in the chat, and the number that the browser shows."""

from bot.answers.doors import BUTTON, COMMAND, Code, Count, answer
from bot.answers.turn import Turn
from bot.programme import sign_in, staff
from bot.replies import console as replies
from bot.replies import small_talk
from bot.replies.message import Message, RefError

PATH = "in"  # path of the console's address, before the token of a link


@answer("console", COMMAND, command=("console",))
async def console(turn: Turn) -> list[Message]:
    """`/console`: for officers; to anybody else it is an unknown command."""
    officer = await staff.of_chat(turn.session, turn.candidate.chat_id)
    if officer is None:
        return [small_talk.help_(turn.t)]
    word = await sign_in.offer(turn.session, officer, turn.now)
    turn.off_record = True
    return [replies.link(turn.t, f"{turn.console_url}/{PATH}/{word}")]


@answer("console_number", BUTTON)
async def console_number(turn: Turn, sign_in_id: Code, number: Count) -> list[Message]:
    """The number that the officer's browser shows."""
    if await staff.of_chat(turn.session, turn.candidate.chat_id) is None:
        raise RefError("a button of officers")
    right = await sign_in.confirm(turn.session, turn.candidate.chat_id, sign_in_id, number, turn.now)
    return [replies.confirmed(turn.t) if right else replies.refused(turn.t)]
