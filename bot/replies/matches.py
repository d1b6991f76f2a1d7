"""Employers who suit a candidate, and why."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.base.terms import Field, Wish
from bot.knowledge import Knowledge
from bot.matching import Excluded, ExclusionReason, Flag, Match
from bot.programme.vacancy_fit import VacancyFit
from bot.programme.vacancy_views import EmployerView, VacancyView
from bot.replies.match_reasons import fit, lacking, reasons
from bot.replies.message import Button, Message, Rows, bold, esc, one_per_row, ref, small
from bot.replies.words import (
    driving_name,
    field_name,
    french_name,
    limiting_name,
    schedule_name,
)

PAGE = 3
_MOST_OF_ONE = 8  # vacancies of an employer


def title(t: Texts, vacancy: VacancyView) -> str:
    """A vacancy's title in the reader's language."""
    return t.written(vacancy.title)


def page(
    t: Texts,
    knowledge: Knowledge,
    offers: Sequence[tuple[Match, VacancyView]],
    number: int,
    total: int,
    *,
    suiting: int,
    asked: Field | Wish | None,
    hidden: int,
) -> Message:
    """Three employers at a time, best first, each with its main reasons.

    Of `total`, the first `suiting` lack nothing that is a must; `asked` is an answer of which to ask whether it is one.
    """
    first = number * PAGE
    entries = [
        "\n".join(
            (
                f"{bold(f'{first + place}. {title(t, row)}')} — {esc(row.employer.name)}",
                esc(_place_and_pay(t, knowledge, row)),
                *(f"⛔ {esc(lacking(t, limit, row))}" for limit in match.unmet),
                *(f"{mark} {esc(text)}" for mark, text in reasons(t, match)[:3]),
            )
        )
        for place, (match, row) in enumerate(offers, 1)
    ]
    note = t.gettext("This list is computed by a program from your answers. It promises no job.")
    buttons = [
        Button(t.gettext("{number}. Details", number=first + place), ref("vacancy", row.id))
        for place, (_, row) in enumerate(offers, 1)
    ]
    return Message(
        "\n\n".join(
            (
                *map(esc, _counts(t, suiting, total - suiting)),
                *entries,
                *((esc(_must_question(t, asked)),) if asked else ()),
                small(note),
                *_demonstration(t, offers[0][1].employer),
            )
        ),
        (tuple(buttons), *_must_buttons(t, asked), *_pager(t, number, total), *_guides(t), *_hidden_kinds(t, hidden)),
    )


def _counts(t: Texts, suiting: int, lacking: int) -> list[str]:
    found = t.ngettext("I found {n} employer who may suit you.", "I found {n} employers who may suit you.", suiting)
    nearest = t.ngettext(
        "{n} other comes near, but lacks something that you or they called a must.",
        "{n} others come near, but lack something that you or they called a must.",
        lacking,
    )
    none = t.gettext("No employer offers everything that you or they call a must. These come nearest:")
    return [none] if not suiting else [found, nearest] if lacking else [found]


def _must_question(t: Texts, name: Field | Wish) -> str:
    return t.gettext("“{field}”: is it a must, or a wish? A wish puts no job last.", field=limiting_name(t, name))


def _must_buttons(t: Texts, name: Field | Wish | None) -> Rows:
    if name is None:
        return ()
    return (
        (Button(t.gettext("🔒 It is a must"), ref("must", name, "yes", "matches")),
         Button(t.gettext("🙂 It is a wish"), ref("must", name, "no", "matches"))),
    )  # fmt: skip


def none_yet(t: Texts, missing: Field | None, *, hidden: int = 0) -> Message:
    """No match: what would help."""
    if missing is not None:
        return Message(
            t.gettext(
                "To find employers for you, I first need your answer to: {field}.",
                field=field_name(t, missing),
            ),
            ((Button(t.gettext("▶️ Answer"), ref("edit", missing)),),),
        )
    return Message(
        t.gettext(
            "I found no vacancy for your profile at the moment. Another region or a related occupation may help."
        ),
        (
            *_guides(t),
            *_hidden_kinds(t, hidden),
            (Button(t.gettext("✏️ Correct an answer"), ref("correct")),),
            (Button(t.gettext("🙋 Talk to a person"), ref("human")),),
        ),
    )


def none_takes_permit(t: Texts, count: int, *, hidden: int) -> Message:
    """Employers suit, but the permit is tied to another one: said as the reason, with who can inform."""
    found = t.ngettext(
        "{n} employer suits your other answers, but has not said that it takes a closed permit.",
        "{n} employers suit your other answers, but none has said that it takes a closed permit.",
        count,
    )
    reason = t.gettext(
        "A closed permit is tied to one employer. Working for another one takes a new permit first. A ministry advisor "
        "informs you free of charge; only an authorized representative may advise you on your own case."
    )
    return Message(
        f"{esc(found)}\n\n{esc(reason)}",
        (
            *_about_closed_permits(t),
            *_hidden_kinds(t, hidden),
            (Button(t.gettext("✏️ Correct an answer"), ref("correct")),),
            (Button(t.gettext("🙋 Talk to a person"), ref("human")),),
        ),
    )


def details(t: Texts, knowledge: Knowledge, offer: VacancyFit, *, profile_known: bool) -> Message:
    """One vacancy: the employer, the work, every reason, and what would raise the fit."""
    row = offer.vacancy
    parts = [
        f"{bold(title(t, row))} — {esc(row.employer.name)}\n{esc(_place_and_pay(t, knowledge, row))}",
        esc(t.written(row.employer.about)),
        "\n".join(map(esc, _conditions(t, row))),
    ]
    if not offer.is_open:
        over = t.gettext(
            "The job “{job}” at {employer} is not offered any more.", job=title(t, row), employer=row.employer.name
        )
        parts.insert(0, esc(over))
    if profile_known:
        parts.append(fit(t, knowledge, row, offer.outcome))
    parts.extend(_demonstration(t, row.employer))
    return Message("\n\n".join(parts), _detail_buttons(t, offer))


def employer_page(t: Texts, knowledge: Knowledge, employer: EmployerView, vacancies: Sequence[VacancyView]) -> Message:
    """One employer with its open vacancies."""
    place = f"{employer.town}, {knowledge.place_name(employer.region, t.language)}"
    return Message(
        "\n\n".join(
            (f"{bold(employer.name)}\n{esc(place)}", esc(t.written(employer.about)), *_demonstration(t, employer))
        ),
        one_per_row([Button(title(t, row), ref("vacancy", row.id)) for row in vacancies[:_MOST_OF_ONE]]),
    )


def why(
    t: Texts, knowledge: Knowledge, employer: EmployerView, offers: Sequence[tuple[VacancyView, Match | Excluded]]
) -> Message:
    """Why this employer, or why not: each of its vacancies with its reasons, the best first."""
    shown = offers[:PAGE]
    parts = [f"{bold(title(t, row))}\n{fit(t, knowledge, row, outcome)}" for row, outcome in shown]
    if not shown:
        parts = [esc(t.gettext("This employer has no vacancy at the moment."))]
    return Message(
        "\n\n".join((bold(employer.name), *parts, *_demonstration(t, employer))),
        (*one_per_row([Button(title(t, row), ref("vacancy", row.id)) for row, _ in shown]), *_guides(t)),
    )


def which_employer(t: Texts, choices: Sequence[tuple[str, str]]) -> Message:
    """Which company is meant; without a likely one, the way to the list."""
    if not choices:
        return Message(
            t.gettext("I do not know this employer among those who take part. Here are the ones who may suit you:"),
            ((Button(t.gettext("💼 See my matches"), ref("matches")),),),
        )
    buttons = [Button(name, ref("employer", employer_id)) for employer_id, name in choices]
    return Message(t.gettext("Which employer do you mean?"), one_per_row(buttons))


def _about_closed_permits(t: Texts) -> Rows:
    return (
        (Button(t.gettext("📄 Closed permit: working elsewhere"), ref("article", "closed_permit_new_employer")),),
        (Button(t.gettext("👤 Who can inform me?"), ref("article", "immigration_advisor")),),
    )


def _needs_other_permit(outcome: Match | Excluded) -> bool:
    if isinstance(outcome, Excluded):
        return outcome.reason is ExclusionReason.TIED_PERMIT
    return Flag.NEW_PERMIT in outcome.flags


def _place_and_pay(t: Texts, knowledge: Knowledge, row: VacancyView) -> str:
    return t.gettext(
        "{town}, {region} · {low} to {high} an hour",
        town=row.employer.town, region=knowledge.place_name(row.employer.region, t.language),
        low=t.money(row.wage_low_cents), high=t.money(row.wage_high_cents),
    )  # fmt: skip


def _conditions(t: Texts, row: VacancyView) -> list[str]:
    """Hours, French, start, closed permits: what the employer has said, and that it has not."""
    hours = french = schedule = t.gettext("not said")
    if row.hours_per_week is not None:
        hours = t.gettext("{hours} hours a week", hours=t.number(row.hours_per_week))
    if row.schedule is not None:
        schedule = schedule_name(t, row.schedule)
    if row.french_needed is not None:
        french = french_name(t, row.french_needed)
    lines = [
        t.gettext("Hours: {hours}, {schedule}", hours=hours, schedule=schedule),
        t.gettext("French for the job: {level}", level=french),
        t.gettext("Start: {date}", date=t.full_date(row.start_date)),
    ]
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


def _detail_buttons(t: Texts, offer: VacancyFit) -> Rows:
    row = offer.vacancy
    asks_permit = isinstance(offer.outcome, Match) and Flag.REGULATED in offer.outcome.flags
    permit: Rows = (
        ((Button(t.gettext("📜 I have the permit"), ref("wish", Wish.ORDER_PERMIT, "yes")),
          Button(t.gettext("I do not have it"), ref("wish", Wish.ORDER_PERMIT, "no"))),)
        if asks_permit else ()
    )  # fmt: skip
    licence: Rows = (
        ((Button(t.gettext("🚚 My driving licence"), ref("wish", Wish.DRIVING)),),)
        if isinstance(offer.outcome, Match) and Flag.DRIVING in offer.outcome.flags else ()
    )  # fmt: skip
    interest: tuple[Button, ...] = ()
    if offer.interested:
        interest = (Button(t.gettext("↩️ Take my interest back"), ref("interest_withdraw", row.id)),)
    elif offer.is_open:
        interest = (Button(t.gettext("👋 I am interested"), ref("interest", row.id)),)
    keep = (
        Button(t.gettext("⭐ The jobs that I keep"), ref("saved_vacancies"))
        if offer.kept
        else Button(t.gettext("⭐ Keep it for later"), ref("save_vacancy", row.id))
    )
    return (
        *permit,
        *licence,
        *(_about_closed_permits(t) if _needs_other_permit(offer.outcome) else ()),
        (*interest, keep),
        (Button(t.gettext("🗺 The region"), ref("region", row.employer.region)),
         Button(t.gettext("🚌 Trips to this region"), ref("trips", 0, row.employer.region))),
        (Button(t.gettext("🚫 Not this kind of job"), ref("not_this_kind", row.id)),
         Button(t.gettext("⚠️ This is wrong"), ref("wrong", row.id))),
        (Button(t.gettext("🙋 Talk to a person"), ref("human")),
         Button(t.gettext("⬅️ My matches"), ref("matches"))),
    )  # fmt: skip


def _guides(t: Texts) -> Rows:
    return (
        (Button(t.gettext("💡 What would help me most?"), ref("what_helps")),),
        (Button(t.gettext("🎛 Pay, hours, my partner’s work"), ref("wishes")),),
        (Button(t.gettext("📊 What are my chances?"), ref("article", "chances")),),
    )


def _hidden_kinds(t: Texts, hidden: int) -> Rows:
    if not hidden:
        return ()
    label = t.ngettext("👁 Show the {n} kind of job that I hid", "👁 Show the {n} kinds of jobs that I hid", hidden)
    return ((Button(label, ref("show_kinds")),),)


def _pager(t: Texts, number: int, total: int) -> Rows:
    earlier = (Button(t.gettext("⬅️ Previous"), ref("matches", number - 1)),) if number else ()
    later = (Button(t.gettext("Next ➡️"), ref("matches", number + 1)),) if (number + 1) * PAGE < total else ()
    return ((*earlier, *later),) if earlier or later else ()


def _demonstration(t: Texts, employer: EmployerView) -> tuple[str, ...]:
    if not employer.demonstration:
        return ()
    return (small(t.gettext("Demonstration: this employer and its jobs are invented.")),)
