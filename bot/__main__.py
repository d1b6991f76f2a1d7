"""The command line."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated

import typer
from cryptography.fernet import Fernet
from rich.console import Console

from bot import editors, imports, officers, people
from bot.app import load_demonstration, running, utc_now
from bot.base.characters import printable
from bot.base.errors import BotError
from bot.base.i18n import QUEBEC_TIME
from bot.base.settings import Settings, read_settings
from bot.base.terms import Field, Language
from bot.commands import database, shown
from bot.db.identity import rotate
from bot.db.models import UnansweredRow
from bot.dialogue.model import MEANINGS, OUT_OF_SCOPE, ensure_model, phrases
from bot.knowledge import load_knowledge, training_vocabulary
from bot.knowledge.fact_index import FactIndex
from bot.knowledge.meaning import both
from bot.knowledge.written import written
from bot.programme.unanswered import newest
from bot.steps import steps
from bot.terminal import talk

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The assistant: run it, talk with it, keep it.",
)
db = typer.Typer(no_args_is_help=True, help="The database.")
key = typer.Typer(help="A new key for BOT_DATA_KEY, or `rotate`.")
simulate = typer.Typer(no_args_is_help=True, help="Replay what cannot be tried on people.")
app.add_typer(db, name="db")
app.add_typer(key, name="key")
app.add_typer(simulate, name="simulate")
app.add_typer(editors.knowledge, name="knowledge")
app.add_typer(officers.trip, name="trip")
app.add_typer(people.officers, name="staff")
app.command("import")(imports.import_)
app.command("take-back")(imports.undo)
app.command("employers")(imports.list_employers)
app.command("requests")(people.list_requests)
app.command("outbox")(people.list_set_aside)
console = Console()
_SWITCH = 0.001  # seconds: SQLite's thread, which each statement waits for, need not wait five for the event loop's
# Their lines hold the token (addresses) or what candidates wrote.
_TALKATIVE = ("uvicorn", "httpx", "httpcore", "telegram", "rasa_sdk", "alembic", "asyncio")


@app.command()
def run() -> None:
    """Start the assistant: on Telegram with TELEGRAM_BOT_TOKEN, otherwise in the local sandbox."""
    settings = read_settings()
    _log(logging.INFO)
    if settings.sandbox:
        settings = settings.in_sandbox()
    asyncio.run(_run(settings, _model(settings)))


@app.command()
def chat(language: Annotated[Language, typer.Option(help="The language of the phone.")] = Language.FRENCH) -> None:
    """Talk with the assistant in this terminal. It keeps a database of its own: var/chat.db."""
    settings = read_settings()
    _log(logging.WARNING)
    alone = settings.in_sandbox("chat").model_copy(update={"bot_port": 0, "sandbox_port": 0})
    asyncio.run(_chat(alone, _model(alone), language))


@app.command()
def train() -> None:
    """Train the dialogue model if what it is made of has changed."""
    settings = read_settings()
    with ThreadPoolExecutor(1) as beside:  # the training is a process of one core
        reading = beside.submit(_learn_meanings, settings)
        model = _ensure_model(settings)
        reading.result()
    console.print(f"Model: {model}")


@key.callback(invoke_without_command=True)
def new_key(context: typer.Context) -> None:
    """Print a new key for BOT_DATA_KEY."""
    if context.invoked_subcommand is None:
        print(Fernet.generate_key().decode())


@key.command("rotate")
def rotate_key() -> None:
    """Encrypt everything anew with the first of the keys in BOT_DATA_KEY (NEW,OLD), while the assistant is stopped."""
    count = asyncio.run(_rotate())
    console.print(f"{count} values are under the first key now. Take the old one out of BOT_DATA_KEY.")


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to the newest migration."""
    asyncio.run(_upgrade())
    console.print("The database is up to date.")


@db.command("seed")
def db_seed(
    demo: Annotated[bool, typer.Option("--demo", help="Load the invented employers, vacancies and trips.")] = False,
) -> None:
    """Load demonstration data into an empty database."""
    if not demo:
        raise typer.BadParameter("say which data: --demo")
    counts = asyncio.run(_seed())
    if counts:
        console.print("Loaded: " + ", ".join(f"{n} {kind}" for kind, n in counts.items()))
    else:
        console.print("There are employers already: nothing was loaded.")


@simulate.callback()
def _simulate() -> None:
    """Replay what cannot be tried on people."""


