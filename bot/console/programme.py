"""How the programme is run: the page that leads to its parts, and whether the processes work."""

from starlette.responses import Response

from bot.programme import backlog
from bot.web.page_access import Visit


async def overview(visit: Visit) -> Response:
    """Everything that this officer may look at."""
    return visit.page("program.html")


async def processes(visit: Visit) -> Response:
    """What this process knows of itself, and what waits for any of them."""
    async with visit.database.reading() as session:
        waiting = await backlog.backlogs(session, visit.officer, visit.now)
    return visit.page("processes.html", states=await visit.front.health(), backlogs=waiting)
