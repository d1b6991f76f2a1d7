"""The nine questions of a profile, each with the buttons that answer it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from bot.base.i18n import Texts
from bot.base.terms import ANYWHERE, LISTS, MONTREAL_REGION, Education, Field, Household, Permit, Wish
from bot.knowledge import Knowledge
from bot.programme.profile_values import raw
from bot.programme.profiles import FIELDS, Profile
from bot.replies.main_menu import other_language
from bot.replies.message import Button, Message, Ref, Rows, bold, esc, one_per_row, ref, small, two_per_row
from bot.replies.trades import trade_buttons
from bot.replies.words import (
    FRENCH_STEPS,
    answer_text,
    education_name,
    experience_name,
    field_name,
    french_name,
    household_name,
    language_name,
    permit_name,
    region_name,
    regions_text,
    wish_name,
    wish_text,
)

_EXPERIENCE_STEPS = (0, 0.5, 1, 2, 3, 5, 10, 15)
_COMMON_LANGUAGES = ("en", "es", "ar", "pt", "zh", "ht", "hi", "tl", "uk", "ru")
_HOUSEHOLDS = tuple(Household(partner, children) for partner in (False, True) for children in range(4))
_NO_BUTTONS: tuple[Button, ...] = ()
_START_DELAYS = (0, 30, 90, 180)  # days from now


def question(t: Texts, knowledge: Knowledge, field: Field, profile: Profile, today: date) -> Message:
    """The open question with its progress, its answers as buttons, and ways back, past it and out."""
    return Message(
        f"{_headline(t, field, profile)}\n{esc(_hint(t, field))}",
        _answers(t, knowledge, field, profile, today) + _ways(t, field),
    )


def question_in_short(t: Texts, field: Field, profile: Profile) -> Message:
    """The open question after an interruption: short, as a long keyboard would bury the answer above it."""
    choices = () if field is Field.OCCUPATION else ((Button(t.gettext("📋 Show the answers"), ref("question")),),)
    return Message(f"{_headline(t, field, profile)}\n{esc(_hint(t, field))}", choices + _ways(t, field))


def french_help(t: Texts) -> Message:
    """Help for "I don't know": what can be done at each level, to pick the sentence that fits."""
    sentences = {
        0: t.gettext("I do not speak French yet"),
        2: t.gettext("I say hello, my name, a few words"),
        4: t.gettext("I can shop and talk about my family"),
        6: t.gettext("I can talk about my day at work"),
        8: t.gettext("I can explain a problem by telephone"),
        10: t.gettext("I can take part in a meeting"),
        12: t.gettext("French is like my own language"),
    }
    return Message(
        t.gettext("No problem! Which sentence is the closest to you today? This is not a test."),
        one_per_row(
            [
                *(Button(text, ref("set", Field.FRENCH, level)) for level, text in sentences.items()),
                Button(t.gettext("📝 Estimate my French, step by step"), ref("assess_french")),
            ]
        ),
    )


def which_one(
    t: Texts, knowledge: Knowledge, field: Field, options: Sequence[Any], before: Any | None = None
) -> Message:
    """Several meanings, or an unsure one: asks instead of guessing.

    `before`: an earlier answer that it would change, which can be kept.
    """
    does = "set" if before is None else "change"
    buttons = [Button(_option(t, knowledge, field, value), _takes(does, field, value)) for value in options]
    kept = [_keeps(t, knowledge, field, before)] if before is not None else []
    none = t.gettext("✖️ No, something else") if len(buttons) == 1 else t.gettext("✖️ None of these")
    other = [] if before is not None else [Button(none, ref("edit", field))]
    name, rows = field_name(t, field), one_per_row([*buttons, *kept, *other])
    if len(buttons) == 1:
        return Message(t.gettext("{field}: is this what you mean?", field=name), rows)
    if field is Field.HOUSEHOLD:
        return Message(t.gettext("{field}: who would move with you?", field=name), rows)
    return Message(t.gettext("{field}: I know several of that name. Which one do you mean?", field=name), rows)


def _takes(does: str, field: Field, value: Any) -> Ref:
    """What a button for a value does; with more languages than one can carry it opens the question, to tick them."""
    takes = ref(does, field, *raw(field, value))
    return takes if takes.fits else ref("edit", field)


def _keeps(t: Texts, knowledge: Knowledge, field: Field, before: Any) -> Button:
    return Button(t.gettext("👍 Keep: {answer}", answer=answer_text(t, knowledge, field, before)), ref("keep", field))


def _option(t: Texts, knowledge: Knowledge, field: Field, value: Any) -> str:
    return regions_text(t, knowledge, value) if field is Field.REGIONS else answer_text(t, knowledge, field, value)


def change(t: Texts, knowledge: Knowledge, name: Field | Wish, before: Any, after: Any) -> Message:
    """Asks before an earlier answer is changed that the message did not plainly correct."""
    if isinstance(name, Wish):
        title, old, new = (
            wish_name(t, name),
            wish_text(t, knowledge, name, before),
            wish_text(t, knowledge, name, after),
        )
        change_to, both = ref("wish", name, after), _NO_BUTTONS
    else:
        title, old, new = field_name(t, name), *(answer_text(t, knowledge, name, each) for each in (before, after))
        change_to, both = _takes("change", name, after), _both(t, knowledge, name, before, after)
    return Message(
        t.gettext(
            "{field}: you had {before}. Change it to {after}?", field=esc(title), before=bold(old), after=bold(new)
        ),
        one_per_row(
            [
                Button(t.gettext("✏️ Change to: {answer}", answer=new), change_to),
                *both,
                Button(t.gettext("👍 Keep: {answer}", answer=old), ref("keep", name)),
            ]
        ),
    )


def _both(t: Texts, knowledge: Knowledge, field: Field, before: Any, after: Any) -> tuple[Button, ...]:
    """For a list, a button to have both the old and the new ones."""
    if field is Field.OCCUPATION:
        return trade_buttons(t, after)
    if field not in LISTS or ANYWHERE in (*before, *after):
        return ()
    together = tuple(dict.fromkeys((*before, *after)))
    if together in (before, after):
        return ()
    label = t.gettext("➕ Both: {answer}", answer=answer_text(t, knowledge, field, together))
    return (Button(label, _takes("change", field, together)),)


def why(t: Texts, field: Field) -> Message:
    """What an answer is for, and who sees it."""
    purpose = {
        Field.OCCUPATION: t.gettext("Your occupation tells me which jobs could suit you."),
        Field.EXPERIENCE: t.gettext(
            "Employers ask for some experience: with yours, I know which jobs are within reach."
        ),
        Field.EDUCATION: t.gettext("Some jobs need a diploma: with yours, I know which ones are open to you."),
        Field.FRENCH: t.gettext(
            "Each job needs some French: with your level, I find the jobs you can do now, and classes for the others."
        ),
        Field.LANGUAGES: t.gettext("Some employers look for people who speak other languages."),
        Field.REGIONS: t.gettext("I look for employers where you would like to live."),
        Field.HOUSEHOLD: t.gettext("Who comes along decides what matters there: a school, day care, work for two."),
        Field.PERMIT: t.gettext(
            "Some employers can only hire people with certain permits: your status avoids dead ends."
        ),
        Field.START: t.gettext("Employers want to know when somebody could start."),
    }[field]
    seen = t.gettext(
        "No employer sees your answers before you agree, one employer at a time. You can skip any question."
    )
    return Message(f"{esc(purpose)} {esc(seen)}")


def not_understood(t: Texts, field: Field) -> Message:
    """The message did not answer the question: says so, and how to answer."""
    return Message(
        {
            Field.OCCUPATION: t.gettext(
                "I do not know this occupation. Try a simple word, such as “cook” or “welder”."
            ),
            Field.EXPERIENCE: t.gettext("I did not find a number of years. For example: “5 years” or “18 months”."),
            Field.EDUCATION: t.gettext("I did not recognize this diploma. Choose the closest one."),
            Field.FRENCH: t.gettext("I did not recognize this level. Choose the closest one, or “I do not know”."),
            Field.LANGUAGES: t.gettext("I did not recognize a language. For example: “English and Arabic”."),
            Field.REGIONS: t.gettext("I did not recognize a region or a town outside Montréal. Choose below."),
            Field.HOUSEHOLD: t.gettext("I did not understand who would come. For example: “my wife and two children”."),
            Field.PERMIT: t.gettext("I did not recognize this status. Choose the closest one."),
            Field.START: t.gettext("I did not find a date. For example: “in two months” or “March 15”."),
        }[field]
    )


def _headline(t: Texts, field: Field, profile: Profile) -> str:
    number = len(FIELDS) - len(profile.open) + 1
    known = profile.value(field) is not None
    progress = (
        t.gettext("Correcting: {field}", field=field_name(t, field))
        if known and field not in LISTS
        else t.gettext("Question {number} of {total}", number=min(number, len(FIELDS)), total=len(FIELDS))
    )
    return f"{small(progress)}\n{bold(_sentence(t, field))}"


def _sentence(t: Texts, field: Field) -> str:
    return {
        Field.OCCUPATION: t.gettext("What is your occupation, or the job that you look for?"),
        Field.EXPERIENCE: t.gettext("How long have you done this work?"),
        Field.EDUCATION: t.gettext("What is your highest diploma?"),
        Field.FRENCH: t.gettext("How is your French today?"),
        Field.LANGUAGES: t.gettext("Which other languages do you speak?"),
        Field.REGIONS: t.gettext("In which regions would you like to work?"),
        Field.HOUSEHOLD: t.gettext("Who would move with you?"),
        Field.PERMIT: t.gettext("What is your status in Canada?"),
        Field.START: t.gettext("When could you start?"),
    }[field]


def _hint(t: Texts, field: Field) -> str:
    return {
        Field.OCCUPATION: t.gettext("Write it in your own words: welder, nurse, cook…"),
        Field.EXPERIENCE: t.gettext("In Québec or elsewhere. Tap, or write it."),
        Field.EDUCATION: t.gettext("From any country. Tap the closest one."),
        Field.FRENCH: t.gettext("Tap the closest level. It is not a test."),
        Field.LANGUAGES: t.gettext("Tap one or more, then “Done”. You can also write others."),
        Field.REGIONS: t.gettext("Tap one or more, then “Done”. You can also write a town."),
        Field.HOUSEHOLD: t.gettext("Tap, or write it: “my husband and two children”."),
        Field.PERMIT: t.gettext("Employers need to know it. I do not give advice about it."),
        Field.START: t.gettext("Tap, or write a date."),
    }[field]


def to_tick(knowledge: Knowledge, field: Field) -> tuple[str, ...]:
    """The options that can be ticked one by one; other answers have to be written."""
    if field is Field.LANGUAGES:
        return _COMMON_LANGUAGES
    return tuple(code for code in knowledge.regions if code != MONTREAL_REGION)


def _answers(t: Texts, knowledge: Knowledge, field: Field, profile: Profile, today: date) -> Rows:
    makers: dict[Field, Callable[[], Rows]] = {
        Field.OCCUPATION: tuple,
        Field.EXPERIENCE: lambda: two_per_row(
            [Button(experience_name(t, years), ref("set", field, years)) for years in _EXPERIENCE_STEPS]
        ),
        Field.EDUCATION: lambda: one_per_row(
            [Button(education_name(t, level), ref("set", field, int(level))) for level in Education]
        ),
        Field.FRENCH: lambda: one_per_row(
            [
                *(Button(french_name(t, level), ref("set", field, level)) for level in FRENCH_STEPS),
                Button(t.gettext("🤔 I do not know"), ref("french_help")),
            ]
        ),
        Field.LANGUAGES: lambda: _choices(
            t, field, {code: language_name(t, code) for code in to_tick(knowledge, field)}, profile.spoken_languages,
            Button(t.gettext("None other"), ref("set", field, "none")),
        ),
        Field.REGIONS: lambda: _choices(
            t, field, {code: region_name(t, knowledge, code) for code in to_tick(knowledge, field)},
            profile.regions, Button(region_name(t, knowledge, ANYWHERE), ref("set", field, ANYWHERE)),
        ),
        Field.HOUSEHOLD: lambda: one_per_row(
            [
                Button(household_name(t, household), ref("set", field, int(household.partner), household.children))
                for household in _HOUSEHOLDS
            ]
        ),
        Field.PERMIT: lambda: one_per_row(
            [Button(permit_name(t, permit), ref("set", field, permit)) for permit in Permit]
        ),
        Field.START: lambda: two_per_row(
            [Button(_delay(t, days), ref("set", field, today + timedelta(days))) for days in _START_DELAYS]
        ),
    }  # fmt: skip
    return makers[field]()


def _choices(t: Texts, field: Field, names: dict[str, str], chosen: tuple[str, ...] | None, other: Button) -> Rows:
    ticked = chosen or ()
    shown = names | {code: names.get(code, code) for code in ticked if code in names}
    buttons = [
        Button(("✅ " if code in ticked else "") + name, ref("toggle", field, code)) for code, name in shown.items()
    ]
    done = Button(t.gettext("👍 Done"), ref("done", field))
    return (*two_per_row(buttons), (other,), *(((done,),) if ticked else ()))


def _delay(t: Texts, days: int) -> str:
    months = days // 30
    return t.ngettext("In {n} month", "In {n} months", months) if months else t.gettext("Right away")


def _ways(t: Texts, field: Field) -> Rows:
    back = (Button(t.gettext("⬅️ Back"), ref("back")),) if field is not FIELDS[0] else ()
    skip = Button(t.gettext("⏭ Skip"), ref("skip"))
    return ((*back, skip), (Button(t.gettext("✖️ Stop"), ref("cancel")), other_language(t)))
