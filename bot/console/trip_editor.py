"""Changes of a trip: its hours, places, employers and programme, and its state; previewed before they are made."""

import io
import re
import zipfile
from asyncio import to_thread
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.base.errors import BotError
from bot.base.i18n import QUEBEC_TIME, Texts
from bot.base.terms import Language
from bot.console.change_preview import confirmed
from bot.importing.cells import LATITUDES, LONGITUDES
from bot.printing import Sheet, as_pdf, as_xlsx, sheets
from bot.programme import trip_desk
from bot.programme.trip_change_rules import InterviewsStand
from bot.programme.trip_desk import Editable, Step
from bot.programme.trip_views import Item
from bot.programme.trips import TripUnknown
from bot.replies import refusals
from bot.web.page_access import Visit, go

_ALONG = {"move": True, "stay": False}
_KINDS = ("welcome", "testimonies", "interviews", "organisations", "visits", "meal", "transport")
_MADE = {
    "pdf": (as_pdf, "application/pdf"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class Unreadable(BotError):
    """A field of the form has an impossible value."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


async def form(visit: Visit) -> Response:
    """The form with everything that can be changed."""
    async with visit.database.reading() as session:
        trip = await trip_desk.editable(session, visit.officer, visit.named("trip"))
    return _form(visit, trip)


async def change(visit: Visit) -> Response:
    """Preview a change, then make it."""
    t, trip_id = visit.t, visit.named("trip")
    async with visit.database.reading() as session:
        trip = await trip_desk.editable(session, visit.officer, trip_id)
    try:
        columns, lines = await _columns(visit, trip), await _lines(visit, trip)
    except Unreadable as error:
        return _form(visit, trip, 400, _unreadable(t, error.field))
    met, along = await visit.given_all("employer"), _ALONG.get(await visit.given("along"))
    trip = replace(trip, **columns, met=tuple(met), lines=tuple(lines))  # what was typed stays where it is refused

    async def work(session: AsyncSession, now: datetime) -> object:
        return await trip_desk.change(
            session, visit.officer, trip_id, columns, now, employers=met, lines=lines, along=along
        )

    try:
        page = await confirmed(visit, work, trip_id, t.gettext("Change the trip"), f"/trips/{trip_id}/change")
    except InterviewsStand:
        return _form(visit, trip, 409, t.gettext("Say below whether the program and the interviews move along."))
    except BotError as error:
        return _form(visit, trip, 409, refusals.told(t, error))
    return page or go(f"/trips/{trip_id}?changed=1")


async def move(visit: Visit) -> Response:
    """Preview opening, closing or cancelling the trip, then do it."""
    t, trip_id, said = visit.t, visit.named("trip"), await visit.given("step")
    if said not in set(Step):
        return visit.page("nowhere.html", 404)
    step = Step(said)

    async def work(session: AsyncSession, now: datetime) -> None:
        await trip_desk.open_close_or_cancel(session, visit.officer, trip_id, step, now)

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
        async with visit.database.reading() as session:
            trip = await trip_desk.editable(session, visit.officer, trip_id)
        return _form(visit, trip, 409, refusals.told(t, error))
    return page or go(f"/trips/{trip_id}?changed=1")


async def sheet(visit: Visit) -> Response:
    """One sheet of the day, or all of them in an archive."""
    name, ending = visit.named("sheet"), visit.named("ending")
    async with visit.database.transaction() as session:  # handing it out is recorded
        found = await trip_desk.printed(session, visit.officer, visit.named("trip"), visit.front.rules, visit.now)
    made = sheets(visit.t, visit.front.knowledge, found, visit.now)
    if (name, ending) == ("all", "zip"):
        return _file(await to_thread(_archive, made), "application/zip", f"{found.trip_id}.zip")
    one = next((each for each in made if each.name == name), None)
    if one is None or ending not in _MADE:
        return visit.page("nowhere.html", 404)
    make, kind = _MADE[ending]
    return _file(await to_thread(make, one), kind, f"{found.trip_id}-{name}-{visit.t.language}.{ending}")


def _file(content: bytes, kind: str, name: str) -> Response:
    safe = re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{safe}"'})


def _archive(made: list[Sheet]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in made:
            for ending, (make, _) in _MADE.items():
                archive.writestr(f"{each.name}-{each.language}.{ending}", make(each))
    return file.getvalue()


def _form(visit: Visit, trip: Editable, status: int = 200, problem: str = "") -> Response:
    return visit.page(
        "trip_change.html", status, trip=trip, problem=problem, kinds=_KINDS, typed=_typed, languages=_languages(trip),
        kind_name=lambda kind: _kind_name(visit.t, kind),
    )  # fmt: skip


async def _columns(visit: Visit, trip: Editable) -> dict[str, Any]:
    """The trip's columns as the form has them.

    Raises:
        Unreadable: a field has an impossible value.
    """
    seats = (await visit.given("seats")).strip()
    if not re.fullmatch("[1-9][0-9]{0,2}", seats):
        raise Unreadable("seats")
    points = {name: (await visit.given(name)).strip()[:200] for name in ("departure_point", "meeting_point")}
    for name, point in points.items():
        if not point:
            raise Unreadable(name)
    return {
        "departs_at": await _moment(visit, "departs_at", trip.departs_at),
        "returns_at": await _moment(visit, "returns_at", trip.returns_at),
        **points,
        "latitude": await _degrees(visit, "latitude", LATITUDES),
        "longitude": await _degrees(visit, "longitude", LONGITUDES),
        "seats": int(seats),
    }


async def _degrees(visit: Visit, name: str, bounds: tuple[float, float]) -> float | None:
    text = (await visit.given(name)).strip().replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise Unreadable(name) from error
    if not bounds[0] <= value <= bounds[1]:
        raise Unreadable(name)
    return value


async def _moment(visit: Visit, name: str, stands: datetime) -> datetime:
    return _at(await visit.given(name), name, stands)


def _at(text: str, name: str, stands: datetime | None) -> datetime:
    if stands is not None and text == _typed(stands):
        return stands
    try:
        return datetime.fromisoformat(text).replace(tzinfo=QUEBEC_TIME)
    except ValueError as error:
        raise Unreadable(name) from error


async def _lines(visit: Visit, trip: Editable) -> list[Item]:
    """The programme as the form has it; lines without an hour are ignored."""
    cells = [await visit.given_all(f"line_{name}") for name in ("at", "kind")]
    codes = _languages(trip)
    words = [await visit.given_all(f"line_{code}") for code in codes]
    stand = {_typed(each.starts_at): each.starts_at for each in trip.lines}
    found: dict[datetime, Item] = {}
    for at, kind, *said in zip(*cells, *words, strict=False):
        if not at:
            continue
        moment = _at(at, "programme", stand.get(at))
        text = {code: each.strip()[:300] for code, each in zip(codes, said, strict=True) if each.strip()}
        if kind not in _KINDS or not text or moment in found:
            raise Unreadable("programme")
        found[moment] = Item(moment, kind, text)
    return sorted(found.values(), key=lambda line: line.starts_at)


def _languages(trip: Editable) -> list[str]:
    """The languages that the form asks for, and those in which some of the programme is written already."""
    return [*map(str, Language), *sorted({code for line in trip.lines for code in line.text} - set(Language))]


def _typed(moment: datetime) -> str:
    """A moment in the format of a browser's datetime field."""
    return moment.astimezone(QUEBEC_TIME).strftime("%Y-%m-%dT%H:%M")


def _unreadable(t: Texts, field: str) -> str:
    return {
        "seats": t.gettext("Seats are a number from 1 to 999."),
        "departure_point": t.gettext("The place of departure must be said."),
        "meeting_point": t.gettext("The meeting place must be said."),
        "departs_at": t.gettext("The departure is no day and hour."),
        "returns_at": t.gettext("The return is no day and hour."),
        "latitude": t.gettext("This position is not in Québec: its latitude is 44 to 63, its longitude has a minus."),
        "longitude": t.gettext("This position is not in Québec: its latitude is 44 to 63, its longitude has a minus."),
        "programme": t.gettext("Each line of the program needs an hour of its own, a kind, and words in one language."),
    }[field]


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
