"""The reason that an officer gives before reading about a person: sent with a form, then the page opens."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from bot.programme import access_reasons
from bot.programme.access_reasons import ReadReason
from bot.web.page_access import Visit, go


async def take(visit: Visit, conversation: str, page: str, ask: Callable[[], Awaitable[Response]]) -> Response:
    """Record the reason, then go to `page`; `ask` asks again where none of the reasons was chosen."""
    given = await visit.given("reason")
    if given not in set(ReadReason):
        return await ask()
    async with visit.database.transaction() as session:
        await access_reasons.give_reason(session, visit.officer, conversation, ReadReason(given), visit.now)
    return go(page)


def asked(
    visit: Visit, of: str, path: str, back: str, status: int = 200, problem: str = "", words: str = "", **limits: int
) -> Response:
    """The page that asks why a "file" or a "conversation" at `path` is opened; `words` are a text not to lose."""
    return visit.page(
        "reason.html", status, of=of, path=path, back=back, reasons=list(ReadReason), problem=problem, words=words,
        **limits,
    )  # fmt: skip
