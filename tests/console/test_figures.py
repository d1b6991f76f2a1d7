"""The years in figures: what is shown, and what would point at somebody."""

import io
import os
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from playwright.async_api import Browser
from pypdf import PdfReader
from sqlalchemy import select

from bot.base.states import JobState, RegistrationState
from bot.base.terms import Field, Language
from bot.db.models import EmployerRow, HireRow, InterviewRow, RegistrationRow, TripRow
from bot.programme import (
    candidates,
    hires,
    hires_desk,
    impressions,
    privacy,
    profiles,
    tallies,
    trips,
    yearly_breakdown,
    yearly_report,
)
from bot.programme.access import Officer, Role
from bot.programme.candidates import Consent
from bot.programme.hires import STILL_THERE_AFTER
from bot.programme.hires_desk import NoJobThere
from bot.programme.impressions import Impression, Theme
from bot.programme.yearly_breakdown import ERASED, FIRST_COUNT, UNKNOWN, By, Measure
from bot.programme.yearly_report import Step

from .conftest import CHROMIUM, KNOWLEDGE, Desk
from .test_interview_day import TRIP
from .test_pages import context_of, look_at

READER = Officer("r", "R", Role.READER)


async def happened(desk: Desk) -> None:
    """Seven people agreed; six were told of an offer, five took it, one has begun and one is erased since."""
    states = [JobState.OFFERED, *[JobState.ACCEPTED] * 4, JobState.STARTED, None]
    async with desk.database.transaction() as session:
        for number, state in enumerate(states):
            candidate = await candidates.meet(session, 400 + number, Language.FRENCH, desk.now)
            candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
            if state is not None:
                session.add(HireRow(id=f"hire-{number}", candidate_id=candidate.id, told_at=desk.now, state=state))
        await session.flush()
        await privacy.erase(session, candidate, desk.now)


async def test_each_step_counts_those_who_came_further(desk: Desk) -> None:
    await happened(desk)
    async with desk.database.reading() as session:
        [year] = await yearly_report.years(session, READER)
    assert year.year == 2026
    assert year.funnel == {
        Step.AGREED: 7, Step.TRAVELLED: 0, Step.MET: 0, Step.OFFERED: None, Step.ACCEPTED: 5, Step.STARTED: None,
    }, "six offers beside five that were taken would tell of one that was not"  # fmt: skip
    assert year.counted == {"jobs accepted": None, "jobs offered": None, "jobs started": None, "people agreed": 7}


async def test_the_parts_of_a_year_tell_none_that_the_year_does_not(desk: Desk) -> None:
    """The one offer that was not taken could be read from one group's offers, less all that were taken."""
    await happened(desk)
    async with desk.database.reading() as session:
        shown = await yearly_breakdown.breakdown(session, READER, 2026, desk.now)
        [year] = await yearly_report.years(session, READER)
    for part in shown.parts:
        for step in set(part.columns) & {*map(str, yearly_report.JOBS)}:
            of_step = [numbers[part.columns.index(step)] for numbers in part.groups.values()]
            assert year.funnel[Step(step)] is not None or not any(of_step)


async def test_the_page_the_spreadsheet_and_the_print_say_the_same(desk: Desk) -> None:
    await happened(desk)
    async with desk.client(Role.READER) as client:
        page = (await client.get("/console/figures")).text
        assert (await client.get("/console/figures?year=1999")).text == page, "an unknown year is the latest"
        files = [await client.get(f"/console/figures.{ending}?year=2026") for ending in ("xlsx", "pdf")]
    book = load_workbook(io.BytesIO(files[0].content))
    rows = {row[0]: row[1] for row in book.worksheets[0].values if len(row) > 1}
    assert (rows["accepted it"], rows["started in the job"]) == ("5", "not shown")
    assert len(book.worksheets) == 12
    printed = "".join(each.extract_text() for each in PdfReader(io.BytesIO(files[1].content)).pages)
    assert "told of an offer" in printed
    assert "Immigrant Québec Pro" in printed
    assert '<th scope="row">accepted it</th><td data-n="5">5</td>' in page
    assert '<th scope="row">started in the job</th><td class="soft">not shown</td>' in page


