"""What the assistant knows and what it does not: what was asked, how old its facts are, a file to learn from."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from bot.console.meanings import meanings
from bot.knowledge import Knowledge
from bot.knowledge.facts import Fact
from bot.knowledge.review import ages, due, oldest
from bot.programme import worklist
from bot.programme.trips import local_day
from bot.programme.worklist import NotUnderstood
from bot.web.page_access import Visit

_OLDEST = 20  # facts that are named


async def page(visit: Visit) -> Response:
    """Everything on one page."""
    known = visit.front.knowledge
    sources = await _sources(known)
    return visit.page(
        "knowledge.html", groups=_grouped(visit, await _asked(visit)), ages=sources.years, oldest=sources.oldest,
        due=due(known, local_day(visit.now)),
    )  # fmt: skip


async def phrases(visit: Visit) -> Response:
    """What was not understood, or understood wrongly, as a table for whoever teaches the model."""
    rows = [("language", "what happened", "taken for", "text")]
    rows += [
        (each.language, "misread" if each.misread else "not understood", " ".join(each.nearest), each.text)
        for each in await _asked(visit)
    ]
    table = "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)
    headers = {"content-disposition": 'attachment; filename="phrases.tsv"'}
    return Response(table, media_type="text/tab-separated-values; charset=utf-8", headers=headers)


@dataclass(frozen=True, slots=True)
class _Sources:
    """How old the facts are."""

    of: Knowledge
    years: Sequence[tuple[str, int]]
    oldest: Sequence[Fact]


_computed: dict[int, _Sources] = {}  # by knowledge base, of which a process has one: it takes a second


async def _sources(known: Knowledge) -> _Sources:
    if id(known) not in _computed:
        _computed[id(known)] = await asyncio.to_thread(_compute, known)
    return _computed[id(known)]


def _compute(known: Knowledge) -> _Sources:
    return _Sources(known, sorted(ages(known).items(), reverse=True), oldest(known)[:_OLDEST])


async def _asked(visit: Visit) -> Sequence[NotUnderstood]:
    async with visit.database.reading() as session:
        return await worklist.not_understood(session, visit.officer)


def _grouped(visit: Visit, asked: Sequence[NotUnderstood]) -> list[tuple[str, list[NotUnderstood]]]:
    """By what each was taken for, or came closest to; the largest group first."""
    groups: dict[str, list[NotUnderstood]] = {}
    for each in asked:
        subject = next(iter(meanings(visit.t, each.nearest)), visit.t.gettext("nothing known"))
        groups.setdefault(subject, []).append(each)
    return sorted(groups.items(), key=lambda group: -len(group[1]))
