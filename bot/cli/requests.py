"""`bot requests` and `bot outbox`: who needs a person of the programme, and what could not be sent."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import utc_now
from bot.cli.common import Mistake, actor, console, local, run, shown
from bot.db.models import CandidateRow, HumanRequestRow, NoticeRow, OutboxRow
from bot.programme import requests
from bot.queues import notices


def list_requests(
    close: Annotated[str | None, typer.Option(help="The request that was dealt with.")] = None,
    answer: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="REQUEST WORDS", help="Write this to whoever asked, in their chat; ends the request."),
    ] = None,
) -> None:
    """People who need a person of the programme, and wait: since when, why, and in which language they speak."""

    async def work(session: AsyncSession) -> list[tuple[HumanRequestRow, str]]:
        now = utc_now()
        if close is not None and not await requests.close(session, close, now, actor=actor()):
            raise Mistake(f"No open request is called {close}.")
        if answer is not None and not await requests.answer(session, *answer, now, actor=actor()):
            raise Mistake(f"No open request is called {answer[0]}.")
        waiting = await requests.waiting(session)
        return [(row, (await session.get_one(CandidateRow, row.candidate_id)).language) for row in waiting]

    table = Table("request", "asked", "why", "language")
    for row, language in run(work):
        table.add_row(row.id, local(row.asked_at), ", ".join(map(_why, row.reasons)), language)
    console.print(table)


def list_set_aside() -> None:
    """Messages that could not be sent, without what they said or to whom."""

    async def work(session: AsyncSession) -> tuple[Sequence[OutboxRow], Sequence[NoticeRow]]:
        query = select(OutboxRow).where(OutboxRow.done_at.is_not(None)).order_by(OutboxRow.id)
        return (await session.scalars(query)).all(), await notices.set_aside(session)

    messages, unsaid = run(work)
    table = Table("message", "written", "attempts", "why")
    for row in messages:
        table.add_row(str(row.id), local(row.created_at), str(row.attempts), shown(row.error or ""))
    for notice in unsaid:
        table.add_row(notice.kind, local(notice.written_at), str(notice.attempts), shown(notice.error or ""))
    console.print(table)


def _why(reason: str) -> str:
    plain = {requests.Reason.ASKED: "asked", requests.Reason.DANGER: "in danger"}
    return plain.get(requests.Reason(reason), f"{reason} is not well")
