"""Puts the effect of an import into words for officers: the names of columns, and what each line gives or changes."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from bot.base.i18n import Texts, known_languages, name_of
from bot.base.states import TripState
from bot.base.terms import Driving, Education, Schedule
from bot.importing.apply import Done
from bot.knowledge import Names
from bot.replies.states import state_name
from bot.replies.words import (
    driving_name,
    education_name,
    experience_name,
    french_name,
    language_name,
    schedule_name,
)

_TEXTS = ("about", "title")
_QUIET = frozenset({"id", "region", "unsaid"})  # columns that follow from others, and are not shown


def column_name(t: Texts, name: str) -> str:
    """The name of a column, as forms and lists of changes show it; for a text by language, with the language added."""
    text, _, code = name.rpartition("_")
    if text in _TEXTS and code in known_languages():
        return t.gettext("{column} ({language})", column=column_name(t, text), language=name_of(code, t.language))
    return {
        "id": t.gettext("Reference"),
        "name": t.gettext("Name"),
        "town": t.gettext("Town"),
        "about": t.gettext("Presentation"),
        "contact": t.gettext("Contact"),
        "phone": t.gettext("Telephone"),
        "email": t.gettext("E-mail"),
        "employees": t.gettext("Employees"),
        "employer": t.gettext("Employer"),
        "occupation": t.gettext("Occupation"),
        "title": t.gettext("Title"),
        "wage_low": t.gettext("Minimum wage offered"),
        "wage_high": t.gettext("Maximum wage offered"),
        "hours_per_week": t.gettext("Hours a week"),
        "schedule": t.gettext("Shift"),
        "min_experience_years": t.gettext("Experience asked for"),
        "min_education": t.gettext("Schooling asked for"),
        "french_needed": t.gettext("French asked for"),
        "work_languages": t.gettext("Languages of work"),
        "regulated": t.gettext("Regulated trade"),
        "accepts_closed_permit": t.gettext("Closed permit accepted"),
        "driving_class": t.gettext("Driving licence"),
        "needs_car": t.gettext("Car needed"),
        "start_date": t.gettext("Start"),
        "offered_from": t.gettext("Offered from"),
        "until": t.gettext("Last day on which it is offered"),
        "positions": t.gettext("Openings"),
        "departs_at": t.gettext("Departure"),
        "departs_hour": t.gettext("Hour of departure"),
        "returns_at": t.gettext("Return"),
        "returns_hour": t.gettext("Hour of return"),
        "registers_until": t.gettext("Registrations close"),
        "seats": t.gettext("Seats"),
        "departure_point": t.gettext("Place of departure"),
        "meeting_point": t.gettext("Meeting place"),
        "latitude": t.gettext("Latitude"),
        "longitude": t.gettext("Longitude"),
        "employers": t.gettext("Employers"),
        "state": t.gettext("State"),
    }[name]


def change_text(t: Texts, names: Names, employers: Mapping[str, str], done: Done) -> list[tuple[str, str, str]]:
    """What a line gives or changes: the name of each column, its value before (empty for a new row), its value after.

    Args:
        employers: their names by reference.
    """
    text = partial(_text, t, names, employers)
    shown = [(name, pair) for name, pair in done.changes.items() if name not in _QUIET and name not in done.unsaid]
    return [
        (heading_name(t, name), "" if done.is_new else text(name, before), text(name, after))
        for name, (before, after) in shown
        if after is not None or not done.is_new
    ]


def heading_name(t: Texts, name: str) -> str:
    """The name of the file's column that gives this attribute of a row: that of "employer" for "employer_id"."""
    return column_name(t, {"employer_id": "employer"}.get(name, name.removesuffix("_cents")))


def _text(t: Texts, names: Names, employers: Mapping[str, str], name: str, value: Any) -> str:
    match name, value:
        case _, None | "" | [] | ():
            return "—"
        case "about" | "title", texts:
            return " / ".join(f"{text} ({name_of(code, t.language)})" for code, text in texts.items()) or "—"
        case "occupation", code:
            known = names.occupations.get(code)
            return known.title(t.language) if known else code
        case "employer_id", reference:
            return employers.get(reference, reference)
        case "schedule", shift:
            return schedule_name(t, Schedule(shift))
        case "min_education", level:
            return education_name(t, Education(level))
        case "driving_class", level:
            return driving_name(t, Driving(level))
        case "french_needed", level:
            return french_name(t, level)
        case "min_experience_years", years:
            return experience_name(t, years)
        case "work_languages", codes:
            return t.listing([language_name(t, code) for code in codes])
        case "state", state:
            return state_name(t, TripState(state))
        case _, bool():
            return t.gettext("yes") if value else t.gettext("no")
        case _, datetime():
            return t.dated(value)
        case _, date():
            return t.full_date(value)
        case _, int() if name.endswith("_cents"):
            return t.money(value)
        case _, int() | float():
            return t.number(value)
        case _, list() | tuple():
            return ", ".join(str(getattr(each, "name", each)) for each in value)
    return str(value)
