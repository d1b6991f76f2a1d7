"""The language in which officers are addressed, and the help of commands in it."""

import os
from contextvars import ContextVar
from typing import Any

from bot.base.i18n import Texts, language_of, texts
from bot.base.terms import Language

_LANGUAGE: ContextVar[Language] = ContextVar("language", default=Language.ENGLISH)
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts


def speak(language: Language | None) -> None:
    """Use this language from now on: the one that was asked for, or the terminal's."""
    tag = next((value for name in _LOCALES if (value := os.environ.get(name))), "")
    _LANGUAGE.set(language or language_of(tag.partition(".")[0], Language.ENGLISH))


def words() -> Texts:
    """The texts for officers, in their language."""
    return texts(_LANGUAGE.get())


def helping(command: Any) -> Any:
    """The same command, and all commands below it, with their help in the language in use when it is shown.

    `Any` stands for types of Typer's private copy of Click. The text that Typer adds around ours is in English only; it
    is translated by `frame`.
    """
    usage, parameters = command.get_usage, command.get_params

    def get_usage(ctx: Any) -> str:
        frame()
        return str(usage(ctx)).replace("Usage:", words().gettext("Usage:"), 1)

    def get_params(ctx: Any) -> Any:
        found = parameters(ctx)
        for each in found:
            if each.name == "help":
                each.help = words().gettext("Show this message and exit.")
            elif getattr(each, "help", None):
                each.help = words().translated(each.help)
        return found

    command.get_usage, command.get_params = get_usage, get_params
    if command.help:
        command.help = words().translated(command.help)
    for each in getattr(command, "commands", {}).values():
        helping(each)
    return command


def frame() -> None:
    """Translate what Typer prints around help and errors; called only just before either is shown."""
    from typer import rich_utils  # imports Markdown, a tenth of what a command imports

    t = words()
    rich_utils.OPTIONS_PANEL_TITLE = t.gettext("Options")
    rich_utils.ARGUMENTS_PANEL_TITLE = t.gettext("Arguments")
    rich_utils.COMMANDS_PANEL_TITLE = t.gettext("Commands")
    rich_utils.ERRORS_PANEL_TITLE = t.gettext("Error")
    rich_utils.ABORTED_TEXT = t.gettext("Stopped; nothing was done.")
    rich_utils.REQUIRED_LONG_STRING = t.gettext("[required]")
    rich_utils.DEFAULT_STRING = t.gettext("[default: {value}]", value="{}")
