"""Trades beside the occupation, by buttons: offered where another trade was named, and on their list."""

from dataclasses import replace

from bot.answers.doors import BUTTON, Code, Count, answer
from bot.answers.turn import Turn
from bot.base.terms import OTHER_TRADES, Standing, Trade, Wish
from bot.programme import profiles
from bot.replies import trades as replies
from bot.replies.message import Message, RefError


@answer("trades", BUTTON, consent=True)
async def trades(turn: Turn) -> list[Message]:
    """List the trades."""
    return [replies.listing(turn.t, turn.knowledge, await profiles.load(turn.session, turn.candidate))]


@answer("trade", BUTTON, consent=True)
async def trade(turn: Turn, occupation: Code, standing: Standing) -> list[Message]:
    """Add a trade; the years are asked if it was worked in."""
    if occupation not in turn.knowledge.occupations:
        raise RefError("no such occupation")
    profile = await profiles.load(turn.session, turn.candidate)
    others = [each for each in profile.trades or () if each.occupation != occupation]
    if len(others) >= OTHER_TRADES:
        return [replies.too_many(turn.t)]
    if occupation == profile.occupation:
        return await trades(turn)
    added = Trade(occupation, standing)
    await profiles.wish(turn.session, turn.candidate, Wish.TRADES, (*others, added), turn.now)
    if standing is Standing.HELD:
        turn.asked = True
        return [replies.years(turn.t, turn.knowledge, added)]
    return await trades(turn)


@answer("trade_years", BUTTON, consent=True)
async def trade_years(turn: Turn, occupation: Code, years: Count) -> list[Message]:
    """Note how long a trade was worked in."""
    if years not in replies.YEARS:
        raise RefError("no such number of years is offered")
    profile = await profiles.load(turn.session, turn.candidate)
    told = tuple(
        replace(each, years=float(years)) if each.occupation == occupation else each for each in profile.trades or ()
    )
    await profiles.wish(turn.session, turn.candidate, Wish.TRADES, told, turn.now)
    return await trades(turn)


@answer("trade_out", BUTTON, consent=True)
async def trade_out(turn: Turn, occupation: Code) -> list[Message]:
    """Remove a trade."""
    profile = await profiles.load(turn.session, turn.candidate)
    left = tuple(each for each in profile.trades or () if each.occupation != occupation)
    await profiles.wish(turn.session, turn.candidate, Wish.TRADES, left, turn.now)
    return await trades(turn)
