"""The words for codes: what a person reads for a field, a level, a permit, a household."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from babel import Locale

from bot.base.i18n import Texts
from bot.base.terms import (
    ANYWHERE,
    LIMITING,
    MONTREAL_REGION,
    Driving,
    Education,
    Field,
    Household,
    Permit,
    Schedule,
    Standing,
    Trade,
    Wish,
)
from bot.knowledge import Knowledge, Skill

_FEW_LEFT_OUT = 4  # regions that are named one by one on a button
FRENCH_STEPS = (0, 2, 4, 6, 8, 10, 12)  # levels of the Québec scale that are offered as buttons


def field_name(t: Texts, field: Field) -> str:
    """The name of an answer, for a list."""
    return {
        Field.OCCUPATION: t.gettext("Occupation"),
        Field.EXPERIENCE: t.gettext("Experience"),
        Field.EDUCATION: t.gettext("Education"),
        Field.FRENCH: t.gettext("French"),
        Field.LANGUAGES: t.gettext("Other languages"),
        Field.REGIONS: t.gettext("Regions"),
        Field.HOUSEHOLD: t.gettext("Household"),
        Field.PERMIT: t.gettext("Status in Canada"),
        Field.START: t.gettext("Available from"),
    }[field]


def education_name(t: Texts, education: Education) -> str:
    """The name of a level of schooling."""
    return {
        Education.NONE: t.gettext("No diploma"),
        Education.SECONDARY: t.gettext("High school"),
        Education.VOCATIONAL: t.gettext("Vocational diploma (DEP)"),
        Education.COLLEGE: t.gettext("College diploma (DEC)"),
        Education.BACHELOR: t.gettext("Bachelor’s degree"),
        Education.MASTER: t.gettext("Master’s degree"),
        Education.DOCTORATE: t.gettext("Doctorate"),
    }[education]


def french_name(t: Texts, level: int) -> str:
    """The name of a level of French, with its number on the Québec scale."""
    if level == 0:
        return t.gettext("No French yet")
    names = (
        t.gettext("A few words (A1)"),
        t.gettext("Beginner (A2)"),
        t.gettext("Intermediate (B1)"),
        t.gettext("Upper intermediate (B2)"),
        t.gettext("Advanced (C1)"),
        t.gettext("Fluent (C2)"),
    )
    return t.gettext("{name}, level {level} of 12", name=names[(level - 1) // 2], level=level)


def skill_name(t: Texts, skill: Skill) -> str:
    """The name of a skill of the scale of French."""
    return {
        Skill.UNDERSTAND: t.gettext("Understanding"),
        Skill.SPEAK: t.gettext("Speaking"),
        Skill.READ: t.gettext("Reading"),
        Skill.WRITE: t.gettext("Writing"),
    }[skill]


def permit_name(t: Texts, permit: Permit) -> str:
    """The name of a status in Canada."""
    return {
        Permit.CITIZEN: t.gettext("Canadian citizen"),
        Permit.PERMANENT_RESIDENT: t.gettext("Permanent resident"),
        Permit.REFUGEE: t.gettext("Protected person (refugee)"),
        Permit.ASYLUM_SEEKER: t.gettext("Asylum seeker"),
        Permit.OPEN_WORK_PERMIT: t.gettext("Open work permit"),
        Permit.GRADUATE_WORK_PERMIT: t.gettext("Post-graduation work permit"),
        Permit.CLOSED_WORK_PERMIT: t.gettext("Closed work permit (one employer)"),
        Permit.STUDY_PERMIT: t.gettext("Study permit"),
        Permit.VISITOR: t.gettext("Visitor"),
        Permit.NONE: t.gettext("No status yet"),
    }[permit]


def household_name(t: Texts, household: Household) -> str:
    """A household in words."""
    if household.others:
        others, family = household.others, household_name(t, replace(household, others=0))
        return t.ngettext("{family}, with {n} other adult", "{family}, with {n} other adults", others, family=family)
    if not household.children:
        return t.gettext("Two adults, no children") if household.partner else t.gettext("One person")
    if household.partner:
        return t.ngettext("Two adults and {n} child", "Two adults and {n} children", household.children)
    return t.ngettext("One adult and {n} child", "One adult and {n} children", household.children)


def experience_name(t: Texts, years: float) -> str:
    """Years of experience in words."""
    if years < 2 and not float(years).is_integer():
        return t.ngettext("{n} month", "{n} months", round(years * 12))
    if not years:
        return t.gettext("No experience yet")
    if float(years).is_integer():
        return t.ngettext("{n} year", "{n} years", int(years))
    return t.gettext("{years} years", years=t.number(round(years, 1)))


def language_name(t: Texts, code: str) -> str:
    """The name of a language, in the reader's."""
    unnamed = {
        "gcf": t.gettext("Guadeloupean Creole"),
        "rcf": t.gettext("Réunion Creole"),
    }  # in the names that Babel has
    return str(Locale.parse(t.locale).languages.get(code) or unnamed.get(code, code))


def region_name(t: Texts, knowledge: Knowledge, code: str) -> str:
    """The name of a region, or of "anywhere"."""
    return t.gettext("Anywhere in the regions") if code == ANYWHERE else knowledge.place_name(code, t.language)


