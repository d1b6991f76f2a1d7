"""Exploratory interviews: an officer's week, moments that are offered, what was said and what it led to."""

from datetime import date, time, timedelta

from starlette.responses import Response

from bot.base.clock import ClocksChange, local_day
from bot.base.states import MeetingDecision
from bot.console import reading_reason
from bot.programme import meeting_desk, trip_views
from bot.programme.access_reasons import ReasonMissing
from bot.programme.meeting_desk import TripMissing, WrongHours
from bot.programme.meetings import MeetingGone, MeetingPast, MeetingTwice
from bot.programme.preselection import NotEligible
from bot.programme.preselection_aims import AimUnknown
from bot.replies import refusals
from bot.replies.trip_words import trip_name
from bot.web.page_access import Visit, go


async def week(visit: Visit) -> Response:
    """A week of this officer, or of everybody."""
    return await _week(visit)


async def offer(visit: Visit) -> Response:
    """Offer moments of one's own."""
    try:
        day = date.fromisoformat(await visit.given("day"))
        first, last = [time.fromisoformat(await visit.given(name)) for name in ("from", "to")]
        minutes, weeks = [int(await visit.given(name)) for name in ("minutes", "weeks")]
    except ValueError:
        return await _week(visit, 400, "hours")
    try:
        async with visit.database.transaction() as session:
            number = await meeting_desk.offer(session, visit.officer, day, first, last, minutes, weeks, visit.now)
    except WrongHours:
        return await _week(visit, 400, "hours")
    except ClocksChange as error:
        return await _week(visit, 400, said=refusals.told(visit.t, error))
    except MeetingTwice:
        return await _week(visit, 409, "twice")
    except MeetingPast:
        return await _week(visit, 409, "past")
    return go(f"/meetings?week={day}&offered={number}")


async def withdraw(visit: Visit) -> Response:
    """The officer cannot at that moment."""
    try:
        async with visit.database.transaction() as session:
            await meeting_desk.withdraw(session, visit.officer, visit.named("meeting"), visit.now)
    except MeetingGone:
        return await _week(visit, 409, "gone")
    return go(f"/meetings?week={await visit.given('week') or local_day(visit.now)}&withdrawn=1")


async def talk(visit: Visit) -> Response:
    """One interview, or the question why."""
    return await _talk(visit)


async def decide(visit: Visit) -> Response:
    """Keep notes and decision."""
    notes, given, trip = [await visit.given(name) for name in ("notes", "decision", "trip")]
    if given and given not in set(MeetingDecision):
        return await _talk(visit, 400, "decision", notes)
    decision = MeetingDecision(given) if given else None
    meeting, rules = visit.named("meeting"), visit.front.rules
    try:
        async with visit.database.transaction() as session:
            await meeting_desk.decide(session, visit.officer, meeting, notes, decision, trip, rules, visit.now)
    except ReasonMissing:
        return await _talk(visit)
    except TripMissing:
        return await _talk(visit, 400, "trip", notes)
    except AimUnknown:
        return await _talk(visit, 409, "over", notes)
    except NotEligible:
        return await _talk(visit, 409, "not eligible", notes)
    return go(f"/meetings/{meeting}?kept=1")


async def _typed_day(visit: Visit) -> date | None:
    """The day of the form that was sent; None where it is none, which the page says."""
    try:
        return date.fromisoformat(await visit.given("day"))
    except ValueError:
        return None


async def _week(visit: Visit, status: int = 200, problem: str = "", said: str = "") -> Response:
    """The week. `problem`: why nothing was changed; `said`: the same, in words already."""
    today, mine = local_day(visit.now), visit.asked("whose") != "all"
    try:
        shown = date.fromisoformat(visit.asked("week")) if visit.asked("week") else await _typed_day(visit) or today
        monday = shown - timedelta(shown.weekday())
        before, after = monday - timedelta(7), monday + timedelta(7)
    except (ValueError, OverflowError):
        return visit.page("nowhere.html", 404)
    async with visit.database.reading() as session:
        days = await meeting_desk.week(session, visit.officer, monday, mine=mine)
        waiting = await meeting_desk.undecided(session, visit.officer, visit.now)
    return visit.page(
        "meetings.html", status, days=days, mine=mine, problem=problem, before=before, after=after, monday=monday,
        said=said, waiting=waiting, lengths=meeting_desk.LENGTHS, weeks=range(1, meeting_desk.MOST_WEEKS + 1),
        first=shown, most=meeting_desk.MOST_AT_ONCE, offered=visit.asked("offered"),
        withdrawn=visit.asked("withdrawn"),
    )  # fmt: skip


async def _talk(visit: Visit, status: int = 200, problem: str = "", notes: str | None = None) -> Response:
    meeting = visit.named("meeting")
    try:
        async with visit.database.transaction() as session:  # that it is read is written down
            found = await meeting_desk.read(session, visit.officer, meeting, visit.now)
            coming = await trip_views.coming(session, visit.now)
    except ReasonMissing:
        async with visit.database.reading() as session:
            person = await meeting_desk.who_took(session, visit.officer, meeting)
        return reading_reason.asked(visit, "file", f"/candidates/{person}", "/meetings")
    return visit.page(
        "meeting.html", status, talk=found, each=found.entry, problem=problem, kept=visit.asked("kept"),
        notes=found.notes if notes is None else notes, decisions=list(MeetingDecision), most=meeting_desk.MOST_LETTERS,
        coming=[(trip.id, trip_name(visit.t, trip)) for trip in coming],
    )  # fmt: skip
