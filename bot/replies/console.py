"""What an officer reads in the chat when signing in to the console."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.replies.message import Button, Message, esc, ref


def link(t: Texts, url: str) -> Message:
    """The link, which is not enough by itself."""
    text = t.gettext(
        "The officers’ console. The link serves once, within five minutes. Your browser will show a number, and I will "
        "ask you here which one."
    )
    return Message(f"{esc(text)}\n{esc(url)}")


def which_number(t: Texts, sign_in_id: str, numbers: Sequence[int]) -> Message:
    """Asked when the link was opened: which number does the browser show?"""
    text = t.gettext(
        "Somebody opened your link to the console. If it is you, tap the number that your browser shows. If it is not "
        "you, tap nothing."
    )
    buttons = tuple(Button(str(number), ref("console_number", sign_in_id, number)) for number in numbers)
    return Message(esc(text), (buttons,))


def confirmed(t: Texts) -> Message:
    """The number was right; the browser goes on by itself."""
    return Message(esc(t.gettext("You are signed in. Go back to your browser.")), replaces=True)


def refused(t: Texts) -> Message:
    """The number was wrong, or the tap came too late."""
    text = t.gettext("That is not the number, or the link is over. It serves no more: write /console for another one.")
    return Message(esc(text), replaces=True)
