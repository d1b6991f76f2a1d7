"""What a household needs on the day of a trip, in words and as buttons."""

from bot.base.i18n import Texts
from bot.base.retention_periods import TRAVEL_NEEDS
from bot.programme.travel_needs import Need, Needs
from bot.programme.trip_views import RegistrationView
from bot.replies.message import Button, Message, bold, esc, ref, two_per_row
from bot.replies.trip_words import demonstration, trip_name


def needs(t: Texts, registration: RegistrationView, told: Needs, *, is_shown: bool) -> Message:
    """What can be chosen, what is needed, and who sees it."""
    state = (
        t.gettext(
            "✅ The officers of the trip see this beside your code; the driver and who prepares meals see numbers "
            "alone."
        )
        if is_shown
        else t.gettext(
            "Nobody sees this yet. If you agree, the officers of the trip see it beside your code; the driver and who "
            "prepares meals see numbers alone."
        )
    )
    buttons = [Button(_counted(t, need, told.get(need, 0)), ref("needs", registration.id, need)) for need in Need]
    deciding = (
        Button(t.gettext("🙈 Show it to nobody"), ref("needs_hide", registration.id))
        if is_shown
        else Button(t.gettext("✅ I agree, show it"), ref("needs_share", registration.id))
    )
    erasing = Button(t.gettext("🗑 Erase it"), ref("needs_forget", registration.id))
    text = [
        bold(t.gettext("Children, meals, mobility: {name}", name=trip_name(t, registration.trip))),
        esc(
            t.gettext(
                "If you wish, tap what your household needs on that day; tap again for one more. For anything else, "
                "talk to a person."
            )
        ),
        *(f"• {esc(line)}" for line in lines(t, told)),
        *([esc(state)] if told else []),
        esc(
            t.ngettext(
                "It is erased {n} day after the trip.", "It is erased {n} days after the trip.", TRAVEL_NEEDS.days
            )
        ),
        *demonstration(t, registration.trip),
    ]
    return Message(
        "\n".join(text),
        (
            *two_per_row(buttons),
            *([(deciding, erasing)] if told else []),
            (Button(t.gettext("🙋 Talk to a person"), ref("human")),),
            (Button(t.gettext("📅 My day"), ref("my_day", registration.id)),),
        ),
        replaces=True,
    )


def lines(t: Texts, told: Needs) -> list[str]:
    """What is needed, and by how many people."""
    return [t.gettext("{field}: {answer}", field=need_name(t, need), answer=t.number(n)) for need, n in told.items()]


def need_name(t: Texts, need: Need) -> str:
    """The name of a need."""
    return {
        Need.BABY: t.gettext("Child under 2"),
        Need.TODDLER: t.gettext("Child of 2 to 4"),
        Need.CHILD: t.gettext("Child of 5 to 8"),
        Need.TEENAGER: t.gettext("Child of 9 to 17"),
        Need.VEGETARIAN: t.gettext("Vegetarian meal"),
        Need.HALAL: t.gettext("Halal meal"),
        Need.KOSHER: t.gettext("Kosher meal"),
        Need.NO_NUTS: t.gettext("Meal without nuts"),
        Need.NO_GLUTEN: t.gettext("Meal without gluten"),
        Need.NO_MILK: t.gettext("Meal without milk"),
        Need.NO_FISH: t.gettext("Meal without fish or seafood"),
        Need.WHEELCHAIR: t.gettext("Wheelchair"),
        Need.STROLLER: t.gettext("Stroller"),
        Need.FEW_STEPS: t.gettext("Steps are difficult"),
    }[need]


def _counted(t: Texts, need: Need, number: int) -> str:
    return f"{t.number(number)} × {need_name(t, need)}" if number else need_name(t, need)
