"""The first page: what waits to be done."""

from starlette.responses import Response

from bot.programme import casenotes, worklist
from bot.web.page_access import Visit, go


async def today(visit: Visit) -> Response:
    """How much of each kind waits, and since when."""
    async with visit.database.reading() as session:
        shown = await worklist.today(session, visit.officer, visit.now)
    return visit.page("today.html", shown=shown)


async def opinions(visit: Visit) -> Response:
    """Opinions that candidates wrote for the programme."""
    async with visit.database.reading() as session:
        shown = await worklist.opinions(session, visit.officer)
    return visit.page("opinions.html", opinions=shown)


async def agreements(visit: Visit) -> Response:
    """Candidates' agreements to be seen by employers."""
    async with visit.database.reading() as session:
        shown = await worklist.agreements(session, visit.officer)
    return visit.page("agreements.html", agreements=shown)


async def not_understood(visit: Visit) -> Response:
    """Messages that the assistant did not understand."""
    async with visit.database.reading() as session:
        shown = await worklist.not_understood(session, visit.officer)
    return visit.page("not_understood.html", messages=shown)


async def reminders(visit: Visit) -> Response:
    """The officer's reminders."""
    async with visit.database.reading() as session:
        shown = await casenotes.reminders(session, visit.officer)
    return visit.page("reminders.html", reminders=shown)


async def end_reminder(visit: Visit) -> Response:
    """Mark a reminder as done."""
    async with visit.database.transaction() as session:
        await casenotes.done(session, visit.officer, visit.named("note"), visit.now)
    return go("/reminders")
