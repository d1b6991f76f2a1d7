"""The states of trips, registrations, jobs and requests, in a word or two for officers."""

from bot.base.i18n import Texts
from bot.base.states import JobState, VacancyState
from bot.programme.requests import Reason
from bot.programme.trip_change_rules import Changed
from bot.programme.trips import RegistrationState, TripState


def state_name(t: Texts, state: TripState | RegistrationState) -> str:
    """The name of a state of a trip or a registration."""
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


def vacancy_state_name(t: Texts, state: VacancyState) -> str:
    """The name of a vacancy's state."""
    return {
        VacancyState.OPEN: t.gettext("open to applications"),
        VacancyState.FILLED: t.gettext("filled"),
        VacancyState.CLOSED: t.gettext("not offered any more"),
    }[state]


def job_state_name(t: Texts, state: JobState) -> str:
    """The name of a job's state."""
    return {
        JobState.OFFERED: t.gettext("job offered"),
        JobState.ACCEPTED: t.gettext("job accepted"),
        JobState.STARTED: t.gettext("job started"),
        JobState.ENDED: t.gettext("job ended"),
    }[state]


def counted_name(t: Texts, what: str) -> str:
    """The name of what a year's figure counts; things that are no longer counted keep theirs."""
    return {
        "people agreed": t.gettext("people who agreed that their answers are kept"),
        "households attended": t.gettext("households that came"),
        "households absent": t.gettext("households that did not come"),
        "households met": t.gettext("households that met an employer"),
        "seats attended": t.gettext("seats used"),
        "seats absent": t.gettext("seats not used"),
        "jobs offered": t.gettext("jobs offered, not accepted yet"),
        "jobs accepted": t.gettext("jobs accepted"),
        "jobs started": t.gettext("jobs started"),
        "jobs ended": t.gettext("jobs ended"),
        "jobs kept 1m": t.gettext("jobs kept for a month"),
        "jobs kept 3m": t.gettext("jobs kept for three months"),
        "jobs kept 6m": t.gettext("jobs kept for six months"),
        "jobs kept 12m": t.gettext("jobs kept for a year"),
        "trip good": t.gettext("the trip was good"),
        "trip mixed": t.gettext("the trip was neither good nor bad"),
        "trip bad": t.gettext("the trip was bad"),
        "job good": t.gettext("the job is good"),
        "job mixed": t.gettext("the job is neither good nor bad"),
        "job bad": t.gettext("the job is bad"),
        "life good": t.gettext("life there is good"),
        "life mixed": t.gettext("life there is neither good nor bad"),
        "life bad": t.gettext("life there is bad"),
    }.get(what, what)


def changed_name(t: Texts, changed: Changed) -> str:
    """The name of a part of a trip that was changed."""
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
