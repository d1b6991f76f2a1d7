"""Articles, and what a search found: short answers with their source and date."""

from collections.abc import Sequence
from datetime import date

from bot.base.i18n import Texts
from bot.knowledge import Article, FrenchLevel, Knowledge, Skill
from bot.replies.message import Button, Message, Rows, bold, esc, one_per_row, ref
from bot.replies.sources import official, source_line
from bot.replies.words import skill_name


def article(t: Texts, knowledge: Knowledge, entry: Article, *, more: bool, today: date) -> Message:
    """An article, or the rest of it."""
    rest = entry.rest(t.language, today)
    buttons = [
        *([] if more or not rest else [Button(t.gettext("More"), ref("article", entry.id, "more"))]),
        *([steps[entry.id]] if entry.id in (steps := own_steps(t)) else []),
        *(Button(knowledge.article(other).title[t.language], ref("article", other)) for other in entry.related),
    ]
    text = rest if more and rest else entry.answer[t.language]
    return Message(
        "\n\n".join((bold(entry.title[t.language]), esc(text), source_line(t, entry.sources, None if more else 1))),
        (*one_per_row(buttons), (official(t, entry.source_url),), (person(t),)),
    )


def person(t: Texts) -> Button:
    """A button to ask for a person."""
    return Button(t.gettext("🙋 Talk to a person"), ref("human"))


def found(t: Texts, choices: Sequence[Button]) -> Message:
    """The message was not understood, but these articles may answer it."""
    return Message(t.gettext("I am not sure that I understand. Perhaps one of these answers it:"), one_per_row(choices))


def unknown(t: Texts, rows: Rows, *, noted: bool) -> Message:
    """Nothing that we know answers it: say so, with whether it was noted, and offer a person."""
    kept = t.gettext("I have noted your question, without your name, so that it can be answered one day.")
    known = t.gettext(
        "What I know: jobs and employers in the regions of Québec, exploratory trips, life in the regions, first "
        "steps, and learning French."
    )
    return Message(
        "\n\n".join((t.gettext("I do not know the answer to that one."), f"{kept} {known}" if noted else known)),
        ((person(t),), *rows),
    )


def french_level(t: Texts, level: FrenchLevel) -> Message:
    """What one level of the Québec scale means in daily life."""
    skills = [
        esc(t.gettext("{name}: {what}", name=f"• {skill_name(t, skill)}", what=level.skills[skill][t.language]))
        for skill in Skill
    ]
    steps = [
        Button(t.gettext("Level {level}", level=other), ref("french_level", other))
        for other in (level.level - 1, level.level + 1)
        if 1 <= other <= 12
    ]
    return Message(
        "\n\n".join(
            (
                bold(t.gettext("French, level {level} of 12", level=level.level)),
                esc(level.daily[t.language]),
                "\n".join(skills),
                source_line(t, level.sources),
            )
        ),
        (
            tuple(steps),
            (Button(t.gettext("📝 Estimate my French"), ref("assess_french")),),
            (Button(t.gettext("🗣 Learn French"), ref("article", "francisation")),),
        ),
    )


def own_steps(t: Texts) -> dict[str, Button]:
    """Buttons for what can be done about an article, by its id."""
    return {
        "chances": Button(t.gettext("💡 What would help me most?"), ref("what_helps")),
        "francisation_levels": Button(t.gettext("📶 What each level means"), ref("french_level", 1)),
        "francisation_my_level": Button(t.gettext("📝 Estimate my French"), ref("assess_french")),
        "exploratory_trip": Button(t.gettext("🚌 Trips"), ref("trips")),
    }
