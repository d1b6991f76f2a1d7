"""Trips: the list, the board of one trip, and the roll call on the morning."""

from starlette.responses import Response

from bot.answers.seats import CHECK_IN
from bot.programme import access, seats_desk, trip_board, trip_desk
from bot.programme.access import Task
from bot.programme.attendance import NotTheDay
from bot.programme.trips import MoveRefused, TripNotOpen, TripUnknown
from bot.web.page_access import Visit, go


async def listing(visit: Visit) -> Response:
    """Trips ahead, and those that are just over."""
    async with visit.database.reading() as session:
        shown = await trip_board.listed(session, visit.officer, visit.now)
    return visit.page("trips.html", trips=shown)


async def board(visit: Visit) -> Response:
    """Seats, waiting list and interviews of one trip."""
    return await _page(visit, "trip.html")


async def roll(visit: Visit) -> Response:
    """The roll, for a phone at the coach."""
    return await _page(visit, "roll.html")


async def check_in(visit: Visit) -> Response:
    """Check somebody in: tapped in the list, or by a typed code."""
    trip_id, code = visit.named("trip"), _scanned(await visit.given("code"))
    try:
        async with visit.database.transaction() as session:
            await trip_board.check_in(session, visit.officer, trip_id, code, visit.now)
    except TripUnknown:
        return await _page(visit, "roll.html", 404, "unknown")
    except NotTheDay:
        return await _page(visit, "roll.html", 409, "not the day")
    return go(f"/trips/{trip_id}/roll?came={code}")


async def undo(visit: Visit) -> Response:
    """Undo a check-in that was a mistake."""
    trip_id = visit.named("trip")
    try:
        async with visit.database.transaction() as session:
            await trip_board.undo_check_in(session, visit.officer, trip_id, await visit.given("code"), visit.now)
    except TripUnknown:
        return await _page(visit, "roll.html", 404, "unknown")
    return go(f"/trips/{trip_id}/roll")


async def give_back(visit: Visit) -> Response:
    """Give seats back for somebody who asked for it."""
    trip_id, code = visit.named("trip"), await visit.given("code")
    try:
        async with visit.database.transaction() as session:
            await seats_desk.give_back(session, visit.officer, trip_id, code, visit.now)
    except TripUnknown:
        return await _page(visit, "trip.html", 404, "unknown")
    except TripNotOpen:
        return await _page(visit, "trip.html", 409, "left")
    return go(f"/trips/{trip_id}?changed=1")


async def was_there(visit: Visit) -> Response:
    """Somebody who counts as absent was there after all."""
    trip_id, code = visit.named("trip"), await visit.given("code")
    try:
        async with visit.database.transaction() as session:
            await seats_desk.came(session, visit.officer, trip_id, code, visit.now)
    except (TripUnknown, MoveRefused):
        return await _page(visit, "trip.html", 404, "unknown")
    return go(f"/trips/{trip_id}?changed=1")


async def _page(visit: Visit, name: str, status: int = 200, problem: str = "") -> Response:
    trip_id, rules, reasons = visit.named("trip"), visit.front.rules, name == "trip.html"
    async with visit.database.reading() as session:
        shown = await trip_board.board(session, visit.officer, trip_id, rules, visit.now, reasons=reasons)
        plans = reasons and access.may(visit.officer.role, Task.PLAN)
        received = await trip_desk.received(session, visit.officer, trip_id) if plans else {}
    return visit.page(
        name, status, board=shown, problem=problem, received=received, changed=bool(visit.asked("changed")),
        came=next((each for each in shown.travellers if each.checked_in_at and each.code == visit.asked("came")), None),
    )  # fmt: skip


def _scanned(text: str) -> str:
    """The code, as it was typed or from the link that a camera reads."""
    return text.partition(f"start={CHECK_IN}")[2] or text.strip(" .").replace(" ", "")
