"""Building a profile, by buttons and by words."""

from collections.abc import Container
from datetime import timedelta
from typing import Any, Literal

from bot.answers.doors import BUTTON, CHANNEL, COMMAND, WORDS, Code, Count, answer
from bot.answers.privacy import delete
from bot.answers.turn import Turn
from bot.base.terms import ANYWHERE, Field, Wish
from bot.knowledge import every_language
from bot.matching import Ranker
from bot.programme import candidates, hidden_jobs, interests, profile_values, profiles, requests, trip_views
from bot.programme.candidates import Consent
from bot.replies import privacy as privacy_replies
from bot.replies import profile as replies
from bot.replies import questions
from bot.replies.message import Message, Ref, RefError

_YEAR = timedelta(days=366)
Several = Literal[Field.LANGUAGES, Field.REGIONS]  # questions with several answers, ticked one by one


@answer("start_profile", WORDS | BUTTON, builds=True, gives_way=1.0)
async def start_profile(turn: Turn) -> list[Message]:
    """Begin the profile, or go on with it; consent comes before the first question."""
    if turn.candidate.consent != Consent.GIVEN:
        turn.waiting.append(Ref("start_profile"))
        return [privacy_replies.consent_question(turn.t, again=turn.consent_asked)]
    return await ask_next(turn)


@answer("for_another", WORDS, builds=True)
async def for_another(turn: Turn) -> list[Message]:
    """Somebody writes on behalf of somebody else: explain how that works, then begin the profile or go on with it."""
    return [privacy_replies.for_another(turn.t), *await start_profile(turn)]


def consent_first(turn: Turn) -> list[Message]:
    """Ask for consent before anything is kept; whoever refused is told so, and where to change their mind."""
    refused = turn.candidate.consent == Consent.REFUSED
    if refused:
        return [privacy_replies.nothing_kept(turn.t)]
    return [privacy_replies.consent_question(turn.t, again=turn.consent_asked)]


@answer("consent", BUTTON, builds=True)
async def consent(turn: Turn, given: Consent, version: Count = 1) -> list[Message]:
    """The answer to the question on personal data, by a button only; `version`: of the question's words."""
    if given is Consent.REFUSED and turn.candidate.consent == Consent.GIVEN:
        return await delete(turn)  # an old button: withdrawing consent erases everything, so ask first
    candidates.decide_consent(turn.session, turn.candidate, given, turn.now, version)
    if given is Consent.REFUSED:
        return [privacy_replies.consent_refused(turn.t)]
    return [privacy_replies.consent_given(turn.t), *([] if turn.held else await ask_next(turn))]


@answer("tell_again", CHANNEL)
async def tell_again(turn: Turn) -> list[Message]:
    """Consent was given, but the message that led to it cannot be read again at the moment."""
    return [privacy_replies.tell_again(turn.t)]


@answer("question", BUTTON, builds=True, keeps_count=True)
async def question(turn: Turn) -> list[Message]:
    """The open question, asked again; empty when no question is open."""
    field = turn.candidate.asking
    turn.asked = True
    if field is None:
        return []
    profile = await profiles.load(turn.session, turn.candidate)
    return [questions.question(turn.t, turn.knowledge, field, profile, turn.today)]


async def question_in_short(turn: Turn) -> list[Message]:
    """The open question in short, after something else was answered."""
    field = turn.candidate.asking
    profile = await profiles.load(turn.session, turn.candidate)
    return [questions.question_in_short(turn.t, field, profile)] if field else []


async def ask_next(turn: Turn, *, leaving: bool = False) -> list[Message]:
    """Ask what is still unknown, or read the complete profile back. `leaving`: the open question is put off."""
    if await profiles.ask_next(turn.session, turn.candidate, leaving=leaving) is None:
        return await profile_done(turn)
    return await question(turn)


async def profile_done(turn: Turn) -> list[Message]:
    """The whole profile, read back."""
    profile = await profiles.load(turn.session, turn.candidate)
    return [replies.done(turn.t, turn.knowledge, profile)]


@answer("set", WORDS | BUTTON, builds=True)
async def set_answer(turn: Turn, field: Field, *raw: Code) -> list[Message]:
    """A tap answers a question; an answer to a question that is no longer open is changed only once confirmed."""
    value = _parse(turn, field, raw)
    before = (await profiles.load(turn.session, turn.candidate)).value(field)
    if before not in (None, value) and turn.candidate.asking != field:
        turn.asked = True
        return [questions.change(turn.t, turn.knowledge, field, before, value)]
    return await _keep(turn, field, value)


@answer("change", WORDS | BUTTON, builds=True)
async def change_answer(turn: Turn, field: Field, *raw: Code) -> list[Message]:
    """Change an existing answer, which the candidate has confirmed."""
    return await _keep(turn, field, _parse(turn, field, raw))


async def _keep(turn: Turn, field: Field, value: Any) -> list[Message]:
    await profiles.answer(turn.session, turn.candidate, field, value, turn.now)
    if field is Field.REGIONS:
        await _keep_towns(turn, value)
    return [*await noted(turn, field), *await ask_next(turn)]


@answer("toggle", BUTTON, builds=True)
async def toggle(turn: Turn, field: Several, code: Code) -> list[Message]:
    """Tick or untick one of several options; each tick is saved, and shown in the same bubble."""
    if code not in questions.to_tick(turn.knowledge, field):
        raise RefError("nothing of the kind is offered to be ticked")
    profile = await profiles.load(turn.session, turn.candidate)
    chosen = [other for other in profile.value(field) or () if other != ANYWHERE]
    chosen = [other for other in chosen if other != code] if code in chosen else [*chosen, code]
    await profiles.answer(turn.session, turn.candidate, field, tuple(chosen), turn.now)
    if field is Field.REGIONS:
        await _keep_towns(turn, chosen)
    profiles.ask(turn.candidate, field)
    profile = await profiles.load(turn.session, turn.candidate)
    turn.asked = True
    shown = questions.question(turn.t, turn.knowledge, field, profile, turn.today)
    return [Message(shown.text, shown.rows, replaces=True)]


