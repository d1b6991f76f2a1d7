"""Vacancies that a candidate saved."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.base.i18n import Texts
from bot.programme.vacancies import VacancyState
from bot.programme.vacancy_views import VacancyView
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref
from bot.replies.vacancies import title

_MOST = 8  # vacancies in a message


def noted(t: Texts, row: VacancyView) -> Message:
    """The vacancy was saved."""
    return Message(
        t.gettext(
            "⭐ I keep it for you: “{job}” at {employer}. Nobody else sees your list.",
            job=esc(title(t, row)), employer=esc(row.employer.name),
        ),
        one_per_row([_all(t), Button(t.gettext("↩️ Take it out"), ref("unsave_vacancy", row.id))]),
    )  # fmt: skip


def taken_out(t: Texts, row: VacancyView) -> Message:
    """The vacancy was removed."""
    return Message(
        t.gettext("Done: “{job}” is no longer on your list.", job=esc(title(t, row))),
        one_per_row([_all(t), Button(t.gettext("⭐ Keep it after all"), ref("save_vacancy", row.id))]),
    )


def kept(t: Texts, rows: Sequence[VacancyView], today: date) -> Message:
    """The saved vacancies, the newest first, with those marked that are over."""
    if not rows:
        return Message(
            t.gettext("You have not kept any job yet. Open the details of one, then tap “Keep it for later”."),
            ((Button(t.gettext("💼 See my matches"), ref("matches")),),),
        )
    shown = rows[:_MOST]
    lines = [
        f"{number}. {esc(title(t, row))} — {esc(row.employer.name)}, {esc(row.employer.town)}"
        + ("" if row.is_open(today) else f" ({esc(_why_not_offered(t, row))})")
        for number, row in enumerate(shown, 1)
    ]
    if len(rows) > len(shown):
        n = len(rows) - len(shown)
        lines.append(esc(t.ngettext("and {n} that you kept before", "and {n} that you kept before", n)))
    heading = t.ngettext("⭐ {n} job that you keep", "⭐ {n} jobs that you keep", len(rows))
    return Message(
        "\n".join((bold(heading), *lines)),
        tuple(
            (
                Button(t.gettext("{number}. Details", number=number), ref("vacancy", row.id)),
                Button(t.gettext("✖️ Take out {number}", number=number), ref("unsave_vacancy", row.id)),
            )
            for number, row in enumerate(shown, 1)
        ),
    )


def _why_not_offered(t: Texts, row: VacancyView) -> str:
    if row.state == VacancyState.OPEN:
        return t.gettext("this job is not offered at the moment")
    return t.gettext("this job is not offered any more")


def which(t: Texts, rows: Sequence[VacancyView]) -> Message:
    """Asks which of several vacancies is meant."""
    buttons = [Button(f"⭐ {title(t, row)}", ref("save_vacancy", row.id)) for row in rows[:_MOST]]
    return Message(t.gettext("Which one shall I keep for you?"), one_per_row(buttons))


def with_list(t: Texts, page: Message) -> Message:
    """A page of matches, with a button for the saved vacancies."""
    return replace(page, rows=(*page.rows, (_all(t),)))


def _all(t: Texts) -> Button:
    return Button(t.gettext("⭐ The jobs that I keep"), ref("saved_vacancies"))
