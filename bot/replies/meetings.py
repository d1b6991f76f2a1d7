"""Exploratory interviews with an officer: free times, the one that was taken, reminders."""

from collections.abc import Sequence
from datetime import datetime

from bot.base.i18n import Texts
from bot.programme.meetings import Meeting
from bot.replies import contact_details
from bot.replies.message import Button, Message, Rows, bold, esc, one_per_row, ref

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


def _with_whom(t: Texts, row: Meeting) -> tuple[str, ...]:
    return (t.gettext("The advisor’s name: {name}", name=esc(row.officer)),) if row.officer else ()


def _cancel_meeting(t: Texts, row: Meeting) -> Rows:
    return ((Button(t.gettext("✖️ Cancel my meeting"), ref("meeting_give_back", row.id)),),)


def _another_time(t: Texts) -> Rows:
    return ((Button(t.gettext("🕘 Choose another time"), ref("meetings")),),)


def _choice(t: Texts, row: Meeting) -> str:
    return t.gettext("{day} at {hour}", day=t.short_date(row.starts_at), hour=t.time(row.starts_at))
