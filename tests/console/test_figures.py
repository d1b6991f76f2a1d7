"""The years in figures: what is shown, and what would point at somebody."""

import io

from openpyxl import load_workbook

from bot.base.terms import Language
from bot.db.models import HireRow
from bot.programme import candidates, privacy, yearly_report
from bot.programme.access import Officer, Role
from bot.programme.candidates import Consent
from bot.programme.follow_ups import JobState
from bot.programme.yearly_report import Step

from .conftest import Desk

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
        Step.AGREED: 7, Step.TRAVELLED: 0, Step.OFFERED: 6, Step.ACCEPTED: 5, Step.STARTED: None,
    }  # fmt: skip
    assert year.counted == {"jobs accepted": None, "jobs offered": None, "jobs started": None, "people agreed": 7}


async def test_the_page_and_the_spreadsheet_say_the_same(desk: Desk) -> None:
    await happened(desk)
    async with desk.client(Role.READER) as client:
        page, file = await client.get("/console/figures"), await client.get("/console/figures.xlsx")
    rows = {row[0]: row[1] for row in load_workbook(io.BytesIO(file.content)).worksheets[0].values if len(row) > 1}
    assert rows["told of an offer"] == "6"
    assert rows["started in the job"] == "fewer than 5"
    assert 'max="7"' in page.text
    assert page.text.count("fewer than 5") == 4
