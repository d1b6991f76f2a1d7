"""Pictures and documents of a conversation: those that came are looked at, those of an officer are sent."""

from asyncio import to_thread
from urllib.parse import quote

from starlette.responses import Response

from bot.console.conversations import thread_page
from bot.programme import attachments
from bot.programme.access_reasons import ReasonMissing
from bot.programme.attachments import FileRefused, Media, Refused
from bot.programme.handover import NotReachable
from bot.programme.who_answers import NotHeld
from bot.programme.words_in_forms import NoWords
from bot.web.page_access import Visit, go


async def attachment(visit: Visit) -> Response:
    """A file of the conversation: a picture to be looked at, anything else to be kept by the browser as a file."""
    conversation, name = visit.named("conversation"), visit.named("attachment")
    try:
        async with visit.database.transaction() as session:  # that it is read is written down
            found = await attachments.read(session, visit.officer, conversation, name, visit.now)
    except ReasonMissing:
        return await thread_page(visit)
    how = "inline" if found.media is Media.PICTURE else f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    return Response(found.content, media_type=found.media, headers={"content-disposition": how})


async def send(visit: Visit) -> Response:
    """Send the candidate a picture or a document, known by what is in it."""
    conversation, caption = visit.named("conversation"), await visit.given("caption")
    name, content = await visit.file("file")
    taken = await to_thread(attachments.taken, name, content)
    try:
        if isinstance(taken, Refused):
            raise FileRefused(taken)
        async with visit.database.transaction() as session:
            await attachments.send(session, visit.officer, conversation, taken, caption, visit.now)
    except NotHeld:
        return await thread_page(visit, 409, "not held", caption=caption)
    except NotReachable:
        return await thread_page(visit, 409, "not reachable", caption=caption)
    except NoWords:
        return await thread_page(visit, 400, "caption", caption=caption)
    except FileRefused as error:
        return await thread_page(visit, 400, f"file: {error.why}", caption=caption)
    return go(f"/conversations/{conversation}#end")
