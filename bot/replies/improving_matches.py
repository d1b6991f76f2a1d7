"""What candidates can do about matches: changes that help, wrong matches, hiding kinds of jobs."""

from collections.abc import Sequence
from typing import Any

from bot.base.i18n import Texts
from bot.base.terms import Driving, Education, Field
from bot.knowledge import Knowledge
from bot.matching import Advice, Change, ChangeKind, months_to_reach
from bot.matching.weights import FrenchRules
from bot.programme.vacancy_views import VacancyView
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref, small
from bot.replies.vacancies import title
from bot.replies.words import (
    driving_name,
    education_name,
    experience_name,
    field_name,
    french_name,
    region_name,
    schedule_name,
)


def advice(
    t: Texts, knowledge: Knowledge, found: Advice, french: int, rules: FrenchRules, missing: Sequence[Field]
) -> Message:
    """The one or two changes that open most vacancies, and the answers that are missing."""
    lines = [bold(t.gettext("What would help you most"))]
    lines.append(
        esc(
            t.ngettext(
                "You already meet what {n} vacancy of your field asks for.",
                "You already meet what {n} vacancies of your field ask for.",
                found.open_now,
            )
        )
    )
    lines += [f"• {esc(_change(t, knowledge, change, opened, french, rules))}" for change, opened in found.changes]
    if len(found.changes) > 1:
        both = t.ngettext("Both together: {n} more vacancy.", "Both together: {n} more vacancies.", found.together)
        lines.append(esc(both))
    if not found.changes:
        lines.append(esc(t.gettext("No single change that I know of would open more now.")))
    if missing:
        names = t.listing([field_name(t, field) for field in missing])
        lines.append(esc(t.gettext("I would see more clearly with your answer to: {fields}.", fields=names)))
    lines.append(small(t.gettext("Counted by a program among the vacancies of today. It promises no job.")))
    return Message("\n\n".join(lines), one_per_row(_steps(t, knowledge, found, missing)))


def wrong(t: Texts, row: VacancyView) -> Message:
    """A match was called wrong: what can be done at once, and a person who looks at it."""
    return Message(
        t.gettext(
            "Thank you for telling me. A program computed this match from your answers, and it can be wrong. What is "
            "it about “{title}”?",
            title=esc(title(t, row)),
        ),
        one_per_row(
            [
                Button(t.gettext("✏️ An answer of mine is not right"), ref("correct")),
                Button(t.gettext("🚫 I do not want this kind of job"), ref("not_this_kind", row.id)),
                Button(t.gettext("🙋 Something else: a person should look"), ref("human")),
            ]
        ),
    )


def kind_hidden(t: Texts, occupation: str) -> Message:
    """Jobs of this kind are hidden until further notice."""
    return Message(
        t.gettext(
            "Understood: I will not propose this kind of job any more: {occupation}.", occupation=bold(occupation)
        ),
        one_per_row(
            [
                Button(t.gettext("💼 See my matches"), ref("matches")),
                Button(t.gettext("↩️ Show every kind again"), ref("show_kinds")),
            ]
        ),
    )


def _change(t: Texts, knowledge: Knowledge, change: Change, opened: int, french: int, rules: FrenchRules) -> str:
    if change.kind is ChangeKind.FRENCH:
        level = int(change.value or 0)
        months = months_to_reach(level, french, rules)
        duration = t.ngettext("about {n} month", "about {n} months", months)
        return t.ngettext(
            "French, {level}: {n} more vacancy ({duration} of part-time classes).",
            "French, {level}: {n} more vacancies ({duration} of part-time classes).",
            opened, level=french_name(t, level), duration=duration,
        )  # fmt: skip
    if change.kind is ChangeKind.REGION:
        region = region_name(t, knowledge, str(change.value))
        return t.ngettext(
            "The neighbouring region {region}: {n} more vacancy.",
            "The neighbouring region {region}: {n} more vacancies.",
            opened, region=region,
        )  # fmt: skip
    if change.kind is ChangeKind.ORDER_PERMIT:
        return t.ngettext(
            "The permit or certificate of your trade, where you do not have it yet: {n} more vacancy.",
            "The permit or certificate of your trade, where you do not have it yet: {n} more vacancies.",
            opened,
        )
    return t.ngettext("{change}: {n} more vacancy.", "{change}: {n} more vacancies.", opened, change=_other(t, change))


def _other(t: Texts, change: Change) -> str:
    """A change that is described by its value alone."""
    value: Any = change.value
    return {
        ChangeKind.WAGE: lambda: t.gettext("With {amount} an hour as your least", amount=t.money(value)),
        ChangeKind.SCHEDULE: lambda: t.gettext("With these hours too: {hours}", hours=schedule_name(t, value)),
        ChangeKind.EDUCATION: lambda: t.gettext(
            "With this schooling: {education}", education=education_name(t, Education(value))
        ),
        ChangeKind.EXPERIENCE: lambda: t.gettext("With this experience: {years}", years=experience_name(t, value)),
        ChangeKind.DRIVING: lambda: t.gettext(
            "With this driving licence: {licence}", licence=driving_name(t, Driving(value))
        ),
        ChangeKind.CAR: lambda: t.gettext("With a car"),
        ChangeKind.START: lambda: t.ngettext("Available {n} day sooner", "Available {n} days sooner", value),
    }[change.kind]()


def _steps(t: Texts, knowledge: Knowledge, found: Advice, missing: Sequence[Field]) -> list[Button]:
    steps = {
        ChangeKind.FRENCH: Button(t.gettext("📚 Learn French"), ref("article", "francisation")),
        ChangeKind.ORDER_PERMIT: Button(
            t.gettext("📜 Recognition of a diploma"), ref("article", "credential_recognition")
        ),
    }
    wished = {ChangeKind.WAGE, ChangeKind.SCHEDULE} & {change.kind for change, _ in found.changes}
    buttons = [steps[change.kind] for change, _ in found.changes if change.kind in steps]
    buttons += [
        Button(f"🗺 {region_name(t, knowledge, str(change.value))}", ref("region", change.value))
        for change, _ in found.changes
        if change.kind is ChangeKind.REGION
    ]
    if wished:
        buttons.append(Button(t.gettext("🎛 Pay, hours, my partner’s work"), ref("wishes")))
    if missing:
        label = t.gettext("▶️ Answer: {field}", field=field_name(t, missing[0]))
        buttons.append(Button(label, ref("edit", missing[0])))
    return [*buttons, Button(t.gettext("💼 See my matches"), ref("matches"))]
