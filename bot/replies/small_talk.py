"""Hello, help, thanks: what is said beside every subject."""

from bot.base.i18n import Texts
from bot.replies.main_menu import menu
from bot.replies.message import Button, Message, Rows, bold, ref


def welcome(t: Texts) -> Message:
    """The first words, with the switch to the other language."""
    return Message(
        "\n\n".join(
            (
                bold(t.gettext("Welcome!")),
                t.gettext(
                    "I am an automated assistant for people who think about a job and a life in a region of "
                    "Québec. I can help you meet employers, discover regions and take part in one-day "
                    "exploratory trips."
                ),
                t.gettext("I do not give legal advice on immigration: I tell you who may."),
                t.gettext("Write to me in your own words, in French or in English, or tap a button."),
            )
        ),
        menu(t),
    )


def greet(t: Texts, rows: Rows) -> Message:
    """A hello that leads somewhere."""
    return Message(t.gettext("Hello! What can I do for you today?"), rows)


def help_(t: Texts) -> Message:
    """What the assistant can do, with examples to copy."""
    return Message(
        "\n".join(
            (
                bold(t.gettext("Here is what you can ask me")),
                "",
                t.gettext("• “I am a welder, 5 years of experience, I speak a little French”"),
                t.gettext("• “Which employers would suit me?”"),
                t.gettext("• “When is the next trip?”"),
                t.gettext("• “What is life like in Gaspésie?” or “How much is the rent in Rimouski?”"),
                t.gettext("• “Where can I learn French?”"),
                t.gettext("• “Who may advise me on immigration?”"),
                "",
                t.gettext("At any time: /profile, /matches, /trips, /language, /human, /cancel."),
            )
        ),
        menu(t),
    )


def goodbye(t: Texts) -> Message:
    """A goodbye that says that nothing is lost."""
    return Message(t.gettext("Goodbye, and good luck! Your answers are kept: write to me whenever you like."))


def thanks(t: Texts) -> Message:
    """An answer to "thank you"."""
    return Message(t.gettext("With pleasure! Is there anything else that I can do for you?"))


def bot_challenge(t: Texts) -> Message:
    """Are you human?"""
    return Message(
        t.gettext("I am a computer program. A person of the program can answer you too."),
        ((Button(t.gettext("🙋 Talk to a person"), ref("human")),),),
    )


def only_a_button(t: Texts) -> Message:
    """What was said in words counts only by a tap; the question with its buttons follows."""
    return Message(t.gettext("So that nothing happens by mistake, this counts only once you tap a button below:"))


def nothing_to_confirm(t: Texts) -> Message:
    """A yes or a no without a question."""
    return Message(t.gettext("All right! Tell me what you would like to do, or tap a button."), menu(t))
