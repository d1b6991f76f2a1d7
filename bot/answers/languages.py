"""The language in which somebody is addressed: chosen, switched, offered to whoever writes in another one."""

from bot.answers.doors import BUTTON, COMMAND, WORDS, Code, answer
from bot.answers.turn import Turn
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge import written_language
from bot.programme import candidates
from bot.programme.candidates import Consent
from bot.replies import languages as replies
from bot.replies import other_languages
from bot.replies.message import Message, RefError

WRITTEN_BEFORE_AN_OFFER = 2  # messages in the language that was not chosen, before the switch is offered


@answer("language_menu", WORDS | BUTTON | COMMAND, gives_way=1.0, command=("language",))
async def language_menu(turn: Turn) -> list[Message]:
    """`/language`."""
    return [replies.language_menu(turn.t)]


@answer("language", WORDS | BUTTON, builds=True, gives_way=1.0)
async def language(turn: Turn, code: Code, rest: Language | None = None) -> list[Message]:
    """Go on in this language, keeping every answer; `rest`: the language for what a further one does not say.

    Raises:
        RefError: it is not offered.
    """
    if code not in turn.library.languages:
        raise RefError("a language that is not offered")
    candidates.choose_language(turn.candidate, code, rest)
    return [replies.language_changed(turn.t, kept=turn.candidate.consent == Consent.GIVEN), *replies.rest(turn.t)]


@answer("other_language", WORDS)
async def other_language(turn: Turn, code: Code) -> list[Message]:
    """A message in neither of our languages: a greeting in that one, with ours to choose from."""
    if code in turn.library.languages:
        return [replies.offer_language(texts(turn.candidate.language, code, turn.library.languages))]
    return [other_languages.other_language(turn.t, code)]


def noticed_language(turn: Turn, text: str) -> list[Message]:
    """Offer the other language, once and in that language, to somebody who has written two messages in it."""
    written = written_language(text)
    if written is None or not candidates.wrote_in(turn.candidate, written, WRITTEN_BEFORE_AN_OFFER):
        return []
    return [replies.offer_language(texts(written))]
