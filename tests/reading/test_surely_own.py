"""Whose a value is: of another, of a joke or of a refusal nothing is kept unasked; what is one's own is not lost."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.base.terms import Field
from bot.programme.profile_values import raw
from bot.reading import Context, Parse, Reader, Reading, changes
from bot.reading.passes_over_a_question import passes
from bot.reading.surely_own import mine
from tests.reading.conftest import TODAY

MESSAGES = [json.loads(line) for line in Path(__file__).with_name("whose.jsonl").read_text("utf-8").splitlines()]
NOT_THEIRS = [each for each in MESSAGES if not {"saves", "offers"} & each.keys()]
THEIRS = [each for each in MESSAGES if {"saves", "offers"} & each.keys()]
LEAST_UNASKED = 0.65  # of what is clear, without a question more


def text(message: dict[str, Any]) -> str:
    return str(message["seen"]["text"])


def read(reader: Reader, message: dict[str, Any]) -> Reading:
    context, parse = Context(TODAY, Field(message["asked"])), Parse.of(message["seen"])
    return reader.at_once(parse.text, context) or reader.read(parse, context)


@pytest.mark.parametrize("message", NOT_THEIRS, ids=map(text, NOT_THEIRS))
def test_nothing_of_another_or_of_a_joke_is_kept_unasked(reader: Reader, message: dict[str, Any]) -> None:
    assert changes(read(reader, message), {}, Field(message["asked"])).saved == {}


@pytest.mark.parametrize("message", THEIRS, ids=map(text, THEIRS))
def test_what_is_the_writers_is_kept_or_asked(reader: Reader, message: dict[str, Any]) -> None:
    asked, reading = Field(message["asked"]), read(reader, message)
    saved = changes(reading, {}, asked).saved
    offered = [list(raw(asked, option)) for each in reading.unclear if each.field is asked for option in each.options]
    if "saves" in message:
        assert [list(raw(asked, saved[asked]))] == [message["saves"]]
        assert len(saved) == 1
    else:
        assert saved == {}
        assert all(each in offered for each in message["offers"])


def test_a_question_more_is_the_exception_where_somebody_else_is_named() -> None:
    unasked = [each for each in THEIRS if "saves" in each]
    assert len(unasked) / len(THEIRS) >= LEAST_UNASKED


def test_what_is_left_out_is_asked_for_once(reader: Reader) -> None:
    context = Context(date(2026, 11, 29), Field.EXPERIENCE)
    parse = Parse("9 ans, enfin non, 9 ans c'est mon oncle", "inform")
    reading = reader.at_once(parse.text, context) or reader.read(parse, context)
    assert reading.facts == ()
    assert len(reading.unclear) <= 1


def test_a_stretch_is_the_writers_from_the_word_that_says_so_to_the_next_person() -> None:
    said = mine("ma tante a 12 ans de métier, moi à peine 4, mon voisin 7")
    assert "4" in said
    assert "12" not in said
    assert "7" not in said


@pytest.mark.parametrize("asked", list(Field))
@pytest.mark.parametrize(
    "said",
    [
        "pas la moindre idée", "I really have no clue", "ben là, c'est trop personnel ça",
        "I'd rather keep that to myself",
        "j'aime mieux ne pas en parler", "honestly dunno, sorry", "je garde ça pour moi svp", "not sure yet",
        "tout dépend de l'horaire", "it all depends", "we will see", "laissez faire",
    ],
)  # fmt: skip
def test_who_does_not_know_or_does_not_tell_passes_over_the_question(reader: Reader, asked: Field, said: str) -> None:
    reading = reader.at_once(said, Context(TODAY, asked))
    assert reading is not None
    assert reading.does == (("skip",),)


@pytest.mark.parametrize(
    "said",
    [
        "not sure, maybe baker",
        "I don't want to move to Amos",
        "garder des enfants",
        "je sais souder",
        "c'est confidentiel?",
        "I see patients in a clinic",
    ],
)
def test_what_says_more_is_no_passing_over(said: str) -> None:
    assert not passes(said)
