"""Files go on saying what an employer was called before it was renamed, or made one with another record."""

import pytest

from bot.base.terms import Language
from bot.db import Database
from bot.db.models import EmployerRow, VacancyRow
from bot.importing.columns import Kind
from bot.programme import employer_records
from tests.conftest import ANA, NOW
from tests.importing.conftest import Files

NAMED = (
    ("Nom", "Ville", "Présentation", "Téléphone"),
    ("Scierie Beaulac", "Amos", "Nous scions.", "819 555-0101"),
    ("Scierie Beaulac ltée", "Amos", "Bois d’œuvre.", ""),
)
JOBS = (
    ("Employeur", "Métier", "Titre", "Salaire", "Date de début"),
    ("Scierie Beaulac", "94120", "Opérateur", "24", "2027-02-01"),
    ("Scierie Beaulac (Amos)", "94120", "Scieuse", "25", "2027-02-01"),
)


@pytest.fixture
async def two(files: Files) -> Files:
    """Two records of one employer, and the vacancies of one of them."""
    await files(Kind.EMPLOYERS, NAMED, sure=True)
    await files(Kind.VACANCIES, JOBS)
    return files


async def references(files: Files) -> dict[str, str]:
    return {row.name: row.id for row in await files.rows(EmployerRow)}


async def test_after_a_merger_the_old_files_find_what_was_kept(two: Files, empty: Database) -> None:
    named = await references(two)
    gone, kept = named["Scierie Beaulac"], named["Scierie Beaulac ltée"]
    async with empty.transaction() as session:
        await employer_records.merge(session, gone, kept, NOW, actor=ANA)
    again = await two(Kind.VACANCIES, JOBS)
    assert (again.new, again.unchanged) == (0, 2), "the same vacancies, though their employer has another reference"
    assert {row.employer_id for row in await two.rows(VacancyRow)} == {kept}
    another = (JOBS[0], (gone, "94120", "Affûteur", "26", "2027-02-01"))
    assert (await two(Kind.VACANCIES, another)).new == 1, "by the reference that went"
    told = (NAMED[0], ("Scierie Beaulac", "Amos", "Nous scions.", "819 555-0199"))
    assert (await two(Kind.EMPLOYERS, told)).changed == 1
    [row] = await two.rows(EmployerRow)
    assert (row.id, row.name, row.phone) == (kept, "Scierie Beaulac ltée", "819 555-0199")


async def test_a_chain_of_mergers_leads_to_the_last(two: Files, empty: Database) -> None:
    await two(Kind.EMPLOYERS, (NAMED[0], ("Groupe Harricana", "Amos", "Bois.", "")))
    named = await references(two)
    async with empty.transaction() as session:
        for gone, kept in (("Scierie Beaulac", "Scierie Beaulac ltée"), ("Scierie Beaulac ltée", "Groupe Harricana")):
            await employer_records.merge(session, named[gone], named[kept], NOW, actor=ANA)
    assert (await two(Kind.VACANCIES, JOBS)).unchanged == 2
    assert {row.employer_id for row in await two.rows(VacancyRow)} == {named["Groupe Harricana"]}


async def test_after_another_name_the_old_files_neither_undo_it_nor_make_a_second_employer(
    two: Files, empty: Database
) -> None:
    named = await references(two)
    async with empty.transaction() as session:
        await employer_records.rename(session, named["Scierie Beaulac"], "Sciage Harricana", NOW, actor=ANA)
    assert (await two(Kind.VACANCIES, JOBS)).unchanged == 2
    assert (await two(Kind.EMPLOYERS, NAMED, sure=True)).unchanged == 2
    assert set(await references(two)) == {"Scierie Beaulac ltée", "Sciage Harricana"}


async def test_a_name_that_another_employer_has_now_is_that_employers(two: Files, empty: Database) -> None:
    named = await references(two)
    async with empty.transaction() as session:
        await employer_records.rename(session, named["Scierie Beaulac"], "Sciage Harricana", NOW, actor=ANA)
    other = (("Référence", *NAMED[0]), ("sb", "Scierie Beaulac", "Rimouski", "Autre.", ""))
    await two(Kind.EMPLOYERS, other)
    job = (JOBS[0], ("Scierie Beaulac", "94120", "Trieur", "22", "2027-02-01"))
    await two(Kind.VACANCIES, job)
    assert "sb" in {row.employer_id for row in await two.rows(VacancyRow)}
    job = (JOBS[0], ("Scierie Beaulac (Amos)", "94120", "Empileur", "22", "2027-02-01"))
    await two(Kind.VACANCIES, job)
    [row] = [row for row in await two.rows(VacancyRow) if row.title.get(Language.FRENCH) == "Empileur"]
    assert row.employer_id == named["Scierie Beaulac"]
