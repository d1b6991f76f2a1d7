"""Officers, their roles, and where they are signed in."""

from starlette.responses import Response

from bot.programme import sign_in
from bot.programme import team as members
from bot.programme.access import Role
from bot.programme.staff import LastAdministrator, OfficerUnknown
from bot.web.front import Visit, go


async def team(visit: Visit) -> Response:
    """The list of officers."""
    return await _page(visit)


async def change_role(visit: Visit) -> Response:
    """Give somebody another role."""
    given = await visit.given("role")
    if given not in set(Role):
        return await _page(visit, 400, "unknown")
    try:
        async with visit.database.transaction() as session:
            await members.change_role(session, visit.officer, visit.named("officer"), Role(given), visit.now)
    except LastAdministrator:
        return await _page(visit, 409, "last")
    except OfficerUnknown:
        return await _page(visit, 404, "unknown")
    return go("/team")


async def sessions(visit: Visit) -> Response:
    """Where the officer is signed in."""
    async with visit.database.reading() as session:
        shown = await sign_in.sessions(session, visit.officer, visit.now)
    return visit.page("sessions.html", sessions=shown, current=visit.session_id)


async def end_session(visit: Visit) -> Response:
    """Sign out somewhere."""
    async with visit.database.transaction() as session:
        await sign_in.end(session, visit.officer, visit.named("session"), visit.now)
    return go("/sessions")


async def _page(visit: Visit, status: int = 200, problem: str = "") -> Response:
    async with visit.database.reading() as session:
        shown = await members.members(session, visit.officer)
        signed_in = await sign_in.sessions(session, visit.officer, visit.now)
    names = {member.id: member.name or member.email for member in shown}
    return visit.page(
        "team.html", status, members=shown, sessions=signed_in, names=names, current=visit.session_id,
        roles=list(Role), problem=problem,
    )  # fmt: skip
