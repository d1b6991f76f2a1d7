"""A change previewed before it is made: what everybody would be told, and the button that makes it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from hashlib import blake2b

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.answers import notice_preview
from bot.answers.notice_preview import Preview
from bot.web.page_access import Visit

Change = Callable[[AsyncSession, datetime], Awaitable[object]]
_OWN = frozenset({"mark"})  # fields of the confirming form itself


async def confirmed(
    visit: Visit, change: Change, trip_id: str | None, title: str, back: str, warning: str = ""
) -> Response | None:
    """Make a change if its preview was confirmed. Returns the page with the preview otherwise, None if it was made.

    Args:
        trip_id: the trip whose programme may change; None: none does.
        title: what the change would do.
        back: the page to return to instead.
        warning: what the change would end beside what people are told.

    Raises:
        BotError: what the change itself raises.
    """
    async with visit.database.transaction() as session:  # it is rolled back
        found = await notice_preview.preview(session, lambda: visit.front.rules, change, visit.now, trip_id)
    return await _made_or_shown(visit, change, found, title, back, warning)


async def confirmed_untold(visit: Visit, change: Change, title: str, back: str) -> Response | None:
    """The same for a change of which nobody is told: it is tried, to know that it can be made.

    Raises:
        BotError: what the change itself raises.
    """
    async with visit.database.transaction() as session:
        await change(session, visit.now)
        await session.rollback()
    return await _made_or_shown(visit, change, Preview([], [], {}, 0), title, back)


async def _made_or_shown(
    visit: Visit, change: Change, found: Preview, title: str, back: str, warning: str = ""
) -> Response | None:
    mark, said = _mark(found), await visit.given("mark")
    if said == mark:
        async with visit.database.transaction() as session:
            await change(session, visit.now)
        return None
    return visit.page(
        "confirm.html", 409 if said else 200, title=title, back=back, told=found, mark=mark, changed=bool(said),
        warning=warning, action=visit.request.url.path, fields=await _fields(visit),
    )  # fmt: skip


async def _fields(visit: Visit) -> Sequence[tuple[str, str]]:
    """The fields of the form, to be sent again."""
    form = await visit.request.form()
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name not in _OWN]


def _mark(found: Preview) -> str:
    """A digest of what was shown."""
    shown = sorted(found.told), found.employers, sorted(found.days.items()), found.outside
    return blake2b(repr(shown).encode(), digest_size=12).hexdigest()


def moves_along(given: str, otherwise: bool | None = None) -> bool | None:
    """Whether interviews move along with the hours of a trip, as a form gives it; `otherwise` if it does not say."""
    return {"move": True, "stay": False}.get(given, otherwise)
