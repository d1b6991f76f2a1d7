"""Conversations: the list in three columns, a thread, taking over, answering, handing back; all updated live."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import HTMLResponse, Response, StreamingResponse

from bot.base.states import DeliveryState
from bot.base.terms import Language
from bot.console import reading_reason
from bot.console.taken_for import meanings
from bot.programme import casenotes, conversation_desk, conversation_presence, handover, reassigning, saved_replies
from bot.programme import misread as misreadings
from bot.programme.access import Officer
from bot.programme.access_reasons import ReasonMissing
from bot.programme.attachments import LARGEST, MOST_WITH
from bot.programme.conversation_presence import Colleague
from bot.programme.handover import MOST_LETTERS, NotReachable, TakenOver
from bot.programme.misread import LineUnknown
from bot.programme.reassigning import ColleagueUnknown
from bot.programme.saved_replies import SavedReply
from bot.programme.who_answers import ConversationUnknown, NotHeld
from bot.programme.words_in_forms import NoWords
from bot.web.page_access import Visit, go, visiting
from bot.web.watching import LISTING

_LIMITS = {"longest_note": casenotes.MOST_LETTERS, "most": MOST_LETTERS, "most_with": MOST_WITH, "largest": LARGEST}
_NEVER = object()  # stands for the state of a message that was not sent yet

Event = tuple[str, str]  # its name, behind its number if it has one, and what it carries


async def listing(visit: Visit) -> Response:
    """Who waits, who is with a person, who talks with the assistant."""
    async with visit.database.reading() as session:
        board, cursor = (
            await conversation_desk.board(session, visit.officer, visit.now),
            await conversation_desk.cursor(session),
        )
    if visit.asked("part"):
        return HTMLResponse(visit.part("columns.html", board=board))
    return visit.page("conversations.html", board=board, cursor=cursor)


async def listing_events(visit: Visit) -> Response:
    """Tells when the list is no longer the one with the cursor `after`."""
    last = visit.asked("after")

    async def look(visit: Visit) -> list[Event]:
        nonlocal last
        async with visit.database.reading() as session:
            now = await conversation_desk.cursor(session)
        if now == last:
            return []
        last = now
        return [("changed", "")]

    return _stream(visit, look, LISTING)


async def thread(visit: Visit) -> Response:
    """One conversation."""
    return await thread_page(visit)


async def events(visit: Visit) -> Response:
    """Streams what is said after the message `after`, and tells when who has the conversation differs from `state`.

    A message may come twice, out of order, or again once it was delivered: the page knows it by its number.
    """
    reached = _number(visit.request.headers.get("last-event-id") or visit.asked("after")) or 0
    conversation, state, there = visit.named("conversation"), visit.asked("state"), visit.now
    sent: dict[int, DeliveryState | None] = {}
    others: Sequence[Colleague] | None = None

    async def look(visit: Visit) -> list[Event]:
        nonlocal reached, state, there, others
        if visit.now - there >= conversation_presence.RENEWED:
            async with visit.database.transaction() as session:
                await conversation_presence.note_presence(session, visit.officer, conversation, visit.now)
            there = visit.now
        async with visit.database.reading() as session:
            found = await conversation_desk.thread(
                session,
                visit.officer,
                conversation,
                visit.now,
                after=max(0, reached - visit.front.streams.back),
                noted=False,
            )
            here = await conversation_presence.others(session, visit.officer, conversation, visit.now)
        fresh = [line for line in found.lines if sent.get(line.id, _NEVER) != line.delivery]
        sent.update((line.id, line.delivery) for line in fresh)
        reached = max(reached, found.last)
        part = partial(visit.part, "line.html", conversation=conversation, meant=partial(meanings, visit.t))
        news = [(f"line\nid: {reached}", part(line=line)) for line in fresh]
        if here != others:
            news.append(("others", visit.part("others.html", others=here)))
        before, state, others = state, found.state, here
        return news if state == before else [*news, ("state", "")]

    return _stream(visit, look, conversation)


async def open_(visit: Visit) -> Response:
    """Give the reason for reading a conversation."""
    conversation = visit.named("conversation")
    return await reading_reason.take(visit, conversation, f"/conversations/{conversation}", lambda: thread_page(visit))


async def take_over(visit: Visit) -> Response:
    """Take the conversation over."""
    return await _change(visit, handover.take_over)


async def hand_back(visit: Visit) -> Response:
    """Hand it back to the assistant."""
    return await _change(visit, handover.hand_back)


async def misread(visit: Visit) -> Response:
    """Mark a message that the assistant took for something else."""
    number = _number(visit.named("line")) or 0

    async def mark(session: AsyncSession, officer: Officer, conversation: str, now: datetime) -> None:
        await misreadings.mark(session, officer, conversation, number, now)

    return await _change(visit, mark)


async def hand_over(visit: Visit) -> Response:
    """Hand it over to a colleague."""
    to = await visit.given("to")

    async def hand(session: AsyncSession, officer: Officer, conversation: str, now: datetime) -> None:
        await reassigning.hand(session, officer, conversation, to, now)

    return await _change(visit, hand)


async def draft(visit: Visit) -> Response:
    """Save the draft; the page does not change."""
    words, conversation = await visit.given("words"), visit.named("conversation")
    try:
        async with visit.database.transaction() as session:
            await conversation_presence.keep_draft(session, visit.officer, conversation, words, visit.now)
    except ConversationUnknown:
        return Response(status_code=404)
    except NotHeld:
        return Response(status_code=409)
    except NoWords:
        return Response(status_code=400)
    return Response(status_code=204)


async def reply(visit: Visit) -> Response:
    """Write to the candidate."""
    words, conversation = await visit.given("words"), visit.named("conversation")
    if not any(each.isprintable() and not each.isspace() for each in words):  # nothing but marks of direction
        return await thread_page(visit, 400, "words", words)
    try:
        async with visit.database.transaction() as session:
            await handover.reply(session, visit.officer, conversation, words, visit.now)
    except NotHeld:
        return await thread_page(visit, 409, "not held", words)
    except NotReachable:
        return await thread_page(visit, 409, "not reachable", words)
    except NoWords:
        return await thread_page(visit, 400, "words", words)
    return go(f"/conversations/{conversation}#end")


async def _change(visit: Visit, change: Callable[..., Awaitable[None]]) -> Response:
    conversation = visit.named("conversation")
    try:
        async with visit.database.transaction() as session:
            await change(session, visit.officer, conversation, visit.now)
    except TakenOver:
        return await thread_page(visit, 409, "taken")
    except ReasonMissing:
        return await thread_page(visit)
    except NotHeld:
        return await thread_page(visit, 409, "not held")
    except LineUnknown:
        return await thread_page(visit, 404, "line")
    except ColleagueUnknown:
        return await thread_page(visit, 404, "colleague")
    return go(f"/conversations/{conversation}#end")


async def thread_page(
    visit: Visit, status: int = 200, problem: str = "", words: str = "", caption: str = ""
) -> Response:
    """The thread, or the question why. `problem`: why a change was refused; `words`, `caption`: text not to lose."""
    conversation = visit.named("conversation")
    try:
        async with visit.database.transaction() as session:  # that it is read is written down
            before = _number(visit.asked("before"))
            found = await conversation_desk.thread(session, visit.officer, conversation, visit.now, before=before)
            await conversation_presence.note_presence(session, visit.officer, conversation, visit.now)
            others = await conversation_presence.others(session, visit.officer, conversation, visit.now)
            colleagues = await reassigning.colleagues(session, visit.officer) if found.mine else []
            replies = await saved_replies.listed(session, visit.officer) if found.mine else []
            if found.mine:
                words = words or await _begun(visit, session, replies, found.language)
    except ReasonMissing:
        of, back, unsent = "conversation", "/conversations", words or caption
        return reading_reason.asked(visit, of, f"{back}/{conversation}", back, status, problem, unsent, **_LIMITS)
    return visit.page(
        "thread.html", status, thread=found, problem=problem, words=words, caption=caption, **_LIMITS,
        colleagues=colleagues, replies=replies, others=others, latest=before is None, meant=partial(meanings, visit.t),
        noted=visit.asked("noted"),
    )  # fmt: skip


async def _begun(visit: Visit, session: AsyncSession, replies: Sequence[SavedReply], language: Language) -> str:
    """The text in the box: the draft, followed by the saved reply that was chosen where no script runs."""
    asked = [each.text[language] for each in replies if each.id == visit.asked("saved")]
    draft = await conversation_presence.draft(session, visit.officer, visit.named("conversation"))
    return "\n\n".join(filter(None, (draft, *asked)))


def _number(given: str) -> int | None:
    """The number of a message; None where something else was given."""
    return int(given) if re.fullmatch("[0-9]{1,9}", given) else None


def _stream(visit: Visit, look: Callable[[Visit], Awaitable[list[Event]]], watched: str) -> Response:
    """Server-sent events, for as long as the session lasts and the page is open.

    It is looked at once what is `watched` has changed, and now and then besides, whether the session still lasts.
    """
    streams, watcher = visit.front.streams, visit.front.watcher

    async def events() -> AsyncIterator[str]:
        mark = None
        with watcher.watches(watched):
            for number in range(streams.looks):
                before, mark = mark, await watcher.mark(watched)
                if mark == before and number % streams.unchanged:
                    yield ": \n\n"
                    await asyncio.sleep(streams.every)
                    continue
                still = await visiting(visit.front, visit.request, uses=False)
                try:
                    news = await look(still) if still else None
                except (ConversationUnknown, ReasonMissing):
                    news = None
                if news is None:
                    yield "event: over\ndata: \n\n"
                    return
                yield "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in news) or ": \n\n"
                await asyncio.sleep(streams.every)

    return StreamingResponse(events(), media_type="text/event-stream", headers={"cache-control": "no-store"})
