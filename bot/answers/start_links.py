"""Links that open the chat with a word: an officer's invitation, a traveller's code, a partner's profile."""

from bot.answers import partners as partner_links
from bot.answers.doors import CHANNEL, COMMAND, LinkWord, answer
from bot.answers.seats import CHECK_IN
from bot.answers.small_talk import welcome
from bot.answers.turn import Turn
from bot.programme import attendance, audit, partners, staff
from bot.programme.attendance import NotTheDay
from bot.programme.trips import TripUnknown
from bot.replies import staff as replies
from bot.replies.message import Message


@answer("start_with", COMMAND | CHANNEL)
async def start_with(turn: Turn, word: LinkWord) -> list[Message]:
    """`/start` from a link: an officer's invitation, or a traveller's code that an officer scanned."""
    if word.startswith(staff.INVITATION):
        bound = await staff.accept(turn.session, word.removeprefix(staff.INVITATION), turn.candidate.chat_id, turn.now)
        return [replies.staff_welcome(turn.t)] if bound else [replies.link_used(turn.t)]
    if word.startswith(CHECK_IN):
        return await _check_in(turn, word.removeprefix(CHECK_IN))
    if word.startswith(partners.LINK):
        return await partner_links.opened(turn, word.removeprefix(partners.LINK))
    return await welcome(turn)


async def _check_in(turn: Turn, code: str) -> list[Message]:
    officer = await staff.of_chat(turn.session, turn.candidate.chat_id)
    if officer is None:
        return [replies.code_is_for_officers(turn.t)]
    try:
        found = await attendance.check_in(turn.session, code, turn.now, actor=audit.of_officer(officer))
    except TripUnknown:
        return [replies.code_unknown(turn.t)]
    except NotTheDay:
        return [replies.not_the_day(turn.t)]
    return [replies.checked_in(turn.t, found)]
