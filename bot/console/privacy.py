"""A copy of somebody's data, and erasing them, for who asks in writing."""

import json

from starlette.responses import Response

from bot.programme import privacy_desk
from bot.programme.access_reasons import ReasonMissing
from bot.web.page_access import Visit, go


async def copy(visit: Visit) -> Response:
    """The file that the person would get in the chat."""
    conversation = visit.named("person")
    try:
        async with visit.database.transaction() as session:  # that it is taken is recorded
            kept = await privacy_desk.copy(session, visit.officer, conversation, visit.now)
    except ReasonMissing:
        return go(f"/candidates/{conversation}")
    headers = {"content-disposition": f'attachment; filename="{conversation[:4]}.json"'}
    return Response(json.dumps(kept, ensure_ascii=False, indent=2), media_type="application/json", headers=headers)


async def erase(visit: Visit) -> Response:
    """Erase the person, once the beginning of the code was typed again."""
    conversation = visit.named("person")
    if (await visit.given("code")).strip() != conversation[:4]:
        return go(f"/candidates/{conversation}?typed=1#rights")
    try:
        async with visit.database.transaction() as session:
            await privacy_desk.erase(session, visit.officer, conversation, visit.now)
    except ReasonMissing:
        return go(f"/candidates/{conversation}")
    await visit.database.scrub()  # the turns role does so again, and has Rasa forget
    return go("/data-requests?erased=1")
