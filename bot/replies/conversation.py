"""Hello, help, thanks, and what is said when a message was not understood."""

from collections.abc import Sequence

from bot.base.i18n import Texts, own_name
from bot.base.terms import Language
from bot.replies.message import Button, Message, Rows, bold, one_per_row, ref, two_per_row


def menu(t: Texts) -> Rows:
    """The main menu."""
    return two_per_row(
        [
            Button(t.gettext("👤 My profile"), ref("profile")),
            Button(t.gettext("💼 My matches"), ref("matches")),
            Button(t.gettext("🚌 Trips"), ref("trips")),
            Button(t.gettext("🗺 Regions"), ref("regions")),
            Button(t.gettext("🤝 Local services"), ref("services")),
            Button(t.gettext("🗣 Learn French"), ref("article", "francisation")),
            Button(t.gettext("🙋 Talk to a person"), ref("human")),
            other_language(t),
        ]
    )


def other_language(t: Texts) -> Button:
    """The switch of language: the other ones, each named in itself; if there is only one, a tap switches at once."""
    names = " · ".join(own_name(code) for code in t.others)
    return Button(f"🌐 {names}", ref("language", t.others[0]) if len(t.others) == 1 else ref("language_menu"))


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


def nothing_to_confirm(t: Texts) -> Message:
    """A yes or a no without a question."""
    return Message(t.gettext("All right! Tell me what you would like to do, or tap a button."), menu(t))


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


def language_menu(t: Texts) -> Message:
    """The choice of languages, each named in itself."""
    return Message(t.gettext("In which language shall we speak?"), language_buttons(t))


def language_buttons(t: Texts) -> Rows:
    """Buttons to choose a language."""
    return (tuple(Button(own_name(code), ref("language", code)) for code in t.offered),)


def rest(t: Texts) -> list[Message]:
    """Said once to whoever chose a language with only some sentences: which language the rest is in."""
    if t.further is None:
        return []
    said = {
        Language.FRENCH: t.gettext("I speak your language in part: the rest is in French."),
        Language.ENGLISH: t.gettext("I speak your language in part: the rest is in English."),
    }
    choices = {
        Language.FRENCH: t.gettext("The rest in French"),
        Language.ENGLISH: t.gettext("The rest in English"),
    }
    others = [Button(choices[each], ref("language", t.further, each)) for each in Language if each is not t.language]
    return [Message(said[t.language], one_per_row(others))]


def language_changed(t: Texts, *, kept: bool) -> Message:
    """Said in the new language; `kept`: there are answers, which stay."""
    if not kept:
        return Message(t.gettext("Very well, let us go on in English."))
    return Message(t.gettext("Very well, let us go on in English. Your answers are kept."))


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


def offer_language(t: Texts) -> Message:
    """Offers this language to somebody who writes in it while the other one is set."""
    return Message(
        t.gettext("You are writing in English. Shall we go on in English?"),
        one_per_row([Button(t.gettext("Yes, in English"), ref("language", t.spoken))]),
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


def understanding_is_down(t: Texts) -> Message:
    """Says honestly that texts are not understood while Rasa is away."""
    return Message(
        t.gettext(
            "I have your message, but I cannot read free text at the moment. I will answer as soon as I can. "
            "The buttons and commands work."
        ),
        menu(t),
    )


def failure(t: Texts) -> Message:
    """Apologizes for an unexpected failure."""
    return Message(
        t.gettext("I am sorry, something went wrong on my side. Your answers are safe. Please try again."),
        menu(t),
    )


def old_button(t: Texts) -> Message:
    """The button that was tapped no longer works."""
    return Message(t.gettext("This button is out of date. Here is where we can go from here:"), menu(t))


def ask_anew(t: Texts) -> Message:
    """The confirming button is outdated; the question follows again."""
    return Message(t.gettext("This button is from an earlier moment, so I have done nothing. Please tap once more:"))


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
