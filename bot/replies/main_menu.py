"""The main menu, and the switch of language in it."""

from bot.base.i18n import Texts, own_name
from bot.replies.message import Button, Rows, ref, two_per_row


def menu(t: Texts) -> Rows:
    """The main menu."""
    return two_per_row(
        [
            Button(t.gettext("👤 My profile"), ref("profile")),
            Button(t.gettext("💼 My matches"), ref("matches")),
            Button(t.gettext("🚌 Trips"), ref("trips")),
            Button(t.gettext("🗺 Regions"), ref("regions")),
            Button(t.gettext("🤝 Local services"), ref("services")),
            Button(t.gettext("🗣 Learn French"), ref("article", "francisation")),
            Button(t.gettext("🙋 Talk to a person"), ref("human")),
            other_language(t),
        ]
    )


def other_language(t: Texts) -> Button:
    """The switch of language: the other ones, each named in itself; if there is only one, a tap switches at once."""
    names = " · ".join(own_name(code) for code in t.others)
    return Button(f"🌐 {names}", ref("language", t.others[0]) if len(t.others) == 1 else ref("language_menu"))
