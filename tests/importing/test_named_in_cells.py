"""Employers and towns that a cell names."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from bot.db.models import EmployerRow, TripRow, VacancyRow
from bot.importing.apply import Imported
from bot.importing.columns import Kind
from tests.importing.baker import BAKER
from tests.importing.conftest import EMPLOYERS, TRIPS, Files


@pytest.mark.parametrize(
    ("written", "town"),
    [
        ("Amqui, Bas-Saint-Laurent", "Amqui"),
        ("Sept-Îles (Côte-Nord)", "Sept-Îles"),
        ("Saint-Georges, Chaudière-Appalaches", "Saint-Georges"),
        ("Carleton-sur-Mer, Gaspésie–Îles-de-la-Madeleine", "Carleton-sur-Mer"),
    ],
)
async def test_a_town_with_its_region_is_that_town(files: Files, written: str, town: str) -> None:
    await files(Kind.EMPLOYERS, [EMPLOYERS[0], ("e1", "Nom", written, "a", "b")])
    assert [row.town for row in await files.rows(EmployerRow)] == [town]


async def test_a_town_of_another_region_is_refused(files: Files) -> None:
    problems = await files.problems(
        Kind.EMPLOYERS, [EMPLOYERS[0], ("e1", "Nom", "Rouyn-Noranda (Côte-Nord)", "a", "b")]
    )
    assert [problem.column for problem in problems] == ["Ville"]


TWINS = [EMPLOYERS[0], ("n1", "Fonderie Nord", "Rimouski", "a", "a"), ("n2", "Fonderie Nord", "Saguenay", "b", "b")]


async def test_two_employers_of_one_name_are_never_taken_for_each_other(files: Files) -> None:
    await files(Kind.EMPLOYERS, TWINS)
    head = list(BAKER)[1:]
    line = [*BAKER.values()][1:]
    [problem] = await files.problems(Kind.VACANCIES, [head, ["Fonderie Nord", *line[1:]]])
    assert "n1" in problem.reason
    assert "n2" in problem.reason
    for named, owner in (("Fonderie Nord (Rimouski)", "n1"), ("Fonderie Nord, Saguenay", "n2")):
        await files(Kind.VACANCIES, [head, [named, *line[1:]]])
        assert owner in {row.employer_id for row in await files.rows(VacancyRow)}
    await files(Kind.VACANCIES, [[*head, "Ville"], ["Fonderie Nord", "63200", *line[2:], "Rimouski"]])
    assert [row.employer_id for row in await files.rows(VacancyRow) if row.occupation == "63200"] == ["n1"]


async def test_of_namesakes_a_trip_meets_the_one_in_its_town(files: Files) -> None:
    await files(Kind.EMPLOYERS, TWINS)
    trip = ["2027-05-14 05:30", "2027-05-14 22:00", "30", "Berri", "Mairie", "Fonderie Nord", "open"]
    await files(Kind.TRIPS, [TRIPS[0], ["Saguenay", *trip]])
    async with files.reading() as session:
        [met] = (await session.scalars(select(TripRow).options(selectinload(TripRow.employers)))).one().employers
    assert met.id == "n2"
    [problem] = await files.problems(Kind.TRIPS, [TRIPS[0], ["Matane", *trip]])
    assert "Fonderie Nord (Rimouski)" in problem.reason, "how it is told is said"
    assert "n2" in problem.reason


async def test_a_name_that_is_there_is_asked_about(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    moved = [EMPLOYERS[0][1:], ("Métal du Fjord", "Alma", "Nous soudons.", "We weld.")]
    [question] = await files.problems(Kind.EMPLOYERS, moved)
    assert "e1" in question.reason
    assert len(await files.rows(EmployerRow)) == 2
    assert await files(Kind.EMPLOYERS, moved, sure=True) == Imported(1, 0, 0)
