"""The command line as a whole: every command by name, imported only when it is called."""

import os
import sys
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from rich.console import Console
from typer.core import TyperCommand, TyperGroup

from bot.base.errors import BotError
from bot.base.terms import Language
from bot.cli.language import frame, helping, speak, words


class _Command(NamedTuple):
    """Where a command is: a function, or a group of them."""

    module: str  # of `bot.cli`
    name: str
    help: str


_COMMANDS = {
    "run": _Command("running", "run", "Start the assistant: on Telegram, or in the local sandbox."),
    "chat": _Command("running", "chat", "Talk with the assistant in this terminal."),
    "train": _Command("training", "train", "Train the dialogue model if what it is made of has changed."),
    "read": _Command("read", "read", "Show how a message is read, step by step."),
    "unanswered": _Command("knowledge", "list_unanswered", "List what was not understood or is not known."),
    "import": _Command("imports", "import_", "Take employers, vacancies or trips from a CSV or XLSX file."),
    "take-back": _Command("imports", "undo", "Take an import back, while nothing has been built on it."),
    "employers": _Command("employers", "list_employers", "Every employer with its reference."),
    "employer": _Command("employers", "employer", "One employer: renamed, merged, archived."),
    "vacancy": _Command("vacancies", "vacancy", "Vacancies: open, filled, closed."),
    "interests": _Command("vacancies", "list_interests", "Who is interested in which job, the new ones first."),
    "requests": _Command("requests", "list_requests", "People who need a person of the program, and wait."),
    "outbox": _Command("requests", "list_set_aside", "Messages that could not be sent."),
    "job": _Command("jobs", "job", "Note where somebody’s job stands: offered, accepted, started, ended."),
    "figures": _Command("jobs", "show_figures", "What happened in each year: seats used, jobs, how it was."),
    "backup": _Command("backup", "backup", "Copy the whole database to a file, while the assistant runs."),
    "restore": _Command("backup", "restore", "Put the database back as it was when a copy was made."),
    "trip": _Command("trips", "trip", "Trips: their state, their changes, their interviews."),
    "staff": _Command("staff", "officers", "Officers: invitations, and times for exploratory interviews."),
    "knowledge": _Command("knowledge", "knowledge", "The knowledge base: what needs review, and its figures."),
    "db": _Command("database", "db", "The database."),
    "key": _Command("database", "key", "A new key for BOT_DATA_KEY, or `rotate`."),
    "simulate": _Command("simulate", "simulate", "Replay what cannot be tried on people."),
}


class _Lazily(TyperGroup):
    """Imports only the command that is called: all together take seconds.

    `Any` stands for types of Typer's private copy of Click.
    """

    _listing = False

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order in which help shows them."""
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command itself, or while help is shown, a stand-in with its name and purpose."""
        found = _COMMANDS.get(cmd_name)
        if found is None or self._listing:
            return found and TyperCommand(cmd_name, help=words().translated(found.help))
        what: Any = getattr(import_module(f"bot.cli.{found.module}"), found.name)
        if not isinstance(what, typer.Typer):
            alone = typer.Typer(add_completion=False)
            alone.command(cmd_name)(what)
            what = alone
        command = typer.main.get_command(what)
        command.name = cmd_name
        return helping(command)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; an error is shown in a frame."""
        try:
            return super().invoke(ctx)
        except (typer.TyperException, typer.Abort):
            frame()
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """List every command with its purpose, without importing any."""
        self._listing = True
        helping(self)
        try:
            super().format_help(ctx, formatter)
        finally:
            self._listing = False


app = typer.Typer(
    cls=_Lazily,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The assistant: run it, talk with it, keep it.",
)


@app.callback()
def _assistant(
    lang: Annotated[
        Language | None,
        typer.Option(
            "--lang", is_eager=True, callback=speak, help="Language of what officers read; else that of the terminal."
        ),
    ] = None,
) -> None:
    """The assistant: run it, talk with it, keep it."""


def main() -> None:
    """The entry point: an error that the operator can mend is one line, not a traceback."""
    os.umask(0o077)  # files that this process and its children write are for this user only
    try:
        app(standalone_mode=True)
    except BotError as error:
        from bot.cli.common import shown
        from bot.replies import refusals

        t = words()
        heading, said = t.gettext("Error:"), shown(refusals.told(t, error))
        Console(stderr=True).print(f"[bold red]{heading}[/] {said}", highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