async def test_a_year_in_parts_counts_each_where_it_belongs(desk: Desk) -> None:
    """Of twelve who came, seven spoke French; five have a job in region 11, one is erased since."""
    async with desk.database.transaction() as session:
        found = await trips.find(session, TRIP)
        office = await session.get_one(EmployerRow, found.employers[0].id)
        for number in range(12):
            language = Language.FRENCH if number < 7 else Language.ENGLISH
            candidate = await candidates.meet(session, 500 + number, language, desk.now)
            candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
            await profiles.answer(session, candidate, Field.OCCUPATION, "72106", desk.now)
            if number < 6:
                session.add(HireRow(id=f"hire-{number}", candidate_id=candidate.id, told_at=desk.now,
                                    state=JobState.STARTED, employer_id=office.id))  # fmt: skip
            session.add(RegistrationRow(id=f"seat-{number}", trip_id=TRIP, candidate_id=candidate.id, seats=1,
                                        number=number, code=f"code{number}", registered_at=desk.now,
                                        state=RegistrationState.ATTENDED))  # fmt: skip
        await session.flush()
        first = await candidates.of_chat(session, 500)
        assert first is not None
        await privacy.erase(session, first, desk.now)
    async with desk.database.reading() as session:
        shown = await yearly_breakdown.breakdown(session, READER, found.departs_at.year, found.returns_at)
    parts = {part.by: part.groups for part in shown.parts}
    nobody = (0,) * 4  # known to have stayed
    assert parts[By.LANGUAGE]["fr"] == (6, 6, 0, None, None, None, *nobody), "five jobs, and the one of who was erased"
    assert parts[By.LANGUAGE]["en"] == (None, None, 0, 0, 0, 0, *nobody), "else it would be seen that one was erased"
    assert parts[By.TRADE] == {"72106": (None, 0, None, None, None, *nobody), ERASED: (None,) * 9}
    assert set(parts[By.REGION]) == {office.region, ERASED}
    assert set(parts[By.TRIP]) == {TRIP, UNKNOWN, ERASED}, "their jobs were told of before the trip"
    assert shown.trips[TRIP].town == found.town
    assert (shown.beside[Measure.PARTICIPANTS], shown.beside[Measure.JOBS]) == (12, 6)


async def test_the_trips_of_a_region_that_is_not_shown_are_not_shown(desk: Desk) -> None:
    """Of sixteen three came to another region, which is not shown; thirteen in two trips would tell of them."""
    async with desk.database.transaction() as session:
        first, second, elsewhere = await session.scalars(select(TripRow).order_by(TripRow.departs_at).limit(3))
        second.region = first.region
        places = [first.id] * 6 + [second.id] * 7 + [elsewhere.id] * 3
        for number, trip in enumerate(places):
            candidate = await candidates.meet(session, 900 + number, Language.FRENCH, desk.now)
            session.add(RegistrationRow(id=f"seat-{number}", trip_id=trip, candidate_id=candidate.id, seats=1,
                                        number=number, code=f"code{number}", registered_at=desk.now,
                                        state=RegistrationState.ATTENDED))  # fmt: skip
    async with desk.database.reading() as session:
        shown = await yearly_breakdown.breakdown(session, READER, 2026, desk.now)
    parts = {part.by: part for part in shown.parts}
    for by, groups in ((By.REGION, {first.region, elsewhere.region}), (By.TRIP, set(places))):
        travelled = parts[by].columns.index(Step.TRAVELLED)
        assert {name: numbers[travelled] for name, numbers in parts[by].groups.items()} == dict.fromkeys(groups)


async def test_parts_tell_whom_employers_met_and_how_long_jobs_lasted(desk: Desk) -> None:
    """Of twelve who came, seven met an employer; six of them have a job since, and five stayed a month at least."""
    async with desk.database.transaction() as session:
        found = await trips.find(session, TRIP)
        office, told = found.employers[0], found.returns_at + timedelta(days=3)
        for number in range(12):
            candidate = await candidates.meet(session, 600 + number, Language.FRENCH, desk.now)
            candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
            await profiles.answer(session, candidate, Field.OCCUPATION, "72106", desk.now)
            session.add(RegistrationRow(id=f"seat-{number}", trip_id=TRIP, candidate_id=candidate.id, seats=1,
                                        number=number, code=f"code{number}", registered_at=desk.now,
                                        state=RegistrationState.ATTENDED))  # fmt: skip
            if number < 7:
                session.add(InterviewRow(trip_id=TRIP, candidate_id=candidate.id, employer_id=office.id,
                                         starts_at=found.departs_at + timedelta(hours=5, minutes=30 * number),
                                         minutes=25))  # fmt: skip
            if number < 6:
                there = told + timedelta(days=40 if number < 5 else 2)
                session.add(HireRow(id=f"hire-{number}", candidate_id=candidate.id, told_at=told, began_at=told,
                                    there_at=there, state=JobState.STARTED, employer_id=office.id))  # fmt: skip
    async with desk.database.reading() as session:
        shown = await yearly_breakdown.breakdown(session, READER, found.departs_at.year, found.returns_at)
        [year] = [each for each in await yearly_report.years(session, READER) if each.year == shown.year]
    parts = {part.by: part for part in shown.parts}
    of_trip = dict(zip(parts[By.TRIP].columns, parts[By.TRIP].groups[TRIP], strict=True))
    assert of_trip == {
        "travelled": 12, "absent": 0, "met": 7, "offered": 6, "accepted": 6, "started": 6, "1m": None, "3m": 0, "6m": 0,
        "12m": 0,
    }, "of those who started, the five who stayed would tell of the one who did not"  # fmt: skip
    assert year.kept["1m"] is None
    for by, group in ((By.REGION, office.region), (By.TRADE, "72106"), (By.LANGUAGE, "fr")):
        told_of = dict(zip(parts[by].columns, parts[by].groups[group], strict=True))
        assert {name: told_of[name] for name in ("met", "started", "1m")} == {"met": 7, "started": 6, "1m": None}


