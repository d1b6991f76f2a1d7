"""Consent, and a person's rights over their data."""

from bot.base.i18n import Texts
from bot.base.terms import Wish
from bot.programme.candidates import CONSENT_VERSION
from bot.replies import partners
from bot.replies.main_menu import menu
from bot.replies.message import Button, Document, Message, Rows, bold, one_per_row, ref
from bot.replies.wishes import NO_MATTER


def consent_question(t: Texts, *, again: bool = False) -> Message:
    """The question on personal data, in words for beginners; shortened if it stands in the chat already."""
    if again:
        return Message(
            t.gettext(
                "I have not lost what you wrote, and I keep nothing of it before you agree. "
                "Please tap one of these: may I keep your answers?"
            ),
            _consent_buttons(t),
        )
    return Message(
        "\n\n".join(
            (
                bold(t.gettext("Before we begin: may I keep your answers?")),
                t.gettext(
                    "To find employers who suit you, I keep your answers: your occupation, experience, education, "
                    "languages, regions, household, status and when you can start. I also keep this conversation for "
                    "90 days, so that a person who helps you knows what was said."
                ),
                t.gettext(
                    "An employer sees something of it only if you agree, one employer at a time: what the job needs, "
                    "never your household or status. You can see or erase everything at any time (/mydata, /delete). "
                    "Telegram’s chats with a bot are not end-to-end encrypted."
                ),
                t.gettext("If you say no, I still answer your questions about regions, services and French."),
            )
        ),
        _consent_buttons(t),
    )


def _consent_buttons(t: Texts) -> Rows:
    return one_per_row(
        [
            Button(t.gettext("✅ Yes, I agree"), ref("consent", "given", CONSENT_VERSION)),
            Button(t.gettext("❌ No, thank you"), ref("consent", "refused")),
            Button(t.gettext("More on privacy"), ref("privacy")),
        ]
    )


def conversation_question(t: Texts) -> Message:
    """Offered to those who agreed before the question mentioned the conversation."""
    return Message(
        t.gettext(
            "May I keep this conversation too, for 90 days, so that a person who helps you knows what was said? When "
            "you agreed, this was not said. Until you say yes, I do not keep it."
        ),
        one_per_row([Button(t.gettext("✅ Yes, keep the conversation"), ref("keep_conversation"))]),
    )


def conversation_kept(t: Texts) -> Message:
    """The conversation may be kept too."""
    return Message(t.gettext("Thank you! From now on I keep this conversation, for 90 days."))


def consent_given(t: Texts) -> Message:
    """Agreed."""
    return Message(t.gettext("Thank you! You can stop, go back or correct an answer at any time."))


def tell_again(t: Texts) -> Message:
    """What was written before consent is gone, and has to be told again."""
    return Message(
        t.gettext("Before you agreed I kept nothing of what you wrote. Please tell me once more, I am listening.")
    )


def consent_refused(t: Texts) -> Message:
    """Consent was refused; the person is still welcome."""
    return Message(
        t.gettext(
            "That is quite all right. I keep nothing personal. Ask me about regions, services, French or trips; "
            "if you change your mind, tap “My profile”."
        ),
        menu(t),
    )


def nobody_is_told(t: Texts) -> Message:
    """To somebody who asks whether another person is registered."""
    return Message(
        t.gettext(
            "I tell nobody who is registered here, not even family or friends. That person can tell you. What I keep "
            "about you, you can see with /mydata."
        )
    )


def about_another(t: Texts, *, household: bool, partner: bool, conversation: bool) -> Message:
    """To somebody who wants erased what they wrote of somebody else.

    `household`: it is kept how many others would move; `partner`: the kind of work of a partner is; `conversation`:
    what is written here is.
    """
    profile = _of_others(t, household=household, partner=partner)
    written = (
        t.gettext(
            "What you wrote here is kept for 90 days at most, an opinion that you sent until everything is erased, and "
            "I cannot take out single messages. You can have everything erased at once, or ask a person of the program."
        )
        if conversation
        else t.gettext("What is written here I keep only where you asked for a person, for 90 days at most.")
    )
    work = [Button(t.gettext("🗑 Erase my partner’s work"), ref("wish", Wish.PARTNER, NO_MATTER))] if partner else []
    everything = [Button(t.gettext("🗑 Erase everything…"), ref("delete"))]
    human = [Button(t.gettext("🙋 Talk to a person"), ref("human"))]
    return Message(f"{profile} {written}", one_per_row([*work, *everything, *human]))


def _of_others(t: Texts, *, household: bool, partner: bool) -> str:
    """What the profile holds of other people, and where the rest can be read."""
    rest = t.gettext("All that is kept, what you told for a trip and a linked partner too, you can see with /mydata.")
    if household and partner:
        held = t.gettext(
            "Of other people your profile holds how many would move with you, and the kind of work that your partner "
            "does."
        )
    elif household:
        held = t.gettext("Of other people your profile holds one thing: how many would move with you.")
    elif partner:
        held = t.gettext("Of other people your profile holds one thing: the kind of work that your partner does.")
    else:
        held = t.gettext("The answers of your profile hold nothing about other people.")
    return f"{held} {rest}"


