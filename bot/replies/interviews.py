"""The interviews of a traveller's day, and what is said where there is none."""

from bot.base.i18n import Texts
from bot.base.terms import Language
from bot.db.models import TripRow
from bot.programme.without import Why
from bot.replies.message import esc


def without(t: Texts, trip: TripRow, why: Why) -> list[str]:
    """That there is no interview, why, and what is done instead."""
    parts = [t.gettext("You have no interview with an employer on this trip."), _why(t, why)]
    instead = trip.instead_fr if t.language is Language.FRENCH else trip.instead_en
    if instead:
        parts.append(t.gettext("Meanwhile: {what}", what=instead))
    return [esc(each) for each in parts]


def _why(t: Texts, why: Why) -> str:
    return {
        Why.PROFILE: t.gettext("I do not know your occupation, so no employer could be chosen for you."),
        Why.DECLINED: t.gettext("You said no to the employers of this trip who suit you."),
        Why.PLACES: t.gettext("The employers had fewer times than there are travellers who suit them."),
        Why.NO_RIGHT_TO_WORK: t.gettext(
            "The jobs of these employers need a right to work in Canada, which your answer does not show."
        ),
        Why.TIED_PERMIT: t.gettext(
            "Your permit is tied to one employer, and those of this trip have not said that they take a closed permit."
        ),
        Why.NO_COMMON_LANGUAGE: t.gettext("You and the workplaces of this trip have no language in common yet."),
        Why.UNRELATED_OCCUPATION: t.gettext("None of the employers of this trip looks for your occupation."),
    }[why]