@simulate.command("season")
def simulate_season(
    years: Annotated[int, typer.Option(min=2, help="How many years to invent, each from its own seed.")] = 30,
    plot: Annotated[Path | None, typer.Option(help="Where to draw the result, as SVG.")] = None,
    processes: Annotated[int, typer.Option(min=1, help="Processes that share the work.")] = os.cpu_count() or 1,
) -> None:
    """Replay a year of the programme's size under four policies, and again with disturbed assumptions."""
    from bot.simulate import season  # the solver and the plot weigh 100 MB, which the assistant itself does not need

    season(console, years, plot, processes)


@app.command()
def read(
    text: Annotated[str, typer.Argument(help="What somebody wrote.")],
    asking: Annotated[Field | None, typer.Option(help="The question of the profile that is open.")] = None,
) -> None:
    """Show how a message is read, step by step: what it was taken for and why, and what would be done."""
    settings = read_settings()
    for line in steps(_ensure_model(settings), text, asking, {}, utc_now().astimezone(QUEBEC_TIME).date()):
        console.print(line, markup=False, highlight=False)


@app.command()
def unanswered(
    most: Annotated[int, typer.Option(help="How many of the newest.")] = 50,
    together: Annotated[
        bool, typer.Option("--together", help="In groups that ask the same, the largest first.")
    ] = False,
) -> None:
    """List what was not understood or is not known, without who wrote it: what the assistant should learn."""
    rows = asyncio.run(_unanswered(most))
    if together:
        for group in editors.together([row.text for row in rows]):
            console.print(f"{len(group):4}  {' / '.join(map(printable, group))}", markup=False, highlight=False)
        return
    for row in rows:
        console.print(f"{row.day}  {row.language}  {printable(row.text)}", markup=False, highlight=False)


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


def _model(settings: Settings) -> Path | None:
    return None if settings.rasa_url else _ensure_model(settings)


def _ensure_model(settings: Settings) -> Path:
    return ensure_model(settings.bot_var, training_vocabulary(load_knowledge()))


def _learn_meanings(settings: Settings) -> None:
    """What questions are compared with, so that no test and no start has to wait for it."""
    meanings = both(settings.bot_var / MEANINGS)
    index = FactIndex(load_knowledge(), meanings, phrases(OUT_OF_SCOPE), written())
    told = 0
    for number, each in enumerate(meanings):
        for done in each.learn(index.texts):
            if (part := int(4 * (number + done) / len(meanings))) > told:
                console.print(f"The knowledge base is read: {25 * part} %")
                told = part


async def _run(settings: Settings, model: Path | None) -> None:
    sys.setswitchinterval(_SWITCH)
    stop, ready = _stopped_by_signals()
    if model is not None:
        console.print("Starting Rasa…")
    try:
        await _assist(settings, model, stop, ready)
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
        console.print("Stopped before it was ready.")


def _stopped_by_signals() -> tuple[asyncio.Event, asyncio.Event]:
    """`stop`, which a signal sets. Until `ready` is, a signal ends this task too: Telegram may not answer for hours."""
    stop, ready, task = asyncio.Event(), asyncio.Event(), asyncio.current_task()
    assert task is not None

    def end() -> None:
        if not stop.is_set() and not ready.is_set():
            task.cancel()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)
    return stop, ready


async def _assist(settings: Settings, model: Path | None, stop: asyncio.Event, ready: asyncio.Event) -> None:
    async with running(settings, model) as started:
        ready.set()
        if started.sandbox_url:
            console.print(f"The assistant is ready. Open {started.sandbox_url}", highlight=False)
        else:
            console.print("The assistant is ready on Telegram.")
        console.print("Ctrl-C stops it.")
        await started.until(stop)
        console.print("Stopping…")


async def _chat(settings: Settings, model: Path | None, language: Language) -> None:
    status = console.status("Starting the assistant…")
    status.start()
    async with running(settings, model) as started:
        status.stop()
        await talk(started.sandbox_url or "", language, console)


async def _upgrade() -> None:
    async with database():
        pass


async def _rotate() -> int:
    async with database(rotating=True) as opened:
        count = await rotate(opened)
        await opened.scrub()
        return count


async def _seed() -> dict[str, int]:
    async with database() as opened:
        return dict(await load_demonstration(opened, utc_now))


async def _unanswered(most: int) -> Sequence[UnansweredRow]:
    async with database() as opened, opened.reading() as session:
        return await newest(session, most)


def _log(level: int) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


if __name__ == "__main__":
    main()
