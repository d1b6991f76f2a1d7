"""Interest in an employer: what agreeing means, taking it back, who may see the profile."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.db.models import InterestRow, VacancyRow
from bot.replies.matches import title
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref

_MOST_SHOWN = 12  # agreements in one message; the file of /mydata has them all


def choose_interest(t: Texts) -> Message:
    """Interest without a name: it is given on an employer's page."""
    return Message(
        t.gettext("Wonderful! Open the details of an employer, then tap “I am interested”."),
        ((Button(t.gettext("💼 See my matches"), ref("matches")),),),
    )


def interest_question(t: Texts, row: VacancyRow) -> Message:
    """What agreeing means, before it counts."""
    return Message(
        t.gettext(
            "If you agree, {employer} may see your nine answers for the job “{title}”. Nobody else will, and you "
            "can take it back.",
            employer=esc(row.employer.name), title=esc(title(t, row)),
        ),
        one_per_row(
            [
                Button(t.gettext("✅ I agree"), ref("interest_confirm", row.id)),
                Button(t.gettext("Not now"), ref("vacancy", row.id)),
            ]
        ),
    )  # fmt: skip


def interest_noted(t: Texts, row: VacancyRow) -> Message:
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


def interest_withdrawn(t: Texts, row: VacancyRow, *, interviews: int = 0) -> Message:
    """Taken back, and with it the interviews there."""
    ended = [esc(t.gettext("The interview with them is cancelled."))] if interviews else []
    return Message(
        " ".join(
            (t.gettext("Done: {employer} may no longer see your profile.", employer=bold(row.employer.name)), *ended)
        ),
        ((Button(t.gettext("💼 See my matches"), ref("matches")),),),
    )


def agreements(t: Texts, rows: Sequence[InterestRow]) -> Message:
    """Who may see the profile, since when; who could before, until when."""
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
                    ref("interest_withdraw", row.vacancy_id),
                )
                for row in active
            ]
        ),
    )


def _agreement(t: Texts, row: InterestRow) -> str:
    name, job = row.vacancy.employer.name, title(t, row.vacancy)
    given = t.full_date(row.expressed_at)
    if row.withdrawn_at is None:
        return t.gettext("{employer}, “{job}”: since {date}", employer=name, job=job, date=given)
    return t.gettext(
        "{employer}, “{job}”: from {date} to {end}, taken back",
        employer=name, job=job, date=given, end=t.full_date(row.withdrawn_at),
    )  # fmt: skip


def short(name: str) -> str:
    """A name that fits on a button."""
    return name if len(name) <= 40 else f"{name[:39]}…"
