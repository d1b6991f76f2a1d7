"""The answers of a profile as typed values: checked when saved, adapted to today's limits when read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints, TypeAdapter, ValidationError
from pydantic import Field as Limits

from bot.base.errors import BotError
from bot.base.terms import (
    ANYWHERE,
    HIGHEST_FRENCH,
    LIMITING,
    LONGEST_EXPERIENCE,
    OTHER_TRADES,
    Driving,
    Education,
    Field,
    Household,
    Permit,
    Schedule,
    Trade,
    Wish,
)

NONE = "none"  # stands for an empty list in a button
_Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
_Region = Annotated[str, StringConstraints(pattern=rf"^(?:\d{{2}}|{ANYWHERE})$")]


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values) or (ANYWHERE in values and len(values) > 1):
        raise ValueError("twice the same, or anywhere beside somewhere")
    return values


def _to_the_hundredth(years: float) -> float:
    if round(years, 2) != years:
        raise ValueError("nobody counts so finely")
    return years


def _limiting(name: str) -> str:
    if name not in LIMITING:
        raise ValueError("this is never a must")
    return name


_TYPES: Mapping[Field | Wish, TypeAdapter[Any]] = {
    Field.OCCUPATION: TypeAdapter(Annotated[str, StringConstraints(pattern=r"^\d{5}$")]),
    Field.EXPERIENCE: TypeAdapter(
        Annotated[float, Limits(ge=0, le=LONGEST_EXPERIENCE), AfterValidator(_to_the_hundredth)]
    ),
    Field.EDUCATION: TypeAdapter(Education),
    Field.FRENCH: TypeAdapter(Annotated[int, Limits(ge=0, le=HIGHEST_FRENCH)]),
    Field.LANGUAGES: TypeAdapter(Annotated[tuple[_Language, ...], AfterValidator(_each_once)]),
    Field.REGIONS: TypeAdapter(Annotated[tuple[_Region, ...], AfterValidator(_each_once)]),
    Field.HOUSEHOLD: TypeAdapter(Household),
    Field.PERMIT: TypeAdapter(Permit),
    Field.START: TypeAdapter(date),
    Wish.WAGE: TypeAdapter(Annotated[int, Limits(ge=0, le=100_000)]),  # cents
    Wish.SCHEDULES: TypeAdapter(tuple[Schedule, ...]),
    Wish.PARTNER: TypeAdapter(Annotated[str, StringConstraints(pattern=r"^\d$")]),
    Wish.TOWNS: TypeAdapter(tuple[str, ...]),
    Wish.ORDER_PERMIT: TypeAdapter(bool),
    Wish.TRADES: TypeAdapter(Annotated[tuple[Trade, ...], Limits(max_length=OTHER_TRADES)]),
    Wish.DRIVING: TypeAdapter(Driving),
    Wish.CAR: TypeAdapter(bool),
    Wish.MUSTS: TypeAdapter(dict[Annotated[str, AfterValidator(_limiting)], bool]),
}


class ValueRefused(BotError):
    """The value is no answer to this question."""


def checked(name: Field | Wish, value: Any) -> Any:
    """A value of this answer's type, from such a value or from its stored form.

    Raises:
        ValueRefused: it is no such value. The message does not reveal the value.
    """
    try:
        return _TYPES[name].validate_python(value)
    except (ValidationError, ValueError):
        raise ValueRefused(f"no answer to {name}") from None


def read(name: Field | Wish, value: Any) -> Any:
    """A value from the database. One that an earlier release allowed is adapted to today's limits.

    Raises:
        ValueRefused: it cannot be read at all.
    """
    return checked(name, _fitting(name, value))


def _fitting(name: Field | Wish, value: Any) -> Any:
    match name, value:
        case Field.EXPERIENCE, int() | float():
            return min(round(value, 2), LONGEST_EXPERIENCE)
        case ((Field.LANGUAGES | Field.REGIONS), [*several]) if all(isinstance(each, str) for each in several):
            once = tuple(dict.fromkeys(several))
            return tuple(each for each in once if each != ANYWHERE) or once  # beside regions, "anywhere" is dropped
    return value


def stored(name: Field | Wish, value: Any) -> Any:
    """A value as JSON holds it."""
    return _TYPES[name].dump_python(checked(name, value), mode="json")


def raw(field: Field, value: Any) -> tuple[str, ...]:
    """A value as the arguments of a button."""
    match field:
        case Field.HOUSEHOLD:
            others = (str(value.others),) if value.others else ()
            return str(int(value.partner)), str(value.children), *others
        case Field.LANGUAGES | Field.REGIONS:
            return tuple(value) or (NONE,)
        case Field.EDUCATION:
            return (str(int(value)),)
        case Field.EXPERIENCE:
            return (str(int(value) if float(value).is_integer() else value),)
    return (str(value),)


def typed(field: Field, args: Sequence[str]) -> Any:
    """The value that a button carried, if it is spelled just as `raw` spells it.

    Raises:
        ValueRefused: no button of ours carries it.
    """
    value = _typed(field, args)
    if raw(field, value) != tuple(args):
        raise ValueRefused(f"not our spelling of an answer to {field}")
    return value


def _typed(field: Field, args: Sequence[str]) -> Any:
    if not args or (len(args) != 1 and field not in {Field.HOUSEHOLD, Field.LANGUAGES, Field.REGIONS}):
        raise ValueRefused(f"no answer to {field}")
    match field:
        case Field.HOUSEHOLD:
            partner, children, others = (*args, "0")[:3] if len(args) in {2, 3} else ("", "", "")
            return checked(field, {"partner": partner == "1", "children": children, "others": others})
        case Field.LANGUAGES | Field.REGIONS:
            return checked(field, () if tuple(args) == (NONE,) else tuple(args))
        case Field.EDUCATION:
            return checked(field, int(args[0]) if args[0].isdecimal() else args[0])
    return checked(field, args[0])
