"""How the trip was, how the job and life there are: asked, and answered."""

from bot.base.i18n import Texts
from bot.programme.impressions import Impression, Theme
from bot.replies.message import Button, Message, bold, esc, ref
from bot.replies.states import counted_name


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


def answered(t: Texts, theme: Theme, step: str, given: Impression) -> str:
    """How somebody said that it goes, for officers who read the file."""
    when = {
        "1w": t.gettext("after a week"),
        "1m": t.gettext("after a month"),
        "3m": t.gettext("after three months"),
        "6m": t.gettext("after six months"),
        "12m": t.gettext("after a year"),
    }[step]
    return t.gettext("{when}: {what}", when=when, what=counted_name(t, f"{theme} {given}"))
