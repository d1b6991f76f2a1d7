"""Only a declared door opens an answer, and only with arguments of the declared types."""

from dataclasses import replace
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.answers.all_answers import ANSWERS
from bot.answers.button_check import checked
from bot.answers.doors import Answer, Door, answer
from bot.answers.performing import perform
from bot.answers.turn import Library, Turn
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db import Database
from bot.db.models import AnswerRow, CandidateRow, NoteRow, UnansweredRow
from bot.programme import candidates
from bot.replies import old_buttons as replies
from bot.replies.message import Message, Ref, RefError
from tests.answers.conftest import Person
from tests.conftest import NOW

DOORS = tuple(Door)
FORGED = (
    "unsure:" + "\ufdfa" * 19,  # one letter that becomes eighteen: more than a sentence encoder has room for
    "unsure:list_trips",
    "feedback:praise",
    "feedback",
    "hired:yes",
    "ask:francisation",
    "out_of_scope",
    "noted:permit",
    "welcome",
    "start_with:staff_abc",
    "unsupported:sticker",
    "toggle:permit:visitor",
    "toggle:regions",
    "set:nothing:1",
    "set:experience_years:nan",
    "set:french_level:6:6:6",
    "set:available_from:0001-01-01",
    "set:available_from:9999-12-31",
    "language:de",
    "consent:perhaps",
    "matches:-1",
    "matches:１",
    "register:t:1e3",
    "wish:least_wage:1",
    "wish:schedules:never",
    "assess:99",
    "french_level:13",
    "region:11:housing:less",
    "impression:trip:x:splendid",
    "trips:0:01\x00",
    "",
    ":",
    "delete_confirm:now",
)


class Deaf:
    """A search that no button may reach."""

    def __getattr__(self, name: str) -> NoReturn:
        raise AssertionError("a button reached the search")


DEAF: Any = Deaf()


def deaf(library: Library) -> Library:
    """The same without a search."""
    return replace(library, finders=lambda: (DEAF, library.answerer))


def old(language: Language) -> str:
    return replies.old_button(texts(language)).text


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_button_is_an_old_one_and_changes_nothing(welder: Person, data: str) -> None:
    welder.library = deaf(welder.library)
    async with welder.database.reading() as session:
        before = [(row.field, row.value) for row in await session.scalars(select(AnswerRow))]
    assert old(welder.language) in await welder.says(data, door=Door.BUTTON)
    async with welder.database.reading() as session:
        assert [(row.field, row.value) for row in await session.scalars(select(AnswerRow))] == before
        assert await session.scalar(select(func.count()).select_from(NoteRow)) == 0
        assert await session.scalar(select(func.count()).select_from(UnansweredRow)) == 0
        assert await session.scalar(select(func.count()).select_from(CandidateRow)) == 1


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_an_answer_opens_by_its_own_doors_alone(name: str) -> None:
    declared = ANSWERS[name]
    assert declared.doors
    for door in DOORS:
        if not door & declared.doors:
            with pytest.raises(RefError):
                checked(declared, door, [])


@pytest.mark.parametrize("name", sorted(ANSWERS))
@given(args=st.lists(st.text(max_size=60), max_size=4))
def test_no_argument_is_free_text(name: str, args: list[str]) -> None:
    """Whatever is let in is a number, a word of a closed list, or an identifier in ASCII."""
    declared = ANSWERS[name]
    try:
        values = checked(declared, declared.doors, args)
    except RefError:
        return
    assert all(value is None or isinstance(value, int) or (value.isascii() and len(value) <= 64) for value in values)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    data=st.one_of(
        st.text(max_size=64),
        st.builds(
            lambda name, args: ":".join((name, *args)),
            st.sampled_from(sorted(set(ANSWERS) - {"delete_confirm"})),
            st.lists(
                st.text(max_size=20) | st.sampled_from(("1", "0", "fr", "11", "any", "given", "regions")), max_size=3
            ),
        ),
    )
)
async def test_whatever_a_button_carries_is_answered(database: Database, library: Library, data: str) -> None:
    async with database.transaction() as session:
        candidate = await candidates.meet(session, 77, Language.FRENCH, NOW)
        turn = Turn(session, candidate, NOW, deaf(library))
        assert await perform(turn, [Ref.decode(data)], Door.BUTTON)


async def test_a_button_searches_for_nothing(welder: Person) -> None:
    welder.library = deaf(welder.library)
    for data in ("regions:housing", "services:11", "article:francisation", "regions"):
        assert old(welder.language) not in await welder.says(data, door=Door.BUTTON)


def test_an_answer_is_declared_once() -> None:
    async def again(turn: Turn) -> list[Message]:
        return []

    with pytest.raises(ValueError, match="two answers"):
        answer("help", Door.BUTTON)(again)


def test_an_undeclared_answer_has_no_door() -> None:
    async def closed(turn: Turn) -> list[Message]:
        return []

    with pytest.raises(RefError):
        checked(Answer(closed, Door(0)), Door.WORDS, [])
