"""Trades beside the occupation: held, learnt, or that somebody would take up."""

from bot.base.i18n import Texts
from bot.base.terms import Standing, Trade
from bot.knowledge import Knowledge
from bot.programme.profiles import Profile
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref, two_per_row
from bot.replies.words import experience_name, trade_text

YEARS = (1, 2, 3, 5, 8, 10, 15, 20)  # years offered as buttons


def trade_buttons(t: Texts, occupation: str) -> tuple[Button, ...]:
    """Buttons to have a newly named trade in addition to the present one."""
    return (
        Button(t.gettext("➕ Both: I worked in it too"), ref("trade", occupation, Standing.HELD)),
        Button(t.gettext("🎓 Both: I learnt it"), ref("trade", occupation, Standing.TRAINED)),
        Button(t.gettext("🙂 Both: I would take it up"), ref("trade", occupation, Standing.WILLING)),
    )


def listing(t: Texts, knowledge: Knowledge, profile: Profile) -> Message:
    """The list of trades, each with a button to remove it, and how to add one."""
    trades = profile.trades or ()
    lines = [f"• {esc(trade_text(t, knowledge, each))}" for each in trades]
    how = t.gettext(
        "Write me another trade that you worked in, learnt, or would take up. I look for jobs in each of them."
    )
    out = [
        Button(
            t.gettext("🗑 Take out: {occupation}", occupation=knowledge.occupation(each.occupation).title(t.language)),
            ref("trade_out", each.occupation),
        )
        for each in trades
    ]
    return Message(
        "\n\n".join((bold(t.gettext("My other trades")), *(("\n".join(lines),) if lines else ()), esc(how))),
        one_per_row([*out, Button(t.gettext("💼 See my matches"), ref("matches"))]),
    )


def years(t: Texts, knowledge: Knowledge, trade: Trade) -> Message:
    """Asks how long a trade was worked in."""
    title = knowledge.occupation(trade.occupation).title(t.language)
    question = t.gettext("How many years did you work in this trade: {occupation}?", occupation=bold(title))
    buttons = [Button(experience_name(t, each), ref("trade_years", trade.occupation, each)) for each in YEARS]
    return Message(question, (*two_per_row(buttons), (Button(t.gettext("👍 Done"), ref("trades")),)))


def too_many(t: Texts) -> Message:
    """The greatest number of trades is reached."""
    return Message(
        t.gettext("I keep four other trades. Take one out first."),
        ((Button(t.gettext("🧰 My other trades"), ref("trades")),),),
    )
