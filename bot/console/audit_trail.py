"""The audit trail: who did what, and when."""

import re
from datetime import date
from functools import partial
from urllib.parse import urlencode

from starlette.responses import Response

from bot.console.audit_words import action_names
from bot.programme import audit_search
from bot.programme.audit import Action
from bot.programme.audit_search import Wanted
from bot.web.page_access import Visit


async def look(visit: Visit) -> Response:
    """The lines that match the search."""
    asked = {name: visit.asked(name) for name in ("officer", "action", "subject", "first", "last")}
    action, before = asked["action"], visit.asked("before")
    wanted = Wanted(
        asked["officer"], Action(action) if action in set(Action) else None, asked["subject"].strip(),
        _day(asked["first"]), _day(asked["last"]), int(before) if re.fullmatch("[0-9]{1,9}", before) else None,
    )  # fmt: skip
    async with visit.database.reading() as session:
        found = await audit_search.look(session, visit.officer, wanted)
        officers = await audit_search.officers(session, visit.officer)
    names = action_names(visit.t)
    return visit.page(
        "audit.html", trail=found, wanted=wanted, officers=officers, names=names,
        sorted_names=sorted(names.items(), key=lambda pair: pair[1].casefold()),
        older=partial(_older, {name: value for name, value in asked.items() if value}),
    )  # fmt: skip


def _older(asked: dict[str, str], number: int) -> str:
    """The query of the page that begins after this line."""
    return urlencode({**asked, "before": number})


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
