"""The sheets of a trip's day as files: one of them, or all in an archive."""

import io
import re
import zipfile
from asyncio import to_thread

from starlette.responses import Response

from bot.printing import Sheet, as_pdf, as_xlsx, sheets
from bot.programme import trip_desk
from bot.web.page_access import Visit

_MADE = {
    "pdf": (as_pdf, "application/pdf"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


async def sheet(visit: Visit) -> Response:
    """One sheet of the day, or all of them in an archive."""
    name, ending = visit.named("sheet"), visit.named("ending")
    async with visit.database.transaction() as session:  # handing it out is recorded
        found = await trip_desk.printed(session, visit.officer, visit.named("trip"), visit.front.rules, visit.now)
    made = sheets(visit.t, visit.front.knowledge, found, visit.now)
    if (name, ending) == ("all", "zip"):
        return _file(await to_thread(_archive, made), "application/zip", f"{found.trip_id}.zip")
    one = next((each for each in made if each.name == name), None)
    if one is None or ending not in _MADE:
        return visit.page("nowhere.html", 404)
    make, kind = _MADE[ending]
    return _file(await to_thread(make, one), kind, f"{found.trip_id}-{name}-{visit.t.language}.{ending}")


def _file(content: bytes, kind: str, name: str) -> Response:
    safe = re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{safe}"'})


def _archive(made: list[Sheet]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in made:
            for ending, (make, _) in _MADE.items():
                archive.writestr(f"{each.name}-{each.language}.{ending}", make(each))
    return file.getvalue()
