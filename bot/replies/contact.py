"""Contact between candidates and the programme's people: meetings, impressions, and what officers read in the chat."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.base.i18n import Texts
from bot.programme.impressions import Impression, Theme
from bot.programme.meetings import Meeting
from bot.programme.staff import Alarm
from bot.programme.trip_views import RegistrationView
from bot.replies import contact_details
from bot.replies.message import Button, Message, Rows, bold, esc, in_parts, one_per_row, ref
from bot.replies.trip_words import seats_text, trip_name

_MOST_MOMENTS = 8


def meetings(t: Texts, free: Sequence[Meeting], mine: Meeting | None, now: datetime) -> Message:
    """An officer's free times, and the one that was taken."""
    parts = [bold(t.gettext("Talk with an advisor before your trip"))]
    rows = []
    if mine is not None:
        moment = bold(t.moment(mine.starts_at, now))
        parts.append(t.gettext("Your meeting is {moment}. You can choose another time.", moment=moment))
        rows.append(Button(t.gettext("✖️ Cancel my meeting"), ref("meeting_give_back", mine.id)))
    if free:
        parts.append(esc(t.gettext("An advisor calls you here on Telegram or by phone. Which time suits you?")))
    else:
        parts.append(esc(t.gettext("No time is free at the moment. You can ask for a person, who writes back to you.")))
        rows.append(Button(t.gettext("🙋 Talk to a person"), ref("human")))
    moments = [Button(_choice(t, row), ref("meeting_take", row.id)) for row in free[:_MOST_MOMENTS]]
    return Message("\n\n".join(parts), one_per_row([*moments, *rows]))


def meeting_taken(t: Texts, row: Meeting, now: datetime) -> Message:
    """The meeting is arranged."""
    text = t.gettext(
        "It is arranged: {moment}, about {minutes} minutes. I will remind you the day before and the hour before.",
        moment=bold(t.moment(row.starts_at, now)), minutes=row.minutes,
    )  # fmt: skip
    return Message("\n\n".join((text, *_with_whom(t, row))), ((contact_details.offer(t),), *_cancel_meeting(t, row)))


def meeting_gone(t: Texts) -> Message:
    """Somebody was faster, or the time has passed."""
    return Message(esc(t.gettext("This time is not free any more.")))


def meeting_given_back(t: Texts) -> Message:
    """The meeting was given back."""
    return Message(esc(t.gettext("Your meeting is cancelled. Thank you for telling us.")), _another_time(t))


def meeting_withdrawn(t: Texts, starts_at: datetime) -> Message:
    """The officer withdrew the time."""
    text = t.gettext("Your meeting {moment} cannot take place. I am sorry.", moment=bold(t.dated(starts_at)))
    return Message(text, _another_time(t))


def meeting_reminder(t: Texts, row: Meeting) -> Message:
    """Reminds the candidate, the day and the hour before."""
    text = t.gettext("Reminder: your meeting with an advisor is {moment}.", moment=bold(t.dated(row.starts_at)))
    return Message("\n\n".join((text, *_with_whom(t, row))), _cancel_meeting(t, row))


def staff_meeting(t: Texts, starts_at: datetime, chat_id: int, *, taken: bool) -> Message:
    """To the officer: somebody took a time, or it is near. The link opens the candidate's chat in Telegram."""
    moment = bold(t.dated(starts_at))
    text = (
        t.gettext("You have a new exploratory interview {moment}.", moment=moment)
        if taken
        else t.gettext("Reminder: you have an exploratory interview {moment}.", moment=moment)
    )
    link = f'<a href="tg://user?id={chat_id}">{esc(t.gettext("Write to the candidate"))}</a>'
    return Message(f"{text}\n{link}")


def staff_meeting_freed(t: Texts, starts_at: datetime) -> Message:
    """To the officer: the time is free again."""
    return Message(
        t.gettext(
            "The exploratory interview {moment} was cancelled, and the time is free again.",
            moment=bold(t.dated(starts_at)),
        )
    )


def answer(t: Texts, words: str) -> list[Message]:
    """An officer's answer to somebody who asked for a person, in as many messages as it takes."""
    first, *others = in_parts(words)
    heading = bold(t.gettext("A person of the program writes to you:"))
    *before, last = (f"{heading}\n{esc(first)}", *map(esc, others))
    rows = ((Button(t.gettext("🙋 Talk to a person"), ref("human")),),)
    return [*(Message(text) for text in before), Message(last, rows)]


def impression_question(t: Texts, theme: Theme, subject: str) -> Message:
    """How is it? Three answers, one tap."""
    text = {
        Theme.TRIP: t.gettext("How was your trip?"),
        Theme.JOB: t.gettext("How is the job?"),
        Theme.LIFE: t.gettext("How is life there, for you and those who came with you?"),
    }[theme]
    answers = {
        Impression.GOOD: t.gettext("😀 Good"),
        Impression.MIXED: t.gettext("😐 So-so"),
        Impression.BAD: t.gettext("🙁 Not well"),
    }
    buttons = [Button(label, ref("impression", theme, subject, given)) for given, label in answers.items()]
    return Message(bold(text), (tuple(buttons),))


def impression(t: Texts, theme: Theme, subject: str, given: Impression) -> Message:
    """Thanks; the question on the job is followed by one on life there; what does not go well reaches a person."""
    thanks = {
        Impression.GOOD: t.gettext("Thank you, I am glad to read it."),
        Impression.MIXED: t.gettext("Thank you for saying so. If something can be done, a person can help."),
        Impression.BAD: t.gettext("I am sorry. I have asked a person of the program to contact you."),
    }[given]
    if theme is Theme.JOB:
        following = impression_question(t, Theme.LIFE, subject)
        return Message(f"{esc(thanks)}\n\n{following.text}", following.rows)
    return Message(
        esc(thanks),
        (
            (Button(t.gettext("🙋 Talk to a person"), ref("human")),),
            (Button(t.gettext("🤝 Local services"), ref("services")),),
        ),
    )


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


def _with_whom(t: Texts, row: Meeting) -> tuple[str, ...]:
    return (t.gettext("The advisor’s name: {name}", name=esc(row.officer)),) if row.officer else ()


def _cancel_meeting(t: Texts, row: Meeting) -> Rows:
    return ((Button(t.gettext("✖️ Cancel my meeting"), ref("meeting_give_back", row.id)),),)


def _another_time(t: Texts) -> Rows:
    return ((Button(t.gettext("🕘 Choose another time"), ref("meetings")),),)


def _choice(t: Texts, row: Meeting) -> str:
    return t.gettext("{day} at {hour}", day=t.short_date(row.starts_at), hour=t.time(row.starts_at))
