"""Wishes beside the profile: pay, hours, a partner's work. Told when the first matches are there, or never."""

from bot.i18n import Texts
from bot.knowledge import Knowledge
from bot.matching import BROAD_CATEGORIES
from bot.programme.profiles import Profile
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref, two_per_row
from bot.replies.words import schedule_name, wish_name, wish_text, work_field_name
from bot.terms import Schedule, Wish

NO_MATTER = "any"  # in a button: take the wish back
WAGE_STEPS = (1700, 1900, 2100, 2300, 2500, 2800, 3200, 3600, 4000)  # cents an hour
_ASKED = (Wish.WAGE, Wish.SCHEDULES, Wish.PARTNER)


def menu(t: Texts, knowledge: Knowledge, profile: Profile) -> Message:
    """The wishes as they are, each one tap from being changed."""
    lines = [
        t.gettext("{field}: {answer}", field=esc(wish_name(t, wish)), answer=bold(_read(t, knowledge, profile, wish)))
        for wish in _ASKED
    ]
    text = t.gettext("These wishes sharpen your matches. They never hide a job.")
    return Message(
        "\n\n".join((esc(text), "\n".join(lines))),
        one_per_row(
            [
                *(Button(f"✏️ {wish_name(t, wish)}", ref("wish", wish)) for wish in _ASKED),
                Button(t.gettext("💼 See my matches"), ref("matches")),
            ]
        ),
        replaces=True,
    )


def question(t: Texts, wish: Wish, profile: Profile) -> Message:
    """One wish: what may be chosen."""
    title, rows = {
        Wish.WAGE: lambda: (t.gettext("What is the lowest pay that you would accept?"), _wages(t)),
        Wish.SCHEDULES: lambda: (t.gettext("Which hours suit you? Tap one or more."), _schedules(t, profile)),
        Wish.PARTNER: lambda: (t.gettext("In which field does your partner look for work?"), _fields(t)),
    }[wish]()
    last = (
        Button(t.gettext("🤷 It does not matter"), ref("wish", wish, NO_MATTER)),
        Button(t.gettext("👍 Done"), ref("wishes")),
    )
    return Message(bold(title), (*two_per_row(rows), last), replaces=True)


def _wages(t: Texts) -> list[Button]:
    return [Button(t.money(cents), ref("wish", Wish.WAGE, cents)) for cents in WAGE_STEPS]


def _schedules(t: Texts, profile: Profile) -> list[Button]:
    chosen = profile.schedules or ()
    return [
        Button(("✅ " if each in chosen else "") + schedule_name(t, each), ref("wish", Wish.SCHEDULES, each))
        for each in Schedule
    ]


def _fields(t: Texts) -> list[Button]:
    return [Button(work_field_name(t, digit), ref("wish", Wish.PARTNER, digit)) for digit in BROAD_CATEGORIES]


def _read(t: Texts, knowledge: Knowledge, profile: Profile, wish: Wish) -> str:
    value = profile.value(wish)
    return wish_text(t, knowledge, wish, value) if value else "—"
