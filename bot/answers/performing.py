"""Performs answers: saves what was told, calls each answer, and asks the profile's open question last."""

from collections.abc import Collection, Mapping, Sequence

from bot.answers import (
    acronyms,
    beside_a_case,
    button_check,
    confirming,
    danger,
    facts,
    follow_up_questions,
    immigration_guard,
    message_signs,
    profile,
    saving,
    telling,
)
from bot.answers.all_answers import ANSWERS
from bot.answers.beside_a_deed import beside_what_was_decided, may_ask_beside, near_a_need, near_deeds
from bot.answers.doors import Answer, Door, question_of
from bot.answers.still_to_do import beside_who_is_registered, is_asked_kindly, of_a_case, still_to_do
from bot.answers.turn import Held, Library, Turn
from bot.knowledge.question_reading import Asked
from bot.knowledge.schema import Topic
from bot.programme import candidates
from bot.programme.candidates import Consent, ConsentMissing
from bot.programme.employers import EmployerUnknown
from bot.programme.open_vacancies import Weighing
from bot.programme.trips import TripError
from bot.reading import Person, Reading, asks_something
from bot.replies import old_buttons as replies
from bot.replies import privacy as privacy_replies
from bot.replies import trips as trip_replies
from bot.replies.message import Message, Ref, RefError, merged

_NOTHING = Reading()
_LANGUAGE = "language"
_KNOWN_OF_PLACES = {"matches": Topic.JOBS}  # answers about a place that need no personal data


async def _old_button(turn: Turn) -> list[Message]:
    """The reply to a reference that names no answer, or one that this door does not lead to."""
    return [replies.old_button(turn.t)]


_UNKNOWN = Answer(_old_button, Door(0))


def searched(
    library: Library, whole: Asked, asked: Mapping[Ref, Asked], clauses: Sequence[Asked] = (),
    decided: Collection[Ref] = (), *, follows: bool = False,
) -> list[Asked]:  # fmt: skip
    """The texts that answers will search for: searching is slow, so it is done before the transaction begins.

    Args:
        library: what is known.
        whole: the message.
        asked: by answer, the words that it answers.
        clauses: the parts of the message, where it has several.
        decided: the answers that the words themselves ask for.
        follows: whether something was told before that the message may go on about.
    """
    named = [(ANSWERS.get(ref.name, _UNKNOWN), said) for ref, said in asked.items()]
    found = [said for answer, said in named if answer.searches or (answer.gives_way and facts.may_ask(library, said))]
    found += [said for answer, said in named if not answer.searches and may_ask_beside(said)]  # it may wait for consent
    found += beside_what_was_decided(clauses, list(asked), decided)
    case = bool(whole.took) and immigration_guard.may_be_a_case(whole)
    needs = facts.needs_a_fact(whole) or facts.may_ask(library, whole)
    if found or follows or case or needs:  # asked as well as told, or surer than in parts
        found.append(whole)
    if case:
        found += [said for said in asked.values() if immigration_guard.may_be_a_case(said)]
        found += beside_a_case.asking(clauses)
    return list(dict.fromkeys(each for said in found for each in (said, *telling.several(said))))


def weighings(refs: Sequence[Ref]) -> list[Weighing]:
    """What these answers need to know of all open vacancies, which takes a moment to compute."""
    found = (ANSWERS.get(ref.name, _UNKNOWN).weighs for ref in refs)
    return list(dict.fromkeys(each for each in found if each))


def needs_consent(ref: Ref) -> bool:
    """Whether this answer is only for those who agreed that personal data are kept."""
    return ref.name in ANSWERS and ANSWERS[ref.name].consent


async def perform(turn: Turn, refs: Sequence[Ref], door: Door, told: Reading = _NOTHING) -> list[Message]:
    """Keep what was told, perform symbolic answers in order and give what is to be said.

    The open question of the profile comes last: in full while the profile is being built, in short
    after whatever interrupted it. Once, here, for every answer and every door.
    """
    turn.whole = turn.said
    alone = [ref for ref in refs if ref.name == danger.ALONE]
    if alone:  # help is shown alone
        refs, told, turn.alone = alone, _NOTHING, True
    by_words = Door.WORDS in door and bool(turn.written) and not turn.alone
    if by_words:
        turn.place = telling.newly_spoken_of(turn, told) or turn.place
    messages = follow_up_questions.goes_on(turn, refs, told) if by_words else []
    if turn.followed:
        refs, told = [], _NOTHING
    answers_one = turn.candidate.asking is not None
    if by_words and not turn.followed:
        messages, refs = await _in_the_language_asked_for(turn, refs)
    read_back = await saving.save(turn, told)
    if by_words and not turn.followed:
        whole, refs = _whole(turn, refs, told, answers_one=answers_one)
        messages += whole
        turn.informed = turn.informed or bool(whole)
    answers = [ANSWERS.get(ref.name, _UNKNOWN) for ref in refs]
    for ref, answer in zip(refs, answers, strict=True):
        said = await _perform_one(turn, answer, ref, door, turn.parts.get(ref, turn.whole))
        turn.informed = turn.informed or (answer.searches and bool(said))
        messages += [message for message in said if message not in messages]  # two requests, one answer to both
    if by_words:
        near = near_deeds(turn, refs)  # nothing is done before consent, so that a question in the message comes first
        messages = [*near, *messages] if turn.waiting else [*messages, *near]
    match turn.candidate.consent:
        case Consent.GIVEN:
            messages = [*read_back, *messages]
        case Consent.REFUSED:
            messages = messages or read_back  # it was said already that nothing is kept
        case _:
            messages += [each for each in read_back if each not in messages]  # what was asked for comes first
    if turn.held and turn.candidate.consent == Consent.GIVEN:
        messages += await _take_up(turn, turn.held)
    if not all(answer.keeps_count for answer in answers):
        candidates.understood(turn.candidate)
    if turn.candidate.asking and not turn.asked:
        interrupted = turn.followed or not all(answer.builds for answer in answers)
        messages += await (profile.question_in_short(turn) if interrupted else profile.question(turn))
    messages = merged(messages or await profile.start_profile(turn))  # an old button to a question that is closed
    return await confirming.marked(turn, messages)


