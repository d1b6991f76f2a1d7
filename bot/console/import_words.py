"""Imports in words for officers: columns, their values, and why something cannot be imported."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from bot.base.i18n import Texts, known_languages, name_of
from bot.base.states import TripState
from bot.base.terms import Education, Schedule
from bot.importing.apply import Done
from bot.importing.columns import Kind
from bot.importing.sheet import Problem
from bot.importing.taking_back import KEPT, Barrier, CannotTakeBack
from bot.knowledge import Knowledge
from bot.programme.trip_change_rules import InterviewsStand
from bot.replies.states import state_name
from bot.replies.words import education_name, experience_name, french_name, language_name, schedule_name

_TEXTS = ("about", "title")
_QUIET = frozenset({"id", "region", "unsaid"})  # columns that follow from the rest


def kind_name(t: Texts, kind: Kind) -> str:
    """What a file lists."""
    return {
        Kind.EMPLOYERS: t.gettext("employers"),
        Kind.VACANCIES: t.gettext("vacancies"),
        Kind.TRIPS: t.gettext("trips"),
    }[kind]


def column_name(t: Texts, name: str) -> str:
    """A column, as forms and lists of changes show it; a text in several languages has its language added."""
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
        "positions": t.gettext("Openings"),
        "departs_at": t.gettext("Departure"),
        "departs_hour": t.gettext("Hour of departure"),
        "returns_at": t.gettext("Return"),
        "returns_hour": t.gettext("Hour of return"),
        "seats": t.gettext("Seats"),
        "departure_point": t.gettext("Place of departure"),
        "meeting_point": t.gettext("Meeting place"),
        "latitude": t.gettext("Latitude"),
        "longitude": t.gettext("Longitude"),
        "employers": t.gettext("Employers"),
        "state": t.gettext("State"),
    }[name]


def change_text(t: Texts, knowledge: Knowledge, employers: Mapping[str, str], done: Done) -> list[tuple[str, str, str]]:
    """What a line says or changes: the column, its value before (empty if none), and its value after.

    Args:
        employers: their names by reference.
    """
    text = partial(_text, t, knowledge, employers)
    shown = [(name, pair) for name, pair in done.changes.items() if name not in _QUIET and name not in done.unsaid]
    return [
        (column_name(t, _heading(name)), "" if done.is_new else text(name, before), text(name, after))
        for name, (before, after) in shown
        if after is not None or not done.is_new
    ]


def reason_text(t: Texts, problem: Problem) -> str:
    """Why a line is refused, or what it asks."""
    if isinstance(problem.values.get("why"), InterviewsStand):
        return t.gettext("interviews stand on this day: say above whether they move along")
    return problem.told(t)


def barrier_text(t: Texts, error: CannotTakeBack) -> str:
    """Why an import cannot be taken back."""
    return {
        Barrier.NO_IMPORT: t.gettext("There is no import {number} to take back.", number=error.what),
        Barrier.FORGOTTEN: t.gettext(
            "What import {number} changed is forgotten: it is older than {days} days.",
            number=error.what, days=KEPT.days,
        ),
        Barrier.GONE: t.gettext("{row} is gone. Nothing was taken back.", row=error.what),
        Barrier.TOLD: t.gettext(
            "Travellers may have been told of {row}: change the trip itself. Nothing was taken back.", row=error.what
        ),
        Barrier.CHANGED: t.gettext("{row} was changed since. Nothing was taken back.", row=error.what),
        Barrier.BUILT_ON: t.gettext(
            "Something has been built on {row}: vacancies, trips, interest, registrations, a program or interviews. "
            "Nothing was taken back.",
            row=error.what,
        ),
    }[error.barrier]  # fmt: skip


def _heading(name: str) -> str:
    return {"employer_id": "employer"}.get(name, name.removesuffix("_cents"))


def _text(t: Texts, knowledge: Knowledge, employers: Mapping[str, str], name: str, value: Any) -> str:
    match name, value:
        case _, None | "" | [] | ():
            return "—"
        case "about" | "title", texts:
            return " / ".join(f"{text} ({name_of(code, t.language)})" for code, text in texts.items()) or "—"
        case "occupation", code:
            known = knowledge.occupations.get(code)
            return known.title(t.language) if known else code
        case "employer_id", reference:
            return employers.get(reference, reference)
        case "schedule", shift:
            return schedule_name(t, Schedule(shift))
        case "min_education", level:
            return education_name(t, Education(level))
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
