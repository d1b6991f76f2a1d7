"""The first page: what waits."""

from starlette.responses import Response

from bot.programme import desk
from bot.web.front import Visit


async def today(visit: Visit) -> Response:
    """How much of each waits, and since when."""
    async with visit.database.reading() as session:
        shown = await desk.today(session, visit.officer, visit.now)
    return visit.page("today.html", shown=shown)


async def opinions(visit: Visit) -> Response:
    """What candidates wrote for the programme."""
    async with visit.database.reading() as session:
        shown = await desk.opinions(session, visit.officer)
    return visit.page("opinions.html", opinions=shown)


async def agreements(visit: Visit) -> Response:
    """Who agreed that which employer sees their profile."""
    async with visit.database.reading() as session:
        shown = await desk.agreements(session, visit.officer)
    return visit.page("agreements.html", agreements=shown)


async def not_understood(visit: Visit) -> Response:
    """What the assistant should learn."""
    async with visit.database.reading() as session:
        shown = await desk.not_understood(session, visit.officer)
    return visit.page("not_understood.html", messages=shown)
