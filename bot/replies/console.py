"""What an officer reads in the chat on the way into the console."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.replies.message import Button, Message, esc, ref


def link(t: Texts, url: str) -> Message:
    """The link; whoever has only the link sees nothing."""
    text = t.gettext(
        "The officers’ console. The link serves once, within five minutes. Your browser will show a number, and I will "
        "ask you here which one."
    )
    return Message(f"{esc(text)}\n{esc(url)}")


def which_number(t: Texts, sign_in_id: str, numbers: Sequence[int]) -> Message:
    """Asked when the link was opened."""
    text = t.gettext(
        "Somebody opened your link to the console. If it is you, tap the number that your browser shows. If it is not "
        "you, tap nothing."
    )
    buttons = tuple(Button(str(number), ref("console_number", sign_in_id, number)) for number in numbers)
    return Message(esc(text), (buttons,))


def confirmed(t: Texts) -> Message:
    """The browser goes on by itself."""
    return Message(esc(t.gettext("You are signed in. Go back to your browser.")), replaces=True)


def refused(t: Texts) -> Message:
    """Another number, or too late."""
    text = t.gettext("That is not the number, or the link is over. It serves no more: write /console for another one.")
    return Message(esc(text), replaces=True)
