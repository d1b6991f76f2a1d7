"""`bot employers`: whom files and commands name."""

from rich.table import Table

from bot.cli.common import console, run, shown, words
from bot.programme import directory


def list_employers() -> None:
    """Every employer with its reference, which a file names it by."""
    found, t = run(directory.contacts), words()
    table = Table(
        t.gettext("reference"), t.gettext("name"), t.gettext("town"), t.gettext("contact"), t.gettext("phone")
    )
    for row in found:
        table.add_row(row.id, *(shown(each or "") for each in (row.name, row.town, row.contact, row.phone)))
    console.print(table)
