"""Buttons that are out of date."""

from bot.base.i18n import Texts
from bot.replies.main_menu import menu
from bot.replies.message import Message


def old_button(t: Texts) -> Message:
    """The button that was tapped no longer works."""
    return Message(t.gettext("This button is out of date. Here is where we can go from here:"), menu(t))


def ask_anew(t: Texts) -> Message:
    """The confirming button is outdated; the question follows again."""
    return Message(t.gettext("This button is from an earlier moment, so I have done nothing. Please tap once more:"))
