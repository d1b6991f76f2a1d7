"""A trip made or changed by a form, opened, closed and cancelled; what people would be told is read first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.base.errors import BotError
from bot.base.i18n import Texts
from bot.base.terms import Language
from bot.console.change_preview import confirmed, moves_along
from bot.console.record_fields import Filled, groups, names, sentence, typed, typed_moment
from bot.importing import typed_records
from bot.importing.lines import Problem, Refused
from bot.importing.trip_programme import typed_programme
from bot.importing.typed_records import Typed
from bot.programme import record_desk, trip_desk
from bot.programme.records import AlreadyThere, ChangedMeanwhile, Kind
from bot.programme.trip_change_rules import LONGEST_REASON, InterviewsStand
from bot.programme.trip_desk import Editable, Step
from bot.programme.trip_views import Item
from bot.programme.trips import TripUnknown
from bot.replies import refusals
from bot.web.page_access import Visit, go

_KINDS = ("welcome", "testimonies", "interviews", "organisations", "visits", "meal", "transport")
_THERE = "there"  # of a row of the form: that it stands in the programme, so that emptying its hour takes it away
_NEW_LINES = 2  # empty ones below those of the programme
_OF_A_NEW_TRIP = 6


@dataclass(frozen=True, slots=True)
class Sent:
    """What stands in the form. `version`: of the trip when the form was opened.

    `lines`: the programme, a row each; `there` is not empty in one that stands in the database.
    """

    values: Mapping[str, str]
    met: Sequence[str]
    lines: Sequence[Mapping[str, str]]
    version: str


async def new(visit: Visit) -> Response:
    """The form of a trip that is not there yet."""
    return await _page(visit, None, Sent({}, (), (), ""))


async def make(visit: Visit) -> Response:
    """Make a trip; it is in preparation until it is opened."""
    t, sent = visit.t, await _sent(visit, None)
    read, items, wrong = await _read(visit, None, sent)
    if isinstance(read, Response):
        return read
    if read.problems or wrong:
        return await _page(visit, None, sent, 400, "", read.problems, wrong)
    try:
        async with visit.database.transaction() as session:
            made = await record_desk.make(session, visit.officer, Kind.TRIPS, read.columns, visit.now, items)
    except AlreadyThere as error:
        said = t.gettext("This is there already: {reference}. Change that one.", reference=error.reference)
        return await _page(visit, None, sent, 409, said)
    except BotError as error:
        return await _page(visit, None, sent, 409, refusals.told(t, error))
    return go(f"/trips/{made}")


async def form(visit: Visit) -> Response:
    """The form with everything that can be changed."""
    trip = await _editable(visit)
    return await _page(visit, trip, _as_it_is(visit, trip))


async def change(visit: Visit) -> Response:
    """Preview a change, then make it."""
    t, trip_id, trip = visit.t, visit.named("trip"), await _editable(visit)
    sent, along = await _sent(visit, trip), moves_along(await visit.given("along"))
    read, items, wrong = await _read(visit, trip, sent)
    if isinstance(read, Response):
        return read
    if read.problems or wrong:
        return await _page(visit, trip, sent, 400, "", read.problems, wrong)

    async def work(session: AsyncSession, now: datetime) -> object:
        return await trip_desk.change(
            session, visit.officer, trip_id, read.columns, sent.version, now, lines=items, along=along
        )

    try:
        back = f"/trips/{trip_id}/change"
        page = await confirmed(visit, work, trip_id, t.gettext("Change the trip"), back, await _of_a_proposal(visit))
    except InterviewsStand:
        said = t.gettext("Say below whether the program and the interviews move along.")
        return await _page(visit, trip, sent, 409, said)
    except ChangedMeanwhile:
        said = t.gettext(
            "Somebody changed this meanwhile, so nothing was kept. What you typed is still here; what stands there now "
            "is said beside it. Keep it once more to have yours."
        )
        newly = replace(sent, version=trip.record.version)
        return await _page(visit, trip, newly, 409, said, stands=_as_it_is(visit, trip), items=items)
    except BotError as error:
        return await _page(visit, trip, sent, 409, refusals.told(t, error))
    return page or go(f"/trips/{trip_id}?changed=1")


async def move(visit: Visit) -> Response:
    """Preview opening, closing or cancelling the trip, then do it."""
    t, trip_id, said, reason = visit.t, visit.named("trip"), await visit.given("step"), await visit.given("reason")
    if said not in set(Step):
        return visit.page("nowhere.html", 404)
    step = Step(said)

    async def work(session: AsyncSession, now: datetime) -> None:
        await trip_desk.open_close_or_cancel(session, visit.officer, trip_id, step, now, reason)

    title = {
        Step.OPEN: t.gettext("Open the trip"),
        Step.CLOSE: t.gettext("Close the registrations"),
        Step.CANCEL: t.gettext("Cancel the trip"),
    }[step]
    try:
        page = await confirmed(visit, work, trip_id, title, f"/trips/{trip_id}/change")
    except TripUnknown:
        return visit.page("nowhere.html", 404)
    except BotError as error:
        trip = await _editable(visit)
        return await _page(visit, trip, _as_it_is(visit, trip), 409, refusals.told(t, error))
    return page or go(f"/trips/{trip_id}?changed=1")


async def _of_a_proposal(visit: Visit) -> str:
    """Warns who has prepared interviews that are not in force."""
    async with visit.database.reading() as session:
        if not await trip_desk.prepared(session, visit.officer, visit.named("trip"), visit.now):
            return ""
    return visit.t.gettext(
        "You have proposed interviews that are not in force. If this changes hours, employers or interviews, your "
        "proposal no longer fits: put it in force first, or propose anew afterwards."
    )


async def _editable(visit: Visit) -> Editable:
    async with visit.database.reading() as session:
        return await trip_desk.editable(session, visit.officer, visit.named("trip"))


def _as_it_is(visit: Visit, trip: Editable) -> Sent:
    rows = [
        {
            _THERE: "yes", "starts_at": typed_moment(each.starts_at), "kind": each.kind,
            **{f"text_{code}": text for code, text in each.text.items()},
        }
        for each in trip.lines
    ]  # fmt: skip
    values = typed(visit.t, visit.front.knowledge, Kind.TRIPS, trip.record)
    return Sent(values, trip.record.columns["employers"], rows, trip.record.version)


async def _sent(visit: Visit, trip: Editable | None) -> Sent:
    values = {name: await visit.given(name) for name in names(Kind.TRIPS, trip.record if trip else None)}
    columns = {_THERE: "line_there", "starts_at": "line_at", "kind": "line_kind"}
    columns |= {f"text_{code}": f"line_{code}" for code in _codes(trip)}
    cells = [await visit.given_all(name) for name in columns.values()]
    rows = [dict(zip(columns, row, strict=True)) for row in zip_longest(*cells, fillvalue="")]  # a language may be new
    met = await visit.given_all("employer")
    return Sent(values, met, _kept(rows), await visit.given("version"))


def _kept(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The rows without those of the programme whose hour was emptied, and without new ones that are empty."""
    return [row for row in rows if row["starts_at"] or (not row[_THERE] and _says_anything(row))]


