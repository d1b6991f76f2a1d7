"""The knowledge base at the command line, for those who keep it: what needs review and by when, what is wrong."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.i18n import QUEBEC_TIME
from bot.knowledge import Knowledge, Meanings, Search, load_knowledge
from bot.knowledge.review import by_subject, due, overdue, reviewed, texts_of, unequal, unreached, unread
from bot.settings import read_settings
from bot.terms import Language
from bot.training import MEANINGS, OUT_OF_SCOPE, phrases

knowledge = typer.Typer(no_args_is_help=True, help="The knowledge base: what it holds, and what needs review.")
console = Console()


@knowledge.command()
def check(
    days: Annotated[int, typer.Option(min=0, help="How far ahead to look.")] = 90,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Another day than today.")] = None,
) -> None:
    """List what has to be read again and by when, languages that disagree, and articles that no search finds."""
    base = load_knowledge()
    today = on.date() if on else datetime.now(UTC).astimezone(QUEBEC_TIME).date()
    overdue = _print_due(base, today, today + timedelta(days=days))
    if names := [name for _, name in unread(base)]:
        console.print(
            f"{len(names)} texts name a page that nobody has read for them: {', '.join(names)}.", highlight=False
        )
    wrong = list(problems(base))
    for problem in wrong:
        console.print(f"[red]{problem}[/]", highlight=False)
    if overdue or wrong:
        raise typer.Exit(1)


@knowledge.command()
def table() -> None:
    """Print the table of docs/knowledge.md: entries by subject, with their languages and next review."""
    print(markdown(load_knowledge()))


def problems(base: Knowledge) -> Iterator[str]:
    """What is wrong whatever the day."""
    for subject, name, entry in reviewed(base):
        for text in texts_of(entry):
            if differing := unequal(text):
                yield f"{subject} {name}: only one language has {', '.join(differing)}"
    search = Search(base, Meanings(read_settings().bot_var / MEANINGS), phrases(OUT_OF_SCOPE))
    for identifier, language in unreached(base, search):
        yield f"article {identifier}: its own title ({language}) does not find it; give it more questions"


def markdown(base: Knowledge) -> str:
    """The table of the documentation."""
    lines = [
        "| subject | entries | French | English | facts read on a page | says that it does not know | next review |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for subject, row in by_subject(base).items():
        share = f"{row.verified / row.entries:.0%}"
        lines.append(
            f"| {subject} | {row.entries} | {row.languages[Language.FRENCH]} | {row.languages[Language.ENGLISH]} "
            f"| {share} | {row.entries - row.known} | {row.next_review} |"
        )
    return "\n".join(lines)


def _print_due(base: Knowledge, today: date, until: date) -> bool:
    found = due(base, until)
    late = overdue(base, today)
    shown = Table("by", "reviewer", "subject", "entry", title=f"To be read again by {until}")
    for one in found:
        style = "red" if one in late else None
        shown.add_row(str(one.review.by), one.review.reviewer, one.subject, one.name, style=style)
    console.print(shown if found else f"Nothing has to be read again by {until}.")
    return bool(late)
