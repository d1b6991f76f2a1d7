"""The page that leads to all others, and the state of the processes."""

from starlette.responses import Response

from bot.programme import backlog, signs_of_life
from bot.web.page_access import Visit


async def overview(visit: Visit) -> Response:
    """Everything that this officer may look at."""
    return visit.page("program.html")


async def processes(visit: Visit) -> Response:
    """The state of this process, which roles work anywhere, what waits for them, and the last copy."""
    async with visit.database.reading() as session:
        waiting = await backlog.backlogs(session, visit.officer, visit.now)
        roles = await signs_of_life.of_roles(session, visit.officer, visit.now)
        copy = await signs_of_life.last_copy(session, visit.officer, visit.now)
    states = await visit.front.health()
    return visit.page("processes.html", states=states, backlogs=waiting, roles=roles, copy=copy)
