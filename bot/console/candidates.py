"""Candidates: the list with what they wait for, a person's file, and answers corrected on their behalf."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from bot.base.terms import Field
from bot.console import reading_reason
from bot.console.answer_forms import Form, form, regions, trades, value_of
from bot.console.audit_words import action_names
from bot.console.wishes import wishes_told
from bot.knowledge.reach import town_named, within
from bot.programme import candidate_search, casefile, casenotes, saved_searches
from bot.programme.access_reasons import ReasonMissing
from bot.programme.candidate_search import Search, Waits
from bot.programme.candidates import ConsentMissing
from bot.programme.casenotes import DayPast
from bot.programme.profile_values import ValueRefused
from bot.programme.profiles import FIELDS, Profile
from bot.programme.saved_searches import TooMany
from bot.programme.words_in_forms import NoWords
from bot.replies import travel_needs
from bot.replies.impressions import answered
from bot.replies.states import state_name
from bot.replies.words import answer_text, field_name
from bot.web.page_access import Visit, go

_LONGEST = 80  # letters of a name that is looked for
_FAR, _USUALLY = (20, 40, 60, 100, 150, 200), 60  # kilometres within which somebody would live
_IN_ADDRESSES = {"occupation": "trade", "kilometres": "km"}  # terms of a search that are called otherwise there
_OFFERED = 5000  # inhabitants of the towns that are proposed; any other may be typed


async def listing(visit: Visit) -> Response:
    """The candidates who match the search."""
    given = visit.request.query_params
    wanted = _search(visit, given)
    return await (_listing(visit, wanted, 400, "town") if _no_town(given, wanted) else _listing(visit, wanted))


async def find(visit: Visit) -> Response:
    """Those whom a form describes, at an address of their own; a name or number stands in no address."""
    given = await visit.request.form()
    wanted, name = _search(visit, given), await visit.given("name")
    if _no_town(given, wanted):
        return await _listing(visit, wanted, 400, "town")
    named = " ".join(name.split())[:_LONGEST]
    return await _listing(visit, replace(wanted, name=named)) if named else go(f"/candidates?{_query(wanted)}")


async def keep_search(visit: Visit) -> Response:
    """Save the search under a name."""
    given = await visit.request.form()
    wanted, name = _search(visit, given), await visit.given("called")
    if _no_town(given, wanted):
        return await _listing(visit, wanted, 400, "town")
    try:
        async with visit.database.transaction() as session:
            await saved_searches.keep(session, visit.officer, name, wanted)
    except NoWords:
        return await _listing(visit, wanted, 400, "name")
    except TooMany:
        return await _listing(visit, wanted, 409, "too many")
    return go(f"/candidates?{_query(wanted)}")


async def remove_search(visit: Visit) -> Response:
    """Delete a saved search."""
    async with visit.database.transaction() as session:
        await saved_searches.remove(session, visit.officer, visit.named("search"))
    return go("/candidates")


async def person(visit: Visit) -> Response:
    """A person's file, or the question why it is opened."""
    return await _file(visit)


async def note(visit: Visit) -> Response:
    """Write a note for the officers, perhaps with a reminder."""
    conversation, words, day = visit.named("person"), await visit.given("words"), await visit.given("day")
    try:
        remind_on = date.fromisoformat(day) if day else None
    except ValueError:
        return await _file(visit, 400, "day", words)
    try:
        async with visit.database.transaction() as session:
            await casenotes.write(session, visit.officer, conversation, words, remind_on, visit.now)
    except ReasonMissing:
        return _why(visit, words)
    except NoWords:
        return await _file(visit, 400, "words", words)
    except DayPast:
        return await _file(visit, 400, "day", words)
    of = "conversations" if await visit.given("back") == "conversation" else "candidates"
    return go(f"/{of}/{conversation}?noted=1#notes")


async def call(visit: Visit) -> Response:
    """Note the person's name."""
    conversation = visit.named("person")
    try:
        async with visit.database.transaction() as session:
            await casefile.note_name(session, visit.officer, conversation, await visit.given("called"), visit.now)
    except ReasonMissing:
        return _why(visit)
    except ConsentMissing:
        return await _file(visit, 409, "consent")
    return go(f"/candidates/{conversation}")


async def open_(visit: Visit) -> Response:
    """Give the reason for opening a file."""
    conversation = visit.named("person")

    async def ask() -> Response:
        return _why(visit)

    return await reading_reason.take(visit, conversation, f"/candidates/{conversation}", ask)


async def correction(visit: Visit) -> Response:
    """The form that corrects one answer."""
    return await _correction(visit)


