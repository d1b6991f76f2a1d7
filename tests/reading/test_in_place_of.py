"""Once somebody said for whom they write, "he" is whom the profile is about and "I" is its writer."""

import pytest

from bot.base.terms import Field
from bot.reading import Absent, Context, Person, Reader, changes
from tests.reading.conftest import TODAY, seen

BROTHER, WIFE = Absent(Person.OTHER, "frere"), Absent(Person.PARTNER, "wife")


@pytest.mark.parametrize(
    ("text", "marked", "whose", "saves"),
    [
        ("il est maçon", [("occupation", "maçon")], BROTHER, {Field.OCCUPATION: "72320"}),
        ("she is a plumber", [("occupation", "plumber")], WIFE, {Field.OCCUPATION: "72300"}),
        ("she is a plumber, me I am a cook", [("occupation", "plumber"), ("occupation", "cook")], WIFE,
         {Field.OCCUPATION: "72300"}),
        ("plombier, c'est ce qu'il faisait là-bas", [("occupation", "plombier")], BROTHER, {Field.OCCUPATION: "72300"}),
    ],
)  # fmt: skip
def test_what_is_told_of_them_is_kept_and_of_the_writer_not(
    reader: Reader, text: str, marked: list[tuple[str, str]], whose: Absent, saves: dict[Field, object]
) -> None:
    context = Context(TODAY, Field.OCCUPATION, written_for=whose)
    reading = reader.read(seen(text, "inform", *marked), context)
    assert changes(reading, {}, Field.OCCUPATION).saved == saves


def test_the_writers_own_trade_is_not_kept(reader: Reader) -> None:
    context = Context(TODAY, Field.EXPERIENCE, {Field.OCCUPATION: "72300"}, written_for=BROTHER)
    reading = reader.read(
        seen("moi je suis cuisinière mais c'est pas important", "inform", ("occupation", "cuisinière")), context
    )
    found = changes(reading, context.told, Field.EXPERIENCE)
    assert (found.saved, found.doubts) == ({}, [])


def test_what_begins_it_is_kept_as_theirs(reader: Reader) -> None:
    text = "Allô, j'écris pour mon frère, il est plombier"
    reading = reader.read(seen(text, "start_profile", ("occupation", "plombier")), Context(TODAY))
    assert reading.does == (("for_another",),)
    assert [(fact.field, fact.value, fact.person) for fact in reading.facts] == [
        (Field.OCCUPATION, "72300", Person.SELF)
    ]
