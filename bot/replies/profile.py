"""The profile read back: what was noted, where things stand, what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.base.i18n import Texts
from bot.base.terms import Field, Wish
from bot.knowledge import Knowledge
from bot.programme.profiles import FIELDS, Profile
from bot.replies import partners
from bot.replies.main_menu import menu
from bot.replies.message import Button, Message, Rows, bold, esc, one_per_row, ref, two_per_row
from bot.replies.words import answer_text, field_name, wish_name, wish_text


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands, in figures."""

    matches: int
    interests: int
    trips: int
    request_open: bool


def noted(t: Texts, knowledge: Knowledge, profile: Profile, names: Sequence[Field | Wish]) -> Message:
    """Reads back what was just saved, so that a misreading is noticed at once."""
    return Message("\n".join(f"✓ {_told(t, knowledge, profile, name)}" for name in names))


def not_known_as_languages(t: Texts, names: Sequence[str]) -> Message:
    """What was listed among languages, but is not known as one."""
    return Message(
        t.ngettext(
            "I did not note “{names}”: I do not know this language. You can write its name another way.",
            "I did not note “{names}”: I do not know these languages. You can write their names another way.",
            len(names),
            names=esc(", ".join(names)),
        )
    )


def kept(t: Texts, knowledge: Knowledge, profile: Profile, name: Field | Wish) -> Message:
    """An answer stays as it was."""
    return Message(t.gettext("All right, nothing changes. {answer}", answer=_told(t, knowledge, profile, name)))


def unchanged(t: Texts, knowledge: Knowledge, profile: Profile, name: Field | Wish) -> Message:
    """An answer that was offered to be changed, where something else was said: it stays for now."""
    return Message(t.gettext("Unchanged for now. {answer}", answer=_told(t, knowledge, profile, name)))


def skipped(t: Texts) -> Message:
    """The question was skipped."""
    return Message(t.gettext("No problem, we skip this one."))


def later(t: Texts) -> Message:
    """The question is put off to the end."""
    return Message(t.gettext("Let us come back to that one at the end."))


def stopped(t: Texts) -> Message:
    """The questions were stopped; the answers are kept."""
    return Message(t.gettext("All right, we stop here. Your answers are kept: tap “My profile” to go on."), menu(t))


def nothing_to_stop(t: Texts) -> Message:
    """There is nothing to cancel."""
    return Message(t.gettext("There is nothing to cancel. What would you like to do?"), menu(t))


def done(t: Texts, knowledge: Knowledge, profile: Profile) -> Message:
    """All questions are answered: reads the whole profile back, to be corrected or used."""
    return Message(
        "\n\n".join(
            (
                bold(t.gettext("Your profile is complete. Thank you!")),
                _lines(t, knowledge, profile),
                t.gettext("Is all of this right?"),
            )
        ),
        one_per_row(
            [
                Button(t.gettext("💼 See my matches"), ref("matches")),
                Button(t.gettext("✏️ Correct an answer"), ref("correct")),
            ]
        ),
    )


def which_to_correct(t: Texts) -> Message:
    """Asks which answer to correct."""
    buttons = [Button(field_name(t, field), ref("edit", field)) for field in FIELDS]
    return Message(t.gettext("Which answer would you like to correct?"), two_per_row(buttons))


def overview(t: Texts, knowledge: Knowledge, profile: Profile, standing: Standing) -> Message:
    """The profile, where things stand, and the one next best step."""
    standing_lines = "\n".join(
        (
            t.gettext("Answers: {told} of {total}", told=len(profile.told), total=len(FIELDS)),
            t.gettext("Employers who may suit you: {n}", n=standing.matches),
            t.gettext("Employers who may see your profile: {n}", n=standing.interests),
            t.gettext("Trips to come: {n}", n=standing.trips),
            *((t.gettext("Your request to speak with a person is waiting."),) if standing.request_open else ()),
        )
    )
    step, button = _next_step(t, profile, standing)
    return Message(
        "\n\n".join(
            (
                bold(t.gettext("Your profile")),
                _lines(t, knowledge, profile),
                standing_lines,
                f"👉 {esc(step)}",
            )
        ),
        ((button,), (Button(t.gettext("✏️ Correct an answer"), ref("correct")),
                     Button(t.gettext("🔒 Privacy"), ref("privacy"))),
         *_seen_by(t, standing),
         *(((partners.door(t),),) if profile.household and profile.household.partner else ())),
    )  # fmt: skip


def _seen_by(t: Texts, standing: Standing) -> Rows:
    return ((Button(t.gettext("👀 Who may see my profile"), ref("agreements")),),) if standing.interests else ()


def _next_step(t: Texts, profile: Profile, standing: Standing) -> tuple[str, Button]:
    if not profile.complete:
        return (
            t.gettext("Next step: finish your profile. A few answers are missing."),
            Button(t.gettext("▶️ Go on with my profile"), ref("start_profile")),
        )
    if standing.matches and not standing.interests:
        return (
            t.gettext("Next step: look at your matches and tell me which employers interest you."),
            Button(t.gettext("💼 See my matches"), ref("matches")),
        )
    if not standing.trips:
        return (
            t.gettext("Next step: choose an exploratory trip, to meet employers on the spot."),
            Button(t.gettext("🚌 See the trips"), ref("trips")),
        )
    return (
        t.gettext("You are all set. Next step: prepare for your trip."),
        Button(t.gettext("🚌 My trips"), ref("my_trips")),
    )


def _lines(t: Texts, knowledge: Knowledge, profile: Profile) -> str:
    answers = [_line(t, knowledge, profile, field) for field in FIELDS]
    wishes = [
        _told(t, knowledge, profile, wish)
        for wish in Wish
        if wish is not Wish.TOWNS and profile.value(wish) is not None
    ]  # fmt: skip
    return "\n".join((*answers, *wishes))


def _told(t: Texts, knowledge: Knowledge, profile: Profile, name: Field | Wish) -> str:
    if isinstance(name, Field):
        return _line(t, knowledge, profile, name)
    value = profile.value(name)
    text = "—" if value in (None, ()) else wish_text(t, knowledge, name, value)
    return t.gettext("{field}: {answer}", field=esc(wish_name(t, name)), answer=bold(text))


def _line(t: Texts, knowledge: Knowledge, profile: Profile, field: Field) -> str:
    value = profile.value(field)
    text = "—" if value is None else answer_text(t, knowledge, field, value)
    if field is Field.REGIONS and profile.towns:
        text = f"{text} ({wish_text(t, knowledge, Wish.TOWNS, profile.towns)})"
    return t.gettext("{field}: {answer}", field=esc(field_name(t, field)), answer=bold(text))


def corrected(t: Texts, knowledge: Knowledge, profile: Profile, field: Field, by: str) -> Message:
    """An officer corrected an answer; `by`: their name and role."""
    text = t.gettext(
        "{person} has corrected an answer of your profile. It is now:\n{answer}\nIf this is not right, change it.",
        person=bold(by), answer=_line(t, knowledge, profile, field),
    )  # fmt: skip
    return Message(text, ((Button(t.gettext("✏️ Correct this answer"), ref("edit", field)),),))


def cleared(t: Texts, field: Field) -> Message:
    """An answer was deleted; offers to give it again."""
    return Message(
        t.gettext("I have erased this answer: {field}.", field=esc(field_name(t, field))),
        ((Button(t.gettext("✏️ Answer it again"), ref("edit", field)),),),
    )
