"""Hello, language, help, a person, privacy: what is not about one subject."""

import json

from bot.answers import articles, facts, immigration_guard, message_signs
from bot.answers.doors import BUTTON, CHANNEL, COMMAND, WORDS, Code, answer
from bot.answers.intent_buttons import button_for
from bot.answers.turn import Turn
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge import written_language
from bot.knowledge.outcome import Answered, NotHeld, Outside, Placeless
from bot.programme import candidates, hires, requests
from bot.programme import privacy as rights
from bot.programme.candidates import Consent
from bot.programme.requests import NoteKind
from bot.replies import articles as article_replies
from bot.replies import conversation as replies
from bot.replies import other_languages
from bot.replies import privacy as privacy_replies
from bot.replies.message import Message, RefError, Rows

UNSURE_BEFORE_A_PERSON = 2
MOST_CHOICES = 4  # likely meanings offered when a message was not understood
WRITTEN_BEFORE_AN_OFFER = 2  # messages in the language that was not chosen, before the switch is offered


@answer("welcome", COMMAND, command=("start",))
async def welcome(turn: Turn) -> list[Message]:
    """`/start`."""
    return [replies.welcome(turn.t), *replies.rest(turn.t)]


@answer("greet", WORDS)
async def greet(turn: Turn) -> list[Message]:
    """Hello."""
    return [replies.greet(turn.t, _menu(turn))]


@answer("help", WORDS | BUTTON | COMMAND | CHANNEL, gives_way=1.0, command=("help",))
async def help_(turn: Turn) -> list[Message]:
    """`/help`."""
    return [replies.help_(turn.t)]


@answer("goodbye", WORDS, gives_way=1.0)
async def goodbye(turn: Turn) -> list[Message]:
    """Goodbye."""
    return [replies.goodbye(turn.t)]


@answer("thanks", WORDS, gives_way=1.0)
async def thanks(turn: Turn) -> list[Message]:
    """You are welcome."""
    return [replies.thanks(turn.t)]


@answer("bot_challenge", WORDS, gives_way=1.0)
async def bot_challenge(turn: Turn) -> list[Message]:
    """Are you human?"""
    return [replies.bot_challenge(turn.t)]


@answer("nothing_to_confirm", WORDS, builds=True, gives_way=1.0)
async def nothing_to_confirm(turn: Turn) -> list[Message]:
    """A yes or a no in words: it decides nothing."""
    return [] if turn.candidate.asking else [replies.nothing_to_confirm(turn.t)]


@answer("feedback", WORDS, gives_way=1.0)
async def feedback(turn: Turn) -> list[Message]:
    """An opinion, passed on to the people of the programme."""
    if turn.candidate.consent != Consent.GIVEN:
        return [replies.feedback_refused(turn.t)]
    if not await requests.may_note(turn.session, turn.candidate, turn.now):
        return [replies.feedback_enough(turn.t)]
    requests.keep_note(turn.session, turn.candidate, NoteKind.FEEDBACK, turn.written, turn.now)
    return [replies.feedback_thanks(turn.t)]


@answer("hired", WORDS | BUTTON, gives_way=1.0)
async def hired(turn: Turn) -> list[Message]:
    """Somebody seems to have found a job: since it counts in the programme's figures, a button confirms it."""
    return [replies.hired_question(turn.t)]


@answer("hired_confirm", BUTTON, asked_by="hired")
async def hired_confirm(turn: Turn) -> list[Message]:
    """Somebody found a job."""
    kept = turn.candidate.consent == Consent.GIVEN
    if kept:
        await hires.hired(turn.session, turn.candidate, turn.now)
    return [replies.hired(turn.t, kept=kept)]


@answer("job_offered", BUTTON, asked_by="hired")
async def job_offered(turn: Turn) -> list[Message]:
    """An offer is not a job yet: it is noted, without congratulations on more than that."""
    kept = turn.candidate.consent == Consent.GIVEN
    if kept:
        await hires.offered(turn.session, turn.candidate, turn.now)
    return [replies.offered(turn.t, kept=kept)]


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


@answer("human", WORDS | BUTTON | COMMAND, command=("human",))
async def human(turn: Turn) -> list[Message]:
    """`/human`: store the request and say what happens next; words that name no person may ask for a fact instead."""
    if turn.written and not message_signs.names_a_person(turn.said.meant) and (fact := facts.rather(turn)):
        return fact
    request = await requests.ask_for_a_person(turn.session, turn.candidate, turn.now)
    return [replies.human(turn.t, request.id)]


