"""What is handed out on the interview day: each reader sees their part, and of travellers what they agreed to."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.i18n import texts
from bot.base.terms import Education, Field, Household, Language, Permit
from bot.db.models import AuditRow, VacancyRow
from bot.knowledge import Knowledge, load_knowledge
from bot.matching import load_weights
from bot.printing import Sheet, as_pdf, as_xlsx, sheets
from bot.programme import candidates, day_sheets, interests, interviews, profiles, seats, travel_needs, trips
from bot.programme.candidates import Consent
from bot.programme.day_sheets import Day
from bot.programme.interviews import Appointment
from bot.programme.matching_inputs import Rules
from bot.programme.travel_needs import Need
from bot.replies.travel_needs import need_name
from tests.conftest import ANA, NOW

TOLD = (
    (Field.OCCUPATION, "72106"), (Field.EXPERIENCE, 6.0), (Field.EDUCATION, Education.VOCATIONAL), (Field.FRENCH, 9),
    (Field.LANGUAGES, ("uk",)), (Field.REGIONS, ("11",)), (Field.PERMIT, Permit.OPEN_WORK_PERMIT),
    (Field.HOUSEHOLD, Household(partner=True, children=3)),
)  # fmt: skip


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
async def planned(session: AsyncSession, knowledge: Knowledge) -> Day:
    """A day with two travellers: one agreed to the employer, the other has not."""
    trip = (await trips.coming(session, NOW))[0]
    vacancy = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(1))).one()
    made = []
    for number in (1, 2):
        someone = await candidates.meet(session, number, Language.FRENCH, NOW)
        candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
        for field, value in TOLD:
            await profiles.answer(session, someone, field, value, NOW)
        seat = await seats.register(session, someone, trip.id, 3, NOW)
        for need in (Need.BABY, Need.BABY, Need.HALAL, Need.WHEELCHAIR):
            await travel_needs.count_one_more(session, someone, seat.id, need, NOW)
        if number == 1:
            await travel_needs.share(session, someone, seat.id, NOW, agrees=True)
        if number == 1:
            await interests.express_interest(session, someone, vacancy.id, NOW)
        hour = trip.departs_at + timedelta(hours=5 + number)
        made.append(Appointment(someone.id, vacancy.employer_id, hour, 25, vacancy.id))
    await interviews.publish(session, trip.id, made, NOW, actor=ANA)
    rules = Rules.of(knowledge, load_weights())
    return await day_sheets.printed(session, trip.id, rules, NOW, actor=ANA)


def words_of(sheet: Sheet) -> str:
    told = [sheet.title, *(" ".join(fact) for fact in sheet.facts), *sheet.notes]
    for table in sheet.tables:
        told += [" ".join(row) for row in (table.headings, *table.rows)]
    return "\n".join(told)


@pytest.mark.parametrize("language", list(Language))
async def test_each_reader_sees_their_part(planned: Day, knowledge: Knowledge, language: Language) -> None:
    officer, driver, employer = sheets(texts(language), knowledge, planned, NOW)
    agreed, asked = (each.code for each in planned.households)
    assert {agreed, asked} <= set(re.findall(r"\w+", words_of(officer)))
    assert not {agreed, asked} & set(re.findall(r"\w+", words_of(driver))), "nobody is named to the driver"
    assert [text for _, text in driver.facts if text == "6"] == ["6"], "seats to fill"
    [first, second] = employer.tables[0].rows
    assert first[1] == agreed
    assert ("ukrain" in first[3].casefold(), "6" in first[3]) == (True, True)
    assert asked not in " ".join(second), "who has not agreed is an hour that is reserved"
    secret = ["child", "enfant", "Côte-Nord", "Gaspésie", "open work permit", "permis de travail ouvert"]
    assert not [each for each in secret if each in "\n".join((first[3], second[3]))]


@pytest.mark.parametrize("language", list(Language))
async def test_what_a_household_needs_is_seen_where_it_agreed_and_by_the_driver_as_numbers(
    planned: Day, knowledge: Knowledge, language: Language
) -> None:
    t = texts(language)
    officer, driver, *others = sheets(t, knowledge, planned, NOW)
    baby, halal, wheels = (need_name(t, each) for each in (Need.BABY, Need.HALAL, Need.WHEELCHAIR))
    remarks = {row[0]: row[3] for row in officer.tables[0].rows}
    agreed, asked = (each.code for each in planned.households)
    assert all(each in remarks[agreed] for each in (baby, halal, wheels))
    assert not any(each in remarks[asked] for each in (baby, halal, wheels))
    assert dict(officer.facts)[halal] == "1", "who prepares meals is told by an officer"
    told = dict(driver.facts)
    assert (told[baby], told[wheels], halal in told) == ("2", "1", False)
    assert not [each for each in (baby, halal, wheels) for sheet in others if each in words_of(sheet)]


@pytest.mark.parametrize("language", list(Language))
async def test_every_sheet_says_as_a_file_what_it_says_in_words(
    planned: Day, knowledge: Knowledge, language: Language
) -> None:
    for sheet in sheets(texts(language), knowledge, planned, NOW):
        book = load_workbook(io.BytesIO(as_xlsx(sheet)))
        cells = {str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value is not None}
        said = {sheet.title, *sheet.notes, *(word for fact in sheet.facts for word in fact)}
        said |= {word for table in sheet.tables for row in (table.headings, *table.rows) for word in row}
        assert said - {""} <= cells
        printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(sheet))).pages)
        letters = re.sub(r"\s|-", "", printed)
        missing = [each for each in said if re.sub(r"\s|-", "", each) not in letters]
        assert not missing, (sheet.name, missing)


async def test_what_is_handed_out_is_kept_in_the_audit_trail(planned: Day, session: AsyncSession) -> None:
    found = await session.scalars(select(AuditRow.subject).where(AuditRow.action == "print the day"))
    assert list(found) == [planned.trip_id]


async def test_a_sheet_as_a_spreadsheet_holds_words_and_no_formula(planned: Day, knowledge: Knowledge) -> None:
    officer = sheets(texts(Language.ENGLISH), knowledge, planned, NOW)[0]
    evil = Sheet("x", "en", "=1+1", [("a", "=A1")], officer.tables, ["+2"])
    page = load_workbook(io.BytesIO(as_xlsx(evil))).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert page["A1"].value == "=1+1"
    assert {cell.data_type for cell in cells} == {"s"}
    assert [row[0] for row in officer.tables[0].rows] == [each.code for each in planned.households]


async def test_a_sheet_as_a_pdf_says_what_it_is_and_goes_on_over_pages(planned: Day, knowledge: Knowledge) -> None:
    officer = sheets(texts(Language.FRENCH), knowledge, planned, NOW)[0]
    content = as_pdf(officer)
    assert content.startswith(b"%PDF")
    assert b"/Lang (fr)" in content
    assert as_pdf(officer) == content, "the same day is the same file"
    [table, *others] = officer.tables
    long = Sheet("x", "fr", "Œuvre « à l’essai »", officer.facts, [replace(table, rows=[*table.rows] * 60)], [])
    assert len(re.findall(rb"/Type /Page\b", as_pdf(long))) > 1
    assert others
