"""What the law on personal information requires: registers of requests and of incidents, and retention."""

from datetime import date

from starlette.responses import Response

from bot.base.clock import local_day
from bot.programme import consent_wordings, data_requests, incidents, retention_overview, signs_of_life
from bot.programme.data_requests import DayAhead, Kind, RequestUnknown
from bot.programme.incidents import IncidentReport, IncidentUnknown
from bot.programme.words_in_forms import NoWords
from bot.replies.consents import consent_words
from bot.web.page_access import Visit, go

_NEW = "new"


async def requests(visit: Visit) -> Response:
    """The register of requests about data."""
    return await _requests(visit)


async def note_request(visit: Visit) -> Response:
    """Enter a request."""
    kind, about, day = await visit.given("kind"), await visit.given("about"), _day(await visit.given("day"))
    if kind not in set(Kind) or day is None:
        return await _requests(visit, 400, "day", about)
    try:
        async with visit.database.transaction() as session:
            await data_requests.note(session, visit.officer, Kind(kind), about, day, visit.now)
    except NoWords:
        return await _requests(visit, 400, "words", about)
    except DayAhead:
        return await _requests(visit, 400, "day", about)
    return go("/data-requests")


async def answer_request(visit: Visit) -> Response:
    """Note that a request was answered."""
    try:
        async with visit.database.transaction() as session:
            await data_requests.answer(
                session, visit.officer, visit.named("request"), await visit.given("outcome"), visit.now
            )
    except RequestUnknown:
        return await _requests(visit, 404, "unknown")
    except NoWords:
        return await _requests(visit, 400, "words")
    return go("/data-requests")


async def incident_list(visit: Visit) -> Response:
    """The register of incidents."""
    return await _incidents(visit)


async def write_incident(visit: Visit) -> Response:
    """Enter an incident, or edit one."""
    incident_id = None if visit.named("incident") == _NEW else visit.named("incident")
    day, people = _day(await visit.given("day")), await visit.given("people")
    told = IncidentReport(
        day or local_day(visit.now), await visit.given("happened"), int(people) if people.isdecimal() else 0,
        bool(await visit.given("serious")), await visit.given("measures"), _day(await visit.given("authority")),
        _day(await visit.given("concerned")),
    )  # fmt: skip
    if day is None:
        return await _incidents(visit, 400, "day", incident_id, told)
    try:
        async with visit.database.transaction() as session:
            await incidents.write(session, visit.officer, incident_id, told, visit.now)
    except NoWords:
        return await _incidents(visit, 400, "words", incident_id, told)
    except DayAhead:
        return await _incidents(visit, 400, "day", incident_id, told)
    except IncidentUnknown:
        return await _incidents(visit, 404, "unknown", None, told)
    return go("/incidents")


async def kept(visit: Visit) -> Response:
    """How long each kind of data is kept."""
    async with visit.database.reading() as session:
        shown = await retention_overview.shelves(session, visit.officer, visit.now)
        tidied = await signs_of_life.last_tidied(session, visit.officer, visit.now)
    return visit.page("retention.html", shelves=shown, tidied=tidied)


async def agreed(visit: Visit) -> Response:
    """Which words were agreed to, since when, by how many."""
    async with visit.database.reading() as session:
        found = await consent_wordings.consents(session, visit.officer)
    people = {each.version: each for each in found.agreed}
    return visit.page("consents.html", versions=consent_words(), people=people, consents=found)


async def _requests(visit: Visit, status: int = 200, problem: str = "", about: str = "") -> Response:
    async with visit.database.reading() as session:
        shown = await data_requests.listed(session, visit.officer)
    return visit.page(
        "data_requests.html", status, requests=shown, problem=problem, about=about, kinds=list(Kind),
        most=data_requests.MOST_LETTERS, days=data_requests.DAYS, erased=visit.asked("erased"),
    )  # fmt: skip


async def _incidents(
    visit: Visit,
    status: int = 200,
    problem: str = "",
    incident_id: str | None = None,
    told: IncidentReport | None = None,
) -> Response:
    """`told`: what was written and could not be saved, about the incident `incident_id` or a new one."""
    async with visit.database.reading() as session:
        shown = await incidents.listed(session, visit.officer)
    return visit.page(
        "incidents.html", status, incidents=shown, problem=problem, wrong=incident_id, told=told,
        most=incidents.MOST_LETTERS,
    )  # fmt: skip


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
