"""Why a vacancy suits or does not, in plain words."""

from typing import Any

from bot.base.i18n import Texts
from bot.base.terms import LISTS, Education, Wish
from bot.knowledge import Knowledge
from bot.matching import Excluded, ExclusionReason, Factor, FactorName, Flag, Hint, Limit, Match
from bot.programme.vacancy_views import VacancyView
from bot.replies.message import bold, esc
from bot.replies.words import (
    answer_text,
    education_name,
    experience_name,
    field_name,
    french_name,
    wish_name,
    wish_text,
)

_STRONG, _WEAK = 0.75, 0.5
_SAME = 0.99


def fit(t: Texts, knowledge: Knowledge, row: VacancyView, outcome: Match | Excluded) -> str:
    """How well a vacancy suits: the percentage, every reason, and what would help."""
    if isinstance(outcome, Excluded):
        return esc(f"⛔ {_exclusion(t, outcome.reason)}")
    lines = [
        bold(t.gettext("Fit with your answers: {percent}%", percent=round(outcome.score * 100))),
        *(f"⛔ {esc(lacking(t, limit, row))}" for limit in outcome.unmet),
        *(f"{mark} {esc(text)}" for mark, text in reasons(t, outcome)),
        *(f"⚠️ {esc(_flag(t, knowledge, flag, row))}" for flag in sorted(outcome.flags)),
    ]
    if outcome.hints:
        lines.append(esc(t.gettext("What would help: {hint}", hint=_hint(t, knowledge, outcome.hints[0]))))
    return "\n".join(lines)


def reasons(t: Texts, match: Match) -> list[tuple[str, str]]:
    """Each reason with its mark; those in favour come first."""
    told = {*match.unmet, *(("french",) if Limit.SAFETY in match.unmet else ())}
    known = [factor for factor in match.factors if factor.known and factor.name.value not in told]
    good = [factor for factor in known if _is_good(factor)]
    strong = [("✔️", _strong(t, factor)) for factor in good if factor.name is not FactorName.HOUSEHOLD]
    weak = [("✖️", _weak(t, factor)) for factor in known if factor.value < _WEAK]
    middle = [("➖", _weak(t, factor)) for factor in known if factor.value >= _WEAK and factor not in good]
    return [*strong, *middle, *weak]


def _is_good(factor: Factor) -> bool:
    """Whether a factor is praised without reserve: a trade, for instance, only if it is the candidate's own."""
    return factor.value >= (_SAME if factor.name is FactorName.OCCUPATION else _STRONG)


def lacking(t: Texts, limit: Limit, row: VacancyView) -> str:
    """A must or a need that is unmet."""
    return {
        Limit.OCCUPATION_PERMIT: lambda: t.gettext("It takes the permit of an order, or a certificate of the trade"),
        Limit.CLOSED_PERMIT: lambda: t.gettext(
            "It has not said whether it takes a closed permit; a new authorization would come first"
        ),
        Limit.DRIVING: lambda: t.gettext("It takes a class of driving licence that you do not have"),
        Limit.CAR: lambda: t.gettext("One needs a car to get there"),
        Limit.EDUCATION: lambda: t.gettext(
            "It asks for this schooling: {education}", education=education_name(t, row.min_education or Education(0))
        ),
        Limit.EXPERIENCE: lambda: t.gettext(
            "It asks for this experience in the trade: {years}", years=experience_name(t, row.min_experience_years or 0)
        ),
        Limit.FRENCH: lambda: t.gettext(
            "It asks for more French than can be learnt by the start: {level}",
            level=french_name(t, row.french_needed or 0),
        ),
        Limit.SAFETY: lambda: t.gettext(
            "The work can be dangerous and is explained in French: it takes more than can be learnt by the start"
        ),
        Limit.REGION: lambda: t.gettext("It is not in a region that you chose"),
        Limit.WAGE: lambda: t.gettext("It pays less than the least that you would accept"),
        Limit.SCHEDULE: lambda: t.gettext("Its hours are not among those that suit you"),
        Limit.START: lambda: t.gettext("It starts long before you are available"),
    }[limit]()


