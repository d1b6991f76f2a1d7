"""What the assistant knows and does not know: what was asked, how old facts are, a file of misread messages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from starlette.responses import Response

from bot.base.clock import local_day
from bot.console.knowledge_in_force import card_name, facts
from bot.console.taken_for import meanings
from bot.knowledge.review import due
from bot.programme import amendments, worklist
from bot.programme.unanswered import NotUnderstood
from bot.web.page_access import Visit

_MOST_FOUND = 30  # oldest facts that are listed


async def page(visit: Visit) -> Response:
    """Everything on one page."""
    held, words = await facts(visit), visit.asked("find").strip()[:80]
    async with visit.database.reading() as session:
        written = await amendments.listed(session, visit.officer)
    several, once = _grouped(visit, await _asked(visit))
    return visit.page(
        "knowledge.html", several=several, once=once, ages=held.years, oldest=held.oldest,
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


@dataclass(frozen=True, slots=True)
class Group:
    """Messages that ask the same. `subject`: what the assistant took most of them for; empty: nothing it knows."""

    messages: Sequence[NotUnderstood]  # the newest first
    subject: str


def _grouped(visit: Visit, asked: Sequence[NotUnderstood]) -> tuple[list[Group], list[Group]]:
    """What several messages ask, the largest group first; then what was asked once, or was not compared yet."""
    groups: dict[int, list[NotUnderstood]] = {}
    for at, each in enumerate(asked):
        groups.setdefault(-1 - at if each.asks_as is None else each.asks_as, []).append(each)
    found = [Group(messages, _subject(visit, messages)) for messages in groups.values()]
    several = [each for each in found if len(each.messages) > 1]
    return sorted(several, key=lambda each: -len(each.messages)), [each for each in found if len(each.messages) == 1]


def _subject(visit: Visit, messages: Sequence[NotUnderstood]) -> str:
    nearest = Counter(next(iter(meanings(visit.t, each.nearest)), "") for each in messages)
    return nearest.most_common(1)[0][0]
