"""The first page: what waits."""

from starlette.responses import Response

from bot.programme import casenotes, worklist
from bot.programme.casenotes import NoteUnknown
from bot.web.page_access import Visit, go


async def today(visit: Visit) -> Response:
    """How much of each waits, and since when."""
    async with visit.database.reading() as session:
        shown = await worklist.today(session, visit.officer, visit.now)
    return visit.page("today.html", shown=shown)


async def opinions(visit: Visit) -> Response:
    """What candidates wrote for the programme."""
    async with visit.database.reading() as session:
        shown = await worklist.opinions(session, visit.officer)
    return visit.page("opinions.html", opinions=shown)


async def agreements(visit: Visit) -> Response:
    """Who agreed that which employer sees their profile."""
    async with visit.database.reading() as session:
        shown = await worklist.agreements(session, visit.officer)
    return visit.page("agreements.html", agreements=shown)


async def not_understood(visit: Visit) -> Response:
    """What the assistant should learn."""
    async with visit.database.reading() as session:
        shown = await worklist.not_understood(session, visit.officer)
    return visit.page("not_understood.html", messages=shown)


async def reminders(visit: Visit) -> Response:
    """What the officer wants to be reminded of."""
    async with visit.database.reading() as session:
        shown = await casenotes.reminders(session, visit.officer)
    return visit.page("reminders.html", reminders=shown)


async def end_reminder(visit: Visit) -> Response:
    """It is done."""
    try:
        async with visit.database.transaction() as session:
            await casenotes.done(session, visit.officer, visit.named("note"), visit.now)
    except NoteUnknown:
        return visit.page("nowhere.html", 404)
    return go("/reminders")
