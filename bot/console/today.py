"""The first page: what waits."""

from starlette.responses import Response

from bot.programme import desk
from bot.web.front import Visit


async def today(visit: Visit) -> Response:
    """How much of each waits, and since when."""
    async with visit.database.reading() as session:
        shown = await desk.today(session, visit.officer, visit.now)
    return visit.page("today.html", shown=shown)
