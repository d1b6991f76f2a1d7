"""Somebody found a job, or was offered one."""

from bot.base.i18n import Texts
from bot.replies.message import Button, Message, one_per_row, ref, two_per_row


def hired_question(t: Texts) -> Message:
    """Asks whether somebody found a job; only a button confirms it."""
    return Message(
        t.gettext("Did you find a job? Please tell me with a button, so that I note nothing wrong."),
        one_per_row(
            [
                Button(t.gettext("🎉 Yes, I have a job"), ref("hired_confirm")),
                Button(t.gettext("📝 I have an offer, and have not accepted yet"), ref("job_offered")),
                Button(t.gettext("🔎 No, I am still looking"), ref("matches")),
            ]
        ),
    )


def offered(t: Texts, *, kept: bool) -> Message:
    """Somebody has an offer, which is not decided and does not count yet."""
    noted = [t.gettext("I have noted the offer, and nothing more: it is yours to decide.")] if kept else []
    help_ = t.gettext("A person of the program can look at it with you. Once you have accepted, tell me.")
    return Message(
        " ".join((t.gettext("An offer, that is good news!"), *noted, help_)),
        one_per_row(
            [
                Button(t.gettext("🎉 I have accepted it"), ref("hired_confirm")),
                Button(t.gettext("🙋 Talk to a person"), ref("human")),
            ]
        ),
    )


def hired(t: Texts, *, kept: bool) -> Message:
    """Somebody found a job."""
    noted = [t.gettext("I have noted it, and I will ask you now and then how it goes.")] if kept else []
    return Message(
        " ".join(
            (
                t.gettext("Congratulations, that is wonderful news!"),
                *noted,
                t.gettext("The next steps — housing, school, health care — I can explain for your region."),
            )
        ),
        two_per_row(
            [
                Button(t.gettext("🗺 Regions"), ref("regions")),
                Button(t.gettext("🤝 Local services"), ref("services")),
            ]
        ),
    )
