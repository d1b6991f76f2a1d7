"""What the three kinds of files hold: their columns, and how a line becomes a row of the database."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.i18n import QUEBEC_TIME
from bot.importing import cells
from bot.importing.sheet import Column, Line
from bot.knowledge import Found, Knowledge, Resolver
from bot.knowledge.text import words
from bot.programme.trips import TripState
from bot.terms import Education, Language

_ID = re.compile(r"[A-Za-z0-9_-]+")
_SCHEDULES = {
    "day": "day", "jour": "day", "de jour": "day", "evening": "evening", "soir": "evening", "de soir": "evening",
    "night": "night", "nuit": "night", "de nuit": "night",
    "rotating": "rotating", "rotatif": "rotating", "quarts rotatifs": "rotating", "rotation": "rotating",
}  # fmt: skip
_STATES = {"draft": TripState.DRAFT, "brouillon": TripState.DRAFT, "open": TripState.OPEN, "ouvert": TripState.OPEN}


class Kind(StrEnum):
    """What a file lists."""

    EMPLOYERS = "employers"
    VACANCIES = "vacancies"
    TRIPS = "trips"


COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    Kind.EMPLOYERS: (
        Column("id", ("référence", "reference", "identifiant", "code")),
        Column("name", ("nom", "entreprise", "employeur", "company", "employer"), required=True),
        Column("town", ("ville", "municipalité", "city", "municipality"), required=True),
        Column("about_fr", ("présentation", "description", "présentation (français)", "about (french)"), required=True),
        Column("about_en", ("présentation (anglais)", "description (anglais)", "about (english)", "about"),
               required=True),
    ),
    Kind.VACANCIES: (
        Column("id", ("référence", "reference", "identifiant")),
        Column("employer", ("employeur", "entreprise", "company"), required=True),
        Column("occupation", ("profession", "métier", "cnp", "code cnp", "noc", "noc code"), required=True),
        Column("title_fr", ("titre", "titre du poste", "titre (français)", "title (french)")),
        Column("title_en", ("titre (anglais)", "title", "job title", "title (english)")),
        Column("wage_low", ("salaire minimum", "salaire horaire", "salaire", "hourly wage", "wage", "minimum wage"),
               required=True),
        Column("wage_high", ("salaire maximum", "maximum wage")),
        Column("hours_per_week", ("heures par semaine", "heures", "hours per week", "hours")),
        Column("schedule", ("horaire", "quart", "shift")),
        Column("min_experience_years", ("expérience", "années d'expérience", "experience", "years of experience")),
        Column("min_education", ("scolarité", "formation", "diplôme", "education", "diploma")),
        Column("french_needed", ("français", "niveau de français", "french", "french level")),
        Column("work_languages", ("langues", "langues de travail", "languages", "working languages")),
        Column("regulated", ("profession réglementée", "réglementé", "regulated")),
        Column("start_date", ("date de début", "entrée en fonction", "début", "start date", "start"), required=True),
        Column("positions", ("postes", "nombre de postes", "openings", "number of positions")),
    ),
    Kind.TRIPS: (
        Column("id", ("référence", "reference", "identifiant")),
        Column("town", ("ville", "destination", "city"), required=True),
        Column("departs_at", ("départ", "departure", "date et heure de départ"), required=True),
        Column("returns_at", ("retour", "return", "date et heure de retour"), required=True),
        Column("seats", ("places", "nombre de places"), required=True),
        Column("departure_point", ("lieu de départ", "departure point"), required=True),
        Column("meeting_point", ("lieu de rencontre", "lieu d'accueil", "meeting point"), required=True),
        Column("latitude", ("latitude",)),
        Column("longitude", ("longitude",)),
        Column("employers", ("employeurs", "entreprises", "companies")),
        Column("state", ("état", "statut", "status")),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a line needs beside the line."""

    knowledge: Knowledge
    resolver: Resolver
    employers: Mapping[str, str]  # identifiers by folded name and by identifier


def values(kind: Kind, line: Line, context: Context) -> dict[str, Any]:
    """The columns of the row that this line makes; what is wrong with it stands in `line.problems`."""
    readers = {Kind.EMPLOYERS: _employer, Kind.VACANCIES: _vacancy, Kind.TRIPS: _trip}
    return readers[kind](line, context)


def _employer(line: Line, context: Context) -> dict[str, Any]:
    name, town = cells.text(line, "name", most=120, required=True), _town(line, context)
    return {
        "id": _identifier(line, 40, "e-", name, town["town"]),
        "name": name,
        **town,
        "about_fr": cells.text(line, "about_fr", most=600, required=True),
        "about_en": cells.text(line, "about_en", most=600, required=True),
    }


def _vacancy(line: Line, context: Context) -> dict[str, Any]:
    employer, occupation = _employer_of(line, context), _occupation(line, context)
    titles = _titles(line, context, occupation)
    low = cells.number(line, "wage_low", low=5, high=500)
    high = cells.number(line, "wage_high", low=5, high=500, default=low or 5)
    if low is not None and high is not None and high < low:
        line.refuse("wage_high", "it is less than the minimum")
    return {
        "id": _identifier(line, 24, "v-", employer, occupation, titles["title_fr"], titles["title_en"]),
        "employer_id": employer,
        "occupation": occupation,
        **titles,
        "wage_low_cents": round((low or 0) * 100),
        "wage_high_cents": round((high or 0) * 100),
        "hours_per_week": cells.number(line, "hours_per_week", low=1, high=80, default=40),
        "schedule": cells.choice(line, "schedule", _SCHEDULES, "day"),
        "min_experience_years": cells.number(line, "min_experience_years", low=0, high=60, default=0),
        "min_education": _education(line, context),
        "french_needed": _french(line, context),
        "work_languages": _languages(line, context),
        "regulated": cells.yes(line, "regulated"),
        "start_date": cells.day(line, "start_date"),
        "positions": int(cells.number(line, "positions", low=1, high=500, default=1, whole=True) or 1),
    }


