"""One vacancy or one employer, as a candidate sees it."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.base.terms import Wish
from bot.knowledge import Knowledge
from bot.matching import Excluded, ExclusionReason, Flag, Limit, Match
from bot.programme.vacancies import VacancyState
from bot.programme.vacancy_fit import VacancyFit
from bot.programme.vacancy_views import EmployerView, VacancyView
from bot.replies.match_reasons import fit
from bot.replies.message import Button, Message, Rows, bold, esc, one_per_row, ref, small
from bot.replies.words import driving_name, french_name, schedule_name

_MOST_OF_ONE = 8  # vacancies of an employer
_REASONED = 3  # vacancies of an employer, each with its reasons


def title(t: Texts, vacancy: VacancyView) -> str:
    """A vacancy's title in the reader's language."""
    return t.written(vacancy.title)


def not_offered(t: Texts, row: VacancyView) -> str:
    """Says that a job is not offered any more, or where its days alone decide, that it is not offered now."""
    what = {"job": bold(title(t, row)), "employer": esc(row.employer.name)}
    if row.state == VacancyState.OPEN:
        return t.gettext("The job “{job}” at {employer} is not offered at the moment.", **what)
    return t.gettext("The job “{job}” at {employer} is not offered any more.", **what)


def details(t: Texts, knowledge: Knowledge, found: VacancyFit, *, profile_known: bool) -> Message:
    """A vacancy: the employer, the work, every reason, and what would raise the fit."""
    row = found.vacancy
    parts = [
        f"{bold(title(t, row))} — {esc(row.employer.name)}\n{esc(place_and_pay(t, knowledge, row))}",
        esc(t.written(row.employer.about)),
        "\n".join(map(esc, conditions(t, row))),
    ]
    if not found.is_open:
        parts.insert(0, not_offered(t, row))
    if profile_known:
        parts.append(fit(t, knowledge, row, found.outcome))
    parts.extend(demonstration(t, row.employer))
    return Message("\n\n".join(parts), _detail_buttons(t, found))


def employer_page(t: Texts, knowledge: Knowledge, employer: EmployerView, vacancies: Sequence[VacancyView]) -> Message:
    """An employer with its open vacancies."""
    place = f"{employer.town}, {knowledge.place_name(employer.region, t.language)}"
    return Message(
        "\n\n".join(
            (f"{bold(employer.name)}\n{esc(place)}", esc(t.written(employer.about)), *demonstration(t, employer))
        ),
        one_per_row([Button(title(t, row), ref("vacancy", row.id)) for row in vacancies[:_MOST_OF_ONE]]),
    )


def why(
    t: Texts, knowledge: Knowledge, employer: EmployerView, judged: Sequence[tuple[VacancyView, Match | Excluded]]
) -> Message:
    """Why an employer suits or does not: its vacancies with their reasons, the best first."""
    shown = judged[:_REASONED]
    parts = [f"{bold(title(t, row))}\n{fit(t, knowledge, row, outcome)}" for row, outcome in shown]
    if not shown:
        parts = [esc(t.gettext("This employer has no vacancy at the moment."))]
    return Message(
        "\n\n".join((bold(employer.name), *parts, *demonstration(t, employer))),
        (*one_per_row([Button(title(t, row), ref("vacancy", row.id)) for row, _ in shown]), *guides(t)),
    )


def which_employer(t: Texts, choices: Sequence[tuple[str, str]]) -> Message:
    """Asks which employer is meant; without a likely one, leads to the list."""
    if not choices:
        return Message(
            t.gettext("I do not know this employer among those who take part. Here are the ones who may suit you:"),
            ((Button(t.gettext("💼 See my matches"), ref("matches")),),),
        )
    buttons = [Button(name, ref("employer", employer_id)) for employer_id, name in choices]
    return Message(t.gettext("Which employer do you mean?"), one_per_row(buttons))


def about_closed_permits(t: Texts) -> Rows:
    """What can be read about a permit that is tied to another employer."""
    return (
        (Button(t.gettext("📄 Closed permit: working elsewhere"), ref("article", "closed_permit_new_employer")),),
        (Button(t.gettext("👤 Who can inform me?"), ref("article", "immigration_advisor")),),
    )


def _needs_other_permit(outcome: Match | Excluded) -> bool:
    if isinstance(outcome, Excluded):
        return outcome.reason is ExclusionReason.TIED_PERMIT
    return Flag.NEW_PERMIT in outcome.flags or Limit.CLOSED_PERMIT in outcome.unmet


def place_and_pay(t: Texts, knowledge: Knowledge, row: VacancyView) -> str:
    """Where the work is, and what it pays."""
    town, region = row.employer.town, knowledge.place_name(row.employer.region, t.language)
    return f"{town}, {region} · {pay(t, row)}"


def pay(t: Texts, row: VacancyView) -> str:
    """What it pays: one amount an hour, or from one to another."""
    low, high = t.money(row.wage_low_cents), t.money(row.wage_high_cents)
    if low == high:
        return t.gettext("{amount} an hour", amount=low)
    return t.gettext("{low} to {high} an hour", low=low, high=high)


def hours(t: Texts, row: VacancyView) -> str:
    """Hours a week and the shift, with what the employer has not said."""
    week = shift = t.gettext("not said")
    if row.hours_per_week is not None:
        week = t.gettext("{hours} hours a week", hours=t.number(row.hours_per_week))
    if row.schedule is not None:
        shift = schedule_name(t, row.schedule)
    return t.gettext("Hours: {hours}, {schedule}", hours=week, schedule=shift)


def start(t: Texts, row: VacancyView) -> str:
    """The first day of work."""
    return t.gettext("Start: {date}", date=t.full_date(row.start_date))


def conditions(t: Texts, row: VacancyView) -> list[str]:
    """Hours, French, start and so on, including what the employer has not said."""
    french = t.gettext("not said") if row.french_needed is None else french_name(t, row.french_needed)
    lines = [hours(t, row), t.gettext("French for the job: {level}", level=french), start(t, row)]
    if row.driving_class:
        lines.append(t.gettext("Driving licence: {name}", name=driving_name(t, row.driving_class)))
    if row.needs_car:
        lines.append(t.gettext("One needs a car to get there"))
    if row.accepts_closed_permit is not None:
        takes = (
            t.gettext("Closed work permit: accepted")
            if row.accepts_closed_permit
            else t.gettext("Closed work permit: not accepted")
        )
        lines.append(takes)
    return lines


def _detail_buttons(t: Texts, found: VacancyFit) -> Rows:
    row = found.vacancy
    asks_permit = isinstance(found.outcome, Match) and Flag.REGULATED in found.outcome.flags
    permit: Rows = (
        ((Button(t.gettext("📜 I have the permit"), ref("wish", Wish.ORDER_PERMIT, "yes")),
          Button(t.gettext("I do not have it"), ref("wish", Wish.ORDER_PERMIT, "no"))),)
        if asks_permit else ()
    )  # fmt: skip
    licence: Rows = (
        ((Button(t.gettext("🚚 My driving licence"), ref("wish", Wish.DRIVING)),),)
        if isinstance(found.outcome, Match) and Flag.DRIVING in found.outcome.flags else ()
    )  # fmt: skip
    interest: tuple[Button, ...] = ()
    if found.interested:
        interest = (Button(t.gettext("↩️ Take my interest back"), ref("interest_withdraw", row.id)),)
    elif found.is_open:
        interest = (Button(t.gettext("👋 I am interested"), ref("interest", row.id)),)
    keep = (
        Button(t.gettext("⭐ The jobs that I keep"), ref("saved_vacancies"))
        if found.kept
        else Button(t.gettext("⭐ Keep it for later"), ref("save_vacancy", row.id))
    )
    return (
        *permit,
        *licence,
        *(about_closed_permits(t) if _needs_other_permit(found.outcome) else ()),
        (*interest, keep),
        (Button(t.gettext("🗺 The region"), ref("region", row.employer.region)),
         Button(t.gettext("🚌 Trips to this region"), ref("trips", 0, row.employer.region))),
        (Button(t.gettext("🚫 Not this kind of job"), ref("not_this_kind", row.id)),
         Button(t.gettext("⚠️ This is wrong"), ref("wrong", row.id))),
        (Button(t.gettext("🙋 Talk to a person"), ref("human")),
         Button(t.gettext("⬅️ My matches"), ref("matches"))),
    )  # fmt: skip


def guides(t: Texts) -> Rows:
    """What can be done about a list of matches."""
    return (
        (Button(t.gettext("💡 What would help me most?"), ref("what_helps")),),
        (Button(t.gettext("🎛 Pay, hours, my partner’s work"), ref("wishes")),),
        (Button(t.gettext("📊 What are my chances?"), ref("article", "chances")),),
    )


def demonstration(t: Texts, employer: EmployerView) -> tuple[str, ...]:
    """The line that says that an employer is invented, if it is."""
    if not employer.demonstration:
        return ()
    return (small(t.gettext("Demonstration: this employer and its jobs are invented.")),)
