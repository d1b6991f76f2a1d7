"""`make chaos`: polling, then webhook; ends with 1 when something was lost, done twice or said twice too often."""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.chaos.storm import Scale, Storm
from tests.chaos.verdict import judge

console = Console()


def main(updates: int = 10_000, kills: int = 200, people: int = 60, seed: Annotated[int, typer.Option()] = 1) -> None:
    """Half of the updates and kills with long polling, half with a webhook."""
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # a killed client is no news here
    held = True
    for webhook in (False, True):
        scale = Scale(updates // 2, kills // 2, people, seed, webhook)
        with tempfile.TemporaryDirectory() as folder, console.status("starting") as status:
            found = asyncio.run(Storm(scale, Path(folder), status.update).run())
        verdict = judge(found)
        held = held and verdict.holds
        table = Table("what", "number", title="webhook" if webhook else "polling")
        table.add_row("kills", str(found.kills))
        for name, number in sorted(found.troubles.items()):
            table.add_row(name, str(number))
        for name in ("messages", "lost", "repeated", "unanswered", "given_up", "twice", "seats_wrong", "left"):
            table.add_row(name, str(getattr(verdict, name)))
        console.print(table)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    typer.run(main)