def _says_anything(row: Mapping[str, str]) -> bool:
    return any(text.strip() for name, text in row.items() if name.startswith("text_"))


async def _read(
    visit: Visit, trip: Editable | None, sent: Sent
) -> tuple[Typed | Response, list[Item], Mapping[int, Problem]]:
    """The form as it is read, with its programme; or the page that says why nothing can be made here."""
    cells = {**sent.values, "employers": ";".join(sent.met)}
    stands = trip.record.id if trip else None
    try:
        async with visit.database.reading() as session:
            read = await typed_records.read(session, visit.front.knowledge, Kind.TRIPS, cells, visit.now, stands=stands)
    except Refused as refused:
        return await _page(visit, trip, sent, 409, refused.problems[0].told(visit.t)), [], {}
    return read, *typed_programme(sent.lines)


async def _page(
    visit: Visit,
    trip: Editable | None,
    sent: Sent,
    status: int = 200,
    said: str = "",
    problems: Mapping[str, Problem] | None = None,
    wrong: Mapping[int, Problem] | None = None,
    stands: Sent | None = None,
    items: Sequence[Item] = (),
) -> Response:
    """The form. `stands`: the trip as it is now, beside what was typed before; `items`: the programme as typed."""
    t = visit.t
    async with visit.database.reading() as session:
        employers = await trip_desk.employers(session, visit.officer)
    filled = Filled(sent.values, problems or {}, stands.values if stands else {})
    [group] = groups(t, visit.front.knowledge, Kind.TRIPS, trip.record if trip else None, filled)
    return visit.page(
        "trip_change.html", status, trip=trip, sent=sent, said=said, group=group, employers=employers, kinds=_KINDS,
        longest_reason=LONGEST_REASON,
        wrong={at: sentence(t, each) for at, each in (wrong or {}).items()}, codes=_codes(trip),
        new_lines=_NEW_LINES if trip else max(_NEW_LINES, _OF_A_NEW_TRIP - len(sent.lines)),
        kind_name=lambda kind: _kind_name(t, kind),
        met_now=[employers[each] for each in stands.met] if stands and set(stands.met) != set(sent.met) else None,
        lines_now=stands.lines if stands and trip and list(items) != list(trip.lines) else None,
    )  # fmt: skip


def _codes(trip: Editable | None) -> list[str]:
    """The languages that the form asks for, and those in which some of the programme is written already."""
    there = {code for line in trip.lines for code in line.text} if trip else set()
    return [*map(str, Language), *sorted(there - set(Language))]


def _kind_name(t: Texts, kind: str) -> str:
    names: Mapping[str, str] = {
        "welcome": t.gettext("welcome"),
        "testimonies": t.gettext("testimonies"),
        "interviews": t.gettext("interviews"),
        "organisations": t.gettext("organizations"),
        "visits": t.gettext("visits"),
        "meal": t.gettext("meal"),
        "transport": t.gettext("transport"),
    }
    return names.get(kind, kind)
