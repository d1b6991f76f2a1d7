"""The self-assessment of French: statements to choose from, two exercises, and a modest proposal of a level."""

from bot.base.i18n import Texts
from bot.base.terms import Field
from bot.knowledge import Assessment, Skill, TryItem
from bot.knowledge.assessment import STEPS
from bot.replies.message import Button, Message, Ref, bold, esc, one_per_row, ref, small
from bot.replies.words import french_name, skill_name


def skill_question(t: Texts, assessment: Assessment, *, replaces: bool) -> Message:
    """Asks which of these sentences is the last that is true."""
    skill = assessment.skill
    assert skill is not None
    number = len(assessment.given) + 1
    title = t.gettext("{skill} ({n} of {all})", skill=skill_name(t, skill), n=number, all=len(Skill))
    intro = [] if assessment.given else [
        t.gettext("Four short questions and two exercises: about two minutes. This is not an official test.")
    ]  # fmt: skip
    statements = [
        f"{place}. {esc(assessment.scale.levels[level - 1].skills[skill][t.language])}"
        for place, level in enumerate(STEPS, start=1)
    ]
    choices = [Button(str(place), _next(assessment, level)) for place, level in enumerate(STEPS, start=1)]
    return Message(
        "\n\n".join(
            (
                *map(esc, intro),
                bold(title),
                esc(t.gettext("Which is the last sentence that is true for you today? Tap its number.")),
                "\n".join(statements),
            )
        ),
        (tuple(choices[:3]), tuple(choices[3:]), (Button(t.gettext("None of these yet"), _next(assessment, 0)),)),
        replaces=replaces,
    )


def exercise(t: Texts, assessment: Assessment, item: TryItem) -> Message:
    """A short text to read, with a question on it."""
    tried = assessment.exercises.index(item) + 1
    title = t.gettext("Exercise {n} of {all}", n=tried, all=len(assessment.exercises))
    options = [Button(option, _next(assessment, place)) for place, option in enumerate(item.options)]
    return Message(
        "\n\n".join((bold(title), f"«\u00a0{esc(item.text)}\u00a0»", esc(item.question[t.language]))),
        one_per_row(options),
        replaces=True,
    )


def proposal(t: Texts, assessment: Assessment, *, can_keep: bool) -> Message:
    """The proposed level, how it was found, and what can be done with it."""
    level = assessment.level
    skills = [
        esc(t.gettext("{name}: {what}", name=f"• {skill_name(t, skill)}", what=french_name(t, told)))
        for skill, told in assessment.by_skill.items()
    ]
    parts = [bold(_result(t, level))]
    if level:
        parts.append(esc(assessment.scale.levels[level - 1].daily[t.language]))
    parts.append("\n".join(skills))
    if assessment.exercises:
        all_ = len(assessment.exercises)
        right = all_ - assessment.wrong
        parts.append(
            esc(t.ngettext("{n} exercise right, of {all}.", "{n} exercises right, of {all}.", right, all=all_))
        )
    parts.append(
        small(
            t.gettext(
                "A program worked this out from your answers. It is no official result: a school or a recognized test "
                "gives one."
            )
        )
    )
    keep = [Button(t.gettext("✅ Put it in my profile"), ref("change", Field.FRENCH, level))] if can_keep else []
    meaning = [Button(t.gettext("📶 What each level means"), ref("french_level", level))] if level else []
    return Message(
        "\n\n".join(parts),
        one_per_row(
            [
                *keep,
                *meaning,
                Button(t.gettext("🗣 Learn French"), ref("article", "francisation")),
                Button(t.gettext("📜 Official tests"), ref("article", "francisation_tests")),
                Button(t.gettext("🔁 Start again"), ref("assess_french")),
            ]
        ),
        replaces=True,
    )


def _result(t: Texts, level: int) -> str:
    if not level:
        return t.gettext("By your answers, your French is at its very beginning: this is where everyone starts.")
    return t.gettext("Your French today: {level}", level=french_name(t, level))


def _next(assessment: Assessment, answer: int) -> Ref:
    return ref("assess", *assessment.given, answer)