def _trip(line: Line, context: Context) -> dict[str, Any]:
    town = _town(line, context)
    departs, returns = _moment(line, "departs_at"), _moment(line, "returns_at")
    if departs and returns and returns <= departs:
        line.refuse("returns_at", "the return must come after the departure")
    position = cells.position(line)
    return {
        "id": _identifier(line, 16, "t-", town["town"], departs),
        **town,
        "departs_at": departs,
        "returns_at": returns,
        "seats": int(cells.number(line, "seats", low=1, high=500, whole=True) or 1),
        "departure_point": cells.text(line, "departure_point", most=200, required=True),
        "meeting_point": cells.text(line, "meeting_point", most=200, required=True),
        **({"latitude": position[0], "longitude": position[1]} if position else {}),
        "state": cells.choice(line, "state", _STATES, TripState.DRAFT),
        "employers": _employers_of(line, context),
    }


def _identifier(line: Line, most: int, prefix: str, *content: object) -> str | None:
    """The file's own reference; without one, a name made of what makes the line what it is, the same each time."""
    given = cells.text(line, "id", most=most)
    if given is None:
        told = "|".join(words(str(each)) for each in content)
        return prefix + hashlib.sha256(told.encode()).hexdigest()[:12]
    if not _ID.fullmatch(given):
        line.refuse("id", "a reference has letters without accents, digits, - and _ only")
    return given


def _town(line: Line, context: Context) -> dict[str, Any]:
    knowledge = context.knowledge
    code = cells.resolved(line, "town", context.resolver.town, lambda each: knowledge.towns[each].label)
    town = knowledge.towns.get(code or "")
    return {"town": town.name if town else None, "region": town.region if town else None}


def _employer_of(line: Line, context: Context) -> str | None:
    named = cells.text(line, "employer", most=120, required=True)
    if named is None:
        return None
    found = context.employers.get(named) or context.employers.get(words(named))
    if found is None:
        line.refuse("employer", "no such employer; import the employers first")
    return found


def _employers_of(line: Line, context: Context) -> tuple[str, ...]:
    listed = cells.text(line, "employers", most=4000) or ""
    found = []
    for name in filter(None, (each.strip() for each in re.split(r"[;|\n]", listed))):
        known = context.employers.get(name) or context.employers.get(words(name))
        if known is None:
            line.refuse("employers", f"no such employer: {name}")
        else:
            found.append(known)
    return tuple(sorted(set(found)))


def _occupation(line: Line, context: Context) -> str | None:
    """A NOC 2021 unit group; a spreadsheet drops the zeros that a code begins with."""
    occupations = context.knowledge.occupations
    written = cells.text(line, "occupation", most=120, required=True)
    if written is None:
        return None
    if written.isdigit():
        if (code := written.zfill(5)) in occupations:
            return code
        line.refuse("occupation", "no unit group of the NOC 2021 has this code")
        return None
    return cells.resolved(
        line,
        "occupation",
        context.resolver.occupation,
        lambda code: f"{code} {occupations[code].title(Language.FRENCH)}",
    )


def _titles(line: Line, context: Context, occupation: str | None) -> dict[str, Any]:
    """Both titles; the one that is not given is the name of the unit group."""
    given = {name: cells.text(line, name, most=120) for name in ("title_fr", "title_en")}
    known = context.knowledge.occupations.get(occupation or "")
    if not any(given.values()):
        line.refuse("title_fr", "a vacancy needs a title, in French or in English")
    names = {"title_fr": Language.FRENCH, "title_en": Language.ENGLISH}
    return {name: given[name] or (known.title(language) if known else None) for name, language in names.items()}


def _education(line: Line, context: Context) -> int | None:
    if cells.text(line, "min_education", most=120) is None:
        return None
    found = cells.resolved(line, "min_education", context.resolver.education, lambda each: Education(each).name.lower())
    return None if found is None else int(found)


def _french(line: Line, context: Context) -> int:
    raw = cells.text(line, "french_needed", most=60)
    if raw is None:
        return 0
    if raw.isdigit():
        return int(cells.number(line, "french_needed", low=0, high=12, whole=True) or 0)
    return cells.resolved(line, "french_needed", context.resolver.french_level, str) or 0


def _languages(line: Line, context: Context) -> list[str]:
    written = cells.text(line, "work_languages", most=120)
    if written is None:
        return ["fr"]
    found = context.resolver.spoken_languages(written.replace("|", ", "))
    if not (isinstance(found, Found) and found.value):
        line.refuse("work_languages", "no language was recognised")
        return ["fr"]
    return sorted(found.value)


def _moment(line: Line, column: str) -> datetime | None:
    found = cells.moment(line, column)
    return found.replace(tzinfo=QUEBEC_TIME) if found else None