def _strong(t: Texts, factor: Factor) -> str:
    return {
        FactorName.OCCUPATION: t.gettext("It is your occupation"),
        FactorName.EXPERIENCE: t.gettext("You have the experience it asks for"),
        FactorName.FRENCH: t.gettext("Your French is enough, or can be by the start"),
        FactorName.EDUCATION: t.gettext("Your schooling fits"),
        FactorName.REGION: t.gettext("It is where you would like to live, or close to it"),
        FactorName.START: t.gettext("The start date suits you"),
        FactorName.WAGE: t.gettext("The pay is at least what you look for"),
        FactorName.SCHEDULE: t.gettext("The hours suit you"),
    }[factor.name]


def _weak(t: Texts, factor: Factor) -> str:
    return {
        FactorName.OCCUPATION: t.gettext(
            "It is not your occupation, but near it, learnt on the job, or one that you would take up"
        ),
        FactorName.EXPERIENCE: t.gettext("It asks for more experience in the trade than you have"),
        FactorName.FRENCH: t.gettext("It asks for more French than you have today"),
        FactorName.EDUCATION: t.gettext("It asks for another level of schooling"),
        FactorName.REGION: t.gettext("It is not in a region that you chose"),
        FactorName.START: t.gettext("It starts when you are not available"),
        FactorName.HOUSEHOLD: t.gettext("Your partner may find it hard to find work there"),
        FactorName.WAGE: t.gettext("It pays less than you look for, or does not say"),
        FactorName.SCHEDULE: t.gettext("The hours are not the ones that you want"),
    }[factor.name]


def _exclusion(t: Texts, reason: ExclusionReason) -> str:
    return {
        ExclusionReason.NO_RIGHT_TO_WORK: t.gettext(
            "This job needs a right to work in Canada, which your answer does not show."
        ),
        ExclusionReason.TIED_PERMIT: t.gettext(
            "Your permit is tied to one employer, and this other one takes no closed permit."
        ),
        ExclusionReason.NO_COMMON_LANGUAGE: t.gettext("You and this workplace have no language in common yet."),
        ExclusionReason.UNRELATED_OCCUPATION: t.gettext("This job is very different from your occupation."),
    }[reason]


def _flag(t: Texts, knowledge: Knowledge, flag: Flag, row: VacancyView) -> str:
    body = knowledge.occupation(row.occupation).regulated_by
    if flag is Flag.REGULATED and body:
        return t.gettext("This occupation is regulated ({body}): a permit or a certificate may be needed.", body=body)
    return {
        Flag.OVERQUALIFIED: t.gettext("You have more schooling than this job asks for."),
        Flag.REGULATED: t.gettext("This occupation is regulated: a permit of a professional order may be needed."),
        Flag.DRIVING: t.gettext("It takes a certain class of driving licence. Which one do you have?"),
        Flag.CHECK_PERMIT: t.gettext("The conditions of your status must be checked before you begin."),
        Flag.NEW_PERMIT: t.gettext(
            "This employer takes a closed permit, but yours is for another one: a new authorization comes first."
        ),
    }[flag]


def _hint(t: Texts, knowledge: Knowledge, hint: Hint) -> str:
    if isinstance(hint.field, Wish):
        return _wish_hint(t, knowledge, hint.field, hint.value)
    name = field_name(t, hint.field)
    if hint.value is None:
        return t.gettext("tell me your answer to “{field}”", field=name)
    value = (hint.value,) if hint.field in LISTS else hint.value
    return t.gettext("{field}: {answer}", field=name, answer=answer_text(t, knowledge, hint.field, value))


def _wish_hint(t: Texts, knowledge: Knowledge, wish: Wish, value: Any) -> str:
    name = wish_name(t, wish)
    if value is None:
        return t.gettext("tell me your answer to “{field}”", field=name)
    text = wish_text(t, knowledge, wish, (value,) if wish is Wish.SCHEDULES else value)
    return t.gettext("{field}: {answer}", field=name, answer=text)
