"""The states of things: stored in the tables, and used by the rules."""

from enum import StrEnum


class Consent(StrEnum):
    """What a candidate said to the question on personal data."""

    GIVEN = "given"
    REFUSED = "refused"


class DeliveryState(StrEnum):
    """Whether what an officer wrote to a candidate has arrived."""

    WAITING = "waiting"  # to be sent
    SENT = "sent"  # Telegram took it
    BLOCKED = "blocked"  # the candidate blocked the assistant before it arrived
    REFUSED = "refused"  # it could not be sent, and is not tried any more


class TripState(StrEnum):
    """Where a trip stands."""

    DRAFT = "draft"
    OPEN = "open"
    FULL = "full"  # every seat is confirmed or offered; one can still wait
    CLOSED = "closed"  # it has left, or officers take no more registrations
    HELD = "held"
    CANCELLED = "cancelled"


class RegistrationState(StrEnum):
    """Where a household's registration stands."""

    WAITING = "waiting"
    OFFERED = "offered"  # its seats are held until `offered_until`
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    PASSED = "passed"  # no answer in time, or no seat came free before the trip left
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    ABSENT = "absent"


class VacancyState(StrEnum):
    """Whether a job can still be had."""

    OPEN = "open"
    FILLED = "filled"
    CLOSED = "closed"  # the employer looks for nobody any more


class JobState(StrEnum):
    """Where a job stands. Only what was accepted counts as found."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    STARTED = "started"
    ENDED = "ended"


class AmendmentState(StrEnum):
    """Where an officer's change of a fact stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in force"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # taken back by its author, or taken out of force


class Preselected(StrEnum):
    """What officers decided of somebody for a trip or a vacancy."""

    INVITED = "invited"
    ASIDE = "aside"


class AsideReason(StrEnum):
    """Why somebody is put aside. Only what may count: nothing of family, origin or status."""

    LACKS = "lacks"  # something that the work needs
    ELSEWHERE = "elsewhere"  # another trip or job suits better
    LATER = "later"  # not now
    WISH = "wish"  # they said so themselves


class MeetingDecision(StrEnum):
    """What an exploratory interview led to."""

    INVITED = "invited"  # to a trip
    NOT_NOW = "not now"
    OTHER = "other"  # something else, which the notes say
