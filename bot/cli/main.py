"""The command line as a whole: every command under its name."""

import os
import sys

import typer
from rich.console import Console

from bot.base.errors import BotError
from bot.cli import database, imports, knowledge, model, read, requests, running, simulate, staff, trips
from bot.cli.common import shown

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The assistant: run it, talk with it, keep it.",
)
app.command("run")(running.run)
app.command("chat")(running.chat)
app.command("train")(model.train)
app.command("read")(read.read)
app.command("unanswered")(knowledge.list_unanswered)
app.command("import")(imports.import_)
app.command("take-back")(imports.undo)
app.command("employers")(imports.list_employers)
app.command("requests")(requests.list_requests)
app.command("outbox")(requests.list_set_aside)
app.add_typer(trips.trip, name="trip")
app.add_typer(staff.officers, name="staff")
app.add_typer(knowledge.knowledge, name="knowledge")
app.add_typer(database.db, name="db")
app.add_typer(database.key, name="key")
app.add_typer(simulate.simulate, name="simulate")


def main() -> None:
    """The entry point: an error that the operator can mend is one line, not a traceback."""
    os.umask(0o077)  # whatever this process and its children write is for this user alone
    try:
        app(standalone_mode=True)
    except BotError as error:
        Console(stderr=True).print(f"[bold red]Error:[/] {shown(str(error))}", highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
