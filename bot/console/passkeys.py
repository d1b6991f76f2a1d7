"""Passkeys of the officer who is signed in: created, named, used, removed."""

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.programme import passkeys
from bot.programme.access import ProofMissing
from bot.programme.passkeys import NotProven, PasskeyUnknown, Place, TooLateForFirst, TooManyPasskeys
from bot.web.page_access import Visit, go, is_ours

_REFUSED = (ProofMissing, NotProven, PasskeyUnknown, TooLateForFirst, TooManyPasskeys)
_NUMBERS = frozenset("0123456789.:[]")


async def page(visit: Visit) -> Response:
    """The list of passkeys, with the button to use or create one."""
    return await _page(visit, back=visit.asked("back"))


async def options(visit: Visit) -> Response:
    """The options that the browser needs before it asks the device."""
    ask = passkeys.ask_to_make if await visit.given("making") else passkeys.ask_to_show
    try:
        async with visit.database.transaction() as session:
            told = await ask(session, visit.officer, visit.session_id, _place(visit), visit.now)
    except _REFUSED:
        return Response(status_code=409)
    return Response(told, media_type="application/json")


async def make(visit: Visit) -> Response:
    """Save the passkey that the browser created."""
    answer, name, place = await visit.given("credential"), await visit.given("name"), _place(visit)
    return await _done(
        visit, lambda session: passkeys.make(session, visit.officer, visit.session_id, place, answer, name, visit.now)
    )


async def show(visit: Visit) -> Response:
    """Check the passkey that was used."""
    answer, place = await visit.given("credential"), _place(visit)
    return await _done(
        visit, lambda session: passkeys.show(session, visit.officer, visit.session_id, place, answer, visit.now)
    )


async def rename(visit: Visit) -> Response:
    """Rename a passkey."""
    name, which = await visit.given("name"), visit.named("passkey")
    return await _done(visit, lambda session: passkeys.rename(session, visit.officer, which, name))


async def revoke(visit: Visit) -> Response:
    """Remove a passkey."""
    which = visit.named("passkey")
    return await _done(
        visit, lambda session: passkeys.revoke(session, visit.officer, visit.session_id, which, visit.now)
    )


async def _done(visit: Visit, work: Callable[[AsyncSession], Awaitable[None]]) -> Response:
    back = await visit.given("back")
    try:
        async with visit.database.transaction() as session:
            await work(session)
    except _REFUSED as error:
        status = 404 if isinstance(error, PasskeyUnknown) else 409
        return await _page(visit, status, type(error).__name__, back)
    return go(back if is_ours(back) else "/passkeys")


async def _page(visit: Visit, status: int = 200, problem: str = "", back: str = "") -> Response:
    async with visit.database.reading() as session:
        shown = await passkeys.listed(session, visit.officer)
    host = _place(visit).host
    port = visit.request.headers["host"].removeprefix(host)
    return visit.page(
        "passkeys.html", status, passkeys=shown, problem=problem, back=back if is_ours(back) else "",
        longest=passkeys.LONGEST_NAME, by_name="" if set(host) - _NUMBERS else f"http://localhost{port}",
    )  # fmt: skip


def _place(visit: Visit) -> Place:
    """The origin as the browser names it; the guard has checked that it is ours."""
    host = visit.request.headers["host"]
    scheme = "https" if visit.front.cookies.session.secure else "http"
    return Place(host.rpartition(":")[0] if ":" in host else host, f"{scheme}://{host}")
