"""A line of a file of vacancies, with other cells as a test wants them."""

from collections.abc import Mapping

from bot.db.models import VacancyRow
from bot.importing.columns import Kind
from tests.importing.conftest import EMPLOYERS, Files

BAKER: Mapping[str, object] = {
    "Référence": "P-9", "Employeur": "e1", "Métier": "63202", "Titre du poste": "Boulangère", "Salaire minimum": "21",
    "Date de début": "2027-02-01",
}  # fmt: skip


def baker(cells: Mapping[str, object]) -> dict[str, object]:
    """The line of a baker's vacancy with other cells, by heading."""
    other = {name.replace("_", " "): value for name, value in cells.items()}
    replaced = {name.casefold() for name in other}
    return {**{name: value for name, value in BAKER.items() if name.casefold() not in replaced}, **other}


async def vacancy(files: Files, **cells: object) -> VacancyRow:
    """The row that one line makes; cells by heading, over those of a baker's."""
    await files(Kind.EMPLOYERS, EMPLOYERS)
    line = baker(cells)
    await files(Kind.VACANCIES, [list(line), list(line.values())])
    row: VacancyRow = (await files.rows(VacancyRow))[0]
    return row


async def refused(files: Files, **cells: object) -> str:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    line = baker(cells)
    [problem] = await files.problems(Kind.VACANCIES, [list(line), list(line.values())])
    return problem.reason
