"""What somebody told: saved in the turn's transaction and read back, or asked about where it changes an answer."""

from bot.answers.doors import BUTTON, WORDS, answer
from bot.answers.profile import ask_next, consent_first, profile_done, question
from bot.answers.turn import Turn
from bot.base.terms import LIMITING, Field, Wish
from bot.programme import profiles
from bot.programme.candidates import Consent
from bot.programme.profiles import Profile
from bot.reading import Changes, Reading, changes
from bot.replies import profile as replies
from bot.replies import questions
from bot.replies.message import Message, Ref

_SAID_BESIDE = frozenset({"cannot_note"})  # answers that are no other subject than what was told
TOLD = Ref("start_profile")  # in what waits for consent, stands for what was told


async def save(turn: Turn, reading: Reading) -> list[Message]:
    """Save what is plain, ask about what is not, and go on with the profile if it is being built."""
    if not (reading.facts or reading.unclear or reading.conditions):
        begins = reading.introduces and turn.candidate.consent is None
        if begins:
            turn.waiting.append(TOLD)
        return consent_first(turn) if begins else []
    if turn.candidate.consent != Consent.GIVEN:
        if turn.candidate.consent is None:
            turn.waiting.append(TOLD)
        return consent_first(turn)
    asked = turn.candidate.asking
    profile = await profiles.load(turn.session, turn.candidate)
    found = changes(reading, profile.values, asked)
    await _save_changes(turn, found, profile)
    messages = await _read_back(turn, found)
    if reading.unsettled:
        messages.append(replies.unchanged(turn.t, turn.knowledge, profile, reading.unsettled))
    if reading.unread:
        messages.append(replies.not_known_as_languages(turn.t, reading.unread))
    for doubt in found.doubts:
        messages.append(questions.change(turn.t, turn.knowledge, doubt.field, doubt.before, doubt.after))
    for each in reading.unclear:
        before = profile.value(each.field) if each.field != asked else None
        messages.append(questions.which_one(turn.t, turn.knowledge, each.field, each.options, before))
    if found.doubts or reading.unclear:
        turn.asked = True  # one thing at a time
        if asked is None and reading.unclear and not profile.complete:  # the next message may answer it
            profiles.ask(turn.candidate, reading.unclear[0].field)
    elif found.again:
        profiles.ask(turn.candidate, found.again[0])
        messages += await question(turn)
    else:
        messages += await _go_on(turn, reading, asked)
    return messages


@answer("keep", WORDS | BUTTON, consent=True, builds=True)
async def keep(turn: Turn, name: Field | Wish) -> list[Message]:
    """Leave an answer as it was."""
    profile = await profiles.load(turn.session, turn.candidate)
    return [replies.kept(turn.t, turn.knowledge, profile, name)]


@answer("clear", WORDS | BUTTON, consent=True)
async def clear(turn: Turn, field: Field) -> list[Message]:
    """Forget one answer; it can be given again at any time."""
    await profiles.clear(turn.session, turn.candidate, field, turn.now)
    return [replies.cleared(turn.t, field)]


async def _save_changes(turn: Turn, found: Changes, profile: Profile) -> None:
    for field, value in found.saved.items():
        await profiles.answer(turn.session, turn.candidate, field, value, turn.now)
    if Field.REGIONS in found.saved or found.towns_out:
        named = [code for code in (*(profile.towns or ()), *found.towns) if code not in found.towns_out]
        regions = found.saved.get(Field.REGIONS, profile.regions or ())
        kept = [code for code in named if turn.knowledge.towns[code].region in regions]
        await profiles.wish(turn.session, turn.candidate, Wish.TOWNS, tuple(dict.fromkeys(kept)), turn.now)
    if found.partner:
        await profiles.wish(turn.session, turn.candidate, Wish.PARTNER, found.partner, turn.now)
    if found.conditions:
        for each in found.conditions:
            await profiles.wish(turn.session, turn.candidate, each.name, each.value, turn.now)
        said = {str(each.name): each.must for each in found.conditions if each.name in LIMITING}
        musts = {**(profile.musts or {}), **said} or None
        await profiles.wish(turn.session, turn.candidate, Wish.MUSTS, musts, turn.now)


async def _read_back(turn: Turn, found: Changes) -> list[Message]:
    wishes = [*((Wish.PARTNER,) if found.partner else ()), *(each.name for each in found.conditions)]
    if any(each.name in LIMITING for each in found.conditions):
        wishes.append(Wish.MUSTS)
    names = (*found.saved, *found.same, *wishes)
    profile = await profiles.load(turn.session, turn.candidate)
    return [replies.noted(turn.t, turn.knowledge, profile, names)] if names else []


async def _go_on(turn: Turn, reading: Reading, asked: Field | None) -> list[Message]:
    """Ask the next question once the open one is answered, or once somebody begins to tell about themselves."""
    profile = await profiles.load(turn.session, turn.candidate)
    if asked is not None and reading.leaves:
        following = await ask_next(turn, leaving=True)
        return [*([] if turn.candidate.asking is asked else [replies.later(turn.t)]), *following]
    if asked is not None:
        return await ask_next(turn) if profile.value(asked) is not None else []
    if reading.corrects or reading.acts or any(name not in _SAID_BESIDE for name, *_ in reading.does):
        return []
    return await profile_done(turn) if profile.complete else await ask_next(turn)
