"""The fields of the forms of employers, vacancies and trips: what stands in each, and how a record is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.base.clock import QUEBEC_TIME
from bot.base.i18n import Texts, texts
from bot.base.terms import HIGHEST_FRENCH, Driving, Education, Language, Schedule
from bot.importing.columns import COLUMNS
from bot.importing.lines import Problem
from bot.importing.told import column_name
from bot.knowledge import Found, Knowledge, Resolver
from bot.programme.records import Kind, Record
from bot.replies.words import driving_name, education_name, french_name, language_name, schedule_name

_LAYOUT: Mapping[Kind, Sequence[tuple[str, Sequence[str]]]] = {  # titles of groups, and their fields
    Kind.EMPLOYERS: (("employer", ("name", "town", "about", "employees")), ("call", ("contact", "phone", "email"))),
    Kind.VACANCIES: (
        ("job", ("occupation", "title", "positions")),
        ("pay", ("wage_low", "wage_high", "hours_per_week", "schedule")),
        ("needs", ("min_experience_years", "min_education", "french_needed", "work_languages", "regulated",
                   "driving_class", "needs_car", "accepts_closed_permit")),
        ("when", ("start_date", "offered_from", "until")),
    ),
    Kind.TRIPS: (
        ("trip", ("town", "departs_at", "returns_at", "departure_point", "meeting_point", "latitude", "longitude",
                  "seats", "registers_until")),
    ),
}  # fmt: skip
_BY_LANGUAGE = ("about", "title")
_TRADE_AT_MOST = 120  # letters, as its reader takes them
_CLASSES = {Driving.NONE: "non", Driving.CAR: "5", Driving.TRUCK: "3", Driving.BUS: "2", Driving.COMBINATION: "1"}


class Shape(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    LONG = "long"
    DAY = "date"
    MOMENT = "datetime-local"
    CHOICE = "choice"
    PROPOSED = "proposed"  # words, of which some are proposed


_SHAPES = {
    "start_date": Shape.DAY, "offered_from": Shape.DAY, "until": Shape.DAY, "departs_at": Shape.MOMENT,
    "returns_at": Shape.MOMENT, "registers_until": Shape.MOMENT, "occupation": Shape.PROPOSED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form."""

    name: str
    label: str
    shape: Shape
    value: str
    required: bool
    options: Mapping[str, str]  # by the value that is sent, the words shown
    hint: str
    problem: str  # why it cannot be read
    stands: str | None  # what is saved by now, where that changed after the form was opened; else None


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together."""

    title: str
    fields: Sequence[Field]


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the fields of a form; `problems` and `stands`: see `Field`."""

    values: Mapping[str, str]
    problems: Mapping[str, Problem]
    stands: Mapping[str, str]


def names(kind: Kind, record: Record | None) -> list[str]:
    """The fields of a form: texts in each language, and in those in which the record has them already."""
    return [each for _, fields in _LAYOUT[kind] for name in fields for each in _expanded(name, record)]


def typed(t: Texts, knowledge: Knowledge, kind: Kind, record: Record) -> dict[str, str]:
    """What stands in each field for a record, so that it is read as what it is."""
    return {name: _typed(t, knowledge, name, record.columns) for name in names(kind, record)}


def groups(t: Texts, knowledge: Knowledge, kind: Kind, record: Record | None, filled: Filled) -> list[Group]:
    """The form of a record."""
    required = {each.name for each in COLUMNS[kind] if each.required}
    hints = _hints(t)

    def field(name: str) -> Field:
        options = _options(t, knowledge, name)
        shape = _SHAPES.get(name, Shape.CHOICE if options else Shape.LONG if name.startswith("about_") else Shape.TEXT)
        value, stands = filled.values.get(name, ""), filled.stands.get(name)
        problem = sentence(t, filled.problems[name]) if name in filled.problems else ""
        return Field(
            name, column_name(t, name), shape, value, name in required, options, hints.get(name, ""), problem,
            stands if stands != value else None,
        )  # fmt: skip

    return [
        Group(_title(t, title), [field(each) for name in fields for each in _expanded(name, record)])
        for title, fields in _LAYOUT[kind]
    ]


def sentence(t: Texts, problem: Problem) -> str:
    """Why a field cannot be read, as a sentence of its own."""
    if problem.is_empty:
        return t.gettext("This must be filled in.")
    told = problem.told(t)
    return told[:1].upper() + told[1:] + ("" if told.endswith((".", "?", "!")) else ".")


def typed_moment(moment: datetime) -> str:
    """A moment in the format of a browser's datetime field."""
    return moment.astimezone(QUEBEC_TIME).strftime("%Y-%m-%dT%H:%M")


def _expanded(name: str, record: Record | None) -> list[str]:
    if name not in _BY_LANGUAGE:
        return [name]
    there = set(record.columns[name]) - set(Language) if record else set()
    return [f"{name}_{code}" for code in (*Language, *sorted(there))]


