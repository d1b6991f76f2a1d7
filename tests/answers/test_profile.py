"""A profile by buttons, and what keeps it whole."""

import pytest
from sqlalchemy import func, select

from bot.base.i18n import texts
from bot.base.terms import Field
from bot.db.models import AnswerRow, CandidateRow, UnansweredRow
from bot.reading import Fact, Reading
from bot.replies.message import Message
from tests.answers.conftest import Person


async def test_consent_comes_before_the_first_question(person: Person) -> None:
    t = texts(person.language)
    for reference in ("start_profile", "profile", "matches", "set:occupation:72106", "edit:regions", "correct"):
        assert t.gettext("Before we begin: may I keep your answers?") in await person.says(reference), reference


async def test_after_a_refusal_nothing_is_kept_and_questions_are_answered(person: Person) -> None:
    t = texts(person.language)
    await person("consent:refused")
    assert t.gettext("You said that I may not keep your answers, so I have kept nothing of this.") in (
        await person.says("set:occupation:72106")
    )
    assert "Gaspé" in await person.says("region:11")
    [file] = await person("my_data")
    assert file.document is not None
    assert "72106" not in file.document.content


@pytest.mark.parametrize(("bubble", "covered"), [("consent:given", False), ("consent:given:2", True)])
async def test_a_yes_is_to_the_words_that_the_bubble_had(person: Person, bubble: str, covered: bool) -> None:
    t = texts(person.language)
    await person(bubble)
    buttons = [each.label for message in await person("privacy") for row in message.rows for each in row]
    assert (t.gettext("✅ Yes, keep the conversation") not in buttons) is covered


async def test_who_said_no_is_told_once_and_shortly(person: Person) -> None:
    t = texts(person.language)
    question = t.gettext("Before we begin: may I keep your answers?")
    short = t.gettext("You said that I may not keep your answers, so I have kept nothing of this.")
    told = Reading((Fact(Field.OCCUPATION, "63200"),))
    await person("consent:refused")
    for reference in ("privacy", "article:immigration_procedure", "region:11"):
        said = "\n".join(message.text for message in await person(reference, told=told))
        assert question not in said
        assert short not in said, "what was asked for is answered, and nothing beside it"
    [alone] = await person(told=told)
    assert alone.text == short
    assert question in await person.says("profile"), "the button under it asks again"
    for reference in ("matches", "set:permit:citizen"):
        said = await person.says(reference)
        assert short in said
        assert question not in said


@pytest.mark.parametrize("consent", ["given", "refused", None])
async def test_a_question_is_said_to_be_noted_where_it_is(person: Person, consent: str | None) -> None:
    if consent:
        await person(f"consent:{consent}")
        await person("cancel")
    said = await person.says("out_of_scope", written="tell me a joke about a moose")
    noted = texts(person.language).gettext(
        "I have noted your question, without your name, so that it can be answered one day."
    )
    async with person.database.reading() as session:
        kept = await session.scalar(select(func.count()).select_from(UnansweredRow))
    assert (noted in said, kept) == ((True, 1) if consent == "given" else (False, 0))


async def test_consent_is_taken_back_by_erasing_and_never_by_an_old_button_alone(welder: Person) -> None:
    t = texts(welder.language)
    assert t.gettext("Erase everything that I keep about you?") in await welder.says("consent:refused")
    assert t.gettext("Answers: {told} of {total}", told=9, total=9) in await welder.says("profile")


async def test_an_answer_is_read_back_and_the_next_question_asked(agreed: Person) -> None:
    t = texts(agreed.language)
    said = await agreed.says("set:occupation:72106")
    assert "✓" in said
    assert t.gettext("Question {number} of {total}", number=2, total=9) in said


async def test_an_interruption_is_answered_and_the_question_comes_back_short(agreed: Person) -> None:
    t = texts(agreed.language)
    await agreed("set:occupation:72106")
    *_, reminder = await agreed("region:11:housing")
    assert t.gettext("How long have you done this work?") in reminder.text
    assert len(reminder.rows) <= 3
    assert await agreed("question"), "the answers are one tap away"


async def test_an_answer_can_be_corrected_later(welder: Person) -> None:
    t = texts(welder.language)
    assert t.gettext("Correcting: {field}", field=t.gettext("French")) in await welder.says("edit:french_level")
    said = await welder.says("set:french_level:10")
    assert t.gettext("{name}, level {level} of 12", name=t.gettext("Advanced (C1)"), level=10) in said


async def test_ticks_are_saved_one_by_one_and_can_be_taken_back(agreed: Person) -> None:
    await agreed("edit:regions")
    [first] = await agreed("toggle:regions:01")
    [both] = await agreed("toggle:regions:11")
    [one] = await agreed("toggle:regions:01")
    assert [sum("✅" in b.label for row in m.rows for b in row) for m in (first, both, one)] == [1, 2, 1]
    assert first.replaces


async def test_back_from_the_end_asks_the_last_question(welder: Person) -> None:
    t = texts(welder.language)
    assert t.gettext("When could you start?") in await welder.says("back")


async def test_skipped_questions_are_not_asked_again(agreed: Person) -> None:
    t = texts(agreed.language)
    for _ in range(9):
        last = await agreed.says("skip")
    assert t.gettext("Your profile is complete. Thank you!") in last
    assert t.gettext("There is nothing to cancel. What would you like to do?") in await agreed.says("skip")


