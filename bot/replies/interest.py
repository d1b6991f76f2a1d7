"""Interest in an employer: what agreeing means, withdrawing, and who may see the profile."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.base.i18n import Texts
from bot.base.terms import Field, Wish
from bot.knowledge import Knowledge
from bot.programme.shown_to_employers import Right, Shown
from bot.programme.vacancies import VacancyState
from bot.programme.vacancy_views import Agreement, VacancyView
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref
from bot.replies.vacancies import not_offered, title
from bot.replies.words import (
    driving_name,
    education_name,
    experience_name,
    field_name,
    french_name,
    language_name,
    trade_text,
    wish_name,
    wish_text,
)

_MOST_SHOWN = 12  # agreements in a message; the file of /mydata has all


def choose_interest(t: Texts) -> Message:
    """Interest in no particular employer: it is expressed on an employer's page."""
    return Message(
        t.gettext("Wonderful! Open the details of an employer, then tap “I am interested”."),
        ((Button(t.gettext("💼 See my matches"), ref("matches")),),),
    )


def interest_question(t: Texts, row: VacancyView) -> Message:
    """Explains what agreeing means, before it takes effect."""
    return Message(
        t.gettext(
            "If you agree, {employer} may see what the job “{title}” needs: your trades and experience, schooling, "
            "French and other languages, licences, and from when you may work there. Not your household, your status, "
            "or your wishes. Nobody else will see it, and you can take it back.",
            employer=esc(row.employer.name), title=esc(title(t, row)),
        ),
        one_per_row(
            [
                Button(t.gettext("✅ I agree"), ref("interest_confirm", row.id)),
                Button(t.gettext("👀 What would they see?"), ref("what_they_see", row.id)),
                Button(t.gettext("Not now"), ref("vacancy", row.id)),
            ]
        ),
    )  # fmt: skip


def lines_shown(t: Texts, knowledge: Knowledge, shown: Shown) -> list[tuple[str, str]]:
    """Exactly what an employer sees of somebody: each answer with its name."""
    told = {
        field_name(t, Field.OCCUPATION): _or_none(
            shown.occupation, lambda code: knowledge.occupation(code).title(t.language)
        ),
        field_name(t, Field.EXPERIENCE): _or_none(shown.experience_years, lambda years: experience_name(t, years)),
        wish_name(t, Wish.TRADES): t.listing([trade_text(t, knowledge, each) for each in shown.trades]),
        field_name(t, Field.EDUCATION): _or_none(shown.education, lambda level: education_name(t, level)),
        field_name(t, Field.FRENCH): _or_none(shown.french_level, lambda level: french_name(t, level)),
        field_name(t, Field.LANGUAGES): t.listing([language_name(t, code) for code in shown.spoken_languages]),
        wish_name(t, Wish.ORDER_PERMIT): _or_none(
            shown.order_permit, lambda held: wish_text(t, knowledge, Wish.ORDER_PERMIT, held)
        ),
        wish_name(t, Wish.DRIVING): _or_none(shown.driving_class, lambda held: driving_name(t, held)),
        t.gettext("Right to work"): _right(t, shown),
    }
    return [(name, text) for name, text in told.items() if text]


def what_they_see(t: Texts, knowledge: Knowledge, row: VacancyView, shown: Shown) -> Message:
    """Shows the candidate what the employer would see, before they agree."""
    told = lines_shown(t, knowledge, shown)
    lines = [t.gettext("{field}: {answer}", field=esc(name), answer=bold(text)) for name, text in told]
    heading = t.gettext("What {employer} would see of you", employer=row.employer.name)
    return Message(
        "\n".join((bold(heading), *lines)),
        one_per_row(
            [
                Button(t.gettext("👋 I am interested"), ref("interest", row.id)),
                Button(t.gettext("Not now"), ref("vacancy", row.id)),
            ]
        ),
    )


def _or_none(value: Any, said: Callable[[Any], str]) -> str:
    return "" if value is None else said(value)