def _typed(t: Texts, knowledge: Knowledge, name: str, columns: Mapping[str, Any]) -> str:
    text, _, code = name.rpartition("_")
    if text in _BY_LANGUAGE:
        return str(columns[text].get(code, ""))
    match name, columns.get({"wage_low": "wage_low_cents", "wage_high": "wage_high_cents"}.get(name, name)):
        case _, None:
            return ""
        case "town", town:
            return _town(knowledge, town, columns["region"])
        case "occupation", trade:
            known = knowledge.occupations.get(trade)
            whole = f"{trade} {known.title(t.language)}" if known else trade
            return whole if len(whole) <= _TRADE_AT_MOST else trade
        case "wage_high", cents if cents == columns["wage_low_cents"]:
            return ""
        case "wage_low" | "wage_high", cents:
            return _decimal(t, f"{cents / 100:.2f}")
        case "min_education", level:
            return education_name(texts(Language.FRENCH), Education(level))
        case "driving_class", level:
            return _CLASSES[Driving(level)]
        case "work_languages", codes:
            return ", ".join(language_name(t, each) for each in codes)
        case _, bool() as said:
            return "yes" if said else "no"
        case _, float() as number:
            return _decimal(t, f"{number:g}" if name not in {"latitude", "longitude"} else repr(number))
        case _, datetime() as moment:
            return typed_moment(moment)
        case _, date() as day:
            return day.isoformat()
        case _, value:
            return str(value)


def _town(knowledge: Knowledge, name: str, region: str) -> str:
    """The name of a town; with its region where there are several of this name."""
    found = Resolver(knowledge).town(name)
    there = next((each for each in knowledge.towns.values() if (each.name, each.region) == (name, region)), None)
    alone = isinstance(found, Found) and there is not None and found.value == there.code
    return name if alone or there is None else there.label


def _decimal(t: Texts, number: str) -> str:
    return number.replace(".", ",") if t.language is Language.FRENCH else number


def _options(t: Texts, knowledge: Knowledge, name: str) -> Mapping[str, str]:
    """The choices of a field, each sent as a word that its reader knows; the first, empty: nobody said."""
    match name:
        case "occupation":
            return {code: each.title(t.language) for code, each in knowledge.occupations.items()}
        case "schedule":
            return _or_unsaid(t, {each.value: schedule_name(t, each) for each in Schedule})
        case "min_education":
            french = texts(Language.FRENCH)
            return _or_unsaid(t, {education_name(french, each): education_name(t, each) for each in Education})
        case "french_needed":
            return _or_unsaid(t, {str(each): french_name(t, each) for each in range(HIGHEST_FRENCH + 1)})
        case "driving_class":
            return _or_unsaid(t, {word: driving_name(t, each) for each, word in _CLASSES.items()})
        case "needs_car" | "accepts_closed_permit":
            return _or_unsaid(t, {"yes": t.gettext("yes"), "no": t.gettext("no")})
        case "regulated":
            return {"no": t.gettext("no"), "yes": t.gettext("yes")}
    return {}


def _or_unsaid(t: Texts, options: Mapping[str, str]) -> Mapping[str, str]:
    return {"": t.gettext("not said"), **options}


def _hints(t: Texts) -> Mapping[str, str]:
    return {
        "town": t.gettext("A municipality of Québec, with its region in brackets if there are several of the name."),
        "employees": t.gettext("About how many: 40, or 10 to 15"),
        "occupation": t.gettext("A trade in words, or its five digits of the NOC 2021"),
        "title_fr": t.gettext("A language left empty shows the name of the trade."),
        "wage_low": t.gettext("An hour or a year: 24.50, 22 to 27, or 52,000 a year"),
        "wage_high": t.gettext("Empty: the same as the minimum"),
        "hours_per_week": t.gettext("37.5, 35 to 40, or 8 h a day, 5 days"),
        "min_experience_years": t.gettext("2 years, 18 months, or none"),
        "work_languages": t.gettext("Such as French, English; empty: French"),
        "offered_from": t.gettext("Candidates see it from this day on; empty: at once."),
        "until": t.gettext("The vacancy closes by itself after this day; empty: it stays open."),
        "latitude": t.gettext("Of the meeting place; both or neither"),
        "registers_until": t.gettext("Registrations close by themselves then; empty: when the trip leaves."),
    }


def _title(t: Texts, group: str) -> str:
    return {
        "employer": t.gettext("The employer"),
        "call": t.gettext("Whom to call"),
        "job": t.gettext("The job"),
        "pay": t.gettext("Pay and hours"),
        "needs": t.gettext("What it asks for"),
        "when": t.gettext("From and until"),
        "trip": t.gettext("When, where, for how many"),
    }[group]
