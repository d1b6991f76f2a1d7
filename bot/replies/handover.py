"""What a candidate reads when a person of the programme takes the conversation over, writes and leaves."""

from datetime import datetime

from bot.base.i18n import Texts
from bot.programme.access import Role
from bot.replies.message import Button, Message, bold, esc, ref


def taken_over(t: Texts, name: str, role: Role, until: datetime) -> Message:
    """Who it is, and what changes by it."""
    text = t.gettext(
        "{person} has this conversation now and reads what you write. I keep silent meanwhile; the buttons go on "
        "working. If nothing is written to you until {hour}, I am here again by myself.",
        person=bold(_person(t, name, role)), hour=t.time(until),
    )  # fmt: skip
    return Message(text)


def person_writes(t: Texts, name: str, role: Role, words: str) -> Message:
    """Their own words, under their name."""
    return Message(f"{bold(_person(t, name, role))}\n{esc(words)}")


def handed_back(t: Texts) -> Message:
    """The assistant again."""
    return Message(
        esc(
            t.gettext("The person of the program has left the conversation. I am the assistant again, ask me anything.")
        ),
        ((Button(t.gettext("🙋 Talk to a person"), ref("human")),),),
    )


def somebody_wrote(t: Texts) -> Message:
    """To an officer who has not answered yet."""
    return Message(esc(t.gettext("Somebody whose conversation you have wrote to you. To answer: /console")))


def _person(t: Texts, name: str, role: Role) -> str:
    """A first name and what they do, as the sentence begins."""
    what = {
        Role.TRIP_LEAD: t.gettext("trip lead of the program"),
        Role.ADMINISTRATOR: t.gettext("in charge of the program"),
    }.get(role, t.gettext("officer of the program"))
    return t.gettext("{name}, {role}", name=name, role=what) if name else t.gettext("A person of the program")