async def test_the_language_changes_in_the_middle_and_answers_stay(agreed: Person) -> None:
    await agreed("set:occupation:72106")
    for language in ("en", "fr"):
        t = texts(agreed.language.__class__(language))
        said = await agreed.says(f"language:{language}")
        assert t.gettext("How long have you done this work?") in said
        assert t.gettext("Answers: {told} of {total}", told=1, total=9) in await agreed.says("profile")


async def test_a_forged_button_changes_nothing(agreed: Person) -> None:
    t = texts(agreed.language)
    for forged in (
        *("set:occupation:99999", "set:regions:99", "set:spoken_languages:xx", "set:experience_years:nan"),
        *("set:french_level:13", "set:household:1:99", "set:permit:king", "set:available_from:never", "set:nothing:1"),
        *("toggle:regions:zz", "consent:maybe", "language:xx", "region:zz", "no_such_answer", "set", "trips:x"),
    ):
        assert t.gettext("This button is out of date. Here is where we can go from here:") in (
            await agreed.says(forged)
        ), forged
    assert t.gettext("Answers: {told} of {total}", told=0, total=9) in await agreed.says("profile")


async def test_the_next_best_step_follows_the_profile(welder: Person) -> None:
    t = texts(welder.language)
    assert t.gettext("Next step: look at your matches and tell me which employers interest you.") in (
        await welder.says("profile")
    )
    [page] = await welder("matches")
    vacancy = next(b.ref for row in page.rows for b in row if b.ref and b.ref.name == "vacancy")
    await welder(f"interest_confirm:{vacancy.args[0]}")
    assert t.gettext("Next step: choose an exploratory trip, to meet employers on the spot.") in (
        await welder.says("profile")
    )


async def test_twice_unsure_offers_a_person(person: Person) -> None:
    t = texts(person.language)
    offered = t.gettext("I am sorry, I still do not understand. A person can help you, or choose here:")
    assert offered not in await person.says("unsure:ask_region", written="list_trips")
    assert offered in await person.says("unsure", written="list_trips")
    await person("help")
    assert offered not in await person.says("unsure", written="list_trips")


async def test_a_word_never_registers_cancels_or_deletes(welder: Person) -> None:
    """A yes in words performs `nothing_to_confirm`, whatever was asked before."""
    trip = next(b.ref for m in await welder("trips") for row in m.rows for b in row if b.ref and b.ref.name == "trip")
    t = texts(welder.language)
    await welder(f"register:{trip.args[0]}:2")
    await welder("nothing_to_confirm")
    assert t.gettext("You are not registered for a trip.") in await welder.says("my_trips")
    await welder("delete")
    await welder("nothing_to_confirm")
    assert t.gettext("Answers: {told} of {total}", told=9, total=9) in await welder.says("profile")


async def test_erasing_forgets_the_person(welder: Person) -> None:
    t = texts(welder.language)
    await welder("delete_confirm")
    assert t.gettext("Before we begin: may I keep your answers?") in await welder.says("profile")


async def test_who_agreed_before_the_conversation_was_named_is_offered_it_in_privacy(agreed: Person) -> None:
    question = texts(agreed.language).gettext("✅ Yes, keep the conversation")

    async def offered() -> bool:
        messages = await agreed("privacy")
        return question in [button.label for message in messages for row in message.rows for button in row]

    assert not await offered()
    async with agreed.database.transaction() as session:
        candidate = (await session.scalars(select(CandidateRow))).one()
        candidate.consent_version = 1
    assert await offered()
    await agreed("keep_conversation")
    assert not await offered()


async def test_an_old_bubble_changes_no_answer_unasked(agreed: Person) -> None:
    t = texts(agreed.language)
    await agreed("set:education:3")
    asked = await agreed("set:education:1")  # of the question that was answered long ago
    assert [ref(each) for each in asked] == [[("change", "education", "1"), ("keep", "education")]]
    assert await kept(agreed, Field.EDUCATION) == 3
    await agreed("change:education:1")
    assert await kept(agreed, Field.EDUCATION) == 1
    await agreed("edit:education")
    assert t.gettext("Change it to") not in await agreed.says("set:education:2"), "its question is open again"
    assert await kept(agreed, Field.EDUCATION) == 2


def ref(message: Message) -> list[tuple[str, ...]]:
    return [(each.ref.name, *each.ref.args) for row in message.rows for each in row if each.ref]


async def kept(person: Person, field: Field) -> object:
    async with person.database.reading() as session:
        return await session.scalar(select(AnswerRow.value).where(AnswerRow.field == field))


async def test_who_writes_on_before_agreeing_is_asked_again_shortly(person: Person) -> None:
    first = await person.says("start_profile")
    again = await person.says("start_profile", consent_asked=True)
    assert len(again) < len(first) / 3


async def test_a_question_that_waits_for_the_end_comes_back_after_the_others(agreed: Person) -> None:
    t = texts(agreed.language)
    await agreed("set:occupation:72106")
    said = await agreed.says("later")
    assert t.gettext("Let us come back to that one at the end.") in said
    assert t.gettext("What is your highest diploma?") in said
    asked = await agreed.says("set:permit:citizen")  # tapped beside it: what is open stays open
    assert t.gettext("What is your highest diploma?") in asked
    for _ in range(6):
        said = await agreed.says("skip")
    assert t.gettext("How long have you done this work?") in said
    assert t.gettext("Let us come back to that one at the end.") not in await agreed.says("later")
