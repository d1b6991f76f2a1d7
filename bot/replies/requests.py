"""Requests for a person of the programme, and opinions that are passed on to them."""

from bot.base.i18n import Texts
from bot.replies.message import Message


def feedback_thanks(t: Texts) -> Message:
    """An opinion was stored."""
    return Message(t.gettext("Thank you for telling us. I have noted it for the people of the program."))


def feedback_enough(t: Texts) -> Message:
    """Too many opinions in a day."""
    return Message(
        t.gettext("Thank you. I have kept many messages of yours today and cannot keep more before tomorrow.")
    )


def feedback_refused(t: Texts) -> Message:
    """An opinion cannot be stored without consent."""
    return Message(
        t.gettext("Thank you. You have not agreed that I keep personal data, so I have not kept what you wrote.")
    )


def human(t: Texts, reference: str) -> Message:
    """A person was asked for: says honestly what happens next."""
    return Message(
        "\n\n".join(
            (
                t.gettext("Your request is noted (reference {reference}).", reference=reference),
                t.gettext(
                    "What happens next: your request waits for a person of the program, who will answer you here, in "
                    "this chat. I cannot promise when."
                ),
                t.gettext("Meanwhile I remain here for your questions."),
            )
        )
    )
