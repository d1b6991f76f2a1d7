"""The conversation in a terminal: a candidate of the sandbox whose keyboard is this one."""

import asyncio
import re
import sys

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.base.characters import printable
from bot.base.terms import Language
from sandbox.client import Candidate, NoReply, SandboxClient
from sandbox.replies import Button, Reply

_TAP = re.compile(r"/(\d{1,2})")
_HELP = "Write, or tap a button with its number: /1, /2… Ctrl-D ends."


async def talk(url: str, language: Language, console: Console) -> None:
    """Speak with the assistant in this sandbox until the end of the input."""
    async with SandboxClient(url) as sandbox:
        candidate = await sandbox.add_candidate("Terminal", language)
        terminal = Terminal(candidate, console)
        console.print(_HELP, style="dim")
        await terminal.turn("/start")
        while (line := await _read_line(console)) is not None:
            if line.strip():
                await terminal.turn(line.strip())


class Terminal:
    """Draws what the assistant says, and keeps the numbers of the buttons on the screen."""

    def __init__(self, candidate: Candidate, console: Console) -> None:
        self._candidate = candidate
        self._console = console
        self._buttons: list[tuple[Reply, Button]] = []

    async def turn(self, line: str) -> None:
        """Send what was typed, or press the button of that number, and show the answer."""
        tap = _TAP.fullmatch(line)
        try:
            if tap is None:
                self._show(await self._candidate.say(line))
            elif 0 < int(tap[1]) <= len(self._buttons):
                await self._press(*self._buttons[int(tap[1]) - 1])
            else:
                self._console.print("There is no such button.", style="yellow")
        except NoReply:
            self._console.print("No answer.", style="yellow")

    async def _press(self, message: Reply, button: Button) -> None:
        if button.data is None:
            self._console.print(printable(button.url or ""))
            return
        await self._candidate.tap(message.id, button.data)
        self._show(await self._candidate.replies())

    def _show(self, replies: list[Reply]) -> None:
        self._buttons = [(reply, button) for reply in replies for button in reply.buttons]
        number = 0
        for reply in replies:
            body = Text(printable(reply.text, lines=True))
            for row in reply.rows:
                body.append("\n")
                for button in row:
                    number += 1
                    body.append(f" /{number} ", style="bold cyan")
                    body.append(printable(button.text))
            if reply.document:
                body.append(f"\n📎 {reply.document['file_name']}")
            self._console.print(Panel(body, border_style="dim", width=min(self._console.width, 84)))


async def _read_line(console: Console) -> str | None:
    console.print("> ", end="")
    line = await asyncio.to_thread(sys.stdin.readline)
    if not sys.stdin.isatty():
        console.print(printable(line.rstrip()))
    return line or None