@answer("privacy", WORDS | BUTTON | COMMAND, gives_way=1.0, command=("privacy",))
async def privacy(turn: Turn) -> list[Message]:
    """`/privacy`."""
    shown, candidate = [privacy_replies.privacy(turn.t)], turn.candidate
    if candidate.consent is None:
        return [*shown, privacy_replies.consent_question(turn.t)]
    if candidate.consent == Consent.GIVEN and not candidates.covers_conversation(candidate):
        return [*shown, privacy_replies.conversation_question(turn.t)]
    return shown


@answer("keep_conversation", BUTTON, consent=True)
async def keep_conversation(turn: Turn) -> list[Message]:
    """Agree that the conversation is kept too, where an earlier agreement did not say so."""
    candidates.agree_to_conversation(turn.session, turn.candidate, turn.now)
    return [privacy_replies.conversation_kept(turn.t)]


@answer("my_data", WORDS | BUTTON | COMMAND, command=("mydata",))
async def my_data(turn: Turn) -> list[Message]:
    """`/mydata`: everything that is kept about the candidate, as a file."""
    kept = await rights.export(turn.session, turn.candidate)
    return [privacy_replies.my_data(turn.t, json.dumps(kept, ensure_ascii=False, indent=2))]


@answer("delete", WORDS | BUTTON | COMMAND, command=("delete",))
async def delete(turn: Turn) -> list[Message]:
    """`/delete`: ask first."""
    turn.asked = True
    return [privacy_replies.delete_question(turn.t)]


@answer("delete_confirm", BUTTON, asked_by="delete")
async def delete_confirm(turn: Turn) -> list[Message]:
    """Erase the person, at once."""
    t = turn.t
    await rights.erase(turn.session, turn.candidate, turn.now)
    turn.asked = turn.erased = True
    return [privacy_replies.deleted(t)]


@answer("forwarded", WORDS)
async def forwarded(turn: Turn) -> list[Message]:
    """A forwarded message holds somebody else's words: ask what to do with them."""
    return [replies.forwarded(turn.t)]


@answer("unsure", WORDS, searches=True, keeps_count=True)
async def unsure(turn: Turn, *intents: Code) -> list[Message]:
    """Not understood: answers that the knowledge base has, the likeliest meanings, a person when it happens again."""
    if immigration_guard.wants_advice(turn.said.meant):
        return immigration_guard.guard(turn)
    found = facts.outcome(turn)
    if isinstance(found, Answered) or (message_signs.asks(turn.said.meant) and not isinstance(found, Placeless)):
        candidates.understood(turn.candidate)
        return facts.told(turn, found, _menu(turn))
    offer_person = candidates.not_understood(turn.candidate) >= UNSURE_BEFORE_A_PERSON
    if facts.is_near(turn, found) and not offer_person and intents[:1] != ("inform",):
        return facts.told(turn, found, _menu(turn))
    turn.note_unanswered(turn.written, intents)
    likely = [button for intent in intents if (button := button_for(turn.t, intent))]
    titled = articles.choices(turn, turn.written)
    known = {button.ref for button in titled}
    choices = [*titled, *(button for button in likely if button.ref not in known)][:MOST_CHOICES]
    if titled and not offer_person:
        return [article_replies.found(turn.t, choices)]
    return [replies.unsure(turn.t, choices, offer_person=offer_person)]


@answer("out_of_scope", WORDS, searches=True)
async def out_of_scope(turn: Turn) -> list[Message]:
    """No intent fits: what the knowledge base has, or an honest "I do not know", noted without naming who asked."""
    if immigration_guard.wants_advice(turn.said.meant):
        return immigration_guard.guard(turn)
    found = facts.outcome(turn)
    asked = isinstance(found, NotHeld) and message_signs.asks(turn.said.meant)
    if asked or isinstance(found, Answered | Outside) or facts.is_near(turn, found):
        return facts.told(turn, found, _menu(turn))
    noted = turn.note_unanswered(turn.written)
    return [article_replies.unknown(turn.t, _menu(turn), noted=noted)]


@answer("unsupported", CHANNEL)
async def unsupported(turn: Turn, kind: Code) -> list[Message]:
    """A voice message, a picture, a sticker."""
    return [replies.unsupported(turn.t, kind)]


@answer("too_long", CHANNEL)
async def too_long(turn: Turn) -> list[Message]:
    """A text that is too long to be taken in at once."""
    return [replies.too_long(turn.t)]


def _menu(turn: Turn) -> Rows:
    """The main menu, unless a question of the profile is open: one thing at a time."""
    return () if turn.candidate.asking else replies.menu(turn.t)
