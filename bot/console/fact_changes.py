"""Changes of facts: written by one officer, previewed as candidates would see them, put in force by another."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.base.clock import local_day
from bot.base.errors import BotError
from bot.base.i18n import Texts, texts
from bot.base.terms import Language
from bot.console.knowledge_in_force import card_name, known
from bot.knowledge import Article, FrenchLevel, Knowledge, Service, Topic
from bot.knowledge.amending import (
    AmendError,
    FactMoved,
    FactUnknown,
    NotFitting,
    NotOneStatement,
    amend,
    card_of,
    fact_of,
    owner_of,
)
from bot.knowledge.facts import Fact
from bot.knowledge.review import unequal
from bot.knowledge.rewriting import rewritten
from bot.knowledge.schema.texts import LONGEST_FACT
from bot.programme import amendments
from bot.programme.amendments import AmendmentState, Change, ChangeUnknown, NothingChanged, OwnChange, Unread, Written
from bot.programme.words_in_forms import NoWords
from bot.replies import articles, facts, regions, services
from bot.replies.message import Message, visible
from bot.web.page_access import Visit, go

_FIELDS = ("text_fr", "text_en", "title_fr", "title_en", "url", "as_of", "read_on", "why")


async def fact(visit: Visit) -> Response:
    """A fact with the form to change it."""
    return await _form(visit, visit.asked("id"))


async def propose(visit: Visit) -> Response:
    """Save what was written, for somebody else to review."""
    identifier, given = await visit.given("id"), {name: await visit.given(name) for name in _FIELDS}
    held = await known(visit)
    try:
        written = _written(given)
        async with visit.database.transaction() as session:
            change_id = await amendments.propose(
                session, visit.officer, held, identifier, written, visit.now
            )  # fmt: skip
    except FactUnknown:
        return visit.page("nowhere.html", 404)
    except ValueError:
        return await _form(visit, identifier, 400, visit.t.gettext("Say on which day the source was read."), given)
    except (NoWords, NothingChanged, Unread, AmendError) as error:
        return await _form(visit, identifier, 400, _told(visit.t, error), given)
    return go(f"/knowledge/changes/{change_id}")


async def change(visit: Visit) -> Response:
    """A change, as a candidate sees it in both languages."""
    return await _change(visit)


async def file(visit: Visit) -> Response:
    """The file with the change in it, for whoever brings it into the knowledge base."""
    try:
        async with visit.database.reading() as session:
            found = await amendments.one(session, visit.officer, visit.named("change"))
        name, text = rewritten(await _with(visit, found), card_of(found.amendment.fact)[0])
    except (ChangeUnknown, AmendError):
        return visit.page("nowhere.html", 404)
    return Response(
        text, media_type="application/yaml; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name.replace("/", "-")}"'},
    )  # fmt: skip


async def put_in_force(visit: Visit) -> Response:
    """Put the change in force: candidates read it from now on."""
    held = await known(visit)

    async def work(session: AsyncSession) -> None:
        await amendments.put_in_force(session, visit.officer, held, visit.named("change"), visit.now)

    return await _done(visit, work)


async def refuse(visit: Visit) -> Response:
    """Refuse the change."""
    return await _done(
        visit, lambda session: amendments.refuse(session, visit.officer, visit.named("change"), visit.now)
    )


async def withdraw(visit: Visit) -> Response:
    """Withdraw the change, or take it out of force."""
    return await _done(
        visit, lambda session: amendments.withdraw(session, visit.officer, visit.named("change"), visit.now)
    )


async def _done(visit: Visit, work: Callable[[AsyncSession], Awaitable[None]]) -> Response:
    try:
        async with visit.database.transaction() as session:
            await work(session)
    except ChangeUnknown:
        return visit.page("nowhere.html", 404)
    except (OwnChange, AmendError) as error:
        return await _change(visit, 409, _told(visit.t, error))
    return go(f"/knowledge/changes/{visit.named('change')}")


async def _change(visit: Visit, status: int = 200, problem: str = "") -> Response:
    async with visit.database.reading() as session:
        found = await amendments.one(session, visit.officer, visit.named("change"))
    held, identifier = await known(visit), found.amendment.fact
    try:
        changed = await _with(visit, found)
        shown = {each: _as_candidates_see(texts(each), changed, identifier, local_day(visit.now)) for each in Language}
    except AmendError as error:
        shown, problem = {}, problem or (_told(visit.t, error) if found.state is AmendmentState.PROPOSED else "")
    return visit.page(
        "change.html", status, change=found, problem=problem, shown=shown, languages=list(Language),
        subject=_name(visit.t, held, identifier), only_one=unequal(found.amendment.text),
    )  # fmt: skip


async def _with(visit: Visit, found: Change) -> Knowledge:
    """The knowledge base with a change, whether in force already or not."""
    held = await known(visit)
    return amend(held, found.amendment) if found.state is AmendmentState.PROPOSED else held


async def _form(
    visit: Visit, identifier: str, status: int = 200, problem: str = "", given: Mapping[str, str] | None = None
) -> Response:
    held = await known(visit)
    now = fact_of(held, identifier)
    stands = {f"{name}_{each}": said[each] for name, said in (("text", now.text), ("title", now.source.title))
              for each in Language}  # fmt: skip
    stands |= {"url": now.source.url, "as_of": now.source.as_of or "", "read_on": local_day(visit.now).isoformat()}
    return visit.page(
        "fact.html", status, fact=now, problem=problem, given=given or {**stands, "why": ""}, languages=list(Language),
        subject=_name(visit.t, held, identifier), most=amendments.MOST_LETTERS, longest=LONGEST_FACT,
    )  # fmt: skip


def _written(given: Mapping[str, str]) -> Written:
    text, title = ({each: given[f"{name}_{each}"] for each in Language} for name in ("text", "title"))
    read_on = date.fromisoformat(given["read_on"])
    return Written(text, title, given["url"], given["as_of"], read_on, given["why"])


def _name(t: Texts, knowledge: Knowledge, identifier: str) -> str:
    try:
        return card_name(t, knowledge, card_of(identifier)[0])
    except (AmendError, KeyError):  # the name it had in an earlier release
        return identifier


def _as_candidates_see(t: Texts, knowledge: Knowledge, identifier: str, today: date) -> list[tuple[str, list[str]]]:
    """The fact as an answer, and the card that it stands on: their text, and what can be tapped."""
    found = fact_of(knowledge, identifier)
    messages = [facts.says_who(t, knowledge, found), _card(t, knowledge, found, today)]
    return [(visible(each.text), [button.label for row in each.rows for button in row]) for each in messages]


def _card(t: Texts, knowledge: Knowledge, found: Fact, today: date) -> Message:
    owner, card = owner_of(knowledge, found.card), found.card
    more = not found.first
    match owner:
        case Article():
            return articles.article(t, knowledge, owner, more=more, today=today)
        case Service():
            return services.service(t, knowledge, owner)[0]
        case FrenchLevel():
            return articles.french_level(t, owner)
    topic = Topic(card.topic)
    return regions.region(t, knowledge, card.id, topic, 0, more=more, picture=None, today=today)


def _told(t: Texts, error: BotError) -> str:
    match error:
        case NoWords():
            return t.gettext("Write the fact in both languages, and why it changes.")
        case NothingChanged():
            return t.gettext("This is what it says already.")
        case Unread():
            return t.gettext("The day on which the source was read is still to come.")
        case NotOneStatement():
            return t.gettext("Write one sentence, the same in both languages.")
        case FactMoved():
            return t.gettext("The fact has changed meanwhile. Write the change anew.")
        case OwnChange():
            return t.gettext("Somebody else has to review what you wrote.")
        case NotFitting():
            return t.gettext("It does not fit: a text is too long for its card, the address is not that of a secure "
                             "page (https), or the date is not like 2026, 2026-11 or 2026-11-30.")  # fmt: skip
    return t.gettext("This fact cannot be changed here.")
