"""Decides which facts of a message are saved in the profile, and which changes the candidate has to confirm first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.base.terms import ANYWHERE, LISTS, Field, Wish
from bot.reading.about_whom import Person
from bot.reading.conditions import Condition
from bot.reading.context import Fact, Reading
from bot.reading.whether import Whether


@dataclass(frozen=True, slots=True)
class Doubt:
    """A change to a saved answer that the candidate has to confirm, since the message does not plainly correct it."""

    field: Field | Wish
    before: Any
    after: Any


@dataclass(slots=True)
class Changes:
    """What a message does to the answers of the profile."""

    saved: dict[Field, Any] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    again: list[Field] = field(default_factory=list)  # denied without another value: to be asked again
    same: list[Field] = field(default_factory=list)  # repeated with the value that is already saved
    partner: str | None = None  # the broad category of the partner's work
    conditions: tuple[Condition, ...] = ()  # on a job: the last one said of each kind counts
    towns: tuple[str, ...] = ()
    towns_out: tuple[str, ...] = ()  # saved towns that are no longer wanted


def changes(reading: Reading, told: Mapping[Field | Wish, Any], asked: Field | None) -> Changes:
    """Sort the writer's facts: new answers, answers to the open question and plain corrections are saved.

    Any other change of a saved answer becomes a `Doubt`. `told` holds the saved answers, `asked` the open question.
    """
    found = Changes(conditions=reading.conditions)
    for name in Field:
        facts = [fact for fact in reading.facts if fact.field is name and fact.person is Person.SELF]
        if facts:
            free = asked is name or reading.corrects
            _about(found, name, facts, told.get(name), free=free, building=asked is not None)
    named = [(fact, town) for fact in reading.facts if fact.person is Person.SELF for town in fact.towns]
    before = told.get(Wish.TOWNS) or ()
    found.towns_out = tuple(t for fact, t in named if fact.whether is Whether.NO and t in before)
    changed = Field.REGIONS in found.saved or found.towns_out  # "not Saguenay, Alma": a town for another one
    found.towns = tuple(t for fact, t in named if changed and fact.whether is not Whether.NO)
    _partner(found, reading, told)
    return found


def _about(found: Changes, name: Field, facts: Sequence[Fact], before: Any, *, free: bool, building: bool) -> None:
    """Note in `found` what these facts do to the saved value `before` of one field.

    `free`: the message may change it without a confirmation; `building`: a question of the profile is open.
    """
    if name is Field.LANGUAGES and before and building and not free:  # languages named later add to the saved ones
        facts = [replace(fact, whether=Whether.ALSO) if _adds(fact) else fact for fact in facts]
    after = _listed(name, facts, before) if name in LISTS else _single(facts, before if free else None)
    unsure = name not in LISTS and (any(fact.whether is Whether.PERHAPS for fact in facts) or _repeats(facts, before))
    plain = before is None or (free and not unsure) or _is_plain(facts, before)
    if after is None:
        if any(fact.value == before for fact in facts):
            found.again.append(name)
    elif after == before:
        found.same.append(name)
    elif plain:
        found.saved[name] = after
    else:
        found.doubts.append(Doubt(name, before, after))


def _adds(fact: Fact) -> bool:
    return fact.whether is Whether.YES and bool(fact.value)


def _single(facts: Sequence[Fact], before: Any) -> Any:
    """The last value that is not denied; None if all are.

    In a correction, where `before` is the saved value, one that differs from it goes first.
    """
    told = [fact.value for fact in reversed(facts) if fact.whether is not Whether.NO]
    return next((value for value in told if before is not None and value != before), next(iter(told), None))


def _repeats(facts: Sequence[Fact], before: Any) -> bool:
    """Whether the saved value is told beside another one: "my French was B1 last year, now it's B2", B2 being saved."""
    told = {fact.value for fact in facts if fact.whether is not Whether.NO}
    return len(told) > 1 and before in told


def _listed(name: Field, facts: Sequence[Fact], before: Any) -> Any:
    """The saved list as it is after the message; None if the message removes its last value."""
    if facts[-1].value == () and facts[-1].whether is Whether.YES:
        return ()  # "no other language"
    out = {code for fact in facts if fact.whether is Whether.NO for code in fact.value}
    told = [code for fact in facts if fact.whether is not Whether.NO for code in fact.value]
    out -= _wished_beside_a_refused_town(facts)
    old = list(before or ())
    adds = any(fact.whether is Whether.ALSO for fact in facts) or bool(out)
    only = any(fact.whether is Whether.ONLY for fact in facts)
    if only and name is not Field.LANGUAGES:  # "Gaspésie, hm, only Amos": what else is named is not wanted any more
        told = [code for fact in facts if fact.whether in {Whether.ONLY, Whether.ALSO} for code in fact.value]
    if told and not only and set(told) <= set(old) and not out:
        return tuple(old)
    kept = old if (adds and not only) or not told else []
    after = [code for code in dict.fromkeys([*kept, *told]) if code not in out]
    if len(after) > 1:
        after = [code for code in after if code != ANYWHERE]
    if not after:  # the empty list is saved only where the candidate says "none"
        return None if old and set(old) <= out else before
    return tuple(after)


def _wished_beside_a_refused_town(facts: Sequence[Fact]) -> set[str]:
    """Regions of which a town is refused, and another or the region itself is wished for: these stay wished for."""
    refused = {town for fact in facts if fact.whether is Whether.NO for town in fact.towns}
    denied = {code for fact in facts if fact.towns and fact.whether is Whether.NO for code in fact.value}
    wished = [
        fact for fact in facts if fact.whether is not Whether.NO and not (fact.towns and refused >= {*fact.towns})
    ]
    return denied & {code for fact in wished for code in fact.value}


def _is_plain(facts: Sequence[Fact], before: Any) -> bool:
    """Whether the message itself says what happens to the saved value: "not a cook", "also", "only"."""
    denies = any(fact.whether is Whether.NO and _touches(fact.value, before) for fact in facts)
    return denies or any(
        fact.whether in {Whether.ALSO, Whether.ONLY} for fact in facts if isinstance(fact.value, tuple)
    )


def _touches(value: Any, before: Any) -> bool:
    return bool(set(value) & set(before)) if isinstance(value, tuple) and before else bool(value == before)


def _partner(found: Changes, reading: Reading, told: Mapping[Field | Wish, Any]) -> None:
    """Note in `found` the broad category of the partner's trade, if the message gives one."""
    trades = [
        fact.value for fact in reading.facts
        if fact.field is Field.OCCUPATION and fact.person is Person.PARTNER and fact.whether is not Whether.NO
    ]  # fmt: skip
    if not trades:
        return
    category, before = str(trades[-1])[0], told.get(Wish.PARTNER)
    if before in {None, category} or reading.corrects:
        found.partner = category
    else:
        found.doubts.append(Doubt(Wish.PARTNER, before, category))