async def correct(visit: Visit) -> Response:
    """Save the corrected answer."""
    if visit.named("field") not in set(Field):
        return visit.page("nowhere.html", 404)
    conversation, field = visit.named("person"), Field(visit.named("field"))
    try:
        value = value_of(_form(visit, field, Profile()), await visit.given_all("value"))
        async with visit.database.transaction() as session:
            await casefile.correct(session, visit.officer, conversation, field, value, visit.now)
    except ReasonMissing:
        return _why(visit)
    except ConsentMissing:
        return await _correction(visit, 409, "consent")
    except ValueRefused:
        return await _correction(visit, 400, "value")
    return go(f"/candidates/{conversation}#profile")


def _search(visit: Visit, given: Mapping[str, Any]) -> Search:
    """What an address or a form describes, but for a name; values that are not among the choices are ignored."""

    def said(name: str, offered: Collection[str]) -> str:
        return given.get(name, "") if given.get(name, "") in offered else ""

    t, knowledge, waits = visit.t, visit.front.knowledge, said("waits", set(Waits))
    town = town_named(knowledge, str(given.get("town", "")))
    far = said("km", {str(each) for each in _FAR}) or str(_USUALLY)
    return Search(
        str(given.get("code", "")).strip(), "",
        said("trade", trades(t, knowledge)), said("region", regions(t, knowledge)),
        Waits(waits) if waits else None, bool(given.get("mine", "")),
        town.code if town else "", int(far) if town else 0,
    )  # fmt: skip


def _no_town(given: Mapping[str, Any], wanted: Search) -> bool:
    """Whether a town was typed that there is not."""
    return bool(str(given.get("town", "")).strip()) and not wanted.town


def _said(wanted: Search) -> dict[str, str]:
    """The search as the fields of a form."""
    said = {_IN_ADDRESSES.get(name, name): value for name, value in wanted.said.items()}
    return {name: "1" if value is True else str(value) for name, value in said.items()}


def _query(wanted: Search) -> str:
    """The search as the query of an address."""
    return urlencode(_said(wanted))


async def _listing(visit: Visit, wanted: Search, status: int = 200, problem: str = "") -> Response:
    t, knowledge = visit.t, visit.front.knowledge
    reach = within(knowledge, wanted.town, wanted.kilometres) if wanted.town else None
    async with visit.database.transaction() if wanted.name else visit.database.reading() as session:
        found = await candidate_search.search(session, visit.officer, wanted, visit.now, reach)
        saved = await saved_searches.listed(session, visit.officer)
    return visit.page(
        "candidates.html", status, found=found, wanted=wanted, trades=trades(t, knowledge),
        regions=regions(t, knowledge), waits=list(Waits), saved=saved, query=_query, problem=problem,
        said=_said(replace(wanted, name="")), longest=saved_searches.LONGEST_NAME, far=_FAR, usually=_USUALLY,
        town=knowledge.towns[wanted.town].label if wanted.town else "",
        towns=sorted(each.label for each in knowledge.towns.values() if each.population >= _OFFERED),
    )  # fmt: skip


async def _correction(visit: Visit, status: int = 200, problem: str = "") -> Response:
    if visit.named("field") not in set(Field):
        return visit.page("nowhere.html", 404)
    try:
        async with visit.database.transaction() as session:
            found = await casefile.read(session, visit.officer, visit.named("person"), visit.now)
    except ReasonMissing:
        return _why(visit)
    shown = _form(visit, Field(visit.named("field")), found.profile)
    return visit.page("correction.html", status, file=found, form=shown, problem=problem)


async def _file(visit: Visit, status: int = 200, problem: str = "", words: str = "") -> Response:
    """The file, or the question why. `problem`: why a note was refused; `words`: its text, which is not lost."""
    conversation, t = visit.named("person"), visit.t
    try:
        async with visit.database.transaction() as session:  # reading it is recorded
            found = await casefile.read(session, visit.officer, conversation, visit.now)
    except ReasonMissing:
        return _why(visit, words)
    return visit.page(
        "person.html", status, file=found, answers=_answers(visit, found.profile), problem=problem, words=words,
        wishes=wishes_told(t, visit.front.knowledge, found.profile), state_name=partial(state_name, t),
        action_names=action_names(t), most=casenotes.MOST_LETTERS, longest=casefile.LONGEST_NAME,
        field_name=lambda field: field_name(t, Field(field)), typed=visit.asked("typed"),
        needs=lambda told: travel_needs.lines(t, told), answered=partial(answered, t),
    )  # fmt: skip


def _why(visit: Visit, words: str = "") -> Response:
    return reading_reason.asked(visit, "file", f"/candidates/{visit.named('person')}", "/candidates", words=words)


def _form(visit: Visit, field: Field, profile: Profile) -> Form:
    return form(visit.t, visit.front.knowledge, field, profile.value(field))


def _answers(visit: Visit, profile: Profile) -> list[tuple[Field, str, str]]:
    """Each of the nine answers: field, name, and what was told (empty if nothing)."""
    t, knowledge = visit.t, visit.front.knowledge
    told = {field: answer_text(t, knowledge, field, profile.value(field)) for field in profile.told}
    return [(field, field_name(t, field), told.get(field, "")) for field in FIELDS]
