"""A year of the programme in figures: each as a chart with its table on a page, and all as a spreadsheet and a PDF."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from bot.base.i18n import Texts
from bot.console.figure_words import group_names, kept_names, measure_names, step_names, table_words
from bot.printing import Sheet, as_pdf, as_xlsx
from bot.printing.sheets import Table
from bot.programme import yearly_breakdown, yearly_report
from bot.programme.hires import STILL_THERE_AFTER
from bot.programme.small_numbers import LEAST
from bot.programme.yearly_breakdown import ABSENT, FIRST_COUNT, Breakdown, Part
from bot.programme.yearly_report import Step, Year
from bot.replies.states import counted_name
from bot.web.page_access import Visit

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Figure:
    """A table of numbers, and perhaps a chart of the same. `None`: too few people to be shown."""

    name: str
    title: str
    says: str  # what it shows, in a sentence
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, tuple[int | None, ...]]]
    chart: bool = True

    @property
    def drawn(self) -> bool:
        """Whether there is a chart, and any bar in it."""
        return self.chart and any(n for _, numbers in self.rows for n in numbers)


async def page(visit: Visit) -> Response:
    """The year that is asked for, or the latest."""
    years, found = await _year(visit)
    return visit.page("figures.html", years=years, year=found and found[0].year, least=LEAST,
                      figures=_figures(visit, *found) if found else [])  # fmt: skip


async def spreadsheet(visit: Visit) -> Response:
    """The same as a spreadsheet, one page for each table."""
    return await _file(visit, as_xlsx, "xlsx", _XLSX)


async def document(visit: Visit) -> Response:
    """The same to be printed, as for who pays for the programme."""
    return await _file(visit, as_pdf, "pdf", "application/pdf")


async def _file(visit: Visit, make: Callable[[Sheet], bytes], ending: str, media: str) -> Response:
    _, found = await _year(visit)
    if found is None:  # a spreadsheet has a page at least
        return visit.page("nowhere.html", 404)
    t, year = visit.t, found[0].year
    facts = [(t.gettext("Year"), str(year)), (t.gettext("Made on"), t.dated(visit.now))]
    tables = [_table(t, each) for each in _figures(visit, *found)]
    invented = [t.gettext("Demonstration: every person, employer and trip here is invented.")]
    notes = [t.gettext("Numbers of 1 to {most} people are not shown, so that they point at nobody; where one could be "
                       "had by subtraction, the next smallest is not shown either.", most=LEAST - 1),
             _of_the_first_count(t), *(invented if visit.front.sandbox else [])]  # fmt: skip
    sheet = Sheet("figures", t.language, t.gettext("Un emploi en sol québécois: figures of {year}", year=year), facts,
                  tables, notes)  # fmt: skip
    headers = {"content-disposition": f'attachment; filename="figures-{year}.{ending}"'}
    return Response(make(sheet), media_type=media, headers=headers)


def _of_the_first_count(t: Texts) -> str:
    return t.gettext(
        "The first count covers fourteen months, from November 2018 to December 2019. Source: Immigrant Québec Pro."
    )


async def _year(visit: Visit) -> tuple[list[int], tuple[Year, Breakdown] | None]:
    """Every year in which something happened, the latest first; and all of one."""
    asked = visit.asked("year")
    async with visit.database.reading() as session:
        years = await yearly_report.years(session, visit.officer)
        wanted = int(asked) if re.fullmatch("[0-9]{4}", asked) else 0
        year = next((each for each in years if each.year == wanted), years[0] if years else None)
        if year is None:
            return [], None
        parts = await yearly_breakdown.breakdown(session, visit.officer, year.year, visit.now)
    return [each.year for each in years], (year, parts)


def _figures(visit: Visit, year: Year, parts: Breakdown) -> list[Figure]:
    t, steps, measures = visit.t, step_names(visit.t), measure_names(visit.t)
    how_many = t.gettext("How many")
    found = [
        Figure(
            "funnel", t.gettext("How far people came"),
            t.gettext("From agreeing to starting in a job, in {year}.", year=year.year),
            (t.gettext("Step"), how_many), [(steps[step], (n,)) for step, n in year.funnel.items()],
        ),
        Figure(
            "beside", t.gettext("Beside the program’s first count"),
            _of_the_first_count(t),
            (t.gettext("What"), t.gettext("First count"), str(year.year)),
            [(measures[each], (first, parts.beside[each])) for each, first in FIRST_COUNT.items()],
        ),
    ]  # fmt: skip
    lasted = [(steps[Step.STARTED], (year.funnel[Step.STARTED],))]
    lasted += [(kept_names(t)[step], (n,)) for step, n in year.kept.items()]
    says = t.gettext("Of the jobs that were told in {year}, as people say when they are asked, or officers know. "
                     "Who has not answered, or began less long ago, is not among them.", year=year.year)  # fmt: skip
    found.append(Figure("kept", t.gettext("How long jobs lasted"), says, (t.gettext("Step"), how_many), lasted))
    for part in parts.parts:
        found += _of_part(visit, part, parts)
    rest = [(counted_name(t, what), (n,)) for what, n in year.counted.items()]
    what = (t.gettext("What"), how_many)
    counted = t.gettext("People who were erased still count here, without a name.")
    return [*found, Figure("counted", t.gettext("All that was counted"), counted, what, rest, chart=False)]


def _of_part(visit: Visit, part: Part, parts: Breakdown) -> list[Figure]:
    """How far people of each group came, and how long their jobs lasted."""
    t = visit.t
    columns = {**{str(step): name for step, name in step_names(t).items()}, **kept_names(t),
               ABSENT: t.gettext("households that did not come")}  # fmt: skip
    title, says, heading = table_words(t, part.by)
    names = group_names(t, visit.front.knowledge, part, parts.trips)

    def figure(name: str, title: str, says: str, chosen: list[int]) -> Figure:
        rows = [(names[group], tuple(numbers[at] for at in chosen)) for group, numbers in part.groups.items()]
        headings = (heading, *(columns[part.columns[at]] for at in chosen))
        return Figure(name, title, says, headings, [row for row in rows if any(n != 0 for n in row[1])])

    came = [at for at, each in enumerate(part.columns) if each not in STILL_THERE_AFTER]
    lasted = [at for at, each in enumerate(part.columns) if each in (str(Step.STARTED), *STILL_THERE_AFTER)]
    longer = t.gettext("{part}: how long jobs lasted", part=title)
    answered = t.gettext("Who has not answered, or began less long ago, is not among them.")
    return [figure(part.by, title, says, came), figure(f"{part.by}-kept", longer, answered, lasted)]


def _table(t: Texts, figure: Figure) -> Table:
    rows = [
        (label, *(t.gettext("not shown") if n is None else t.number(n) for n in numbers))
        for label, numbers in figure.rows
    ]
    number = len(figure.headings) - 1
    first = 0.7 if number == 1 else 0.34
    return Table(
        (f"{figure.title}: {figure.headings[0]}", *figure.headings[1:]), rows, (first, *[(1 - first) / number] * number)
    )
