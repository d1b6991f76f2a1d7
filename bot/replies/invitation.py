"""An officer invites somebody: to a trip, or to look at a job."""

from bot.base.i18n import Texts
from bot.programme.trip_views import TripView
from bot.programme.vacancy_views import VacancyView
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref
from bot.replies.trip_words import demonstration, trip_name, when
from bot.replies.vacancies import title


def to_trip(t: Texts, trip: TripView) -> Message:
    """A trip whose employers look for people like the reader; nothing is taken for them."""
    parts = [
        t.gettext(
            "An advisor of the program invites you to a one-day exploratory trip: {name}.",
            name=bold(trip_name(t, trip)),
        ),
        esc(when(t, trip)),
        esc(
            t.gettext(
                "Employers whom the trip meets look for somebody with your trade. No seat is taken for you: you "
                "decide, and it costs you nothing to say no."
            )
        ),
        *demonstration(t, trip),
    ]
    buttons = [
        Button(t.gettext("🚌 See the trip"), ref("trip", trip.id)),
        Button(t.gettext("🕘 Talk with an advisor before"), ref("meetings")),
    ]
    return Message("\n\n".join(parts), one_per_row(buttons))


def to_job(t: Texts, row: VacancyView) -> Message:
    """A job that an officer thinks of. The employer knows nothing of the reader."""
    text = t.gettext(
        "An advisor of the program thinks that a job may suit you: {job} at {employer}, {town}.",
        job=bold(title(t, row)), employer=esc(row.employer.name), town=esc(row.employer.town),
    )  # fmt: skip
    more = esc(t.gettext("The employer knows nothing of you before you agree."))
    buttons = [
        Button(t.gettext("💼 See the job"), ref("vacancy", row.id)),
        Button(t.gettext("🕘 Talk with an advisor"), ref("meetings")),
    ]
    return Message(f"{text}\n\n{more}", one_per_row(buttons))