def schedule_name(t: Texts, schedule: Schedule) -> str:
    """The name of a schedule."""
    return {
        Schedule.DAY: t.gettext("days"),
        Schedule.EVENING: t.gettext("evenings"),
        Schedule.NIGHT: t.gettext("nights"),
        Schedule.ROTATING: t.gettext("rotating shifts"),
    }[schedule]


def work_field_name(t: Texts, digit: str) -> str:
    """The name of a broad category of the National Occupational Classification, in everyday words."""
    return (
        t.gettext("Management"),
        t.gettext("Office, finance"),
        t.gettext("Sciences, computing"),
        t.gettext("Health"),
        t.gettext("Teaching, social services"),
        t.gettext("Arts, culture, sport"),
        t.gettext("Sales, service, kitchen"),
        t.gettext("Trades, transport"),
        t.gettext("Farms, forest, mines"),
        t.gettext("Factory"),
    )[int(digit)]


def wish_name(t: Texts, wish: Wish) -> str:
    """The name of a wish, for a list."""
    return {
        Wish.WAGE: t.gettext("Least pay"),
        Wish.SCHEDULES: t.gettext("Hours that suit"),
        Wish.PARTNER: t.gettext("Your partner’s work"),
        Wish.TOWNS: t.gettext("Towns"),
        Wish.ORDER_PERMIT: t.gettext("Permit of your trade"),
        Wish.TRADES: t.gettext("My other trades"),
        Wish.DRIVING: t.gettext("Driving licence"),
        Wish.CAR: t.gettext("Car"),
        Wish.MUSTS: t.gettext("Musts"),
    }[wish]


def wish_text(t: Texts, knowledge: Knowledge, wish: Wish, value: Any) -> str:
    """A wish read back in plain words."""
    readers: dict[Wish, Callable[[Any], str]] = {
        Wish.WAGE: lambda cents: t.gettext("{amount} an hour", amount=t.money(cents)),
        Wish.SCHEDULES: lambda suiting: t.listing([schedule_name(t, each) for each in suiting]),
        Wish.PARTNER: lambda digit: work_field_name(t, digit),
        Wish.TOWNS: lambda codes: t.listing([knowledge.place_name(code, t.language) for code in codes]),
        Wish.ORDER_PERMIT: lambda held: t.gettext("I have it") if held else t.gettext("I do not have it"),
        Wish.TRADES: lambda trades: t.listing([trade_text(t, knowledge, each) for each in trades]),
        Wish.DRIVING: lambda held: driving_name(t, held),
        Wish.CAR: lambda there: t.gettext("I have one") if there else t.gettext("I have none"),
        Wish.MUSTS: lambda musts: t.listing([limiting_name(t, name) for name in LIMITING if musts.get(name)]) or "—",
    }
    return readers[wish](value)


def driving_name(t: Texts, held: Driving) -> str:
    """The name of a class of driving licence."""
    return {
        Driving.NONE: t.gettext("None"),
        Driving.CAR: t.gettext("Class 5 (car)"),
        Driving.TRUCK: t.gettext("Class 3 (truck)"),
        Driving.BUS: t.gettext("Class 2 (bus)"),
        Driving.COMBINATION: t.gettext("Class 1 (tractor-trailer)"),
    }[held]


def trade_text(t: Texts, knowledge: Knowledge, trade: Trade) -> str:
    """A trade beside the occupation, with the candidate's relation to it."""
    title = knowledge.occupation(trade.occupation).title(t.language)
    match trade.standing:
        case Standing.TRAINED:
            return t.gettext("{occupation} (learnt)", occupation=title)
        case Standing.WILLING:
            return t.gettext("{occupation} (would take it up)", occupation=title)
    if trade.years is None:
        return title
    return t.gettext("{occupation} ({years})", occupation=title, years=experience_name(t, trade.years))


def limiting_name(t: Texts, name: Field | Wish) -> str:
    """The name of an answer that can be a must."""
    return field_name(t, name) if isinstance(name, Field) else wish_name(t, name)


def regions_text(t: Texts, knowledge: Knowledge, codes: Sequence[str]) -> str:
    """Regions on a button: nearly all of them are described by the few that are missing."""
    left_out = [code for code in knowledge.regions if code not in codes and code != MONTREAL_REGION]
    nearly_all = ANYWHERE not in codes and len(left_out) <= _FEW_LEFT_OUT
    names = t.listing([region_name(t, knowledge, code) for code in (left_out if nearly_all else codes)])
    return t.gettext("everywhere except {regions}", regions=names) if nearly_all else names


def answer_text(t: Texts, knowledge: Knowledge, field: Field, value: Any) -> str:
    """An answer of a profile, read back in plain words."""
    if field is Field.LANGUAGES and not value:
        return t.gettext("None other")
    readers: dict[Field, Callable[[Any], str]] = {
        Field.OCCUPATION: lambda code: knowledge.occupation(code).title(t.language),
        Field.EXPERIENCE: lambda years: experience_name(t, years),
        Field.EDUCATION: lambda level: education_name(t, level),
        Field.FRENCH: lambda level: french_name(t, level),
        Field.LANGUAGES: lambda codes: t.listing([language_name(t, code) for code in codes]),
        Field.REGIONS: lambda codes: t.listing([region_name(t, knowledge, code) for code in codes]),
        Field.HOUSEHOLD: lambda household: household_name(t, household),
        Field.PERMIT: lambda permit: permit_name(t, permit),
        Field.START: lambda day: t.full_date(day),
    }
    return readers[field](value)
