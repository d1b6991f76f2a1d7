"""Answers to questions about one vacancy: what it says on the subject, and what it does not say."""

import re
from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.base.terms import Language
from bot.knowledge import Knowledge
from bot.knowledge.normalized_text import folded
from bot.programme.vacancy_fit import VacancyFit
from bot.programme.vacancy_views import VacancyView
from bot.replies.match_reasons import fit
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref, small
from bot.replies.vacancies import hours, pay, start, title
from bot.replies.words import driving_name, education_name, experience_name, french_name

_SHORTEST, _STEM = 4, 5  # letters of a word that may name a vacancy, and of the beginning that must match


def named_in(knowledge: Knowledge, rows: Sequence[VacancyView], text: str) -> list[VacancyView]:
    """The vacancies, of those given, that a text names best: by title, employer, kind of place, trade or town."""
    said = _stems(text)
    shared = {row.id: len(said & _stems(_words_of(knowledge, row))) for row in rows}
    most = max(shared.values(), default=0)
    return [row for row in rows if most and shared[row.id] == most]


def can_be_listed(subjects: Sequence[str]) -> bool:
    """Whether each of several vacancies says something on all of these subjects, in a line."""
    return bool(subjects) and not set(subjects) & {"why", "else"}


def which_vacancy(t: Texts, rows: Sequence[VacancyView]) -> Message:
    """Asks which of the vacancies in sight is meant."""
    buttons = [Button(f"{title(t, row)} — {row.employer.name}", ref("vacancy", row.id)) for row in rows]
    return Message(t.gettext("Which of these jobs do you mean?"), one_per_row(buttons))


def of_each(t: Texts, knowledge: Knowledge, rows: Sequence[VacancyView], subjects: Sequence[str]) -> Message:
    """What each of several vacancies says on these subjects, in the order in which they were listed."""
    unsaid = t.gettext("The employer has not said it.")
    entries = []
    for number, row in enumerate(rows, 1):
        lines = [_line(t, knowledge, row, each) for each in dict.fromkeys(subjects)]
        said = [f"{bold(f'{number}. {title(t, row)}')} — {esc(row.employer.name)}"]
        entries.append("\n".join((*said, *(esc(line or unsaid) for line in lines))))
    if any(row.employer.demonstration for row in rows):
        entries.append(small(t.gettext("Demonstration: this employer and its jobs are invented.")))
    buttons = [
        Button(t.gettext("{number}. Details", number=number), ref("vacancy", row.id))
        for number, row in enumerate(rows, 1)
    ]
    return Message("\n\n".join(entries), (tuple(buttons), (Button(t.gettext("⬅️ My matches"), ref("matches")),)))


def told(t: Texts, knowledge: Knowledge, offer: VacancyFit, subjects: Sequence[str], *, profile_known: bool) -> Message:
    """What a vacancy says on these subjects; for the rest, offers a person."""
    row = offer.vacancy
    lines = [_line(t, knowledge, row, each) for each in dict.fromkeys(subjects)]
    parts = [f"{bold(title(t, row))} — {esc(row.employer.name)}"]
    parts += ["\n".join(esc(line) for line in lines if line)] if any(lines) else []
    if "why" in subjects and profile_known:
        parts.append(fit(t, knowledge, row, offer.outcome))
    if None in lines:
        not_held = t.gettext(
            "The employer’s posting does not say what you ask. A person of the program can ask the employer for you."
        )
        parts.append(esc(not_held))
    if row.employer.demonstration:
        parts.append(small(t.gettext("Demonstration: this employer and its jobs are invented.")))
    buttons = (
        (Button(t.gettext("Details"), ref("vacancy", row.id)),),
        (Button(t.gettext("🙋 Talk to a person"), ref("human")),),
        (Button(t.gettext("⬅️ My matches"), ref("matches")),),
    )
    return Message("\n\n".join(parts), buttons)


def _line(t: Texts, knowledge: Knowledge, row: VacancyView, subject: str) -> str | None:
    """What is said on a subject; "" if it is told elsewhere; None if the employer has not said."""
    match subject:
        case "why":
            return ""
        case "pay":
            return t.gettext("Pay: {pay}", pay=pay(t, row))
        case "place":
            region = knowledge.place_name(row.employer.region, t.language)
            return t.gettext("Place: {town}, {region}", town=row.employer.town, region=region)
        case "start":
            return start(t, row)
        case "hours" if row.hours_per_week is not None or row.schedule is not None:
            return hours(t, row)
        case "french" if row.french_needed is not None:
            return t.gettext("French for the job: {level}", level=french_name(t, row.french_needed))
        case "experience" if row.min_experience_years is not None:
            return t.gettext("Experience asked for: {years}", years=experience_name(t, row.min_experience_years))
        case "education" if row.min_education is not None:
            return t.gettext("Schooling asked for: {education}", education=education_name(t, row.min_education))
        case "driving" if row.driving_class:
            return t.gettext("Driving licence: {name}", name=driving_name(t, row.driving_class))
        case "driving" if row.needs_car:
            return t.gettext("One needs a car to get there")
        case "permit" if row.accepts_closed_permit is not None:
            if row.accepts_closed_permit:
                return t.gettext("Closed work permit: accepted")
            return t.gettext("Closed work permit: not accepted")
    return None


def _words_of(knowledge: Knowledge, row: VacancyView) -> str:
    trade = knowledge.occupation(row.occupation)
    of_trade = [trade.title(language) for language in Language]
    return " ".join(
        (*row.title.values(), *row.employer.about.values(), row.employer.name, row.employer.town, *of_trade)
    )


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"\w+", folded(text)) if len(word) >= _SHORTEST}
