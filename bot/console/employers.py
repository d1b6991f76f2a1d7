"""Employers, their vacancies, and how the interest in these goes on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from starlette.responses import Response

from bot.base.clock import local_day
from bot.base.states import JobState
from bot.programme import employers_desk, hires_desk
from bot.programme.hires_desk import Ahead, NoJobThere
from bot.programme.records import ChangedMeanwhile
from bot.programme.vacancies import VacancyState, WrongDays
from bot.programme.vacancy_views import VacancyView
from bot.replies import refusals
from bot.replies.states import job_state_name
from bot.replies.vacancies import conditions, place_and_pay
from bot.web.page_access import Visit, go

STILL_THERE = "still there"  # is no state of a job, but of what is known of it


@dataclass(frozen=True, slots=True)
class Refused:
    """The form of a vacancy that was refused, as it was sent, and why: said beside its last day."""

    vacancy: str
    sent: Mapping[str, str]
    why: str


async def listing(visit: Visit) -> Response:
    """The employers in whose name, town or contact the words stand, with what they offer."""
    words = visit.asked("find").strip()[:80]
    async with visit.database.reading() as session:
        shown = await employers_desk.listed(session, visit.officer, words)
    return visit.page("employers.html", employers=shown, find=words)


async def employer(visit: Visit) -> Response:
    """One employer and its vacancies."""
    return await employer_page(visit)


async def move(visit: Visit) -> Response:
    """Open, fill or close a vacancy."""
    sent = {each: await visit.given(each) for each in ("state", "from", "until")}
    state = sent["state"]
    try:
        first, last = (date.fromisoformat(sent[each]) if sent[each] else None for each in ("from", "until"))
    except ValueError:
        return await employer_page(visit, 400, "day")
    if state not in set(VacancyState):
        return await employer_page(visit, 400, "state")
    change = visit.officer, visit.named("vacancy"), VacancyState(state), last, visit.now
    read = await visit.given("version")
    try:
        async with visit.database.transaction() as session:
            told = await employers_desk.set_vacancy_state(session, *change, offered_from=first, read=read)
    except ChangedMeanwhile:
        said = visit.t.gettext(
            "Somebody changed this vacancy meanwhile, so nothing was kept. Below it is as it is now."
        )
        return await employer_page(visit, 409, said=said)
    except WrongDays as error:
        why = refusals.told(visit.t, error)
        return await employer_page(visit, 400, refused=Refused(visit.named("vacancy"), sent, why))
    return go(f"/employers/{visit.named('employer')}?told={told}")


async def outcome(visit: Visit) -> Response:
    """Note what became of somebody who agreed to the employer or met them."""
    state, day, employer_id = await visit.given("job"), await visit.given("day"), visit.named("employer")
    if state not in {*JobState, STILL_THERE}:
        return await employer_page(visit, 400, "job")
    try:
        since = date.fromisoformat(day) if day else local_day(visit.now)
    except ValueError:
        return await employer_page(visit, 400, "day")
    try:
        async with visit.database.transaction() as session:
            who = session, visit.officer, employer_id, await visit.given("person")
            if state == STILL_THERE:
                await hires_desk.still_there(*who, since, visit.now)
            else:
                await hires_desk.record(*who, JobState(state), since, visit.now)
    except Ahead:
        return await employer_page(visit, 400, "ahead")
    except NoJobThere:
        return await employer_page(visit, 409, "no job")
    return go(f"/employers/{employer_id}#people")


async def deal_with(visit: Visit) -> Response:
    """Note that an interest was seen or passed on, or that the employer was told of its withdrawal."""
    number, passed_on = visit.named("interest"), await visit.given("what") == "passed on"
    async with visit.database.transaction() as session:
        known = int(number) if re.fullmatch("[0-9]{1,9}", number) else 0
        await employers_desk.deal_with(session, visit.officer, known, visit.now, passed_on=passed_on)
    return go("/agreements")


async def employer_page(
    visit: Visit, status: int = 200, problem: str = "", said: str = "", refused: Refused | None = None
) -> Response:
    """The page of an employer. `problem`: why a change was refused; `said`: the same, in words already."""
    told = visit.asked("told")
    async with visit.database.reading() as session:
        shown, vacancies = await employers_desk.of_employer(session, visit.officer, visit.named("employer"))
        others = await employers_desk.others(session, visit.officer, visit.named("employer"))
        people = await hires_desk.of_employer(session, visit.officer, visit.named("employer"))
    return visit.page(
        "employer.html", status, employer=shown, vacancies=vacancies, states=list(VacancyState), problem=problem,
        people=people, jobs=list(JobState), still_there=STILL_THERE, job_name=partial(job_state_name, visit.t),
        others=others, said=said, refused=refused, done=visit.asked("done"), conditions=partial(_conditions, visit),
        told=int(told) if re.fullmatch("[0-9]{1,6}", told) else None,
    )  # fmt: skip


def _conditions(visit: Visit, vacancy: VacancyView) -> list[str]:
    """What a vacancy pays and asks for, as candidates read it."""
    return [place_and_pay(visit.t, visit.front.knowledge, vacancy), *conditions(visit.t, vacancy)]
