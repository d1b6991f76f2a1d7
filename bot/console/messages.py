"""Messages to groups: who gets them, what each person reads in their language, and how far delivery got."""

from starlette.responses import Response

from bot.base.i18n import Texts, texts
from bot.base.terms import ByLanguage, Language
from bot.console.answer_forms import regions, trades
from bot.programme import group_messages, trip_board
from bot.programme.group_messages import (
    MOST_LETTERS,
    OF_TRIPS,
    Group,
    NobodyThere,
    NothingWritten,
    OtherThanShown,
    Said,
    TooLong,
    words_of,
)
from bot.programme.trips import TripUnknown
from bot.queues.quiet_hours import NIGHT_ENDS, is_night
from bot.replies.handover import to_a_group
from bot.replies.message import visible
from bot.web.page_access import Visit, go


async def page(visit: Visit) -> Response:
    """The messages that were sent, and a form for a new one."""
    return await _page(visit, visit.asked("group"), visit.asked("trip"), {})


async def write(visit: Visit) -> Response:
    """Preview who gets it and what they read, then send it."""
    said, text = await visit.given("group"), {str(each): await visit.given(f"text_{each}") for each in Language}
    if said not in set(Group):
        return await _page(visit, "", "", text, 400, visit.t.gettext("Choose who gets the message."))
    group = Group(said)
    subject = await visit.given("trip" if group in OF_TRIPS else group)
    mark = await visit.given("mark")
    try:
        words = words_of(text)
        if not mark:
            return await _preview(visit, group, subject, words)
        async with visit.database.transaction() as session:
            number = await group_messages.send(session, visit.officer, group, subject, words, mark, visit.now)
    except OtherThanShown:
        return await _preview(visit, group, subject, words, 409)
    except (NothingWritten, TooLong, NobodyThere, TripUnknown) as error:
        return await _page(visit, group, subject, text, 400, _why(visit.t, error))
    return go(f"/messages?sent={number}")


async def _preview(visit: Visit, group: Group, subject: str, words: ByLanguage, status: int = 200) -> Response:
    async with visit.database.reading() as session:
        found = await group_messages.readers(session, visit.officer, group, subject, visit.now)
        names = await _names(visit)
    if not found.people:
        raise NobodyThere
    officer = visit.officer
    said = Said(words, officer.name, officer.role)
    return visit.page(
        "message_look.html", status, group=group, subject=subject, text=words, readers=found, changed=status == 409,
        said={each: visible(to_a_group(texts(each), said).text) for each in found.languages},
        missing=[each for each in found.languages if each not in words], languages=list(Language),
        called=names.get((_kind(group), subject), subject), night=is_night(visit.now), morning=NIGHT_ENDS,
        total=len(found.people),
    )  # fmt: skip


async def _page(
    visit: Visit, group: str, subject: str, text: ByLanguage, status: int = 200, problem: str = ""
) -> Response:
    async with visit.database.reading() as session:
        past = await group_messages.sent(session, visit.officer)
        names = await _names(visit)
    sent = visit.asked("sent")
    return visit.page(
        "messages.html", status, past=past, problem=problem, group=group, subject=subject, text=text, names=names,
        groups=list(Group), languages=list(Language), most=MOST_LETTERS, kind=lambda each: _kind(Group(each)),
        sent=int(sent) if sent.isdecimal() and len(sent) < 7 else None,
    )  # fmt: skip


async def _names(visit: Visit) -> dict[tuple[str, str], str]:
    """Whom a group can consist of: trips, trades and regions, each by its kind and code."""
    t, knowledge = visit.t, visit.front.knowledge
    async with visit.database.reading() as session:
        known = await trip_board.listed(session, visit.officer, visit.now)
    return {
        **{("trip", each.id): f"{each.town}, {t.short_date(each.departs_at)}" for each in known},
        **{("trade", code): name for code, name in trades(t, knowledge).items()},
        **{("region", code): name for code, name in regions(t, knowledge).items()},
    }


def _kind(group: Group) -> str:
    return "trip" if group in OF_TRIPS else str(group)


def _why(t: Texts, error: Exception) -> str:
    match error:
        case NothingWritten():
            return t.gettext("Write the message, in both languages if you can.")
        case TooLong():
            return t.gettext("A message has {most} letters at most.", most=t.number(MOST_LETTERS))
        case TripUnknown():
            return t.gettext("Choose a trip.")
    return t.gettext("Nobody is in this group who could be written to.")