def _right(t: Texts, shown: Shown) -> str:
    """The right to work and from when, without the immigration status."""
    day = shown.available_from
    return {
        Right.NOW: t.gettext("may work for you from {date} on", date=t.full_date(day))
        if day
        else t.gettext("may work for you"),
        Right.AFTER_PERMIT: t.gettext("may work for you once a new authorization is there"),
        Right.TO_CONFIRM: t.gettext("to be confirmed with the program"),
        Right.NO: t.gettext("may not work for you yet"),
    }[shown.right]


def interest_noted(t: Texts, row: VacancyView) -> Message:
    """Agreed."""
    return Message(
        t.gettext("It is noted: {employer} may see your profile.", employer=bold(row.employer.name)),
        one_per_row(
            [
                Button(t.gettext("↩️ Take it back"), ref("interest_withdraw", row.id)),
                Button(t.gettext("🚌 Trips to this region"), ref("trips", 0, row.employer.region)),
            ]
        ),
    )


def interest_withdrawn(t: Texts, row: VacancyView, *, interviews: int = 0) -> Message:
    """The agreement was withdrawn, and interviews there are cancelled."""
    ended = [esc(t.gettext("The interview with them is cancelled."))] if interviews else []
    return Message(
        " ".join(
            (t.gettext("Done: {employer} may no longer see your profile.", employer=bold(row.employer.name)), *ended)
        ),
        ((Button(t.gettext("💼 See my matches"), ref("matches")),),),
    )


def is_over(t: Texts, row: VacancyView) -> str:
    """Says that a job is not offered now, and that it has found somebody where it has."""
    if row.state == VacancyState.FILLED:
        what = {"job": bold(title(t, row)), "employer": esc(row.employer.name)}
        return t.gettext("The job “{job}” at {employer} has found somebody. Thank you for your interest.", **what)
    return not_offered(t, row)


def vacancy_over(t: Texts, row: VacancyView) -> Message:
    """Tells somebody who was interested, kindly and with what they can do next."""
    return Message(
        f"{is_over(t, row)} {esc(t.gettext('Other employers may suit you.'))}",
        ((Button(t.gettext("💼 See my matches"), ref("matches")),),),
    )


def agreements(t: Texts, rows: Sequence[Agreement]) -> Message:
    """Which employers may see the profile since when, and which could until when."""
    if not rows:
        return Message(
            t.gettext("No employer may see your profile: you have not agreed to any yet."),
            ((Button(t.gettext("💼 See my matches"), ref("matches")),),),
        )
    lines = [f"• {esc(_agreement(t, row))}" for row in rows[:_MOST_SHOWN]]
    active = [row for row in rows[:_MOST_SHOWN] if row.withdrawn_at is None]
    return Message(
        "\n".join((bold(t.gettext("Who may see your profile")), *lines)),
        one_per_row(
            [
                Button(
                    t.gettext("↩️ Take back: {employer}", employer=short(row.vacancy.employer.name)),
                    ref("interest_withdraw", row.vacancy.id),
                )
                for row in active
            ]
        ),
    )


def _agreement(t: Texts, row: Agreement) -> str:
    name, job = row.vacancy.employer.name, title(t, row.vacancy)
    given = t.full_date(row.expressed_at)
    if row.withdrawn_at is None:
        since = t.gettext("{employer}, “{job}”: since {date}", employer=name, job=job, date=given)
        return f"{since} ({_step(t, row)})"
    return t.gettext(
        "{employer}, “{job}”: from {date} to {end}, taken back",
        employer=name, job=job, date=given, end=t.full_date(row.withdrawn_at),
    )  # fmt: skip


def _step(t: Texts, row: Agreement) -> str:
    """The state of an interest, and what comes next."""
    if row.vacancy.state != VacancyState.OPEN:
        return t.gettext("this job is not offered any more")
    if row.passed_on_at:
        told = t.full_date(row.passed_on_at)
        return t.gettext("passed on to the employer on {date}, who may write to you", date=told)
    if row.seen_at:
        seen = t.full_date(row.seen_at)
        return t.gettext("seen by the program on {date}, which talks with the employer next", date=seen)
    return t.gettext("on the list of the program, which looks at it next")


def short(name: str) -> str:
    """A name that fits on a button."""
    return name if len(name) <= 40 else f"{name[:39]}…"
