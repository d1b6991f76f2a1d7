"""Saved replies: texts that officers often write, in both languages."""

from starlette.responses import Response

from bot.base.terms import Language
from bot.programme import saved_replies
from bot.programme.saved_replies import LONGEST_NAME, MOST_LETTERS, ReplyUnknown
from bot.programme.words_in_forms import NoWords
from bot.web.page_access import Visit, go

_NEW = "new"


async def listing(visit: Visit) -> Response:
    """All saved replies, with a form for those who may write them."""
    return await _page(visit)


async def save(visit: Visit) -> Response:
    """Save a new reply, or edit one."""
    reply_id = None if visit.named("reply") == _NEW else visit.named("reply")
    name = await visit.given("name")
    text = {str(each): await visit.given(each) for each in Language}
    try:
        async with visit.database.transaction() as session:
            await saved_replies.save(session, visit.officer, reply_id, name, text, visit.now)
    except ReplyUnknown:
        return await _page(visit, 404, "unknown", begun=(name, text))
    except NoWords:
        return await _page(visit, 400, "words", reply_id, (name, text))
    return go("/replies")


async def remove(visit: Visit) -> Response:
    """Delete one."""
    try:
        async with visit.database.transaction() as session:
            await saved_replies.remove(session, visit.officer, visit.named("reply"), visit.now)
    except ReplyUnknown:
        return await _page(visit, 404, "unknown")
    return go("/replies")


async def _page(
    visit: Visit, status: int = 200, problem: str = "", reply_id: str | None = None,
    begun: tuple[str, dict[str, str]] = ("", {}),
) -> Response:  # fmt: skip
    """`begun`: what was written and could not be saved, for the reply `reply_id` or a new one."""
    async with visit.database.reading() as session:
        shown = await saved_replies.listed(session, visit.officer)
    return visit.page(
        "replies.html", status, replies=shown, problem=problem, wrong=reply_id, begun=begun, languages=list(Language),
        most=MOST_LETTERS, longest=LONGEST_NAME,
    )  # fmt: skip
