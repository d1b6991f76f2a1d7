"""The list of employers who suit a candidate, or why there is none."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.base.terms import JOBS_A_PAGE, Field, Wish
from bot.knowledge import Knowledge
from bot.matching import Match
from bot.programme.vacancy_views import VacancyView
from bot.replies.match_reasons import lacking, reasons
from bot.replies.message import Button, Message, Rows, bold, esc, ref, small
from bot.replies.vacancies import about_closed_permits, demonstration, guides, place_and_pay, title
from bot.replies.words import (
    field_name,
    limiting_name,
)

PAGE = JOBS_A_PAGE


def page(
    t: Texts,
    knowledge: Knowledge,
    shown: Sequence[tuple[Match, VacancyView]],
    number: int,
    total: int,
    *,
    suiting: int,
    asked: Field | Wish | None,
    hidden: int,
    kept_away: int = 0,
    only_near: Sequence[str] = (),
) -> Message:
    """Three employers at a time, best first, each with its main reasons.

    The first `suiting` of `total` meet every must; `asked`: an answer to ask about whether it is a must; `kept_away`:
    how many a closed permit alone puts last; `only_near`: the candidate's own trades, where none of all these jobs is
    in one.
    """
    first = number * PAGE
    entries = [
        "\n".join(
            (
                f"{bold(f'{first + place}. {title(t, row)}')} — {esc(row.employer.name)}",
                esc(place_and_pay(t, knowledge, row)),
                *(f"⛔ {esc(lacking(t, limit, row))}" for limit in match.unmet),
                *(f"{mark} {esc(text)}" for mark, text in reasons(t, match)[:3]),
            )
        )
        for place, (match, row) in enumerate(shown, 1)
    ]
    note = t.gettext("This list is computed by a program from your answers. It promises no job.")
    buttons = [
        Button(t.gettext("{number}. Details", number=first + place), ref("vacancy", row.id))
        for place, (_, row) in enumerate(shown, 1)
    ]
    return Message(
        "\n\n".join(
            (
                *map(esc, _counts(t, suiting, total - suiting) if suiting or not kept_away else ()),
                *(map(esc, _closed_permit(t, kept_away)) if kept_away else ()),
                *((esc(_only_near(t, only_near)),) if only_near else ()),
                *entries,
                *((esc(_must_question(t, asked)),) if asked else ()),
                small(note),
                *demonstration(t, shown[0][1].employer),
            )
        ),
        (
            tuple(buttons),
            *_must_buttons(t, asked),
            *_pager(t, number, total),
            *((*about_closed_permits(t), _to_a_person(t)) if kept_away else ()),
            *guides(t),
            *_hidden_kinds(t, hidden),
        ),
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


def _only_near(t: Texts, trades: Sequence[str]) -> str:
    if len(trades) > 1:
        named = t.listing(trades, "or")
        return t.gettext("No job here is exactly in one of your trades ({trades}): they are near them.", trades=named)
    return t.gettext("No job here is exactly in your trade ({trade}): they are near it.", trade=trades[0])


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
    """No match, and what would help."""
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
            *guides(t),
            *_hidden_kinds(t, hidden),
            (Button(t.gettext("✏️ Correct an answer"), ref("correct")),),
            _to_a_person(t),
        ),
    )


def none_takes_permit(t: Texts, count: int, *, hidden: int) -> Message:
    """Employers suit, but the permit is tied to another one: says so, and who can inform."""
    return Message(
        "\n\n".join(map(esc, _closed_permit(t, count))),
        (
            *about_closed_permits(t),
            *_hidden_kinds(t, hidden),
            (Button(t.gettext("✏️ Correct an answer"), ref("correct")),),
            _to_a_person(t),
        ),
    )


def _to_a_person(t: Texts) -> tuple[Button, ...]:
    return (Button(t.gettext("🙋 Talk to a person"), ref("human")),)


def _closed_permit(t: Texts, count: int) -> tuple[str, str]:
    return (
        t.ngettext(
            "{n} employer suits your other answers, but has not said that it takes a closed permit.",
            "{n} employers suit your other answers, but none has said that it takes a closed permit.",
            count,
        ),
        t.gettext(
            "A closed permit is tied to one employer. Working for another one takes a new permit first. A ministry "
            "advisor informs you free of charge; only an authorized representative may advise you on your own case."
        ),
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
