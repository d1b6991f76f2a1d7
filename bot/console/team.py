"""Officers, their roles, and their sessions."""

from starlette.responses import Response

from bot.programme import passkeys, sign_in
from bot.programme import staff_desk as members
from bot.programme.access import Role
from bot.programme.meetings import MeetingsLeft
from bot.programme.staff import INVITATION_LASTS, LastAdministrator, NotInvited, OfficerUnknown
from bot.programme.words_in_forms import NoWords
from bot.web.page_access import Visit, go


async def team(visit: Visit) -> Response:
    """The list of officers."""
    return await _page(visit)


async def change_role(visit: Visit) -> Response:
    """Change an officer's role."""
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


async def invite(visit: Visit) -> Response:
    """Invite an officer; the link to send to them is shown on this page, and never again."""
    email, name, role = await visit.given("email"), await visit.given("name"), await visit.given("role")
    if role not in set(Role):
        return await _page(visit, 400, "unknown")
    try:
        async with visit.database.transaction() as session:
            word = await members.invite(session, visit.officer, email, name, Role(role), visit.now)
    except NoWords:
        return await _page(visit, 400, "address")
    except LastAdministrator:
        return await _page(visit, 409, "last")
    return await _page(visit, invited=(email, word, f"https://t.me/{name}" if (name := visit.front.bot_name()) else ""))


async def uninvite(visit: Visit) -> Response:
    """Withdraw an invitation."""
    try:
        async with visit.database.transaction() as session:
            await members.uninvite(session, visit.officer, visit.named("officer"), visit.now)
    except NotInvited:
        return await _page(visit, 409, "not invited")
    except OfficerUnknown:
        return await _page(visit, 404, "unknown")
    return go("/team")


async def remove(visit: Visit) -> Response:
    """Remove an officer."""
    to = await visit.given("to") or None
    try:
        async with visit.database.transaction() as session:
            await members.remove(session, visit.officer, visit.named("officer"), to, visit.now)
    except LastAdministrator:
        return await _page(visit, 409, "last")
    except MeetingsLeft:
        return await _page(visit, 409, "meetings")
    except OfficerUnknown:
        return await _page(visit, 404, "unknown")
    return go("/team")


async def forget_passkeys(visit: Visit) -> Response:
    """Delete the passkeys of an officer who lost every device."""
    try:
        async with visit.database.transaction() as session:
            await passkeys.forget(session, visit.officer, visit.named("officer"), visit.now)
    except OfficerUnknown:
        return await _page(visit, 404, "unknown")
    return go("/team")


async def sessions(visit: Visit) -> Response:
    """The sessions of the officer."""
    async with visit.database.reading() as session:
        shown = await sign_in.sessions(session, visit.officer, visit.now)
    return visit.page("sessions.html", sessions=shown, current=visit.session_id)


async def end_session(visit: Visit) -> Response:
    """End a session."""
    async with visit.database.transaction() as session:
        await sign_in.end(session, visit.officer, visit.named("session"), visit.now)
    return go("/sessions")


async def _page(
    visit: Visit, status: int = 200, problem: str = "", invited: tuple[str, str, str] | None = None
) -> Response:
    """`invited`: an address, the word to be sent to it, and the address of the chat, where it is known."""
    async with visit.database.reading() as session:
        shown = await members.members(session, visit.officer, visit.now)
        signed_in = await sign_in.sessions(session, visit.officer, visit.now)
    names = {member.id: member.name or member.email for member in shown}
    return visit.page(
        "team.html", status, members=shown, sessions=signed_in, names=names, current=visit.session_id,
        roles=list(Role), problem=problem, invited=invited, lasts=INVITATION_LASTS.days * 24,
    )  # fmt: skip
