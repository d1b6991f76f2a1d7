"""The choice of the language in which somebody is addressed."""

from bot.base.i18n import Texts, own_name
from bot.base.terms import Language
from bot.replies.message import Button, Message, Rows, one_per_row, ref


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


def offer_language(t: Texts) -> Message:
    """Offers this language to somebody who writes in it while the other one is set."""
    return Message(
        t.gettext("You are writing in English. Shall we go on in English?"),
        one_per_row([Button(t.gettext("Yes, in English"), ref("language", t.spoken))]),
    )
