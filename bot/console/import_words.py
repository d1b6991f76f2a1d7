"""Imports in words for officers: their kinds, and why something cannot be imported or taken back."""

from bot.base.i18n import Texts
from bot.base.retention_periods import IMPORTED_VALUES
from bot.importing.columns import Kind
from bot.importing.lines import Problem
from bot.importing.taking_back import Barrier, CannotTakeBack
from bot.programme.trip_change_rules import InterviewsStand


def kind_name(t: Texts, kind: Kind) -> str:
    """What a file lists."""
    return {
        Kind.EMPLOYERS: t.gettext("employers"),
        Kind.VACANCIES: t.gettext("vacancies"),
        Kind.TRIPS: t.gettext("trips"),
    }[kind]


def reason_text(t: Texts, problem: Problem) -> str:
    """Why a line is refused, or what it asks."""
    if isinstance(problem.values.get("why"), InterviewsStand):
        return t.gettext("interviews stand on this day: say above whether they move along")
    return problem.told(t)


def barrier_text(t: Texts, error: CannotTakeBack) -> str:
    """Why an import cannot be taken back."""
    return {
        Barrier.NO_IMPORT: t.gettext("There is no import {number} to take back.", number=error.what),
        Barrier.FORGOTTEN: t.gettext(
            "What import {number} changed is forgotten: it is older than {days} days.",
            number=error.what, days=IMPORTED_VALUES.days,
        ),
        Barrier.GONE: t.gettext("{row} is gone. Nothing was taken back.", row=error.what),
        Barrier.TOLD: t.gettext(
            "Travellers may have been told of {row}: change the trip itself. Nothing was taken back.", row=error.what
        ),
        Barrier.CHANGED: t.gettext("{row} was changed since. Nothing was taken back.", row=error.what),
        Barrier.BUILT_ON: t.gettext(
            "Something has been built on {row}: vacancies, trips, interest, registrations, a program or interviews. "
            "Nothing was taken back.",
            row=error.what,
        ),
    }[error.barrier]  # fmt: skip
