"""New vacancies that suit, and the state of each interest."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.programme.vacancy_views import Agreement, VacancyView
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref
from bot.replies.vacancies import title

MOST = 3  # vacancies in one message


def alerts_on(t: Texts) -> Message:
    """Alerts are switched on."""
    return Message(
        t.gettext(
            "🔔 Done: when a new job opens that may suit you, I write to you, at most once a day. You can stop this at "
            "any time."
        ),
        one_per_row([Button(t.gettext("💼 See my matches"), ref("matches")), _stop(t)]),
    )


def alerts_off(t: Texts) -> Message:
    """Alerts are switched off."""
    return Message(
        t.gettext("🔕 All right, I no longer write to you about new jobs."),
        ((Button(t.gettext("🔔 Tell me again"), ref("job_alerts")),),),
    )


def alerts_now(t: Texts, *, on: bool) -> Message:
    """Whether alerts are on, with the button that switches them."""
    if on:
        text = t.gettext(
            "🔔 Your job alerts are on: I write to you about new jobs, at most once a day. This button stops them."
        )
        return Message(text, ((_stop(t),),))
    text = t.gettext("🔕 Your job alerts are off: I do not write to you about new jobs. This button switches them on.")
    return Message(text, ((Button(t.gettext("🔔 Write to me about new jobs"), ref("job_alerts")),),))


def new_vacancies(t: Texts, shown: Sequence[VacancyView], total: int) -> Message:
    """New vacancies that suit, best first: the first `MOST` of `total`."""
    lines = [f"• {esc(row.employer.name)} — {esc(title(t, row))}" for row in shown]
    heading = t.ngettext("🔔 {n} new job may suit you", "🔔 {n} new jobs may suit you", total)
    buttons = [Button(f"{number}. {title(t, row)}", ref("vacancy", row.id)) for number, row in enumerate(shown, 1)]
    more = [Button(t.gettext("💼 See my matches"), ref("matches"))] if total > len(shown) else []
    return Message("\n".join((bold(heading), *lines)), one_per_row([*buttons, *more, _stop(t)]))


def application_status(t: Texts, given: Sequence[Agreement]) -> Message:
    """Which employers may see the profile since when, and only what is known of each one's answer."""
    if not given:
        return Message(
            t.gettext("You have not told me of an employer who interests you yet, so no application is under way."),
            ((Button(t.gettext("💼 See my matches"), ref("matches")),),),
        )
    lines = [esc(_standing(t, row)) for row in given]
    waiting = t.gettext(
        "I have no answer from them yet. Employers answer through the people of the program, who can also ask for you."
    )
    return Message(
        "\n".join((bold(t.gettext("Where your applications stand")), *lines, "", esc(waiting))),
        one_per_row(
            [
                Button(t.gettext("🙋 Talk to a person"), ref("human")),
                Button(t.gettext("👀 Who may see my profile"), ref("agreements")),
            ]
        ),
    )


def _standing(t: Texts, row: Agreement) -> str:
    return t.gettext(
        "• {employer}, “{job}”: your profile can be seen since {date}",
        employer=row.vacancy.employer.name, job=title(t, row.vacancy), date=t.full_date(row.expressed_at),
    )  # fmt: skip


def _stop(t: Texts) -> Button:
    return Button(t.gettext("🔕 Stop these messages"), ref("job_alerts_off"))
