"""Files of employers, vacancies and trips: uploaded, previewed line by line, decided on, imported, taken back."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.answers import notice_preview
from bot.answers.notice_preview import Preview
from bot.base.errors import BotError
from bot.console.change_preview import moves_along
from bot.console.import_words import barrier_text, kind_name, reason_text
from bot.importing import desk
from bot.importing.apply import Imported
from bot.importing.columns import COLUMNS, Kind
from bot.importing.desk import Look, OtherThanShown, Upload
from bot.importing.interpreting import Understood
from bot.importing.lines import Refused, Unknown
from bot.importing.taking_back import CannotTakeBack
from bot.importing.told import change_text, column_name
from bot.web.page_access import Visit, go

_AT_ONCE = 200  # lines on a page


async def listing(visit: Visit) -> Response:
    """What can be imported, and past imports."""
    return await _listing(visit)


async def upload(visit: Visit) -> Response:
    """Upload a file for a preview."""
    kind, (name, content) = await visit.given("kind"), await visit.file("file")
    if kind not in set(Kind):
        return await _listing(visit, 400)
    try:
        async with visit.database.transaction() as session:
            draft = await desk.upload(session, visit.officer, Kind(kind), name, content, visit.now)
    except Refused as refused:
        return await _listing(visit, 400, refused.problems[0].told(visit.t))
    return go(f"/imports/{draft}")


async def preview(visit: Visit) -> Response:
    """What the file would do, line by line."""
    return await _preview(visit)


async def choose(visit: Visit) -> Response:
    """Save what headings mean, and which row a line is about."""
    headings = zip(await visit.given_all("heading"), await visit.given_all("column"), strict=False)
    form = await visit.request.form()
    said = {name.removeprefix("line-"): str(value) for name, value in form.items() if name.startswith("line-")}
    decided = {int(line): ref for line, ref in said.items() if re.fullmatch("[0-9]{1,6}", line)}
    async with visit.database.transaction() as session:
        sent = await desk.find(session, visit.officer, visit.named("draft"), visit.now)
        along = moves_along(await visit.given("along"), sent.along)
        await desk.choose(
            session, visit.officer, sent, visit.now,
            named={**sent.named, **dict(headings)}, decided={**sent.decided, **decided}, along=along,
        )  # fmt: skip
    return go(f"/imports/{visit.named('draft')}")


async def write(visit: Visit) -> Response:
    """Import the file as it was previewed."""
    try:
        sent, understood = await _read(visit)
        async with visit.database.transaction() as session:
            mark = await visit.given("mark")
            done = await desk.write(session, visit.officer, understood, sent, mark, visit.now)
    except Refused:
        return await _preview(visit, 409)
    except OtherThanShown:
        return await _preview(visit, 409, "changed")
    return go(f"/imports?done={done.number}" if done.number else "/imports?done=0")


async def drop(visit: Visit) -> Response:
    """Discard a file."""
    async with visit.database.transaction() as session:
        await desk.drop(session, visit.officer, visit.named("draft"))
    return go("/imports")


async def take_back(visit: Visit) -> Response:
    """Undo an import."""
    number = visit.named("number")
    try:
        async with visit.database.transaction() as session:
            known = int(number) if re.fullmatch("[0-9]{1,9}", number) else 0
            rows = await desk.take_back(session, visit.officer, known, visit.now)
    except CannotTakeBack as error:
        return await _listing(visit, 409, barrier_text(visit.t, error))
    return go(f"/imports?back={rows}")


async def _listing(visit: Visit, status: int = 200, problem: str = "") -> Response:
    async with visit.database.reading() as session:
        past = await desk.history(session, visit.officer, visit.now)
    done, back = (int(said) if re.fullmatch("[0-9]{1,9}", said := visit.asked(name)) else None
                  for name in ("done", "back"))  # fmt: skip
    return visit.page(
        "imports.html", status, past=past, problem=problem, done=done, back=back, kinds=list(Kind),
        kind_name=lambda kind: kind_name(visit.t, kind),
    )  # fmt: skip


async def _read(visit: Visit) -> tuple[Upload, Understood]:
    async with visit.database.reading() as session:
        sent = await desk.find(session, visit.officer, visit.named("draft"), visit.now)
        return sent, await desk.read(session, visit.officer, visit.front.knowledge, sent, visit.now)


async def _preview(visit: Visit, status: int = 200, problem: str = "") -> Response:
    t, knowledge = visit.t, visit.front.knowledge
    async with visit.database.reading() as session:
        sent = await desk.find(session, visit.officer, visit.named("draft"), visit.now)
    names: Mapping[str, str] = {}
    told = None
    try:
        _, understood = await _read(visit)
    except Refused as refused:
        look = desk.unreadable(refused)
    else:
        names = understood.employers
        async with visit.database.transaction() as session:  # it is rolled back
            look = await desk.look(session, visit.officer, understood, sent, visit.now)
        told = await _told(visit, sent, understood, look)
    lines = [each for each in look.found.lines if each.changes] if look.found else []
    page, pages = _page(visit, len(lines))
    return visit.page(
        "import.html", status, upload=sent, look=look, problem=problem, told=told, page=page, pages=pages,
        lines=lines[(page - 1) * _AT_ONCE : page * _AT_ONCE],
        undecided=desk.undecided(look.found, sent) if look.found else (),
        guesses=guessed(look.unknown, sent.named),
        columns={each.name: column_name(t, each.name) for each in COLUMNS[sent.kind]},
        asks_along=any(isinstance(each.values.get("why"), BotError) for each in look.problems),
        kind_name=lambda kind: kind_name(t, kind), column_name=lambda name: column_name(t, name),
        change_text=lambda line: change_text(t, knowledge, names, line), reason=lambda each: reason_text(t, each),
    )  # fmt: skip


def guessed(unknown: Sequence[Unknown], named: Mapping[str, str]) -> Mapping[str, str]:
    """The column that each of these headings may mean, if any; none twice, nor one that the officer gave to another.

    `named`: what the officer said of headings already; those said to be none are asked no more.
    """
    found: dict[str, str] = {}
    for each in unknown:
        free = each.heading not in named and each.column not in {*named.values(), *found.values()}
        found[each.heading] = each.column if free else ""
    return found


async def _told(visit: Visit, sent: Upload, understood: Understood, look: Look) -> Preview | None:
    """What travellers would be told; of trips alone."""
    if sent.kind is not Kind.TRIPS or look.found is None or not look.found.changed:
        return None

    async def change(session: AsyncSession, now: datetime) -> Imported:
        return await desk.write(session, visit.officer, understood, sent, look.mark, now)

    async with visit.database.transaction() as session:  # it is rolled back
        return await notice_preview.preview(session, lambda: visit.front.rules, change, visit.now)


def _page(visit: Visit, lines: int) -> tuple[int, int]:
    """The number of the page asked for, and how many there are."""
    asked, pages = visit.asked("page"), max(1, -(-lines // _AT_ONCE))
    return min(int(asked), pages) if re.fullmatch("[1-9][0-9]{0,4}", asked) else 1, pages
