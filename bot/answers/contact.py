"""What goes on between a candidate and the people of the programme: meetings, how it goes, officers' links."""

from bot.answers import partners as partner_links
from bot.answers.conversation import welcome
from bot.answers.doors import BUTTON, CHANNEL, COMMAND, Code, LinkWord, answer
from bot.answers.seats import CHECK_IN
from bot.answers.turn import Turn
from bot.programme import attendance, audit, impressions, partners, staff
from bot.programme import meetings as moments
from bot.programme.attendance import NotTheDay
from bot.programme.impressions import Impression, Theme
from bot.programme.meetings import MeetingGone
from bot.programme.trips import TripUnknown
from bot.replies import contact as replies
from bot.replies.message import Message, RefError


@answer("meetings", BUTTON, consent=True)
async def meetings(turn: Turn) -> list[Message]:
    """When an officer has time for an exploratory interview."""
    mine = await moments.of(turn.session, turn.candidate, turn.now)
    return [replies.meetings(turn.t, await moments.free(turn.session, turn.candidate, turn.now), mine, turn.now)]


@answer("meeting_take", BUTTON, asked_by="meetings")
async def meeting_take(turn: Turn, meeting_id: Code) -> list[Message]:
    """Take one of these moments."""
    try:
        taken = await moments.take(turn.session, turn.candidate, meeting_id, turn.now)
    except MeetingGone:
        return [replies.meeting_gone(turn.t), *await meetings(turn)]
    return [replies.meeting_taken(turn.t, taken, turn.now)]


@answer("meeting_give_back", BUTTON)
async def meeting_give_back(turn: Turn, meeting_id: Code) -> list[Message]:
    """Give a meeting back, so that others can take it."""
    try:
        await moments.give_back(turn.session, turn.candidate, meeting_id, turn.now)
    except MeetingGone:
        return [replies.meeting_gone(turn.t)]
    return [replies.meeting_given_back(turn.t)]


@answer("impression", BUTTON)
async def impression(turn: Turn, theme: Theme, subject: Code, given: Impression) -> list[Message]:
    """How the trip was, how the job is, how life is there."""
    if not await impressions.was_asked(turn.session, turn.candidate, theme, subject):
        raise RefError("nobody asked this")
    await impressions.say(turn.session, turn.candidate, theme, subject, given, turn.now)
    return [replies.impression(turn.t, theme, subject, given)]


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