async def _keep_towns(turn: Turn, regions: Container[str]) -> None:
    """Keep the towns whose region is still among the answers."""
    named = (await profiles.load(turn.session, turn.candidate)).towns or ()
    kept = tuple(code for code in named if turn.knowledge.towns[code].region in regions)
    await profiles.wish(turn.session, turn.candidate, Wish.TOWNS, kept, turn.now)


@answer("done", BUTTON, builds=True)
async def done(turn: Turn, field: Several) -> list[Message]:
    """Ticking is done."""
    return [*await noted(turn, field), *await ask_next(turn)]


async def noted(turn: Turn, *fields: Field) -> list[Message]:
    """Read back what was just saved."""
    profile = await profiles.load(turn.session, turn.candidate)
    return [replies.noted(turn.t, turn.knowledge, profile, fields)]


@answer("not_understood", WORDS, builds=True)
async def not_understood(turn: Turn, field: Field) -> list[Message]:
    """The message did not answer the open question."""
    return [questions.not_understood(turn.t, field)]


@answer("later", WORDS, builds=True)
async def later(turn: Turn) -> list[Message]:
    """The open question went unanswered twice in a row: put it off to the end."""
    left = turn.candidate.asking
    following = await ask_next(turn, leaving=True)
    if left is None or turn.candidate.asking is left:
        return [*([questions.not_understood(turn.t, left)] if left else []), *following]
    return [replies.later(turn.t), *following]


@answer("why_asked", WORDS)
async def why_asked(turn: Turn) -> list[Message]:
    """What the open question is for."""
    field = turn.candidate.asking
    return [questions.why(turn.t, field)] if field else []


@answer("french_help", BUTTON, consent=True, builds=True)
async def french_help(turn: Turn) -> list[Message]:
    """Help for "I don't know my level"."""
    profiles.ask(turn.candidate, Field.FRENCH)
    turn.asked = True
    return [questions.french_help(turn.t)]


@answer("skip", WORDS | BUTTON, builds=True, gives_way=1.0)
async def skip(turn: Turn) -> list[Message]:
    """Pass over the open question."""
    field = turn.candidate.asking
    if field is None:
        return [replies.nothing_to_stop(turn.t)]
    await profiles.skip(turn.session, turn.candidate, field, turn.now)
    return [replies.skipped(turn.t), *await ask_next(turn)]


@answer("back", WORDS | BUTTON, builds=True, gives_way=1.0)
async def back(turn: Turn) -> list[Message]:
    """Return to the question before the open one, or to the last one when none is open."""
    field = turn.candidate.asking
    profiles.ask(turn.candidate, profiles.before(field) if field else profiles.FIELDS[-1])
    return await question(turn)


@answer("cancel", WORDS | BUTTON | COMMAND, command=("cancel",))
async def cancel(turn: Turn) -> list[Message]:
    """Stop asking; the answers stay."""
    if turn.candidate.asking is None:
        return [replies.nothing_to_stop(turn.t)]
    profiles.ask(turn.candidate, None)
    return [replies.stopped(turn.t)]


@answer("correct", WORDS | BUTTON, consent=True, gives_way=1.0)
async def correct(turn: Turn) -> list[Message]:
    """Choose which answer to correct."""
    turn.asked = True
    return [replies.which_to_correct(turn.t)]


@answer("edit", WORDS | BUTTON, builds=True)
async def edit(turn: Turn, field: Field) -> list[Message]:
    """Ask one question again."""
    profiles.ask(turn.candidate, field)
    return await question(turn)


@answer("profile", WORDS | BUTTON | COMMAND, weighs=Ranker.judge, gives_way=1.0, command=("profile",))
async def profile(turn: Turn) -> list[Message]:
    """What was told, where things stand, and the next best step."""
    if turn.candidate.consent != Consent.GIVEN:
        return await start_profile(turn)
    told = await profiles.load(turn.session, turn.candidate)
    hidden = await hidden_jobs.hidden(turn.session, turn.candidate)
    ranking = await turn.library.open_vacancies.ranking(turn.session, told, turn.now, hidden)
    standing = replies.Standing(
        matches=len(ranking.lines) if told.occupation else 0,
        interests=len(await interests.interests_of(turn.session, turn.candidate)),
        trips=len(await trip_views.registrations_of(turn.session, turn.candidate, turn.now)),
        request_open=await requests.open_request(turn.session, turn.candidate) is not None,
    )
    return [replies.overview(turn.t, turn.knowledge, told, standing)]


def _parse(turn: Turn, field: Field, args: tuple[str, ...]) -> Any:
    """A button's arguments as the value of an answer. Raises `RefError` for what no button of ours carries."""
    known: dict[Field, Container[Any]] = {
        Field.OCCUPATION: turn.knowledge.occupations,
        Field.LANGUAGES: every_language(),
        Field.REGIONS: {*turn.knowledge.regions, ANYWHERE},
    }
    try:
        value = profile_values.typed(field, args)
    except profile_values.ValueRefused as error:
        raise RefError(f"a button for {field} carried nonsense") from error
    named = value if isinstance(value, tuple) else (value,)
    if field in known and not all(each in known[field] for each in named):
        raise RefError(f"a button for {field} carried what is not known")
    if field is Field.START and abs(value - turn.today) > _YEAR:
        raise RefError("no button offered such a day")
    return value
