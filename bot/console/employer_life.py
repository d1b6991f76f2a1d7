"""What an officer changes of an employer's record: its name, whom to call, that it is another one, that it ends."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.console.change_preview import confirmed, confirmed_untold
from bot.console.employers import employer_page
from bot.programme import employers_desk
from bot.programme.employer_records import MeetsBoth, ReferenceUnknown
from bot.programme.written_words import NoWords
from bot.replies import refusals
from bot.web.page_access import Visit, go


async def rename(visit: Visit) -> Response:
    """Give the employer another name."""
    name, employer = await visit.given("name"), visit.named("employer")
    return await _done(
        visit, lambda session: employers_desk.rename(session, visit.officer, employer, name, visit.now), employer
    )


async def reach(visit: Visit) -> Response:
    """Change whom officers call or write to there."""
    told = {name: await visit.given(name) for name in ("contact", "phone", "email")}
    employer = visit.named("employer")
    return await _done(
        visit, lambda session: employers_desk.reach(session, visit.officer, employer, told, visit.now), employer
    )


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


async def _done(visit: Visit, work: Callable[[AsyncSession], Awaitable[None]], then: str) -> Response:
    """Change something, and go to the employer `then`."""

    async def change() -> None:
        async with visit.database.transaction() as session:
            await work(session)

    return await _shown(visit, change(), then)


async def _shown(visit: Visit, work: Awaitable[Response | None], then: str) -> Response:
    """The page that the work asks for, or else the employer `then`; or why nothing was changed."""
    try:
        page = await work
    except NoWords:
        return await employer_page(visit, 400, "words")
    except ReferenceUnknown:
        return await employer_page(visit, 400, "kept")
    except MeetsBoth as error:
        return await employer_page(visit, 409, "both", refusals.told(visit.t, error))
    return page or go(f"/employers/{then}?done=1")