def test_the_first_count_is_the_one_that_candidates_are_told() -> None:
    told = repr(KNOWLEDGE.articles["programme"].answer)
    assert all(str(n) in told for n in FIRST_COUNT.values())


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine")
@pytest.mark.parametrize(("language", "size"), [("fr", "phone"), ("en", "desk")])
async def test_each_chart_draws_the_table_beside_it(shared: Desk, browser: Browser, language: str, size: str) -> None:
    async with shared.database.reading() as session:
        there = await candidates.of_chat(session, 401)
    if there is None:
        await happened(shared)
    context = await context_of(browser, shared, language, size, Role.READER)
    page = await context.new_page()
    await look_at(page, shared.url, language, size, "/figures")
    charts = page.locator(".chart")
    assert await charts.count() == 6, "of jobs that lasted there is nothing that may be shown"
    for at in range(6):
        chart = charts.nth(at)
        assert await chart.locator("svg pattern").count() > 0, "patterns beside colours"
        table = page.locator(f"#{await chart.get_attribute('data-chart')}")
        for number in await table.locator("td[data-n]").all_inner_texts():
            assert await chart.locator("text", has_text=number).count() > 0
        title = await chart.locator("xpath=ancestor::section//h2").inner_text()
        assert title in (await chart.get_attribute("aria-label") or "")
    await context.close()


async def test_a_job_counts_as_kept_once_somebody_says_so(desk: Desk) -> None:
    """Asked after three months one says how it is, an officer knows of another; who is not heard of is not counted."""
    async with desk.database.transaction() as session:
        office = (await session.scalars(select(EmployerRow.id).limit(1))).one()
        people = [await candidates.meet(session, 700 + number, Language.FRENCH, desk.now) for number in range(3)]
        for person in people:
            candidates.decide_consent(session, person, Consent.GIVEN, desk.now)
            await hires.hired(session, person, desk.now)
        later = desk.now + timedelta(days=95)
        [first, second, _] = (await session.scalars(select(HireRow).order_by(HireRow.candidate_id))).all()
        await impressions.keep_impression(session, people[0], Theme.JOB, f"{first.id}.1w", Impression.GOOD, desk.now)
        assert first.state is JobState.ACCEPTED, "after a week it may not have begun"
        await impressions.keep_impression(session, people[0], Theme.JOB, f"{first.id}.3m", Impression.BAD, later)
        second.employer_id = office
        lead = Officer("l", "L", Role.TRIP_LEAD)
        who = session, lead, office
        await hires_desk.still_there(*who, people[1].conversation, (desk.now + timedelta(days=40)).date(), later)
        with pytest.raises(NoJobThere):
            await hires_desk.still_there(*who, people[2].conversation, later.date(), later)
        counted = await tallies.figures(session)
    assert [counted["jobs kept " + step, 2026] for step in STILL_THERE_AFTER] == [2, 1, 0, 0]
    assert (counted["jobs started", 2026], counted["jobs accepted", 2026]) == (2, 1)


async def test_a_household_that_met_an_employer_is_counted(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        trip = await trips.find(session, TRIP)
        for number in range(2):
            candidate = await candidates.meet(session, 800 + number, Language.FRENCH, desk.now)
            session.add(RegistrationRow(id=f"seat-{number}", trip_id=TRIP, candidate_id=candidate.id, seats=1,
                                        number=number, code=f"code{number}", registered_at=desk.now,
                                        state=RegistrationState.ATTENDED))  # fmt: skip
        for hours in (5, 6):
            session.add(InterviewRow(trip_id=TRIP, candidate_id=candidate.id, employer_id=trip.employers[hours - 5].id,
                                     starts_at=trip.departs_at + timedelta(hours=hours), minutes=25))  # fmt: skip
        await session.flush()
        counted = await tallies.figures(session)
    assert (counted["households attended", 2026], counted["households met", 2026]) == (2, 1)
