"""A form for each answer of a profile: the choices, and the value that was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.base.i18n import Texts
from bot.base.terms import ANYWHERE, HIGHEST_FRENCH, Education, Field, Permit
from bot.knowledge import Knowledge
from bot.knowledge.spoken_languages import LANGUAGES
from bot.programme.profile_values import ValueRefused, checked, raw
from bot.replies.words import (
    answer_text,
    education_name,
    field_name,
    french_name,
    language_name,
    permit_name,
    region_name,
)

_HOUSEHOLD = ("partner", "children", "others")


class Kind(StrEnum):
    """The kind of a form."""

    ONE = "one"  # one choice of a list
    SEVERAL = "several"
    NUMBER = "number"
    DAY = "day"
    HOUSEHOLD = "household"


_KINDS = {
    Field.EXPERIENCE: Kind.NUMBER,
    Field.LANGUAGES: Kind.SEVERAL,
    Field.REGIONS: Kind.SEVERAL,
    Field.HOUSEHOLD: Kind.HOUSEHOLD,
    Field.START: Kind.DAY,
}


@dataclass(frozen=True, slots=True)
class Form:
    """One answer, to be corrected."""

    field: Field
    name: str
    kind: Kind
    options: Mapping[str, str]  # for ONE and SEVERAL: the value sent, and the words shown
    given: tuple[str, ...]  # the present value, as the form sends it
    told: str  # the same in words; empty if not told


def form(t: Texts, knowledge: Knowledge, field: Field, value: Any) -> Form:
    """The form of an answer."""
    given = () if value is None or value == () else raw(field, value)
    told = "" if value is None else answer_text(t, knowledge, field, value)
    return Form(field, field_name(t, field), _KINDS.get(field, Kind.ONE), _options(t, knowledge, field), given, told)


def value_of(form: Form, given: Sequence[str]) -> Any:
    """The value that was sent with a form.

    Raises:
        ValueRefused: it is no value of this answer, or was not offered.
    """
    if form.options and not set(given) <= set(form.options):
        raise ValueRefused(f"not offered as an answer to {form.field}")
    if form.kind is Kind.HOUSEHOLD:
        return checked(form.field, dict(zip(_HOUSEHOLD, given, strict=False)) if given else None)
    if form.kind is Kind.SEVERAL:
        return checked(form.field, tuple(given))
    [only] = given if len(given) == 1 else [""]
    if form.field is Field.EDUCATION:
        return checked(form.field, int(only) if only else only)
    return checked(form.field, only.replace(",", ".") if form.kind is Kind.NUMBER else only)


def _options(t: Texts, knowledge: Knowledge, field: Field) -> Mapping[str, str]:
    match field:
        case Field.OCCUPATION:
            return trades(t, knowledge)
        case Field.EDUCATION:
            return {str(int(each)): education_name(t, each) for each in Education}
        case Field.FRENCH:
            return {str(level): french_name(t, level) for level in range(HIGHEST_FRENCH + 1)}
        case Field.LANGUAGES:
            return _by_name({code: language_name(t, code) for code in LANGUAGES if code != "fr"})
        case Field.REGIONS:
            return regions(t, knowledge)
        case Field.PERMIT:
            return {each: permit_name(t, each) for each in Permit}
    return {}


def trades(t: Texts, knowledge: Knowledge) -> Mapping[str, str]:
    """Every occupation, by name."""
    return _by_name({code: each.title(t.language) for code, each in knowledge.occupations.items()})


def regions(t: Texts, knowledge: Knowledge) -> Mapping[str, str]:
    """Every region, and "anywhere"."""
    return {code: region_name(t, knowledge, code) for code in (ANYWHERE, *knowledge.regions)}


def _by_name(names: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(names.items(), key=lambda each: each[1].casefold()))
