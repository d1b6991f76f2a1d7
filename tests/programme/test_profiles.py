"""Nine answers, each saved when it is given, and only with consent."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import ANYWHERE, Education, Field, Household, Language, Permit
from bot.db.models import AnswerRow
from bot.programme import candidates, profiles
from bot.programme.candidates import Consent, ConsentMissing
from bot.programme.profile_values import ValueRefused
from bot.programme.profiles import Profile
from tests.conftest import NOW
from tests.programme.conftest import Newcomer

ANSWERS: dict[Field, Any] = {
    Field.OCCUPATION: "72106",
    Field.EXPERIENCE: 4.5,
    Field.EDUCATION: Education.VOCATIONAL,
    Field.FRENCH: 6,
    Field.LANGUAGES: ("ar", "en"),
    Field.REGIONS: (ANYWHERE,),
    Field.HOUSEHOLD: Household(partner=True, children=2),
    Field.PERMIT: Permit.OPEN_WORK_PERMIT,
    Field.START: date(2026, 6, 1),
}


async def test_every_answer_comes_back_as_it_was_given(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate = await newcomer()
    for field, value in ANSWERS.items():
        await profiles.answer(session, candidate, field, value, NOW)
    await session.flush()
    session.expire_all()
    await session.refresh(candidate)
    profile = await profiles.load(session, candidate)
    assert {field: profile.value(field) for field in Field} == ANSWERS
    assert profile.complete


async def test_a_new_answer_replaces_the_old_one(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate = await newcomer()
    for level in (2, 6, 6):
        await profiles.answer(session, candidate, Field.FRENCH, level, NOW)
    assert (await profiles.load(session, candidate)).french_level == 6


async def test_skipping_keeps_an_answer_that_is_there(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate = await newcomer()
    await profiles.answer(session, candidate, Field.FRENCH, 2, NOW)
    await profiles.skip(session, candidate, Field.FRENCH, NOW)
    await profiles.skip(session, candidate, Field.PERMIT, NOW)
    profile = await profiles.load(session, candidate)
    assert profile.french_level == 2
    assert profile.skipped == {Field.PERMIT}


async def test_questions_come_in_order_and_only_while_they_are_open(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate = await newcomer()
    asked = []
    while (field := await profiles.ask_next(session, candidate)) is not None:
        asked.append(field)
        if field is Field.EDUCATION:
            await profiles.skip(session, candidate, field, NOW)
        else:
            await profiles.answer(session, candidate, field, ANSWERS[field], NOW)
    assert asked == list(Field)
    assert candidate.asking is None


def test_the_question_before_the_first_is_the_first() -> None:
    assert profiles.before(Field.EXPERIENCE) is Field.OCCUPATION
    assert profiles.before(Field.OCCUPATION) is Field.OCCUPATION


@pytest.mark.parametrize("consent", [None, Consent.REFUSED])
@pytest.mark.parametrize("field", Field)
async def test_nothing_personal_is_kept_without_consent(
    session: AsyncSession, newcomer: Newcomer, consent: Consent | None, field: Field
) -> None:
    candidate = await newcomer(consent)
    with pytest.raises(ConsentMissing):
        await profiles.answer(session, candidate, field, ANSWERS[field], NOW)
    with pytest.raises(ConsentMissing):
        await profiles.skip(session, candidate, field, NOW)
    with pytest.raises(ConsentMissing):
        profiles.ask(candidate, field)
    with pytest.raises(ConsentMissing):
        await profiles.ask_next(session, candidate)
    assert await profiles.load(session, candidate) == Profile()
    assert candidate.asking is None


NOTHING = {
    Field.EXPERIENCE: 0.0,
    Field.EDUCATION: Education.NONE,
    Field.FRENCH: 0,
    Field.LANGUAGES: (),
    Field.HOUSEHOLD: Household(),
    Field.PERMIT: Permit.NONE,
}


@pytest.mark.parametrize(("field", "value"), NOTHING.items())
async def test_none_at_all_is_an_answer_too(
    session: AsyncSession, newcomer: Newcomer, field: Field, value: object
) -> None:
    candidate = await newcomer()
    await profiles.answer(session, candidate, field, value, NOW)
    await profiles.skip(session, candidate, field, NOW)
    profile = await profiles.load(session, candidate)
    assert profile.value(field) == value
    assert profile.told == (field,)
    assert field not in profile.open
    assert profile.skipped == frozenset()


async def test_what_was_skipped_can_be_answered_later(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate = await newcomer()
    await profiles.skip(session, candidate, Field.PERMIT, NOW)
    await profiles.answer(session, candidate, Field.PERMIT, Permit.CITIZEN, NOW)
    profile = await profiles.load(session, candidate)
    assert (profile.permit, profile.skipped) == (Permit.CITIZEN, frozenset())


async def test_refusing_later_closes_the_open_question(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate = await newcomer()
    profiles.ask(candidate, Field.PERMIT)
    assert candidate.asking is Field.PERMIT
    candidates.decide_consent(session, candidate, Consent.REFUSED, NOW)
    assert candidate.asking is None
    assert candidate.consented_at is None
    profiles.ask(candidate, None)  # closing needs no consent


async def test_an_answer_whose_name_is_unknown_keeps_no_profile_from_being_read(
    session: AsyncSession, newcomer: Newcomer, caplog: pytest.LogCaptureFixture
) -> None:
    candidate = await newcomer()
    await profiles.answer(session, candidate, Field.FRENCH, 6, NOW)
    session.add(AnswerRow(candidate_id=candidate.id, field="of_tomorrow", value="canary", answered_at=NOW))
    await session.flush()
    assert await profiles.load(session, candidate) == Profile(french_level=6)
    assert "of_tomorrow" in caplog.text
    assert "canary" not in caplog.text


@pytest.mark.parametrize(
    ("field", "kept", "now"),
    [
        (Field.EXPERIENCE, 63, 50.0),
        (Field.EXPERIENCE, 1.4166, 1.42),
        (Field.REGIONS, [ANYWHERE, "08"], ("08",)),
        (Field.REGIONS, ["08", "08", "15"], ("08", "15")),
        (Field.REGIONS, [ANYWHERE, ANYWHERE], (ANYWHERE,)),
        (Field.LANGUAGES, ["ro", "ro"], ("ro",)),
    ],
)
async def test_what_was_kept_under_other_limits_is_still_an_answer(
    session: AsyncSession, newcomer: Newcomer, caplog: pytest.LogCaptureFixture, field: Field, kept: Any, now: Any
) -> None:
    candidate = await newcomer()
    session.add(AnswerRow(candidate_id=candidate.id, field=field, value=kept, answered_at=NOW))
    await session.flush()
    profile = await profiles.load(session, candidate)
    assert profile.value(field) == now
    assert field not in profile.open
    assert not caplog.records
    with pytest.raises(ValueRefused):
        await profiles.answer(session, candidate, field, kept, NOW)


@pytest.mark.parametrize("kept", [["x"], [[]], {"years": 2}, "canary"])
async def test_what_cannot_be_read_opens_its_question_and_is_logged_without_what_it_says(
    session: AsyncSession, newcomer: Newcomer, caplog: pytest.LogCaptureFixture, kept: Any
) -> None:
    candidate = await newcomer()
    for field in (Field.EXPERIENCE, Field.REGIONS):
        session.add(AnswerRow(candidate_id=candidate.id, field=field, value=kept, answered_at=NOW))
    await session.flush()
    assert await profiles.load(session, candidate) == Profile()
    assert len(caplog.records) == 2
    assert "canary" not in caplog.text


async def test_at_first_contact_nothing_is_kept_but_the_language(session: AsyncSession) -> None:
    met = await candidates.meet(session, 31337, Language.ENGLISH, NOW)
    again = await candidates.meet(session, 31337, Language.FRENCH, NOW)
    assert again is met
    assert (met.language, met.consent, met.asking, met.region_in_focus) == (Language.ENGLISH, None, None, None)
    assert await candidates.of_conversation(session, met.conversation) is met
    assert await candidates.of_conversation(session, "31337") is None
    assert await candidates.of_chat(session, 404) is None
