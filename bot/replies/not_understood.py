"""Messages that are not understood: unclear, forwarded, too long, or no words at all."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.replies.main_menu import menu
from bot.replies.message import Button, Message, esc, one_per_row, ref


def unsure(t: Texts, choices: Sequence[Button], *, offer_person: bool) -> Message:
    """Not understood: the likeliest meanings, and a person if it happens twice in a row."""
    person = [Button(t.gettext("🙋 Talk to a person"), ref("human"))] if offer_person else []
    text = (
        t.gettext("I am sorry, I still do not understand. A person can help you, or choose here:")
        if offer_person
        else t.gettext("I am not sure that I understand. Did you mean:")
        if choices
        else t.gettext("I am not sure that I understand. Could you say it in other words?")
    )
    return Message(text, one_per_row([*choices, *person]) or menu(t))


def acronym_unknown(t: Texts, acronym: str) -> Message:
    """An acronym that no organisation we know has, nor any of our texts."""
    return Message(
        "\n\n".join(
            (
                t.gettext("I do not know what “{acronym}” is.", acronym=esc(acronym)),
                t.gettext("If it is an organization, the line 211 may know it, or a person of the program."),
            )
        ),
        ((Button(t.gettext("🙋 Talk to a person"), ref("human")),),),
    )


def forwarded(t: Texts) -> Message:
    """A forwarded message holds somebody else's words: nothing is stored, and its sender is asked what they want."""
    return Message(
        t.gettext(
            "This message was written by somebody else, so I note nothing of it about you. What would you like to know "
            "about it? Write your question, for example “is this offer serious?”."
        )
    )


def unsupported(t: Texts, kind: str) -> Message:
    """A voice message, a picture, a sticker: says kindly what to do instead."""
    return Message(
        {
            "voice": t.gettext("I cannot listen to voice messages yet. Could you write it to me in a few words?"),
            "picture": t.gettext("I cannot look at pictures or videos. Could you write to me what you need?"),
            "file": t.gettext(
                "I cannot open files, and I have not kept yours. To show a résumé to a person of the "
                "program, tap “Talk to a person”."
            ),
            "location": t.gettext(
                "I cannot read a location, and I have not kept it. Write the name of the town or of the region to me."
            ),
            "sticker": t.gettext("Nice! I only understand words, though. What would you like to know?"),
        }.get(kind, t.gettext("I only understand words in French or in English. Could you write it to me?")),
        ((Button(t.gettext("🙋 Talk to a person"), ref("human")), Button(t.gettext("Help"), ref("help"))),),
    )


def too_long(t: Texts) -> Message:
    """The text is too long."""
    return Message(
        t.gettext("That is a long message! Could you write the most important part in one or two sentences?")
    )
