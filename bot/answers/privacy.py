"""A candidate's rights over their data: what is kept, a copy of it, erasing."""

import json

from bot.answers.doors import BUTTON, COMMAND, WORDS, answer
from bot.answers.turn import Turn
from bot.programme import candidates, profiles
from bot.programme import privacy as rights
from bot.programme.candidates import Consent
from bot.replies import privacy as replies
from bot.replies.message import Message


@answer("privacy", WORDS | BUTTON | COMMAND, gives_way=1.0, command=("privacy",))
async def privacy(turn: Turn) -> list[Message]:
    """`/privacy`."""
    shown, candidate = [replies.privacy(turn.t)], turn.candidate
    if candidate.consent is None:
        return [*shown, replies.consent_question(turn.t)]
    if candidate.consent == Consent.GIVEN and not candidates.covers_conversation(candidate):
        return [*shown, replies.conversation_question(turn.t)]
    return shown


@answer("keep_conversation", BUTTON, consent=True)
async def keep_conversation(turn: Turn) -> list[Message]:
    """Agree that the conversation is kept too, where an earlier agreement did not say so."""
    candidates.agree_to_conversation(turn.session, turn.candidate, turn.now)
    return [replies.conversation_kept(turn.t)]


@answer("my_data", WORDS | BUTTON | COMMAND, command=("mydata",))
async def my_data(turn: Turn) -> list[Message]:
    """`/mydata`: everything that is kept about the candidate, as a file."""
    kept = await rights.export(turn.session, turn.candidate)
    return [replies.my_data(turn.t, json.dumps(kept, ensure_ascii=False, indent=2))]


@answer("about_another", WORDS)
async def about_another(turn: Turn) -> list[Message]:
    """Somebody wants erased what they wrote of somebody else: what is kept of that, and how it goes."""
    turn.asked = True
    profile = await profiles.load(turn.session, turn.candidate)
    kept = candidates.covers_conversation(turn.candidate)
    others = profile.household is not None and profile.household.seats > 1
    partner = profile.partner_field is not None
    return [replies.about_another(turn.t, household=others, partner=partner, conversation=kept)]


@answer("delete", WORDS | BUTTON | COMMAND, command=("delete",))
async def delete(turn: Turn) -> list[Message]:
    """`/delete`: ask first."""
    turn.asked = True
    return [replies.delete_question(turn.t)]


@answer("delete_confirm", BUTTON, asked_by="delete")
async def delete_confirm(turn: Turn) -> list[Message]:
    """Erase the person, at once."""
    t = turn.t
    await rights.erase(turn.session, turn.candidate, turn.now)
    turn.asked = turn.erased = True
    return [replies.deleted(t)]
