"""How the programme is run: the page that leads to its parts, and whether the processes work."""

from starlette.responses import Response

from bot.programme import backlog, signs_of_life
from bot.web.page_access import Visit


async def overview(visit: Visit) -> Response:
    """Everything that this officer may look at."""
    return visit.page("program.html")


async def processes(visit: Visit) -> Response:
    """What this process knows of itself, which roles work anywhere, what waits for them, and the last copy."""
    async with visit.database.reading() as session:
        waiting = await backlog.backlogs(session, visit.officer, visit.now)
        roles = await signs_of_life.of_roles(session, visit.officer, visit.now)
        copy = await signs_of_life.last_copy(session, visit.officer, visit.now)
    states = await visit.front.health()
    return visit.page("processes.html", states=states, backlogs=waiting, roles=roles, copy=copy)
