"""`bot requests` and `bot outbox`: who needs a person of the programme, and what could not be sent."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import utc_now
from bot.cli.common import actor, console, local, run, shown, words
from bot.programme import officer_answers, requests
from bot.queues import notices, outbox
from bot.queues.outbox import SetAside
from bot.replies.states import reason_name


def list_requests(
    close: Annotated[str | None, typer.Option(help="The request that was dealt with.")] = None,
    answer: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="REQUEST WORDS", help="Write this to whoever asked, in their chat; ends the request."),
    ] = None,
) -> None:
    """People who need a person of the program, and wait: since when, why, and in which language they speak."""

    async def work(session: AsyncSession) -> Sequence[requests.Waiting]:
        if close is not None:
            await requests.close(session, close, utc_now(), actor=actor())
        if answer is not None:
            await officer_answers.answer(session, *answer, utc_now(), actor=actor())
        return await requests.waiting(session)

    waiting, t = run(work), words()
    table = Table(t.gettext("request"), t.gettext("asked"), t.gettext("why"), t.gettext("language"))
    for each in waiting:
        why = ", ".join(reason_name(t, reason) for reason in each.reasons)
        table.add_row(each.id, local(each.asked_at), why, each.language)
    console.print(table)


def list_set_aside() -> None:
    """Messages that could not be sent, without what they said or to whom."""

    async def work(session: AsyncSession) -> Sequence[SetAside]:
        return [*await outbox.set_aside(session), *await notices.set_aside(session)]

    given_up, t = run(work), words()
    table = Table(t.gettext("message"), t.gettext("written"), t.gettext("attempts"), t.gettext("why"))
    for each in given_up:
        table.add_row(each.name, local(each.written_at), str(each.attempts), shown(each.error))
    console.print(table)
