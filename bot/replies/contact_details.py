"""How to reach somebody, asked only where an interview or a trip needs it."""

from bot.base.i18n import Texts
from bot.programme.contact_details import Detail, Details
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref


def offer(t: Texts) -> Button:
    """Leads to the three questions, from what needs them."""
    return Button(t.gettext("📇 How to reach me (optional)"), ref("contact_details"))


def overview(t: Texts, told: Details, *, needed: bool) -> Message:
    """What is known, why it is asked, and that it may be left out."""
    lines = [
        t.gettext("{what}: {told}", what=esc(_name(t, each)), told=bold(told.told(each) or t.gettext("not told")))
        for each in Detail
    ]
    if needed:
        why = t.gettext(
            "You have an interview or a trip ahead. With these an advisor can call you if something changes, and find "
            "you at the departure. You may leave out all of it. Only the people of the program see it, encrypted where "
            "it is kept; no employer does."
        )
    else:
        why = t.gettext("I ask for this only once you have an interview with an advisor, or seats on a trip.")
    buttons = [Button(_ask(t, each), ref("contact_ask", each)) for each in Detail] if needed else []
    if any(told.told(each) for each in Detail):
        buttons.append(Button(t.gettext("🗑 Erase these three"), ref("contact_forget")))
    return Message("\n\n".join((bold(t.gettext("How to reach you")), "\n".join(lines), esc(why))), one_per_row(buttons))


def question(t: Texts, detail: Detail) -> Message:
    """One of the three."""
    text = {
        Detail.NAME: t.gettext("What should we call you? Write it in one message; a first name is enough."),
        Detail.PHONE: t.gettext(
            "At which number can an advisor call you? Write it in one message, with the area code."
        ),
        Detail.HOME: t.gettext("In which town do you live now? Write it in one message."),
    }[detail]
    return Message(esc(text), one_per_row([Button(t.gettext("No, thank you"), ref("contact_details"))]))


def forgotten(t: Texts) -> Message:
    """All three are gone."""
    return Message(esc(t.gettext("Done: your name, number and town are erased.")))


def _name(t: Texts, detail: Detail) -> str:
    return {
        Detail.NAME: t.gettext("Name"),
        Detail.PHONE: t.gettext("Telephone"),
        Detail.HOME: t.gettext("Town where you live"),
    }[detail]


def _ask(t: Texts, detail: Detail) -> str:
    return {
        Detail.NAME: t.gettext("✏️ My name"),
        Detail.PHONE: t.gettext("✏️ My telephone number"),
        Detail.HOME: t.gettext("✏️ The town where I live"),
    }[detail]
