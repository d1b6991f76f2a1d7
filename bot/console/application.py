"""All pages of the console, each with the task that an officer must be allowed to do."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.base.terms import Language
from bot.console import (
    attachments,
    audit_trail,
    candidates,
    conversations,
    employer_life,
    employers,
    fact_changes,
    facts,
    figures,
    guide,
    imports,
    interview_day,
    meetings,
    messages,
    overview,
    passkeys,
    preselection,
    privacy,
    record_forms,
    registers,
    saved_replies,
    team,
    today,
    trip_editor,
    trip_sheets,
    trips,
)
from bot.db import Database
from bot.importing.sheet import MOST_BYTES
from bot.knowledge import Knowledge
from bot.programme import sign_in
from bot.programme.access import Task
from bot.programme.attachments import LARGEST
from bot.programme.matching_inputs import Rules
from bot.programme.who_suits import WhoSuits
from bot.web.cookies import Cookies
from bot.web.page_access import ROOT, USUAL, Front, Streams, View, page
from bot.web.pages import STATIC, Pages
from bot.web.request_checks import Guard
from bot.web.sign_in_pages import Door
from bot.web.watching import Watcher

PAGES: tuple[tuple[str, str, View, Task], ...] = (
    ("GET", "/", today.today, Task.OVERVIEW),
    ("GET", "/opinions", today.opinions, Task.READ),
    ("GET", "/agreements", today.agreements, Task.READ),
    ("GET", "/not-understood", today.not_understood, Task.READ),
    ("GET", "/conversations", conversations.listing, Task.READ),
    ("GET", "/conversations/events", conversations.listing_events, Task.READ),
    ("GET", "/conversations/{conversation}", conversations.thread, Task.READ),
    ("GET", "/conversations/{conversation}/events", conversations.events, Task.READ),
    ("GET", "/conversations/{conversation}/files/{attachment}", attachments.attachment, Task.PAPERS),
    ("POST", "/conversations/{conversation}/open", conversations.open_, Task.READ),
    ("POST", "/conversations/{conversation}/take", conversations.take_over, Task.ANSWER),
    ("POST", "/conversations/{conversation}/reply", conversations.reply, Task.ANSWER),
    ("POST", "/conversations/{conversation}/send", attachments.send, Task.ANSWER),
    ("POST", "/conversations/{conversation}/draft", conversations.draft, Task.ANSWER),
    ("POST", "/conversations/{conversation}/misread/{line}", conversations.misread, Task.ANSWER),
    ("POST", "/conversations/{conversation}/hand", conversations.hand_over, Task.ANSWER),
    ("POST", "/conversations/{conversation}/back", conversations.hand_back, Task.ANSWER),
    ("GET", "/help", guide.guide, Task.OVERVIEW),
    ("GET", "/tour", guide.tour, Task.OVERVIEW),
    ("GET", "/program", overview.overview, Task.OVERVIEW),
    ("GET", "/who-takes-part", overview.who_takes_part, Task.OVERVIEW),
    ("GET", "/knowledge", facts.page, Task.READ),
    ("GET", "/knowledge/phrases.tsv", facts.phrases, Task.READ),
    ("GET", "/knowledge/fact", fact_changes.fact, Task.KNOWLEDGE),
    ("POST", "/knowledge/fact", fact_changes.propose, Task.KNOWLEDGE),
    ("GET", "/knowledge/changes/{change}", fact_changes.change, Task.READ),
    ("GET", "/knowledge/changes/{change}/file.yaml", fact_changes.file, Task.READ),
    ("POST", "/knowledge/changes/{change}/put-in-force", fact_changes.put_in_force, Task.REVIEW),
    ("POST", "/knowledge/changes/{change}/refuse", fact_changes.refuse, Task.REVIEW),
    ("POST", "/knowledge/changes/{change}/withdraw", fact_changes.withdraw, Task.KNOWLEDGE),
    ("GET", "/processes", overview.processes, Task.OVERVIEW),
    ("GET", "/audit", audit_trail.look, Task.AUDIT),
    ("GET", "/data-requests", registers.requests, Task.PRIVACY),
    ("POST", "/data-requests/new", registers.note_request, Task.PRIVACY),
    ("POST", "/data-requests/{request}/answer", registers.answer_request, Task.PRIVACY),
    ("GET", "/incidents", registers.incident_list, Task.PRIVACY),
    ("POST", "/incidents/{incident}", registers.write_incident, Task.PRIVACY),
    ("GET", "/retention", registers.kept, Task.PRIVACY),
    ("GET", "/consents", registers.agreed, Task.PRIVACY),
    ("GET", "/replies", saved_replies.listing, Task.ANSWER),
    ("POST", "/replies/{reply}", saved_replies.save, Task.SAVED_REPLIES),
    ("POST", "/replies/{reply}/remove", saved_replies.remove, Task.SAVED_REPLIES),
    ("GET", "/candidates", candidates.listing, Task.READ),
    ("POST", "/candidates", candidates.find, Task.READ),
    ("POST", "/searches", candidates.keep_search, Task.READ),
    ("POST", "/searches/{search}/remove", candidates.remove_search, Task.READ),
    ("GET", "/candidates/{person}", candidates.person, Task.READ),
    ("POST", "/candidates/{person}/open", candidates.open_, Task.READ),
    ("GET", "/candidates/{person}/data.json", privacy.copy, Task.PRIVACY),
    ("POST", "/candidates/{person}/erase", privacy.erase, Task.PRIVACY),
    ("POST", "/candidates/{person}/call", candidates.call, Task.CORRECT),
    ("GET", "/candidates/{person}/correct/{field}", candidates.correction, Task.CORRECT),
    ("POST", "/candidates/{person}/correct/{field}", candidates.correct, Task.CORRECT),
    ("POST", "/candidates/{person}/note", candidates.note, Task.ANSWER),
    ("GET", "/meetings", meetings.week, Task.ANSWER),
    ("POST", "/meetings/offer", meetings.offer, Task.ANSWER),
    ("GET", "/meetings/{meeting}", meetings.talk, Task.ANSWER),
    ("POST", "/meetings/{meeting}/decide", meetings.decide, Task.ANSWER),
    ("POST", "/meetings/{meeting}/withdraw", meetings.withdraw, Task.ANSWER),
    ("GET", "/reminders", today.reminders, Task.ANSWER),
    ("POST", "/reminders/{note}/done", today.end_reminder, Task.ANSWER),
    ("GET", "/employers", employers.listing, Task.EMPLOYERS),
    ("GET", "/employers/new", record_forms.employer, Task.EMPLOYERS),
    ("POST", "/employers/new", record_forms.keep_employer, Task.EMPLOYERS),
    ("GET", "/employers/{employer}", employers.employer, Task.EMPLOYERS),
    ("GET", "/employers/{employer}/change", record_forms.employer, Task.EMPLOYERS),
    ("POST", "/employers/{employer}/change", record_forms.keep_employer, Task.EMPLOYERS),
    ("GET", "/employers/{employer}/vacancies/new", record_forms.vacancy, Task.EMPLOYERS),
    ("POST", "/employers/{employer}/vacancies/new", record_forms.keep_vacancy, Task.EMPLOYERS),
    ("GET", "/employers/{employer}/vacancies/{vacancy}/change", record_forms.vacancy, Task.EMPLOYERS),
    ("POST", "/employers/{employer}/vacancies/{vacancy}/change", record_forms.keep_vacancy, Task.EMPLOYERS),
    ("POST", "/employers/{employer}/vacancies/{vacancy}", employers.move, Task.EMPLOYERS),
    (
        "GET",
        "/employers/{employer}/vacancies/{vacancy}/preselection",
        preselection.board,
        Task.PRESELECT,
    ),
    (
        "POST",
        "/employers/{employer}/vacancies/{vacancy}/preselection/{person}",
        preselection.decide,
        Task.PRESELECT,
    ),
    ("POST", "/employers/{employer}/merge", employer_life.merge, Task.EMPLOYERS),
    ("POST", "/employers/{employer}/archive", employer_life.archive, Task.EMPLOYERS),
    ("POST", "/employers/{employer}/outcome", employers.outcome, Task.EMPLOYERS),
    ("POST", "/agreements/{interest}", employers.deal_with, Task.EMPLOYERS),
    ("GET", "/imports", imports.listing, Task.IMPORT),
    ("POST", "/imports/send", imports.upload, Task.IMPORT),
    ("GET", "/imports/{draft}", imports.preview, Task.IMPORT),
    ("POST", "/imports/{draft}/choose", imports.choose, Task.IMPORT),
    ("POST", "/imports/{draft}/write", imports.write, Task.IMPORT),
    ("POST", "/imports/{draft}/drop", imports.drop, Task.IMPORT),
    ("POST", "/imports/{number}/take-back", imports.take_back, Task.IMPORT),
    ("GET", "/messages", messages.page, Task.PLAN),
    ("POST", "/messages/send", messages.write, Task.PLAN),
    ("GET", "/figures", figures.page, Task.OVERVIEW),
    ("GET", "/figures.xlsx", figures.spreadsheet, Task.OVERVIEW),
    ("GET", "/figures.pdf", figures.document, Task.OVERVIEW),
    ("GET", "/trips", trips.listing, Task.TRIPS),
    ("GET", "/trips/new", trip_editor.new, Task.PLAN),
    ("POST", "/trips/new", trip_editor.make, Task.PLAN),
    ("GET", "/trips/{trip}", trips.board, Task.TRIPS),
    ("GET", "/trips/{trip}/preselection", preselection.board, Task.PRESELECT),
    ("POST", "/trips/{trip}/preselection/{person}", preselection.decide, Task.PRESELECT),
    ("GET", "/trips/{trip}/roll", trips.roll, Task.CHECK_IN),
    ("POST", "/trips/{trip}/check-in", trips.check_in, Task.CHECK_IN),
    ("POST", "/trips/{trip}/check-in/undo", trips.undo, Task.CHECK_IN),
    ("POST", "/trips/{trip}/give-back", trips.give_back, Task.PLAN),
    ("POST", "/trips/{trip}/was-there", trips.was_there, Task.CHECK_IN),
    ("GET", "/trips/{trip}/day", interview_day.board, Task.PLAN),
    ("POST", "/trips/{trip}/day/propose", interview_day.propose, Task.PLAN),
    ("POST", "/trips/{trip}/day/arrange", interview_day.arrange, Task.PLAN),
    ("POST", "/trips/{trip}/day/slip", interview_day.slip, Task.PLAN),
    ("POST", "/trips/{trip}/day/discard", interview_day.discard, Task.PLAN),
    ("POST", "/trips/{trip}/day/publish", interview_day.publish, Task.PLAN),
    ("GET", "/trips/{trip}/change", trip_editor.form, Task.PLAN),
    ("POST", "/trips/{trip}/change", trip_editor.change, Task.PLAN),
    ("POST", "/trips/{trip}/move", trip_editor.move, Task.PLAN),
    ("GET", "/trips/{trip}/sheets/{sheet}.{ending}", trip_sheets.sheet, Task.PLAN),
    ("GET", "/sessions", team.sessions, Task.OVERVIEW),
    ("POST", "/sessions/{session}/end", team.end_session, Task.OVERVIEW),
    ("GET", "/passkeys", passkeys.page, Task.OVERVIEW),
    ("POST", "/passkeys/options", passkeys.options, Task.OVERVIEW),
    ("POST", "/passkeys/new", passkeys.make, Task.OVERVIEW),
    ("POST", "/passkeys/show", passkeys.show, Task.OVERVIEW),
    ("POST", "/passkeys/{passkey}/name", passkeys.rename, Task.OVERVIEW),
    ("POST", "/passkeys/{passkey}/revoke", passkeys.revoke, Task.OVERVIEW),
    ("GET", "/team", team.team, Task.TEAM),
    ("POST", "/team/invite", team.invite, Task.TEAM),
    ("POST", "/team/{officer}/uninvite", team.uninvite, Task.TEAM),
    ("POST", "/team/{officer}/remove", team.remove, Task.TEAM),
    ("POST", "/team/{officer}/passkeys", team.forget_passkeys, Task.TEAM),
    ("POST", "/team/{officer}/role", team.change_role, Task.TEAM),
)


class Assets(StaticFiles):
    """Static files whose address changes with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, which browsers may cache."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def console(
    database: Database,
    clock: Callable[[], datetime],
    rules: Rules,
    knowledge: Knowledge,
    url: str | None,
    language: Language,
    *,
    sandbox: bool,
    health: Callable[[], Awaitable[Mapping[str, bool]]],
    streams: Streams = USUAL,
    bot_name: Callable[[], str] = str,
) -> Mount:
    """The console, to be served beside the other endpoints.

    Args:
        database: where use cases work.
        clock: what time it is.
        rules: what matching weighs by, to say why somebody has no interview.
        knowledge: names of trades and places.
        url: where officers reach it by HTTPS; None: on this machine alone.
        language: for browsers that ask for neither French nor English.
        sandbox: everything is invented, and a demonstration officer may enter.
        health: which parts of this process work.
        streams: how often live pages look for news.
        bot_name: the assistant's name in links; empty while it is not known.
    """
    pages = Pages([Path(__file__).parent / "templates"], section_of=guide.section_of)
    cookies = Cookies.of(secure=url is not None, session=sign_in.LONGEST, link=sign_in.LINK_LASTS)
    front = Front(
        database,
        clock,
        rules,
        WhoSuits(rules),
        knowledge,
        pages,
        cookies,
        language,
        sandbox,
        health,
        Watcher(database, clock, streams.every / 4),
        streams,
        bot_name,
    )

    async def stopped(request: Request, error: Exception) -> Response:
        status, headers = (error.status_code, error.headers) if isinstance(error, HTTPException) else (500, None)
        response = front.stopped(request, status)
        response.headers.update(headers or {})
        return response

    routes = [
        *Door(front).routes(),
        *(page(front, path, view, task, method) for method, path, view, task in PAGES),
        Mount("/static", Assets(directory=STATIC)),
    ]
    pages_alone = Starlette(routes=routes, exception_handlers={HTTPException: stopped, 500: stopped})
    host = urlsplit(url).netloc if url else None
    files = {f"{ROOT}/imports/send": MOST_BYTES, f"{ROOT}/conversations/*/send": LARGEST}
    return Mount(ROOT, Guard(pages_alone, host, front.stopped, files))
