"""Wishes beside the profile: pay, hours, a partner's work."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.base.terms import ANYWHERE, LIMITING, Driving, Field, Schedule, Unheld, Wish
from bot.knowledge import Knowledge
from bot.matching import BROAD_CATEGORIES
from bot.programme.profiles import Profile
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref, two_per_row
from bot.replies.words import driving_name, limiting_name, schedule_name, wish_name, wish_text, work_field_name

NO_MATTER = "any"  # in a button: withdraw the wish
WAGE_STEPS = (1700, 1900, 2100, 2300, 2500, 2800, 3200, 3600, 4000)  # cents an hour
_ASKED = (Wish.WAGE, Wish.SCHEDULES, Wish.PARTNER, Wish.DRIVING, Wish.CAR)
YES, NO = "yes", "no"


def menu(t: Texts, knowledge: Knowledge, profile: Profile) -> Message:
    """The present wishes, each with a button to change it."""
    asked = _asked(knowledge, profile)
    lines = [
        t.gettext("{field}: {answer}", field=esc(wish_name(t, wish)), answer=bold(_read(t, knowledge, profile, wish)))
        for wish in asked
    ]
    text = t.gettext(
        "What you say here is a must: jobs without it come last. Called a wish, it only weighs. No job is hidden."
    )
    return Message(
        "\n\n".join((esc(text), "\n".join(lines))),
        one_per_row(
            [
                *(Button(f"✏️ {wish_name(t, wish)}", ref("wish", wish)) for wish in asked),
                Button(f"🧰 {wish_name(t, Wish.TRADES)}", ref("trades")),
                *_musts(t, profile),
                Button(t.gettext("💼 See my matches"), ref("matches")),
            ]
        ),
        replaces=True,
    )


def cannot_note(t: Texts, kinds: Sequence[Unheld]) -> Message:
    """Conditions on a job that have no place in the profile, so that nobody believes that they are kept."""
    said = {
        Unheld.DAYS: t.gettext(
            "I cannot note on which days of the week you can work, but you can tell a person of the program."
        ),
        Unheld.BENEFITS: t.gettext(
            "I cannot note insurance or other benefits of a job, but you can tell a person of the program."
        ),
    }
    return Message(
        "\n".join(esc(said[kind]) for kind in kinds),
        one_per_row([Button(t.gettext("🙋 Talk to a person"), ref("human"))]),
    )


def question(t: Texts, wish: Wish, profile: Profile) -> Message:
    """The choices for a wish."""
    title, rows = {
        Wish.WAGE: lambda: (t.gettext("What is the lowest pay that you would accept?"), _wages(t)),
        Wish.SCHEDULES: lambda: (t.gettext("Which hours suit you? Tap one or more."), _schedules(t, profile)),
        Wish.PARTNER: lambda: (t.gettext("In which field does your partner look for work?"), _fields(t)),
        Wish.ORDER_PERMIT: lambda: (
            t.gettext("Do you have the permit or certificate that your trade needs?"),
            [
                Button(t.gettext("📜 I have it"), ref("wish", wish, YES)),
                Button(t.gettext("I do not have it"), ref("wish", wish, NO)),
            ],
        ),
        Wish.DRIVING: lambda: (
            t.gettext("Which class of driving licence do you have, valid in Québec? Tap the highest one."),
            [Button(driving_name(t, each), ref("wish", wish, int(each))) for each in Driving],
        ),
        Wish.CAR: lambda: (
            t.gettext("Will you have a car to get to work?"),
            [Button(t.gettext("🚗 Yes"), ref("wish", wish, YES)), Button(t.gettext("No car"), ref("wish", wish, NO))],
        ),
    }[wish]()
    last = (
        Button(t.gettext("🤷 It does not matter"), ref("wish", wish, NO_MATTER)),
        Button(t.gettext("👍 Done"), ref("wishes")),
    )
    return Message(bold(title), (*two_per_row(rows), last), replaces=True)


def _asked(knowledge: Knowledge, profile: Profile) -> tuple[Wish, ...]:
    """The wishes to ask about; a trade's permit only if the trade needs one."""
    regulated = profile.occupation in knowledge.regulated or profile.order_permit is not None
    return (*_ASKED, Wish.ORDER_PERMIT) if regulated else _ASKED


def _musts(t: Texts, profile: Profile) -> list[Button]:
    """For each answer that can be a must or a wish, the button that switches it."""
    musts = profile.musts or {}
    return [
        Button(t.gettext("🙂 {field}: only a wish", field=limiting_name(t, name)), ref("must", name, NO))
        if musts.get(name, True)
        else Button(t.gettext("🔒 {field}: a must", field=limiting_name(t, name)), ref("must", name, YES))
        for name in LIMITING
        if profile.value(name) and ANYWHERE not in (profile.value(name) if name is Field.REGIONS else ())
    ]


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
    return "—" if value in (None, ()) else wish_text(t, knowledge, wish, value)
