"""The three kinds of files that can be imported: their columns, and how a line becomes the values of a row."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bot.base.terms import ByLanguage, Language
from bot.importing import amounts, by_language, cells, vacancy_cells, vacancy_days
from bot.importing.lines import Column, Line
from bot.importing.named_in_cells import Naming, town
from bot.knowledge import Names, Resolver
from bot.knowledge.normalized_text import words
from bot.programme import trip_change_rules
from bot.programme.records import UNSAID
from bot.programme.records import Kind as Kind
from bot.programme.trips import TripError, TripState

_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")  # no hyphen first: the command line would read it as an option
_STATES = {"draft": TripState.DRAFT, "brouillon": TripState.DRAFT, "open": TripState.OPEN, "ouvert": TripState.OPEN}

COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    Kind.EMPLOYERS: (
        Column("id", ("référence", "reference", "identifiant", "code")),
        Column("name", ("nom", "entreprise", "employeur", "nom de l'entreprise", "nom de l'employeur", "raison sociale",
                        "company", "employer", "company name", "employer name"), required=True),
        Column("town", ("ville", "municipalité", "localité", "city", "municipality", "town"), required=True),
        *by_language.columns("about", ("présentation", "description", "présentation de l'entreprise",
                                       "description de l'entreprise"), ("about", "company description"), {
            Language.FRENCH: ("présentation", "description", "présentation de l'entreprise",
                              "description de l'entreprise", "activité"),
            Language.ENGLISH: ("about", "about the company", "company description"),
        }),
        Column("contact", ("contact", "personne contact", "personne-ressource", "responsable", "contact person",
                           "contact name")),
        Column("phone", ("téléphone", "tél", "numéro de téléphone", "phone", "telephone")),
        Column("email", ("courriel", "adresse courriel", "email", "e-mail")),
        Column("employees", ("employés", "nombre d'employés", "effectif", "taille", "employees", "number of employees",
                             "size")),
    ),
    Kind.VACANCIES: (
        Column("id", ("référence", "reference", "identifiant")),
        Column("employer", ("employeur", "entreprise", "nom de l'entreprise", "nom de l'employeur", "company",
                            "employer"), required=True),
        Column("town", ("ville", "municipalité", "lieu de travail", "city", "town")),
        Column("occupation", ("profession", "métier", "cnp", "code cnp", "métier ou cnp", "code cnp ou métier", "noc",
                              "noc code", "occupation"),
               required=True),
        *by_language.columns("title", ("titre",), ("title",), {
            Language.FRENCH: ("titre", "titre du poste", "titre d'emploi", "poste à pourvoir"),
            Language.ENGLISH: ("title", "job title"),
        }),
        Column("wage_low", ("salaire minimum", "salaire horaire", "taux horaire", "salaire", "salaire offert",
                            "salaire horaire minimum", "taux horaire minimum", "hourly wage", "wage", "minimum wage",
                            "minimum hourly wage", "pay"), required=True),
        Column("wage_high", ("salaire maximum", "salaire horaire maximum", "taux horaire maximum", "maximum wage",
                             "maximum hourly wage")),
        Column("hours_per_week", ("heures par semaine", "heures", "hours per week", "hours")),
        Column("schedule", ("horaire", "horaire de travail", "quart", "quart de travail", "quarts", "shift", "shifts",
                            "schedule")),
        Column("min_experience_years", ("expérience", "années d'expérience", "expérience requise", "experience",
                                        "years of experience")),
        Column("min_education", ("scolarité", "scolarité requise", "formation", "formation requise", "diplôme",
                                 "diplôme requis", "education", "diploma")),
        Column("french_needed", ("français", "niveau de français", "français requis", "french", "french level")),
        Column("work_languages", ("langues", "langues de travail", "langue de travail", "languages",
                                  "working languages")),
        Column("regulated", ("profession réglementée", "réglementé", "regulated")),
        Column("accepts_closed_permit", ("permis fermé", "permis fermé accepté", "accepte un permis fermé",
                                         "accepte les permis fermés", "closed permit", "closed permit accepted",
                                         "accepts closed permit")),
        Column("driving_class", ("permis de conduire", "classe de permis", "classe de permis de conduire",
                                 "driving licence", "driver's licence", "licence class")),
        Column("needs_car", ("voiture", "voiture requise", "auto requise", "véhicule requis", "car", "car required",
                             "car needed")),
        Column("start_date", ("date de début", "date d'entrée en fonction", "entrée en fonction", "entrée en poste",
                              "début", "start date", "start"), required=True),
        Column("offered_from", ("offert à partir du", "offert dès le", "affiché à partir du", "affiché dès le",
                                "date d'affichage", "offered from", "shown from", "posted from", "posting date")),
        Column("until", ("date limite", "date limite de candidature", "date de clôture", "affichage jusqu'au",
                         "jusqu'au", "closing date", "deadline", "until")),
        Column("positions", ("postes", "nombre de postes", "postes à pourvoir", "openings", "number of positions",
                             "positions")),
    ),
    Kind.TRIPS: (
        Column("id", ("référence", "reference", "identifiant")),
        Column("town", ("ville", "destination", "city"), required=True),
        Column("departs_at", ("départ", "date de départ", "departure", "date et heure de départ", "departure date"),
               required=True),
        Column("departs_hour", ("heure de départ", "departure time")),
        Column("returns_at", ("retour", "date de retour", "return", "date et heure de retour", "return date"),
               required=True),
        Column("returns_hour", ("heure de retour", "return time")),
        Column("registers_until", ("date limite", "date limite d'inscription", "fin des inscriptions", "deadline",
                                   "registration deadline", "registrations until")),
        Column("seats", ("places", "nombre de places", "seats"), required=True),
        Column("departure_point", ("lieu de départ", "point de départ", "departure point"), required=True),
        Column("meeting_point", ("lieu de rencontre", "lieu d'accueil", "meeting point"), required=True),
        Column("latitude", ("latitude",)),
        Column("longitude", ("longitude",)),
        Column("employers", ("employeurs", "entreprises", "companies")),
        Column("state", ("état", "statut", "status")),
    ),
}  # fmt: skip
ASKED = (*UNSAID, "min_education", "accepts_closed_permit")  # officers are asked for these if a new vacancy lacks them


@dataclass(frozen=True, slots=True)
class Context:
    """What is needed to read a line, beside the line itself."""

    names: Names
    resolver: Resolver
    employers: Naming
    today: date
    # Identifiers of rows of this kind. Of a file both are the same set; of a form, see `typed_records.read`.
    known: frozenset[str]  # a line with one of these need not say everything: of a form of a vacancy, none
    there: frozenset[str]  # a line may be about these, with or without its reference: of a form, the one it changes


def values(kind: Kind, line: Line, context: Context) -> dict[str, Any]:
    """The values that a line gives for its row, by column; problems are noted in `line.problems`.

    A missing column or an empty cell gives no value: an existing row keeps its own, a new one gets that of
    `records.whole`.
    """
    readers = {Kind.EMPLOYERS: _employer, Kind.VACANCIES: _vacancy, Kind.TRIPS: _trip}
    said = readers[kind](line, context)
    return {name: value for name, value in said.items() if value is not None}


def _employer(line: Line, context: Context) -> dict[str, Any]:
    is_known = _is_known(line, context)
    name = cells.text(line, "name", most=120, required=not is_known)
    place = _place(line, context, required=not is_known)
    about = by_language.texts(line, "about", most=600)
    if not is_known and not about:
        line.refuse_empty(by_language.column_of(line, "about"))
    given = _identifier(line, 40, "e-", name, place.get("town"))
    identifier = context.employers.merged().get(given or "", given)
    former = bool(name and identifier in context.known and context.employers.was_called(identifier, name))
    if former and not line.cells.get("id") and (now := context.employers.called(name or "", place.get("town"))):
        identifier = now  # another employer has that name since
    elif identifier != given or former:
        name, place = None, {}  # the file has a former name of the employer, which must not replace the present one
    return {
        "id": identifier,
        "name": name,
        **place,
        "about": about or None,
        **{each: cells.text(line, each, most=120) for each in ("contact", "phone", "email")},
        "employees": amounts.about_how_many(line, "employees"),
    }


def _vacancy(line: Line, context: Context) -> dict[str, Any]:
    is_known = _is_known(line, context)
    employer = context.employers.one(line, "employer", beside="town", required=not is_known)
    occupation = vacancy_cells.occupation(line, context.names, context.resolver, required=not is_known)
    title = by_language.texts(line, "title", most=120)
    if not is_known:
        title = _title(line, context, occupation, title)
    hours = amounts.weekly_hours(line, "hours_per_week")
    positions = cells.number(line, "positions", low=1, high=500, default=-1, whole=True)
    reference = _of_vacancy(line, context, employer, occupation, *title.values())
    return {
        "id": reference,
        "employer_id": employer,
        "occupation": occupation,
        "title": title or None,
        **vacancy_cells.pay(line, hours, required=not is_known),
        "hours_per_week": hours,
        "schedule": vacancy_cells.schedule(line),
        "min_experience_years": amounts.years(line, "min_experience_years"),
        "min_education": vacancy_cells.education(line, context.resolver),
        "french_needed": vacancy_cells.french(line, context.resolver),
        "work_languages": vacancy_cells.languages(line, context.resolver),
        "regulated": cells.yes(line, "regulated"),
        "accepts_closed_permit": cells.yes(line, "accepts_closed_permit"),
        "driving_class": vacancy_cells.driving(line),
        "needs_car": cells.yes(line, "needs_car"),
        **vacancy_days.days(line, context.today, required=not is_known, is_new=reference not in context.there),
        "positions": None if positions in (None, -1) else int(positions or 1),
    }


def _trip(line: Line, context: Context) -> dict[str, Any]:
    is_known = _is_known(line, context)
    place = _place(line, context, required=not is_known)
    departs, returns = (
        _moment(line, name, hour, required=not is_known)
        for name, hour in (("departs_at", "departs_hour"), ("returns_at", "returns_hour"))
    )
    if departs and returns:
        try:
            trip_change_rules.require_possible_hours(departs, returns)
        except TripError as error:
            line.refuse("returns_at", "{why}", why=error)
    reference = _identifier(line, 16, "t-", place.get("town"), departs)
    is_new = reference not in context.there
    if departs and departs.date() < context.today and is_new:
        line.refuse("departs_at", "it is past")
    until = _deadline(line, departs)
    if until and until.date() < context.today and is_new:
        line.refuse("registers_until", "it is past")
    position = cells.position(line)
    seats = cells.number(line, "seats", low=1, high=500, whole=True, default=-1 if is_known else None)
    return {
        "id": reference,
        **place,
        "departs_at": departs,
        "returns_at": returns,
        "registers_until": until,
        "seats": None if seats in (None, -1) else int(seats or 1),
        "departure_point": cells.text(line, "departure_point", most=200, required=not is_known),
        "meeting_point": cells.text(line, "meeting_point", most=200, required=not is_known),
        **({"latitude": position[0], "longitude": position[1]} if position else {}),
        "state": cells.choice(line, "state", _STATES, None),
        "employers": context.employers.several(line, "employers", place.get("town")),
    }


def _is_known(line: Line, context: Context) -> bool:
    """Whether the line has the reference of an existing row, in which case no column is required."""
    return str(line.cells.get("id") or "").strip() in context.known


def _identifier(line: Line, most: int, prefix: str, *content: object) -> str | None:
    """The reference in the file, or else an identifier derived from `content`, so that it is the same each time."""
    given = cells.text(line, "id", most=most)
    if given is None:
        told = "|".join(words(str(each)) for each in content)
        return prefix + hashlib.sha256(told.encode()).hexdigest()[:12]
    if not _ID.fullmatch(given):
        line.refuse("id", "a reference has letters without accents, digits, - and _ only, and does not begin with -")
    return given


def _of_vacancy(line: Line, context: Context, employer: str | None, *content: object) -> str | None:
    """The identifier of a vacancy, even if it was first imported under an employer's record that was merged since."""
    merged = context.employers.merged()
    records = [employer, *(gone for gone, kept in merged.items() if kept == employer)]
    names = [_identifier(line, 24, "v-", each, *content) for each in records]
    return next((each for each in names if each in context.known), names[0])


