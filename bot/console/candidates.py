"""Candidates: who they are and what they wait for, a person's file, and an answer corrected for them."""

from datetime import date
from functools import partial

from starlette.responses import Response

from bot.base.terms import Field, Wish
from bot.console.corrections import Form, form, regions, trades, value_of
from bot.programme import casefile, caseload, casenotes, reasons
from bot.programme.candidates import ConsentMissing
from bot.programme.caseload import Search, Waits
from bot.programme.casenotes import DayPast
from bot.programme.conversations import ConversationUnknown, NoWords, ReasonMissing
from bot.programme.profiles import FIELDS, Profile
from bot.programme.reasons import ReadReason
from bot.programme.values import ValueRefused
from bot.replies.states import state_name
from bot.replies.words import answer_text, field_name, wish_name, wish_text
from bot.web.front import Visit, go


async def listing(visit: Visit) -> Response:
    """Those who suit what is looked for."""
    t, knowledge, waits = visit.t, visit.front.knowledge, visit.asked("waits")
    offered = trades(t, knowledge), regions(t, knowledge)
    trade, region = (each if each in known else "" for each, known in zip(
        (visit.asked("trade"), visit.asked("region")), offered, strict=True))  # fmt: skip
    code = visit.asked("code").strip()
    wanted = Search(code, trade, region, Waits(waits) if waits in set(Waits) else None)
    async with visit.database.reading() as session:
        found = await caseload.search(session, visit.officer, wanted)
    return visit.page(
        "candidates.html", found=found, wanted=wanted, trades=offered[0], regions=offered[1], waits=list(Waits),
    )  # fmt: skip


async def person(visit: Visit) -> Response:
    """A person's file, or the question why."""
    return await _file(visit)


async def note(visit: Visit) -> Response:
    """Note something for the officers, perhaps to be reminded of it."""
    conversation, words, day = visit.named("person"), await visit.given("words"), await visit.given("day")
    try:
        remind_on = date.fromisoformat(day) if day else None
    except ValueError:
        return await _file(visit, 400, "day", words)
    try:
        async with visit.database.transaction() as session:
            await casenotes.write(session, visit.officer, conversation, words, remind_on, visit.now)
    except ConversationUnknown:
        return visit.page("nowhere.html", 404)
    except ReasonMissing:
        return _why(visit, words)
    except NoWords:
        return await _file(visit, 400, "words", words)
    except DayPast:
        return await _file(visit, 400, "day", words)
    return go(f"/candidates/{conversation}#notes")


async def open_(visit: Visit) -> Response:
    """Say why one reads a file."""
    given, conversation = await visit.given("reason"), visit.named("person")
    if given not in set(ReadReason):
        return _why(visit)
    try:
        async with visit.database.transaction() as session:
            await reasons.give(session, visit.officer, conversation, ReadReason(given), visit.now)
    except ConversationUnknown:
        return visit.page("nowhere.html", 404)
    return go(f"/candidates/{conversation}")


async def correction(visit: Visit) -> Response:
    """The form of one answer."""
    return await _correction(visit)


async def correct(visit: Visit) -> Response:
    """Keep what the form says."""
    if visit.named("field") not in set(Field):
        return visit.page("nowhere.html", 404)
    conversation, field = visit.named("person"), Field(visit.named("field"))
    try:
        value = value_of(_form(visit, field, Profile()), await visit.given_all("value"))
        async with visit.database.transaction() as session:
            await casefile.correct(session, visit.officer, conversation, field, value, visit.now)
    except ConversationUnknown:
        return visit.page("nowhere.html", 404)
    except ReasonMissing:
        return _why(visit)
    except ConsentMissing:
        return await _correction(visit, 409, "consent")
    except ValueRefused:
        return await _correction(visit, 400, "value")
    return go(f"/candidates/{conversation}#profile")


async def _correction(visit: Visit, status: int = 200, problem: str = "") -> Response:
    if visit.named("field") not in set(Field):
        return visit.page("nowhere.html", 404)
    try:
        async with visit.database.transaction() as session:
            found = await casefile.read(session, visit.officer, visit.named("person"), visit.now)
    except ConversationUnknown:
        return visit.page("nowhere.html", 404)
    except ReasonMissing:
        return _why(visit)
    shown = _form(visit, Field(visit.named("field")), found.profile)
    return visit.page("correction.html", status, file=found, form=shown, problem=problem)


async def _file(visit: Visit, status: int = 200, problem: str = "", words: str = "") -> Response:
    """The file, or the question why. `problem`: what stood in the way of a note; `words`: what was written, kept."""
    conversation, t = visit.named("person"), visit.t
    try:
        async with visit.database.transaction() as session:  # that it is read is written down
            found = await casefile.read(session, visit.officer, conversation, visit.now)
    except ConversationUnknown:
        return visit.page("nowhere.html", 404)
    except ReasonMissing:
        return _why(visit, words)
    return visit.page(
        "person.html", status, file=found, answers=_answers(visit, found.profile), problem=problem, words=words,
        wishes=_wishes(visit, found.profile), state_name=partial(state_name, t), most=casenotes.MOST_LETTERS,
        field_name=lambda field: field_name(t, Field(field)),
    )  # fmt: skip


def _why(visit: Visit, words: str = "") -> Response:
    path, reasons_given = f"/candidates/{visit.named('person')}", list(ReadReason)
    return visit.page(
        "reason.html", path=path, back="/candidates", reasons=reasons_given, problem="", words=words, of="file"
    )


def _form(visit: Visit, field: Field, profile: Profile) -> Form:
    return form(visit.t, visit.front.knowledge, field, profile.value(field))


def _answers(visit: Visit, profile: Profile) -> list[tuple[Field, str, str]]:
    """Each of the nine, its name, and what was told; empty: nothing."""
    t, knowledge = visit.t, visit.front.knowledge
    told = {field: answer_text(t, knowledge, field, profile.value(field)) for field in profile.told}
    return [(field, field_name(t, field), told.get(field, "")) for field in FIELDS]


def _wishes(visit: Visit, profile: Profile) -> list[tuple[str, str]]:
    t, knowledge = visit.t, visit.front.knowledge
    told = [(wish, value) for wish in Wish if (value := profile.value(wish)) not in (None, ())]
    return [(wish_name(t, wish), wish_text(t, knowledge, wish, value)) for wish, value in told]