def nothing_kept(t: Texts) -> Message:
    """To somebody who refused, and now tells something or asks for what needs a profile."""
    return Message(
        t.gettext("You said that I may not keep your answers, so I have kept nothing of this."),
        one_per_row([Button(t.gettext("👤 My profile"), ref("profile"))]),
    )


def for_another(t: Texts) -> Message:
    """To somebody who writes for another person: the profile and the consent are that person's."""
    return Message(
        t.gettext(
            "You are writing for somebody else: with pleasure. There is one profile in each conversation, so please "
            "ask that person whether they agree, and answer my questions in their place: “cook, 20 years”. "
            "For a profile of your own, write to me from your own Telegram account."
        )
    )


def consent_needed(t: Texts) -> Message:
    """Said before the question if somebody wants what needs a profile."""
    return Message(t.gettext("For that I need to keep some answers of yours."))


def privacy(t: Texts) -> Message:
    """What is kept, why and for how long, and the person's rights."""
    return Message(
        "\n".join(
            (
                bold(t.gettext("Your privacy")),
                "",
                t.gettext("• What I keep: your Telegram chat number and language, to answer you; with your consent, "
                          "the nine answers of your profile, the employers you agreed to, the jobs you keep, the kinds "
                          "of jobs you hid, your trips and requests."),
                t.gettext("• Why: to match you with employers and to organize trips. Your country of origin, "
                          "sex, age and religion are not asked for and not used."),
                t.gettext("• Who sees it: the people of the program; an employer only if you agreed to that one, and "
                          "only what the job needs: never your household, status or wishes."),
                t.gettext("• If you have an interview with an advisor or a seat on a trip, you may tell your name, "
                          "phone number and town, so that you can be called. Advisors note what an interview led to. "
                          "You receive all of it with your data."),
                t.gettext("• Advisors see who suits a trip or a job, by your answers without your household, and may "
                          "invite you; people decide, not a computation. Why somebody is put aside is written down."),
                t.gettext("• A partner’s profile is linked with yours only if you both agree, each in your own chat; "
                          "each sees the other’s occupation alone, and either ends it at once."),
                t.gettext("• I pass nothing on to anybody else: not to immigration services, not to the police, not to "
                          "your present employer."),
                t.gettext("• Matches are computed by a program. You can always ask a person to look again."),
                t.gettext("• This conversation is kept, encrypted, for 90 days at most: if you agreed that I keep your "
                          "answers, or asked for a person. People of the program read it to answer you; whoever reads "
                          "it otherwise must say why, and that is written down."),
                t.gettext("• Pictures and PDF files that you and a person of the program send each other are kept "
                          "with the conversation, encrypted, as long as it is; pictures without the place where they "
                          "were taken. Other files are not kept."),
                t.gettext("• A message that I did not understand is kept only with your consent, for 90 days at most, "
                          "without names, numbers and addresses, so that the program sees what I should learn."),
                t.gettext("• Telegram’s chats with a bot are not end-to-end encrypted."),
            )
        ),
        one_per_row(
            [
                Button(t.gettext("📄 See my data"), ref("my_data")),
                Button(t.gettext("👀 Who may see my profile"), ref("agreements")),
                partners.door(t),
                Button(t.gettext("🗑 Erase my data"), ref("delete")),
            ]
        ),
    )  # fmt: skip


def my_data(t: Texts, content: str) -> Message:
    """The export, as a file."""
    return Message(
        t.gettext("Here is everything that I keep about you."),
        document=Document(t.gettext("my-data.json"), content),
    )


def delete_question(t: Texts) -> Message:
    """Asks for confirmation by a button, since erasing cannot be undone."""
    return Message(
        "\n\n".join(
            (
                bold(t.gettext("Erase everything that I keep about you?")),
                t.gettext("Your profile, your interest in employers and your seats on trips will be gone. "
                          "This cannot be undone."),
                t.gettext("Two copies are not mine to erase: this chat in Telegram, which you can delete there, and "
                          "the program’s backups, until they are replaced by newer ones."),
            )
        ),
        one_per_row(
            [
                Button(t.gettext("🗑 Yes, erase everything"), ref("delete_confirm")),
                Button(t.gettext("No, keep it"), ref("profile")),
            ]
        ),
    )  # fmt: skip


def deleted(t: Texts) -> Message:
    """Everything was erased; `/start` begins anew."""
    return Message(
        "\n\n".join(
            (
                t.gettext("It is done: everything that I kept about you is erased."),
                t.gettext("What remains: this chat in Telegram, until you delete it there; copies in the program’s "
                          "backups, until newer ones replace them; and a line that says that somebody was erased, "
                          "without any name."),
                t.gettext("If you come back one day, write /start."),
            )
        )
    )  # fmt: skip
