"""The interview day of a trip: the grid, the proposal, who is late or absent, and publishing it.

The solver takes 100 MB, so it is imported when such a page is first opened.
"""

import re
from asyncio import to_thread
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.base.errors import BotError
from bot.base.i18n import Texts
from bot.base.terms import Language
from bot.console.change_preview import confirmed
from bot.console.wishes import wishes_told
from bot.programme import trip_desk
from bot.programme.interviews import NothingInstead, NothingToPlan
from bot.programme.trips import TripUnknown
from bot.replies import refusals
from bot.web.page_access import Visit, go


async def board(visit: Visit) -> Response:
    """The grid, by person or by employer."""
    return await _board(visit)


async def propose(visit: Visit) -> Response:
    """Let the solver propose: the best timetable, or the nearest to the one in force."""
    return await _solved(visit)


async def arrange(visit: Visit) -> Response:
    """Move, add or remove one interview of the proposal."""
    from bot.planning import day_board

    slot, trip_id = await visit.given("to"), visit.named("trip")
    to = int(slot) if re.fullmatch("[0-9]{1,3}", slot) else None
    if to is None and slot != "out":
        return await _board(visit, 400, visit.t.gettext("Choose an hour."))
    try:
        async with visit.database.transaction() as session:
            await day_board.arrange(
                session, visit.officer, trip_id, visit.front.rules, visit.now,
                code=await visit.given("code"), employer=await visit.given("employer"), to=to,
            )  # fmt: skip
    except BotError as error:
        return await _stopped(visit, error)
    return _go_on(visit)


async def slip(visit: Visit) -> Response:
    """Note that somebody is late, absent, or there after all, and propose the nearest timetable."""
    from bot.planning import day_board
    from bot.planning.slips import Slips

    who, what, slot = await visit.given("who"), await visit.given("what"), await visit.given("from")
    trip_id = visit.named("trip")
    try:
        async with visit.database.transaction() as session:
            said = Slips(back=[who]) if what == "back" else Slips(absent=[who])
            if what == "late":
                plan = await day_board.planned(session, visit.officer, trip_id, visit.front.rules, visit.now)
                at = int(slot) if re.fullmatch("[0-9]{1,3}", slot) else 0
                said = Slips(late={who: day_board.hour_of(plan, min(at, len(plan.starts) - 1))})
            await day_board.slip(session, visit.officer, trip_id, said, visit.now)
    except BotError as error:
        return await _stopped(visit, error)
    return await _solved(visit)


async def discard(visit: Visit) -> Response:
    """Discard the proposal."""
    from bot.planning import day_board

    async with visit.database.transaction() as session:
        await day_board.discard(session, visit.officer, visit.named("trip"), visit.now)
    return _go_on(visit)


async def publish(visit: Visit) -> Response:
    """Preview what everybody would be told, then put the proposal in force."""
    from bot.planning import day_board

    trip_id, t = visit.named("trip"), visit.t
    said = {str(language): (await visit.given(f"instead_{language}")).strip()[:300] for language in Language}
    instead = said if all(said.values()) else None

    async def work(session: AsyncSession, now: datetime) -> object:
        return await day_board.publish(session, visit.officer, trip_id, visit.front.rules, now, instead)

    try:
        page = await confirmed(visit, work, trip_id, t.gettext("Put the interviews in force"), f"/trips/{trip_id}/day")
    except BotError as error:
        return await _stopped(visit, error)
    return page or go(f"/trips/{trip_id}?changed=1")


async def _solved(visit: Visit) -> Response:
    from bot.planning import day_board
    from bot.timetable import OutOfTime, WishesConflict

    trip_id, rules = visit.named("trip"), visit.front.rules
    try:
        async with visit.database.reading() as session:
            plan = await day_board.planned(session, visit.officer, trip_id, rules, visit.now)
        found = await to_thread(day_board.nearest, plan)
        async with visit.database.transaction() as session:
            await day_board.propose(session, visit.officer, trip_id, plan, found.interviews, visit.now)
    except (OutOfTime, WishesConflict, ValueError):
        return await _board(visit, 409, visit.t.gettext("No timetable was found. Move interviews by hand."))
    except BotError as error:
        return await _stopped(visit, error)
    return _go_on(visit)


def _go_on(visit: Visit) -> Response:
    by = "?by=employer" if visit.asked("by") == "employer" else ""
    return go(f"/trips/{visit.named('trip')}/day{by}")


async def _stopped(visit: Visit, error: BotError) -> Response:
    if isinstance(error, TripUnknown):
        return visit.page("nowhere.html", 404)
    return await _board(visit, 409, _told(visit.t, error))


def _told(t: Texts, error: BotError) -> str:
    from bot.planning.day_board import DayChanged, InterviewsClash, NothingProposed

    match error:
        case DayChanged():
            return t.gettext("The day has changed since. Look at it again, and propose anew.")
        case InterviewsClash():
            return t.gettext("Nothing was put in force: some interviews clash. Move them first.")
        case NothingProposed():
            return t.gettext("Nothing is proposed, so nothing was put in force.")
        case NothingInstead():
            return t.ngettext(
                "{n} traveller has no interview. Say below, in both languages, what they do meanwhile.",
                "{n} travellers have no interview. Say below, in both languages, what they do meanwhile.",
                error.number,
            )
    return refusals.told(t, error)


async def _board(visit: Visit, status: int = 200, problem: str = "") -> Response:
    from bot.planning import day_board
    from bot.planning.day_board import DayChanged

    trip_id, rules = visit.named("trip"), visit.front.rules
    try:
        async with visit.database.reading() as session:
            shown = await day_board.board(session, visit.officer, trip_id, rules, visit.now)
    except (NothingToPlan, DayChanged) as error:
        async with visit.database.reading() as session:
            trip = await trip_desk.editable(session, visit.officer, trip_id)
        return visit.page("day_none.html", 409 if isinstance(error, DayChanged) else status, trip=trip,
                          problem=_told(visit.t, error))  # fmt: skip
    return visit.page(
        "day.html", status, board=shown, by="employer" if visit.asked("by") == "employer" else "person",
        problem=problem, languages=list(Language),
        wishes=partial(wishes_told, visit.t, visit.front.knowledge),
    )  # fmt: skip
