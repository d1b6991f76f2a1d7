"""What is told when an officer takes a conversation over, writes in it, and hands it back."""

from datetime import datetime

from bot.base.i18n import Texts
from bot.programme.access import Role
from bot.programme.attachments import LARGEST, MOST_TOGETHER, Media, Refused, Shown
from bot.programme.group_messages import Said
from bot.replies.message import Button, Kept, Message, bold, esc, ref

_MEGABYTE = 1024 * 1024


def taken_over(t: Texts, name: str, role: Role, until: datetime) -> Message:
    """Who takes the conversation over, and what that changes."""
    text = t.gettext(
        "{person} has this conversation now and reads what you write. I keep silent meanwhile; the buttons go on "
        "working. If nothing is written to you until {hour}, I am here again by myself.",
        person=bold(person(t, name, role)), hour=t.time(until),
    )  # fmt: skip
    return Message(text)


def person_writes(t: Texts, name: str, role: Role, words: str, file: Shown | None = None) -> Message:
    """The officer's own words under their name, and the file sent with them."""
    text = "\n".join(filter(None, (bold(person(t, name, role)), esc(words))))
    return Message(text, kept=Kept(file.id, file.name, file.media is Media.PICTURE) if file else None)


def to_a_group(t: Texts, said: Said) -> Message:
    """An officer's message to a group, whose readers can ask for a person."""
    words = f"{bold(person(t, said.name, said.role))}\n{esc(t.written(said.text))}"
    return Message(words, ((Button(t.gettext("🙋 Talk to a person"), ref("human")),),))


def handed_back(t: Texts, *, waits: bool = False) -> Message:
    """The assistant is back. `waits`: the candidate's last message has had no answer."""
    text = t.gettext("The person of the program has left the conversation. I am the assistant again, ask me anything.")
    if waits:
        text = t.gettext(
            "The person of the program has left the conversation. What you wrote last has had no answer yet: the "
            "people of the program know that you wait. Meanwhile I am the assistant again, ask me anything."
        )
    return Message(
        esc(text),
        ((Button(t.gettext("🙋 Talk to a person"), ref("human")),),),
    )


def passed_on(t: Texts) -> Message:
    """A reply to an officer's answer was passed on; a button leads back to the assistant."""
    text = t.gettext("I have passed this on to the people of the program. To ask me something instead, tap here:")
    return Message(esc(text), ((Button(t.gettext("💬 Ask the assistant"), ref("help")),),))


def somebody_wrote(t: Texts) -> Message:
    """Reminds an officer who has not answered yet."""
    return Message(esc(t.gettext("Somebody whose conversation you have wrote to you. To answer: /console")))


def handed_to_you(t: Texts, name: str) -> Message:
    """To an officer to whom a conversation was handed over; `name`: the colleague's."""
    given = t.gettext("{name} hands a conversation to you: you have it now. Read it: /console", name=name)
    return Message(esc(given if name else t.gettext("A conversation was handed to you: you have it now. /console")))


def somebody_in_danger(t: Texts) -> Message:
    """To the officer in the conversation, without the candidate's words."""
    return Message(
        esc(
            t.gettext(
                "⚠️ Somebody whose conversation you have may be in danger. I have given the help lines. Read it now: "
                "/console"
            )
        )
    )


def not_reachable(t: Texts) -> Message:
    """To the officer in the conversation: their last message may not have arrived."""
    return Message(
        esc(
            t.gettext(
                "Somebody whose conversation you have has blocked the assistant: what you wrote last may not have "
                "arrived. Their request is open again. /console"
            )
        )
    )


def not_passed_on(t: Texts, why: Refused) -> Message:
    """Tells a candidate that the person will not see the file."""
    text = {
        Refused.KIND: t.gettext(
            "I can pass on pictures (JPEG, PNG, WebP) and PDF files, and nothing else. This was not kept: please "
            "write what it says, or send a picture of it."
        ),
        Refused.SIZE: t.gettext(
            "This file is too large, so it was not passed on or kept: {n} MB at most.", n=LARGEST // _MEGABYTE
        ),
        Refused.TOO_MANY: t.gettext(
            "Your files together are more than {n} MB, so this one was not passed on or kept. Tell the person who "
            "answers you; they read what you write.",
            n=MOST_TOGETHER // _MEGABYTE,
        ),
        Refused.LOST: t.gettext("Telegram did not give me this file, so it was not passed on. Please send it again."),
    }[why]
    return Message(esc(text))


def placeholder(t: Texts, kind: str, *, passed_on: bool = True) -> str:
    """What an officer reads in place of a message without words; `kind`: the channel's name for it."""
    shown = _placeholder(t, kind)
    return shown if passed_on else f"{shown} {t.gettext('(not passed on)')}"


def _placeholder(t: Texts, kind: str) -> str:
    return {
        "voice": t.gettext("[voice message]"),
        "picture": t.gettext("[picture]"),
        "file": t.gettext("[file]"),
        "location": t.gettext("[location]"),
        "sticker": t.gettext("[sticker]"),
    }.get(kind, t.gettext("[message without text]"))


def person(t: Texts, name: str, role: Role) -> str:
    """The beginning of a sentence: an officer's first name and role."""
    what = {
        Role.TRIP_LEAD: t.gettext("trip lead of the program"),
        Role.ADMINISTRATOR: t.gettext("in charge of the program"),
    }.get(role, t.gettext("officer of the program"))
    return t.gettext("{name}, {role}", name=name, role=what) if name else t.gettext("A person of the program")
