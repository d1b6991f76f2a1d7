"""A traveller's interviews: agreements that they need, and why there are none."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.programme.trip_views import InterviewView, TripView
from bot.programme.vacancy_views import VacancyView
from bot.programme.why_no_interview import Why
from bot.replies.interest import short
from bot.replies.message import Button, Message, Rows, bold, esc, ref


def without(t: Texts, trip: TripView, why: Why) -> list[str]:
    """Says that there is no interview, why, and what the traveller does instead."""
    parts = [t.gettext("You have no interview with an employer on this trip."), reason(t, why)]
    if instead := t.written(trip.instead):
        parts.append(t.gettext("Meanwhile: {what}", what=instead))
    return [esc(each) for each in parts]


def consent(t: Texts, unagreed: Sequence[InterviewView]) -> tuple[list[str], Rows]:
    """The employers that need an agreement before an interview, with the buttons for it."""
    if not unagreed:
        return [], ()
    names = t.listing([row.employer.name for row in unagreed])
    text = t.gettext(
        "I need your yes for an interview with: {names}. They see your answers only if you agree; without it, the "
        "interview does not take place.",
        names=names,
    )
    rows = tuple(
        (
            Button(
                t.gettext("✅ Agree: {employer}", employer=short(row.employer.name)), ref("interest", row.vacancy_id)
            ),
            Button(t.gettext("✖️ No interview"), ref("decline_interview", row.vacancy_id)),
        )
        for row in unagreed
    )
    return [esc(text)], rows


def declined(t: Texts, row: VacancyView) -> Message:
    """Declining is fine."""
    text = t.gettext(
        "It is noted: no interview with {employer}, and they do not see your answers.", employer=bold(row.employer.name)
    )
    return Message(text, ((Button(t.gettext("💼 See my matches"), ref("matches")),),))


def reason(t: Texts, why: Why) -> str:
    """Why somebody has no interview, in words for them."""
    return {
        Why.EMPTY: t.gettext(
            "I know neither your occupation nor your status in Canada, so no employer could be chosen for you."
        ),
        Why.STATUS: t.gettext(
            "I do not know your status in Canada, so nobody knows whether you may work for the employers of this trip."
        ),
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
