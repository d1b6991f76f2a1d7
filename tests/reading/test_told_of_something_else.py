"""What a message tells of something else than the question: an age, a permit to fish, studies that go on."""

from typing import Any

import pytest

from bot.base.terms import Education, Field, Permit
from bot.reading import changes
from tests.reading.conftest import Read

Span = tuple[str, str]


def told(read: Read, asked: Field | None, text: str, *entities: Span) -> tuple[dict[Field, Any], list[Any]]:
    reading = read(text, "inform", *entities, asked=asked)
    offered = [option for each in reading.unclear for option in each.options]
    return changes(reading, {}, asked).saved, offered


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("lâché l'école à 15 ans", "15 ans"),
        ("I quit school when I was 13 years old", "13 years"),
        ("l'école jusqu'à 12 ans", "12 ans"),
        ("9 ans d'école", "9 ans"),
    ],
)
@pytest.mark.parametrize("asked", [Field.EXPERIENCE, None])
def test_an_age_or_years_at_school_are_no_experience(read: Read, asked: Field | None, text: str, marked: str) -> None:
    reading = read(text, "inform", ("experience_years", marked), asked=asked)
    told_or_asked = {*changes(reading, {}, asked).saved, *(each.field for each in reading.unclear)}
    assert Field.EXPERIENCE not in told_or_asked


def test_years_of_work_beside_that_age_still_count(read: Read) -> None:
    saved, _ = told(
        read, Field.EXPERIENCE, "stopped school at 13, 22 years as a mason", ("experience_years", "22 years")
    )
    assert saved == {Field.EXPERIENCE: 22}


@pytest.mark.parametrize(
    ("text", "marked", "held"),
    [
        ("étudiante à la maîtrise", "maîtrise", Education.BACHELOR),
        ("presently a PhD candidate", "PhD", Education.MASTER),
        ("je termine mon bac", "bac", None),
        ("I'm still doing my master's", "master's", Education.BACHELOR),
    ],
)
def test_studies_that_go_on_are_no_diploma_yet(read: Read, text: str, marked: str, held: Education | None) -> None:
    saved, offered = told(read, Field.EDUCATION, text, ("education", marked))
    assert not saved
    assert held is None or offered == [held]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I did my master's in Lyon", Education.MASTER),
        ("former MBA student", Education.MASTER),
        ("I finished my bachelor's degree", Education.BACHELOR),
    ],
)
def test_studies_that_are_over_are(read: Read, text: str, level: Education) -> None:
    saved, offered = told(read, Field.EDUCATION, text)
    assert [*saved.values(), *offered] == [level]


@pytest.mark.parametrize("text", ["hunting permit open soon", "permis de chasse ouvert", "driver's license"])
def test_permits_to_do_something_else_are_no_status(read: Read, text: str) -> None:
    saved, offered = told(read, Field.PERMIT, text, ("permit", text))
    assert not saved
    assert not offered


def test_a_status_beside_them_is(read: Read) -> None:
    saved, offered = told(
        read, Field.PERMIT, "a driving permit and a closed work permit", ("permit", "closed work permit")
    )
    assert [*saved.values(), *offered] == [Permit.CLOSED_WORK_PERMIT]


@pytest.mark.parametrize("text", ["are open permits accepted?", "is a closed permit open to doctors?"])
def test_a_question_about_permits_tells_nothing_of_the_writers(read: Read, text: str) -> None:
    reading = read(
        text, "ask_immigration_procedure", ("permit", "open permits" if "open p" in text else "closed permit")
    )
    assert not reading.unclear
    assert not changes(reading, {}, None).saved


@pytest.mark.parametrize("text", ["I was available to start in May", "j'étais libre pour commencer en juin"])
def test_what_was_to_begin_is_no_first_day(read: Read, text: str) -> None:
    saved, offered = told(read, None, text)
    assert not saved
    assert not offered
