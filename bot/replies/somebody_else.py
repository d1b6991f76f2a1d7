"""What somebody else can do: sign up for themselves, or take a seat that is given back."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.programme.trip_views import RegistrationView
from bot.replies.message import Button, Message, esc, one_per_row, ref
from bot.replies.trip_words import trip_name


def signs_up(t: Texts, address: str) -> Message:
    """How somebody else gets a profile of their own."""
    return Message(
        esc(
            t.gettext(
                "Each person has a profile of their own, in a conversation of their own. Let that person open {link} "
                "from their own Telegram account, agree that their answers are kept, and answer nine short questions, "
                "in French or in English. What you tell me of that person does not become an answer of yours.",
                link=address,
            )
        ),
        ((Button(t.gettext("🙋 Talk to a person"), ref("human")),),),
    )


def takes_a_seat(t: Texts, held: Sequence[RegistrationView], address: str) -> Message:
    """What is possible where somebody else would come on a seat that is held."""
    text = t.gettext(
        "I cannot put your seat in somebody else’s name. You can give it back, and it then goes first to whoever is "
        "waiting in line. The other person registers for the trip themselves, from their own Telegram account: {link}",
        link=address,
    )
    buttons = [
        *(
            Button(t.gettext("✖️ Cancel: {name}", name=trip_name(t, row.trip)), ref("cancel_trip", row.id))
            for row in held
        ),
        Button(t.gettext("🙋 Talk to a person"), ref("human")),
    ]
    return Message(esc(text), one_per_row(buttons))
