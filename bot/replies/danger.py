"""Whom to call if somebody may be in danger: the numbers first, a warm sentence, the offer of a person."""

from collections.abc import Mapping, Sequence

from bot.base.i18n import Texts
from bot.knowledge import Knowledge
from bot.knowledge.schema import HelpLine, Phone
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref
from bot.safety import Danger

HELP = "danger"  # the answer that says whom to call
_LINES: Mapping[Danger | None, Sequence[str]] = {
    Danger.SUICIDE: ("emergency", "suicide", "suicide_quebec"),  # the danger may have begun already
    Danger.VIOLENCE: ("emergency", "domestic_violence", "social_services", "work_rights"),
    Danger.CHILD: ("emergency", "youth", "health", "social_services"),
    Danger.HEALTH: ("emergency", "health"),
    Danger.FIRE: ("emergency",),
    Danger.ACCIDENT: ("emergency", "health"),
    Danger.STREET: ("social_services", "emergency", "domestic_violence"),
    Danger.CAPTIVE: ("emergency", "worker_abuse", "work_rights", "domestic_violence"),  # by an employer or at home
    None: ("emergency", "suicide", "domestic_violence", "health", "social_services"),
}
_FEW = 3  # for the line below an answer
_LONG_DISTANCE = 11  # digits of a number with the country code 1, which phones dial when a "+" stands before it


def help_now(t: Texts, knowledge: Knowledge, kind: Danger | None) -> Message:
    """Whom to call. `kind` is None if the kind of danger is unclear."""
    lines = [_line(t, knowledge.help_line(name)) for name in _LINES[kind]]
    return Message(
        "\n\n".join((bold(t.gettext("Call now, it is free:")), "\n".join(filter(None, lines)), esc(_warm(t, kind)))),
        one_per_row(
            [
                Button(t.gettext("🙋 Talk to a person"), ref("danger_person")),
                Button(t.gettext("Nobody is in danger"), ref("danger_over")),
            ]
        ),
    )


def beside(t: Texts, knowledge: Knowledge, kind: Danger | None) -> Message:
    """A line after the answer to a message that hints at danger; it leads to all that `help_now` offers."""
    lines = [knowledge.help_line(name) for name in _LINES[kind]]
    calls = [(call, line.name[t.language]) for line in lines if (call := line.phone())][:_FEW]
    numbers = " · ".join(f"{bold(_shown(call))} ({esc(name)})" for call, name in calls)
    said = t.gettext("If you or somebody close to you is in danger, there is help: {numbers}", numbers=numbers)
    card = ref(HELP, t.language, *([kind] if kind else []))
    return Message(f"💛 {said}", one_per_row([Button(t.gettext("☎️ Who can help"), card)]))


def person_is_told(t: Texts) -> Message:
    """Officers are told at once, but they are no emergency service."""
    return Message(
        esc(
            t.gettext(
                "I have told the people of the program that you need somebody soon. They will write to you here, but "
                "perhaps not in time: in danger, call 911 now."
            )
        )
    )


def over(t: Texts) -> Message:
    """Nobody is in danger, or the danger is over."""
    return Message(esc(t.gettext("I am glad. The numbers stay here in our chat. What would you like to know?")))


def _line(t: Texts, line: HelpLine) -> str | None:
    call = line.phone()
    if call is None:
        return None
    name = esc(line.name[t.language])
    if line.text is None:
        return f"☎️ {bold(_shown(call))} – {name}"
    return t.gettext(
        "☎️ {call} – {name} (or by text: {text})", call=bold(_shown(call)), name=name, text=bold(_shown(line.text))
    )


def _shown(phone: Phone) -> str:
    """A number in the form that Telegram turns into a link that calls it."""
    return f"+{phone.shown}" if len(phone.dial) == _LONG_DISTANCE else phone.shown


def _warm(t: Texts, kind: Danger | None) -> str:
    if kind is None:
        return t.gettext(
            "If you or somebody else is in danger, you are not alone: tell the first person who answers, in any words."
        )
    return {
        Danger.SUICIDE: t.gettext(
            "I am glad that you wrote it. You are not alone with this: somebody listens, day and night."
        ),
        Danger.VIOLENCE: t.gettext(
            "Nobody has the right to hurt or frighten you, whatever your papers are. You can call from a safe place."
        ),
        Danger.CHILD: t.gettext("A child in danger comes first, always. You do right to speak of it."),
        Danger.HEALTH: t.gettext("Do not wait and do not drive alone: the person who answers says what to do."),
        Danger.FIRE: t.gettext("Get everybody out or somewhere safe first, then call, and do not go back in."),
        Danger.ACCIDENT: t.gettext(
            "If anybody is hurt, cold or cannot get out, do not wait: the person who answers 911 says what to do."
        ),
        Danger.STREET: t.gettext(
            "You need a safe and warm place tonight: there are people whose work it is to find one."
        ),
        Danger.CAPTIVE: t.gettext(
            "Your passport and your freedom are yours, whatever your papers are. Nobody may keep them from you."
        ),
    }[kind]
