"""Where a trip, a registration or a request stands, in a word or two for those who work for the programme."""

from bot.base.i18n import Texts
from bot.programme.requests import Reason
from bot.programme.trip_changes import Changed
from bot.programme.trips import RegistrationState, TripState


def state_name(t: Texts, state: TripState | RegistrationState) -> str:
    """A state of a trip or of a registration."""
    return {
        TripState.DRAFT: t.gettext("draft"),
        TripState.OPEN: t.gettext("open"),
        TripState.FULL: t.gettext("full"),
        TripState.CLOSED: t.gettext("closed"),
        TripState.HELD: t.gettext("held"),
        TripState.CANCELLED: t.gettext("cancelled"),
        RegistrationState.WAITING: t.gettext("waiting"),
        RegistrationState.OFFERED: t.gettext("offered"),
        RegistrationState.CONFIRMED: t.gettext("confirmed"),
        RegistrationState.DECLINED: t.gettext("declined"),
        RegistrationState.PASSED: t.gettext("passed on"),
        RegistrationState.ATTENDED: t.gettext("attended"),
        RegistrationState.ABSENT: t.gettext("absent"),
    }[state]


def changed_name(t: Texts, changed: Changed) -> str:
    """What of a trip was changed."""
    return {
        Changed.TOWN: t.gettext("the town"),
        Changed.WHEN: t.gettext("the hours"),
        Changed.DEPARTURE: t.gettext("the place of departure"),
        Changed.MEETING: t.gettext("the meeting place"),
        Changed.PROGRAMME: t.gettext("the program"),
        Changed.EMPLOYERS: t.gettext("the employers"),
    }[changed]


def reason_name(t: Texts, reason: Reason) -> str:
    """Why somebody waits for a person of the programme."""
    return {
        Reason.ASKED: t.gettext("asked for a person"),
        Reason.DANGER: t.gettext("may be in danger"),
        Reason.TRIP: t.gettext("the trip is not well"),
        Reason.JOB: t.gettext("the job is not well"),
        Reason.LIFE: t.gettext("life there is not well"),
    }[reason]
