"""What the assistant knows and does not know: what was asked, how old facts are, a file of misread messages."""

from collections.abc import Sequence
from functools import partial

from starlette.responses import Response

from bot.console.knowledge_in_force import card_name, facts
from bot.console.taken_for import meanings
from bot.knowledge.review import due
from bot.programme import amendments, worklist
from bot.programme.trips import local_day
from bot.programme.unanswered import NotUnderstood
from bot.web.page_access import Visit

_MOST_FOUND = 30  # oldest facts that are listed


async def page(visit: Visit) -> Response:
    """Everything on one page."""
    held, words = await facts(visit), visit.asked("find").strip()[:80]
    async with visit.database.reading() as session:
        written = await amendments.listed(session, visit.officer)
    return visit.page(
        "knowledge.html", groups=_grouped(visit, await _asked(visit)), ages=held.years, oldest=held.oldest,
        due=due(held.known.knowledge, local_day(visit.now)), find=words, found=held.found(words)[:_MOST_FOUND],
        changes=written, overtaken=amendments.overtaken(visit.front.knowledge, written),
        card_name=partial(card_name, visit.t, held.known.knowledge),
    )  # fmt: skip


async def phrases(visit: Visit) -> Response:
    """What was not understood or was misread, as a table for whoever teaches the model."""
    rows = [("language", "what happened", "taken for", "text")]
    rows += [
        (each.language, "misread" if each.misread else "not understood", " ".join(each.nearest), each.text)
        for each in await _asked(visit)
    ]
    table = "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)
    headers = {"content-disposition": 'attachment; filename="phrases.tsv"'}
    return Response(table, media_type="text/tab-separated-values; charset=utf-8", headers=headers)


async def _asked(visit: Visit) -> Sequence[NotUnderstood]:
    async with visit.database.reading() as session:
        return await worklist.not_understood(session, visit.officer)


def _grouped(visit: Visit, asked: Sequence[NotUnderstood]) -> list[tuple[str, list[NotUnderstood]]]:
    """Grouped by what each was taken for or came closest to; the largest group first."""
    groups: dict[str, list[NotUnderstood]] = {}
    for each in asked:
        subject = next(iter(meanings(visit.t, each.nearest)), visit.t.gettext("nothing known"))
        groups.setdefault(subject, []).append(each)
    return sorted(groups.items(), key=lambda group: -len(group[1]))
