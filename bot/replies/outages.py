"""Said when Rasa is away, or when something failed."""

from bot.base.i18n import Texts
from bot.replies.main_menu import menu
from bot.replies.message import Message


def understanding_is_down(t: Texts) -> Message:
    """Says honestly that texts are not understood while Rasa is away."""
    return Message(
        t.gettext(
            "I have your message, but I cannot read free text at the moment. I will answer as soon as I can. "
            "The buttons and commands work."
        ),
        menu(t),
    )


def failure(t: Texts) -> Message:
    """Apologizes for an unexpected failure."""
    return Message(
        t.gettext("I am sorry, something went wrong on my side. Your answers are safe. Please try again."),
        menu(t),
    )
