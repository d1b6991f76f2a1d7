"""Officers' wishes for a timetable in words, and which of them contradict each other."""

from collections.abc import Mapping, Sequence

from bot.base.i18n import Texts
from bot.timetable.officer_wishes import Away, Keep, LeaveBy, Meet, NotBefore, Wish


def conflict(t: Texts, wishes: Sequence[Wish], employers: Mapping[str, str], hours: Sequence[str]) -> str:
    """Says which wishes cannot all be granted.

    Args:
        employers: names by identifier.
        hours: when each slot begins, as text.
    """
    if not wishes:
        return t.gettext("No timetable is possible on this day, even without your wishes.")
    header = t.ngettext(
        "{n} request cannot be met on this day:",
        "These {n} requests cannot all be met. Without any one of them, the others can:",
        len(wishes),
    )
    return "\n".join((header, *(f"• {wish_text(t, each, employers, hours)}" for each in wishes)))


def wish_text(t: Texts, wish: Wish, employers: Mapping[str, str], hours: Sequence[str]) -> str:
    """One wish."""
    match wish:
        case Meet(candidate, employer):
            return t.gettext("Traveller {code} meets {employer}.", code=candidate, employer=employers[employer])
        case Keep(employer):
            return t.gettext("{employer} is kept and meets somebody.", employer=employers[employer])
        case NotBefore(candidate, slot):
            return t.gettext("Traveller {code} has no interview before {hour}.", code=candidate, hour=hours[slot])
        case LeaveBy(slot):
            return t.gettext("No interview takes place at {hour} or later.", hour=hours[slot])
        case Away(candidate, slots):
            return t.gettext(
                "Traveller {code} has no interview at {hours}.",
                code=candidate, hours=t.listing([hours[slot] for slot in sorted(slots)]),
            )  # fmt: skip
