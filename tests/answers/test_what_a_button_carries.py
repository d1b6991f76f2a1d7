"""Whatever a button carries is one of our own spellings, or an old button; what is kept can be read again."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.answers.all_answers import ANSWERS
from bot.answers.button_check import checked
from bot.answers.doors import Door
from bot.answers.performing import perform
from bot.answers.turn import Library, Turn
from bot.base.i18n import texts
from bot.base.terms import LONGEST_EXPERIENCE, Education, Field, Household, Language, Permit, Wish
from bot.db import Database
from bot.db.models import AnswerRow
from bot.knowledge import LANGUAGES
from bot.programme import candidates, profile_values, profiles
from bot.programme.candidates import Consent
from bot.programme.profile_values import ValueRefused, raw, typed
from bot.replies import old_buttons as replies
from bot.replies import questions, words
from bot.replies.message import Ref, RefError
from tests.answers.conftest import Person
from tests.conftest import NOW

NOT_OURS = (
    "set:regions:any:11", "set:regions:11:any", "set:regions:11:11", "set:regions:none:11", "set:regions:",
    "set:experience_years:+2", "set:experience_years:5.0", "set:experience_years:05", "set:experience_years:1e1",
    "set:experience_years:2.", "set:experience_years:.5", "set:experience_years:-0", "set:experience_years:0.123",
    "set:experience_years:61", "set:french_level:06", "set:french_level:+6", "set:french_level:6.0",
    "set:education:02", "set:education:2.0", "set:household:1:02", "set:household:2:1", "set:household:true:1",
    "set:household:1:13", "set:household:1", "set:available_from:2026-6-1", "set:available_from:20260601",
    "set:available_from:1780272000", "set:spoken_languages:en:en", "set:spoken_languages:none:en",
    "set:permit:Visitor", "set:occupation:072106", "toggle:regions:any", "toggle:regions:06", "toggle:regions:none",
    "toggle:spoken_languages:fr", "done:permit", "wish:least_wage:02200", "wish:least_wage:2200.0",
    "wish:schedules:Night", "wish:partner_field:77", "must:regions:maybe", "must:permit:yes", "must:regions:yes:x",
    "matches:01", "matches:1.0", "matches:+1", "trips:00", "french_level:06", "assess:1.0",
)  # fmt: skip


@pytest.mark.parametrize("data", NOT_OURS)
async def test_a_spelling_that_is_not_ours_is_an_old_button(welder: Person, data: str) -> None:
    before = await kept(welder.database)
    said = await welder(data, door=Door.BUTTON, shown_now=False)
    assert replies.old_button(texts(welder.language)).text in "\n".join(message.text for message in said)
    assert await kept(welder.database) == before


VALUES: dict[Field, st.SearchStrategy[object]] = {
    Field.OCCUPATION: st.just("72106"),
    Field.EXPERIENCE: st.integers(0, int(100 * LONGEST_EXPERIENCE)).map(lambda hundredths: hundredths / 100),
    Field.EDUCATION: st.sampled_from(Education),
    Field.FRENCH: st.integers(0, 12),
    Field.LANGUAGES: st.lists(st.sampled_from(sorted(LANGUAGES)), unique=True, max_size=5).map(tuple),
    Field.REGIONS: st.just(("any",)) | st.lists(st.sampled_from(("01", "02", "11", "15")), unique=True).map(tuple),
    Field.HOUSEHOLD: st.builds(Household, st.booleans(), st.integers(0, 12)),
    Field.PERMIT: st.sampled_from(Permit),
    Field.START: st.dates(NOW.date() - timedelta(300), NOW.date() + timedelta(300)),
}


@given(st.sampled_from(Field).flatmap(lambda field: st.tuples(st.just(field), VALUES[field])))
def test_what_we_send_comes_back_as_what_was_meant(meant: tuple[Field, object]) -> None:
    field, value = meant
    assert typed(field, raw(field, value)) == value
    assert profile_values.checked(field, profile_values.stored(field, value)) == value


PIECES = st.sampled_from(
    (
        "", "0", "1", "00", "+1", "1.0", "1e0", "5", "12", "13", "60", "-1", "11", "01", "06", "any", "none", "en",
        "fr", "72106", "2026-06-01", "2026-6-1", "visitor", "yes", "no", "matches", "true", "nan", "inf",
        "\N{FULLWIDTH DIGIT ONE}", *map(str, (*Field, *Wish)),
    )
)  # fmt: skip
ARGUMENTS = st.lists(PIECES | st.text(max_size=12), max_size=4)


@given(st.sampled_from(Field), ARGUMENTS)
def test_a_value_has_one_spelling(field: Field, args: Sequence[str]) -> None:
    with suppress(ValueRefused):
        assert raw(field, typed(field, args)) == tuple(args)


@given(st.sampled_from(sorted(ANSWERS)), ARGUMENTS)
def test_an_argument_has_one_spelling(name: str, args: list[str]) -> None:
    with suppress(RefError):
        read = checked(ANSWERS[name], ANSWERS[name].doors, args)
        assert ["" if value is None else str(value) for value in read] == args


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    data=st.lists(
        st.builds(
            lambda name, field, args: ":".join((name, field, *args)),
            st.sampled_from(("set", "change", "toggle", "done", "edit", "wish", "must")),
            st.sampled_from((*Field, *Wish)),
            ARGUMENTS,
        ),
        max_size=4,
    )
)  # fmt: skip
async def test_whatever_is_kept_is_read_and_shown(
    database: Database, library: Library, caplog: pytest.LogCaptureFixture, data: list[str]
) -> None:
    """Nothing raises, no row of the profile is unreadable, and each can be told in both languages."""
    caplog.clear()
    with caplog.at_level(logging.ERROR):
        async with database.transaction() as session:
            candidate = await candidates.meet(session, 77, Language.FRENCH, NOW)
            candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
            turn = Turn(session, candidate, NOW, library)
            for each in data:
                assert await perform(turn, [Ref.decode(each)], Door.BUTTON)
            told = await profiles.load(session, candidate)
            for t in map(texts, Language):
                for name, value in told.values.items():
                    if isinstance(name, Field):
                        assert words.answer_text(t, library.knowledge, name, value)
                        assert typed(name, raw(name, value)) == value
                    elif value != {}:
                        assert words.wish_text(t, library.knowledge, name, value)
    assert not caplog.records


async def kept(database: Database) -> dict[str, object]:
    async with database.reading() as session:
        return {row.field: row.value for row in await session.scalars(select(AnswerRow))}


@pytest.mark.parametrize(
    ("before", "after", "offered"),
    [(("any",), ("08",), False), (("15",), ("any",), False), (("15",), ("08",), True), (("15", "08"), ("08",), False)],
)
def test_both_are_offered_where_a_tap_keeps_both(
    library: Library, before: tuple[str, ...], after: tuple[str, ...], offered: bool
) -> None:
    for t in map(texts, Language):
        shown = questions.change(t, library.knowledge, Field.REGIONS, before, after)
        sets = [button.ref.args for row in shown.rows for button in row if button.ref and button.ref.name == "change"]
        assert [typed(Field.REGIONS, args) for _, *args in sets] == [after, *([(*before, *after)] if offered else [])]


def test_more_than_a_button_can_carry_is_asked_with_the_question_itself(library: Library) -> None:
    """Of twenty languages nothing fails: each button that is shown can be sent, and one leads to the list."""
    several = tuple(sorted(set(LANGUAGES) - {"en"})[:20])
    for t in map(texts, Language):
        asked = questions.change(t, library.knowledge, Field.LANGUAGES, ("en",), several)
        which = questions.which_one(t, library.knowledge, Field.LANGUAGES, (several,))
        for message in (asked, which):
            sent = [button.ref.encode() for row in message.rows for button in row if button.ref]
            assert "edit:spoken_languages" in sent
