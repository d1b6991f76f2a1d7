"""The years of the programme in figures, on a page and as a spreadsheet."""

from starlette.responses import Response

from bot.base.i18n import Texts
from bot.printing import Sheet, as_xlsx
from bot.printing.sheets import Table
from bot.programme import yearly_report
from bot.programme.yearly_report import LEAST, Step, Year
from bot.replies.states import counted_name
from bot.web.page_access import Visit

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def page(visit: Visit) -> Response:
    """Every year."""
    names = _steps(visit.t)
    return visit.page(
        "figures.html", years=await _years(visit), steps=names, least=LEAST, name_of=lambda w: counted_name(visit.t, w)
    )


async def spreadsheet(visit: Visit) -> Response:
    """The same as a file."""
    t = visit.t
    tables = [_table(t, each) for each in await _years(visit)]
    if not tables:  # a spreadsheet has a page at least
        return visit.page("nowhere.html", 404)
    facts = [(t.gettext("Made on"), t.dated(visit.now))]
    few = t.gettext("Numbers above 0 and below {least} are not shown, so that they point at nobody.", least=LEAST)
    sheet = Sheet("figures", t.language, t.gettext("Figures of the program"), facts, tables, [few])
    headers = {"content-disposition": 'attachment; filename="figures.xlsx"'}
    return Response(as_xlsx(sheet), media_type=_XLSX, headers=headers)


async def _years(visit: Visit) -> list[Year]:
    async with visit.database.reading() as session:
        return list(await yearly_report.years(session, visit.officer))


def _table(t: Texts, year: Year) -> Table:
    names = _steps(t)
    rows = [(names[step], _number(t, n)) for step, n in year.funnel.items()]
    rows += [(counted_name(t, what), _number(t, n)) for what, n in year.counted.items()]
    return Table((t.gettext("What"), str(year.year)), rows, (0.7, 0.3))


def _number(t: Texts, n: int | None) -> str:
    return t.gettext("fewer than {least}", least=LEAST) if n is None else str(n)


def _steps(t: Texts) -> dict[Step, str]:
    return {
        Step.AGREED: t.gettext("agreed that their answers are kept"),
        Step.TRAVELLED: t.gettext("came on a trip (households)"),
        Step.OFFERED: t.gettext("told of an offer"),
        Step.ACCEPTED: t.gettext("accepted it"),
        Step.STARTED: t.gettext("started in the job"),
    }
