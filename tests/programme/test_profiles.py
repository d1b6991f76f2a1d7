"""Nine answers, each saved when it is given, and only with consent."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.programme import profiles
from bot.programme.candidates import Consent, ConsentMissing
from bot.terms import ANYWHERE, Education, Field, Household, Permit
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
async def test_nothing_personal_is_kept_without_consent(
    session: AsyncSession, newcomer: Newcomer, consent: Consent | None
) -> None:
    candidate = await newcomer(consent)
    with pytest.raises(ConsentMissing):
        await profiles.answer(session, candidate, Field.FRENCH, 2, NOW)
    with pytest.raises(ConsentMissing):
        profiles.ask(candidate, Field.FRENCH)
    assert (await profiles.load(session, candidate)).told == ()
