"""What a household needs on the day of a trip, ticked in one bubble."""

from bot.answers.doors import BUTTON, WORDS, Code, answer
from bot.answers.turn import Turn
from bot.programme import travel_needs, trip_views
from bot.programme.travel_needs import Need
from bot.programme.trip_views import RegistrationView
from bot.replies import travel_needs as replies
from bot.replies.message import Message


@answer("needs", WORDS | BUTTON, consent=True)
async def needs(turn: Turn, registration_id: Code, need: Need | None = None) -> list[Message]:
    """Show what may be needed; a tap counts one more."""
    if need is None:
        return await _shown(turn, await trip_views.own_registration(turn.session, turn.candidate, registration_id))
    return await _shown(
        turn, await travel_needs.count_one_more(turn.session, turn.candidate, registration_id, need, turn.now)
    )


@answer("needs_share", BUTTON, consent=True, asked_by="needs")
async def share(turn: Turn, registration_id: Code) -> list[Message]:
    """Agree that it is printed on the sheets of the day."""
    return await _shown(
        turn, await travel_needs.share(turn.session, turn.candidate, registration_id, turn.now, agrees=True)
    )


@answer("needs_hide", BUTTON, consent=True)
async def hide(turn: Turn, registration_id: Code) -> list[Message]:
    """Withdraw that agreement."""
    return await _shown(
        turn, await travel_needs.share(turn.session, turn.candidate, registration_id, turn.now, agrees=False)
    )


@answer("needs_forget", BUTTON, consent=True)
async def forget(turn: Turn, registration_id: Code) -> list[Message]:
    """Erase the needs."""
    return await _shown(turn, await travel_needs.erase_all(turn.session, turn.candidate, registration_id))


async def _shown(turn: Turn, registration: RegistrationView) -> list[Message]:
    turn.asked = True
    told, is_shown = await travel_needs.needs_of(turn.session, registration.id)
    return [replies.needs(turn.t, registration, told, is_shown=is_shown)]
