"""Asking for a person of the programme, and opinions that are passed on to them."""

from bot.answers import facts, message_signs
from bot.answers.doors import BUTTON, COMMAND, WORDS, answer
from bot.answers.turn import Turn
from bot.programme import requests
from bot.programme.candidates import Consent
from bot.programme.requests import NoteKind
from bot.replies import requests as replies
from bot.replies.message import Message


@answer("feedback", WORDS, gives_way=1.0)
async def feedback(turn: Turn) -> list[Message]:
    """An opinion, passed on to the people of the programme."""
    if turn.candidate.consent != Consent.GIVEN:
        return [replies.feedback_refused(turn.t)]
    if not await requests.may_note(turn.session, turn.candidate, turn.now):
        return [replies.feedback_enough(turn.t)]
    requests.keep_note(turn.session, turn.candidate, NoteKind.FEEDBACK, turn.written, turn.now)
    return [replies.feedback_thanks(turn.t)]


@answer("human", WORDS | BUTTON | COMMAND, command=("human",))
async def human(turn: Turn) -> list[Message]:
    """`/human`: store the request and say what happens next; words that name no person may ask for a fact instead."""
    if turn.written and not message_signs.names_a_person(turn.said.meant) and (fact := facts.rather(turn)):
        return fact
    return [replies.human(turn.t, await requests.ask_for_a_person(turn.session, turn.candidate, turn.now))]
