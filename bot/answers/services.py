"""Organisations that help. Open to everybody, with or without consent."""

from bot.answers.regions import focus
from bot.answers.turn import Turn, parsed
from bot.programme import profiles
from bot.replies import services as replies
from bot.replies.message import Message, RefError
from bot.terms import ServiceType


async def services(turn: Turn, place: str = "", kind: str = "", page: str = "0") -> list[Message]:
    """`/services`: organisations of a region or near a town, by need; without a place, where was last spoken of."""
    wanted = parsed(ServiceType, kind) if kind else None
    where = place or await _where(turn)
    if not where or where == replies.CHOOSE:
        return [replies.menu(turn.t, turn.knowledge, wanted)]
    code = turn.knowledge.region_of(where)
    if code not in turn.knowledge.regions:
        raise RefError("no such place")
    focus(turn, code)
    found = turn.knowledge.services(where, wanted)
    return [replies.services(turn.t, turn.knowledge, where, wanted, found, parsed(int, page))]


async def service(turn: Turn, identifier: str) -> list[Message]:
    """One organisation."""
    one = turn.knowledge.service(identifier)
    if one is None:
        raise RefError("no such organisation")
    return replies.service(turn.t, turn.knowledge, one)


async def _where(turn: Turn) -> str | None:
    """The region last spoken of; in it, the town that the candidate wishes for."""
    focused = turn.candidate.region_in_focus
    towns = (await profiles.load(turn.session, turn.candidate)).towns or ()
    inside = (code for code in towns if turn.knowledge.region_of(code) == focused)
    return next(inside, focused)