async def _in_the_language_asked_for(turn: Turn, refs: Sequence[Ref]) -> tuple[list[Message], Sequence[Ref]]:
    """Change the language before anything is said, where a part of a message orders that; and the references left."""
    others = [part for ref, part in turn.parts.items() if ref.name != _LANGUAGE]
    beside = [ref for ref in refs if ref in turn.decided and ref.name != _LANGUAGE] if not turn.parts else []
    first = [
        ref for ref in refs
        if ref.name == _LANGUAGE and (beside or (others and ref in still_to_do(turn, [ref], others)))
    ]  # fmt: skip
    messages: list[Message] = []
    for ref in first:
        messages += await _perform_one(turn, ANSWERS[_LANGUAGE], ref, Door.WORDS, turn.parts.get(ref, turn.whole))
    turn.said = turn.whole
    return messages, [ref for ref in refs if ref not in first]


def _whole(turn: Turn, refs: Sequence[Ref], told: Reading, *, answers_one: bool) -> tuple[list[Message], Sequence[Ref]]:
    """The answer to the whole message, if it is surer than those to its parts, and the references left to perform.

    `answers_one`: a question of the profile was open when it was written.
    """
    if message_signs.asks_who_is_registered(turn.said.meant):
        return [privacy_replies.nobody_is_told(turn.t)], beside_who_is_registered(turn, refs)
    if immigration_guard.wants_advice(turn) and (turn.said.took or message_signs.asks(turn.said.meant)):
        left = still_to_do(turn, refs, of_a_case(turn))
        return [*beside_a_case.of_everybody(turn), *immigration_guard.guard(turn)], left
    if not (told.facts or told.unclear) and (what := acronyms.told(turn)):
        return what, still_to_do(turn, refs, [turn.said])
    if not refs:
        own = any(fact.person is Person.SELF for fact in told.facts) or bool(told.unclear)
        asked = facts.surely(turn) if own and not asks_something(turn.said.meant) else facts.beside(turn)
        return asked or ([] if answers_one else near_a_need(turn)), refs
    parts = {ref: turn.parts[ref] for ref in refs if ref in turn.parts and turn.parts[ref] != turn.said}
    if not parts or not facts.is_one_question(turn, set(parts.values())):
        return [], refs
    turn.place = telling.place_named(turn) or turn.place
    asking = [ref for ref, part in parts.items() if message_signs.asks(part.meant) and not is_asked_kindly(part)]
    left = still_to_do(turn, refs, [parts[ref] for ref in asking])
    # An answer that searches tells what is near anyway; any other one gives way only to a likely fact.
    searches = all(ANSWERS.get(ref.name, _UNKNOWN).searches for ref in asking)
    sure = 0.0 if facts.asks_for_a_fact(turn.said) and searches else 1.0
    if fact := facts.rather(turn, sure):
        return fact, left
    return [], [ref for ref in refs if ref in asking or ref in left] if asking else refs


async def _take_up(turn: Turn, held: Held) -> list[Message]:
    """After consent: save and read back what was told before, and perform what was asked for."""
    turn.written = held.written
    turn.decided = frozenset(held.refs)  # what facts answered was told before the consent
    messages = await saving.save(turn, held.told)
    for ref, words in held.refs.items():
        turn.written, turn.whole = words, Asked(words)
        messages += await _perform_one(turn, ANSWERS.get(ref.name, _UNKNOWN), ref, Door.WORDS | Door.BUTTON, turn.whole)
    if not turn.asked and not turn.candidate.asking:
        messages += await profile.ask_next(turn)
    return messages


async def _perform_one(turn: Turn, answer: Answer, ref: Ref, door: Door, said: Asked) -> list[Message]:
    """Perform one answer; a foreseen error becomes a kind sentence."""
    turn.said = said
    try:
        gives_way = answer.gives_way and ref not in turn.decided
        if gives_way and Door.WORDS in door and (fact := facts.rather(turn, answer.gives_way)):
            return fact
        arguments = button_check.checked(answer, door, ref.args)
        if not await confirming.is_current(turn, answer, ref):
            return await _ask_anew(turn, ref)
        if answer.consent and turn.candidate.consent != Consent.GIVEN:
            topic = _KNOWN_OF_PLACES.get(ref.name)
            if topic and Door.WORDS in door and (known := facts.of_a_place(turn, topic)):
                return known
            asked = bool(turn.waiting)
            turn.waiting.append(ref)
            if asked:
                return []
            return [privacy_replies.consent_needed(turn.t), *profile.consent_first(turn)]
        return await answer.perform(turn, *arguments)
    except ConsentMissing:
        turn.waiting.append(ref)
        return profile.consent_first(turn)
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]
    except (RefError, EmployerUnknown):
        return await _old_button(turn)


async def _ask_anew(turn: Turn, ref: Ref) -> list[Message]:
    """An outdated confirming button does nothing: its question is asked again, as things stand now."""
    question = question_of((ref.name, *ref.args))
    assert question is not None, "only what confirms something has a mark that can be outdated"
    name, *args = question
    messages = await _perform_one(turn, ANSWERS[name], Ref(name, tuple(args)), Door.BUTTON, turn.said)
    return [replies.ask_anew(turn.t), *messages] if any(map(confirming.confirms, messages)) else messages
