"""What ends an employer's record: that it is another one's, or that the employer takes part no more."""

from collections.abc import Awaitable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.console.change_preview import confirmed, confirmed_untold
from bot.console.employers import employer_page
from bot.programme import employers_desk
from bot.programme.employer_records import MeetsBoth, ReferenceUnknown
from bot.replies import refusals
from bot.web.page_access import Visit, go


async def merge(visit: Visit) -> Response:
    """Say which record goes, then have what led to it lead to another one of the same employer."""
    kept, employer = await visit.given("kept"), visit.named("employer")
    async with visit.database.reading() as session:
        gone, _ = await employers_desk.of_employer(session, visit.officer, employer)
        others = await employers_desk.others(session, visit.officer, employer)

    async def work(session: AsyncSession, now: datetime) -> None:
        await employers_desk.merge(session, visit.officer, employer, kept, now)

    title = visit.t.gettext(
        "{gone} goes; its vacancies, interviews and agreements are then of {kept}. This cannot be taken back.",
        gone=f"{gone.name}, {gone.town}", kept=others.get(kept, ""),
    )  # fmt: skip
    return await _shown(visit, confirmed_untold(visit, work, title, f"/employers/{employer}"), kept)


async def archive(visit: Visit) -> Response:
    """Preview what everybody would be told, then end the employer's part in the programme."""
    employer = visit.named("employer")

    async def work(session: AsyncSession, now: datetime) -> None:
        await employers_desk.archive(session, visit.officer, employer, now)

    title = visit.t.gettext("This employer takes part no more")
    page = await confirmed(visit, work, None, title, f"/employers/{employer}")
    return page or go(f"/employers/{employer}?done=1")


async def _shown(visit: Visit, work: Awaitable[Response | None], then: str) -> Response:
    """The page that the work asks for, or else the employer `then`; or why nothing was changed."""
    try:
        page = await work
    except ReferenceUnknown:
        return await employer_page(visit, 400, "kept")
    except MeetsBoth as error:
        return await employer_page(visit, 409, "both", refusals.told(visit.t, error))
    return page or go(f"/employers/{then}?done=1")
