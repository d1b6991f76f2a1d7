"""Organisations that help. Open to everybody, with or without consent."""

from typing import Annotated

from bot.answers import facts
from bot.answers.beside_a_deed import near_beside
from bot.answers.doors import BUTTON, COMMAND, WORDS, Blank, Code, Count, answer
from bot.answers.message_signs import asks
from bot.answers.turn import Turn
from bot.base.terms import ServiceType
from bot.programme import candidates, profiles
from bot.replies import services as replies
from bot.replies.message import Message, RefError

Kind = Annotated[ServiceType | None, Blank]


@answer("services", WORDS | BUTTON | COMMAND, gives_way=1.0, command=("services",))
async def services(turn: Turn, place: Code = "", kind: Kind = None, page: Count = 0) -> list[Message]:
    """`/services`: organisations of a region or near a town, by need; without a place, those of the region in focus."""
    if leisure := facts.leisure(turn):
        return leisure
    where = place or await _where(turn)
    if not where or where == replies.CHOOSE:
        return [*_near(turn), replies.menu(turn.t, turn.knowledge, kind)]
    code = turn.knowledge.region_of(where)
    if code not in turn.knowledge.regions:
        raise RefError("no such place")
    candidates.focus_on(turn.candidate, code)
    found = turn.knowledge.services(where, kind)
    near = facts.hours_not_held(turn) or _near(turn)
    return [*near, replies.services(turn.t, turn.knowledge, where, kind, found, page)]


@answer("service", WORDS | BUTTON)
async def service(turn: Turn, identifier: Code) -> list[Message]:
    """One organisation."""
    one = turn.knowledge.service(identifier)
    if one is None:
        raise RefError("no such organisation")
    return replies.service(turn.t, turn.knowledge, one)


def _near(turn: Turn) -> list[Message]:
    """What is near a question about organisations, which a list of them may not answer."""
    return near_beside(turn, [turn.said] if asks(turn.said.meant) else [])


async def _where(turn: Turn) -> str | None:
    """The region in focus, or the town in it that the candidate wishes for."""
    if turn.place:
        return turn.place
    focused = turn.candidate.region_in_focus
    towns = (await profiles.load(turn.session, turn.candidate)).towns or ()
    inside = (code for code in towns if turn.knowledge.region_of(code) == focused)
    return next(inside, focused)