def _place(line: Line, context: Context, *, required: bool) -> dict[str, Any]:
    if not required and cells.text(line, "town", most=120) is None:
        return {}
    found = town(line, context.names, context.resolver)
    return {"town": found.name, "region": found.region} if found else {}


def _title(line: Line, context: Context, occupation: str | None, given: ByLanguage) -> dict[str, str]:
    """The title in the given languages and in each `Language`; a missing one is the name of the NOC unit group."""
    known = context.names.occupations.get(occupation or "")
    if not given:
        line.refuse(by_language.column_of(line, "title"), "a vacancy needs a title, in French or in English")
    names = {language.value: known.title(language) for language in Language} if known else {}
    return {**names, **given}


def _deadline(line: Line, departs: datetime | None) -> datetime | None:
    """When registrations for a trip close; a day without an hour is that day's end."""
    if line.cells.get("registers_until") in (None, ""):
        return None
    found = cells.moment(line, "registers_until", time())
    if found is None:
        return None
    if not cells.has_hour(line, "registers_until"):
        found = datetime.combine(found.date(), time(23, 59))
    local = cells.in_quebec(line, "registers_until", found)
    if local and departs:
        try:
            trip_change_rules.require_deadline_before(local, departs)
        except TripError as error:
            line.refuse("registers_until", "{why}", why=error)
    return local


def _moment(line: Line, column: str, hour_column: str, *, required: bool) -> datetime | None:
    if not required and line.cells.get(column) in (None, ""):
        return None
    hour = cells.clock(line, hour_column)
    found = cells.moment(line, column, hour)
    if found is None:
        return None
    if hour is not None:
        found = datetime.combine(found.date(), hour)
    return cells.in_quebec(line, column, found)
