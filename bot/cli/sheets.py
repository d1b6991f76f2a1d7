"""`bot trip sheets`: what is handed out on the interview day."""

from pathlib import Path
from typing import Annotated

import typer

from bot.base.clock import utc_now
from bot.cli.common import actor, console, run, words


def sheets(
    trip_id: Annotated[str, typer.Argument(metavar="TRIP", help="As `bot trip list` shows it.")],
    folder: Annotated[Path, typer.Option("--to", help="The folder for the files; it is made.")] = Path("sheets"),
) -> None:
    """Sheets for each employer, the driver and officers, as PDF and XLSX, in the language of --lang."""
    from bot.cli.change_preview import matching_rules  # these take longer to import than most commands
    from bot.knowledge import load_knowledge
    from bot.printing import as_pdf, as_xlsx
    from bot.printing import sheets as written
    from bot.programme import day_sheets

    now, rules, t = utc_now(), matching_rules(), words()
    found = run(lambda session: day_sheets.printed(session, trip_id, rules, now, actor=actor()))
    target = folder / trip_id
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = written(t, load_knowledge(), found, now)
    for sheet in made:
        for ending, content in (("pdf", as_pdf(sheet)), ("xlsx", as_xlsx(sheet))):
            (target / f"{sheet.name}-{t.language}.{ending}").write_bytes(content)
    said = t.ngettext("{n} sheet is in {folder}.", "{n} sheets are in {folder}.", len(made), folder=target)
    console.print(said, highlight=False)
