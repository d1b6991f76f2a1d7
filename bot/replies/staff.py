"""What officers read in the chat: their welcome, travellers' codes, alarms."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.base.i18n import Texts
from bot.programme.staff import Alarm
from bot.programme.trip_views import RegistrationView
from bot.replies.message import Message, bold, esc
from bot.replies.trip_words import seats_text, trip_name


def staff_welcome(t: Texts) -> Message:
    """An officer opened the invitation."""
    return Message(
        esc(
            t.gettext(
                "Welcome. From now on I write to you here when somebody needs a person, and before your exploratory "
                "interviews. To check travellers in, scan their code, or type it here."
            )
        )
    )


def link_used(t: Texts) -> Message:
    """The invitation was used already."""
    return Message(esc(t.gettext("This link was used already, or is not valid. Ask for a new one.")))


def code_is_for_officers(t: Texts) -> Message:
    """Somebody who is not an officer scanned a code."""
    return Message(esc(t.gettext("This code is for the person of the program at the departure. Just show it there.")))


def code_unknown(t: Texts) -> Message:
    """No registration has this code."""
    return Message(esc(t.gettext("No confirmed seat goes with this code.")))


def not_the_day(t: Texts) -> Message:
    """The code was shown before the day or after the trip: that does not count as being there."""
    return Message(
        esc(
            t.gettext(
                "Arrivals cannot be noted now. It will be possible from three hours before departure until the return."
            )
        )
    )


def checked_in(t: Texts, registration: RegistrationView) -> Message:
    """To the officer: how many may board."""
    return Message(
        t.gettext(
            "✅ Checked in: {seats}, {name}.",
            seats=bold(seats_text(t, registration.seats)), name=esc(trip_name(t, registration.trip)),
        )
    )  # fmt: skip


def alarm(t: Texts, about: str, waiting: int, known: Mapping[str, Any]) -> Message:
    """To an officer: somebody or something needs a person.

    `waiting`: how many people wait by now; `known`: the values that the alarm carries.
    """
    text = {
        Alarm.REQUEST: t.gettext("Somebody asks to speak with a person of the program. To answer: /console"),
        Alarm.NOT_WELL: t.gettext(
            "Somebody answers that the trip, the job or life there is not well, and was promised that a person writes. "
            "To answer: /console"
        ),
        Alarm.DANGER: t.gettext(
            "Somebody who may be in danger asks for a person now. They have the emergency numbers. To answer: /console"
        ),
        Alarm.SET_ASIDE: t.gettext(
            "A message to a candidate could not be sent and was set aside. Please tell whoever runs the assistant."
        ),
        Alarm.TAKEN_BACK: t.gettext(
            "Somebody took back the agreement that an employer sees their profile, after the employer had been told of "
            "it. Please tell the employer. Who it is: /console"
        ),
        Alarm.ERASED: _erased(t, known),
    }[Alarm(about)]
    all_of_them = t.ngettext("{n} person waits in all.", "{n} people wait in all.", waiting)
    return Message(esc(f"{text} {all_of_them}" if waiting > 1 else text))


def _erased(t: Texts, known: Mapping[str, Any]) -> str:
    """Somebody was erased whom an employer knew or was to meet."""
    employer = known.get("employer", "")
    hours = t.listing([t.dated(datetime.fromisoformat(each)) for each in known.get("hours", ())])
    said = t.gettext(
        "Somebody whom {employer} was told of, or was to meet, has had everything about them erased. Please tell the "
        "employer, who must destroy what they hold.",
        employer=employer,
    )  # fmt: skip
    return t.gettext("{said} No interview: {hours}.", said=said, hours=hours) if hours else said
