"""Wishes beside the profile, by buttons on the matches."""

from typing import Any

from bot.answers.doors import BUTTON, WORDS, Code, answer
from bot.answers.turn import Turn
from bot.base.terms import Driving, Schedule, Unheld, Wish
from bot.matching import BROAD_CATEGORIES
from bot.programme import profiles
from bot.programme.profiles import Profile
from bot.replies import wishes as replies
from bot.replies.message import Message, RefError

_WAGES = range(1_000, 20_000)  # cents an hour: a typed amount need not be one of the steps


@answer("wishes", BUTTON, consent=True)
async def wishes(turn: Turn) -> list[Message]:
    """List the wishes."""
    turn.asked = True
    return [replies.menu(turn.t, turn.knowledge, await profiles.load(turn.session, turn.candidate))]


@answer("wish", WORDS | BUTTON, consent=True)
async def wish(turn: Turn, kind: Wish, raw: Code | None = None) -> list[Message]:
    """Show what may be chosen, or keep the choice. Hours are ticked one by one, in the same bubble."""
    turn.asked = True
    if kind in {Wish.TOWNS, Wish.MUSTS, Wish.TRADES}:
        raise RefError("towns are named in words; musts and trades have answers of their own")
    if raw is not None:
        profile = await profiles.load(turn.session, turn.candidate)
        await profiles.wish(turn.session, turn.candidate, kind, _chosen(kind, raw, profile), turn.now)
        if kind is not Wish.SCHEDULES or raw == replies.NO_MATTER:
            return await wishes(turn)
    return [replies.question(turn.t, kind, await profiles.load(turn.session, turn.candidate))]


@answer("cannot_note", WORDS, builds=True)
async def cannot_note(turn: Turn, *kinds: Unheld) -> list[Message]:
    """Conditions on a job that cannot be noted: said plainly, with a person of the programme who may hear of them."""
    return [replies.cannot_note(turn.t, kinds)]


def _chosen(kind: Wish, raw: str, profile: Profile) -> Any:
    if raw == replies.NO_MATTER:
        return None
    if kind is Wish.WAGE and raw.isdecimal() and str(int(raw)) == raw and int(raw) in _WAGES:
        return int(raw)
    if kind is Wish.PARTNER and len(raw) == 1 and raw in BROAD_CATEGORIES:
        return raw
    if kind is Wish.DRIVING and raw in {str(int(each)) for each in Driving}:
        return Driving(int(raw))
    if kind in {Wish.ORDER_PERMIT, Wish.CAR} and raw in {replies.YES, replies.NO}:
        return raw == replies.YES
    if kind is Wish.SCHEDULES and raw in set(Schedule):
        ticked = set(profile.schedules or ()) ^ {Schedule(raw)}
        return tuple(each for each in Schedule if each in ticked)
    raise RefError("no such wish")
