"""Two linked profiles: what each agrees to, in their own chat, and what each sees of the other."""

from bot.base.i18n import Texts
from bot.knowledge import Knowledge
from bot.programme.partners import Partner
from bot.replies.message import Button, Message, Rows, bold, esc, one_per_row, ref


def door(t: Texts) -> Button:
    """Leads to the link with a partner's profile."""
    return Button(t.gettext("💞 My partner’s profile"), ref("partner"))


def none_yet(t: Texts) -> Message:
    """What a link is, before anybody agrees."""
    return Message(
        "\n\n".join((bold(t.gettext("Your partner’s profile")), esc(_what(t)))),
        one_per_row(
            [
                Button(t.gettext("✅ I agree: make the link"), ref("partner_link")),
                Button(t.gettext("Not now"), ref("profile")),
            ]
        ),
    )


def link(t: Texts, address: str) -> Message:
    """The link to send; it is for one person."""
    text = t.gettext(
        "Send this link to your partner, and to nobody else: whoever opens it first is asked whether they agree. It "
        "serves once, for seven days: {link}",
        link=esc(address),
    )  # fmt: skip
    return Message(text, _ending(t))


def question(t: Texts, link_id: str) -> Message:
    """To the one who opened the link, in their own chat."""
    text = t.gettext("Somebody who would move together with you sent you this link, and agrees to link your profiles.")
    return Message(
        "\n\n".join((esc(text), esc(_what(t)))),
        one_per_row(
            [
                Button(t.gettext("✅ I agree"), ref("partner_agree", link_id)),
                Button(t.gettext("No, thank you"), ref("partner_end")),
            ]
        ),
    )


def linked(t: Texts, knowledge: Knowledge, partner: Partner) -> Message:
    """Both agreed: what is seen of the other."""
    trade = knowledge.occupation(partner.occupation).title(t.language) if partner.occupation else t.gettext("not told")
    lines = [
        bold(t.gettext("Your partner’s profile")),
        t.gettext("Linked since {day}: you would move together.", day=t.full_date(partner.since)),
        t.gettext("Their occupation: {trade}", trade=bold(trade)),
        esc(t.gettext("You see nothing else of each other, and no employer sees that you are linked.")),
    ]
    return Message("\n".join(lines), _ending(t))


def ended(t: Texts) -> Message:
    """By the reader."""
    return Message(esc(t.gettext("Done: no other profile is linked with yours.")))


def ended_by_other(t: Texts) -> Message:
    """The other one ended it, or was erased."""
    return Message(esc(t.gettext("The link with your partner’s profile has ended. You can make another one any time.")))


def gone(t: Texts) -> Message:
    """The link cannot be used."""
    return Message(
        esc(
            t.gettext(
                "This link cannot be used: it is older than seven days, was opened by somebody else, is your own, or "
                "one of you has a partner linked already."
            )
        ),
        one_per_row([door(t)]),
    )


def agree_first(t: Texts) -> Message:
    """Nothing is kept of who has not agreed, a link neither."""
    return Message(
        esc(t.gettext("To link your profile, I first need your yes to keeping answers. Then open the link again."))
    )


def _what(t: Texts) -> str:
    return t.gettext(
        "If you both agree, each of you sees of the other that you would move together, and the occupation; nothing "
        "else. I then prefer places where both of you may find work. Advisors see that you are linked. Either of you "
        "can end it at once, without saying why; the other one is told that it ended."
    )


def _ending(t: Texts) -> Rows:
    return one_per_row([Button(t.gettext("✖️ End the link"), ref("partner_end"))])
