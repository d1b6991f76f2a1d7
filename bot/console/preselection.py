"""Preselection: who suits a trip or a vacancy, invited or put aside; and what an invited person is told."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from bot.base.i18n import texts
from bot.base.states import AsideReason
from bot.base.terms import Language
from bot.console.match_words import reasons
from bot.programme import employers, preselection, preselection_board, trip_views
from bot.programme.candidates import ConsentMissing
from bot.programme.preselection import NotEligible
from bot.programme.preselection_aims import Aim, AimUnknown
from bot.programme.trip_views import TripView
from bot.programme.vacancy_views import VacancyView
from bot.replies import invitation
from bot.replies.message import visible
from bot.replies.trip_words import trip_name
from bot.web.page_access import Visit, go


@dataclass(frozen=True, slots=True)
class Place:
    """What people are preselected for, and where its pages are."""

    aim: Aim
    path: str  # of the preselection
    back: str  # of the page that leads here

    @classmethod
    def of(cls, visit: Visit) -> "Place":
        """As the address says."""
        if "trip" in visit.request.path_params:
            trip = visit.named("trip")
            return cls(Aim(trip_id=trip), f"/trips/{trip}/preselection", f"/trips/{trip}")
        employer, vacancy = visit.named("employer"), visit.named("vacancy")
        back = f"/employers/{employer}"
        return cls(Aim(vacancy_id=vacancy), f"{back}/vacancies/{vacancy}/preselection", back)


async def board(visit: Visit) -> Response:
    """Who may be invited, who is, who was put aside."""
    return await _page(visit)


async def decide(visit: Visit) -> Response:
    """Invite somebody, put them aside, or take that back."""
    place, person, what, reason = (
        Place.of(visit), visit.named("person"), await visit.given("what"), await visit.given("reason"),
    )  # fmt: skip
    if what == "aside" and reason not in set(AsideReason):
        return await _page(visit, 400, "reason")
    try:
        async with visit.database.transaction() as session:
            match what:
                case "invite":
                    rules = visit.front.rules
                    await preselection.invite(session, visit.officer, place.aim, person, rules, visit.now)
                case "aside":
                    why = AsideReason(reason)
                    await preselection.put_aside(session, visit.officer, place.aim, person, why, visit.now)
                case "again":
                    await preselection.reconsider(session, visit.officer, place.aim, person, visit.now)
                case _:
                    return await _page(visit, 400, "what")
    except AimUnknown:
        return await _page(visit, 409, "over")
    except (NotEligible, ConsentMissing):
        return await _page(visit, 409, "not eligible")
    return go(f"{place.path}?done={what}")


async def _page(visit: Visit, status: int = 200, problem: str = "") -> Response:
    place, t = Place.of(visit), visit.t
    async with visit.database.reading() as session:
        shown = await preselection_board.board(session, visit.officer, place.aim, visit.front.who_suits, visit.now)
        aim = await _aim(session, place)
    return visit.page(
        "preselection.html", status, board=shown, place=place, problem=problem, done=visit.asked("done"),
        called=trip_name(t, aim) if isinstance(aim, TripView) else f"{t.written(aim.title)}, {aim.employer.name}",
        told={each: _told(each, aim) for each in Language}, why=list(AsideReason),
        reasons=lambda match: reasons(t, match), most=preselection_board.MOST_LISTED,
    )  # fmt: skip


async def _aim(session: AsyncSession, place: Place) -> TripView | VacancyView:
    if place.aim.trip_id is not None:
        return await trip_views.find_any(session, place.aim.trip_id)
    return await employers.find_vacancy(session, place.aim.vacancy_id or "")


def _told(language: Language, aim: TripView | VacancyView) -> str:
    """What an invited person reads."""
    t = texts(language)
    message = invitation.to_trip(t, aim) if isinstance(aim, TripView) else invitation.to_job(t, aim)
    return visible(message.text)
