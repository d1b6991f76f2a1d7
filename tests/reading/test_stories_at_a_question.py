"""Values in a longer message: what stands right beside a trade is of it, and what only resembles one is none."""

import pytest

from bot.base.terms import Field
from bot.reading import Clause, Context, Guess, Parse, Person, Reader
from tests.reading.conftest import TODAY, Read


@pytest.mark.parametrize(
    ("text", "trade", "years"),
    [
        ("plombière 7 ans, permis ouvert", "plombière", "7 ans"),
        ("carpenter 12 years open work permit", "carpenter", "12 years"),
        ("9 years as a cook, permit closed", "cook", "9 years"),
    ],
)
def test_years_right_beside_a_trade_are_of_the_work(read: Read, text: str, trade: str, years: str) -> None:
    permit = next(each for each in ("permis ouvert", "open work permit", "permit closed") if each in text)
    marked = sorted(
        (("occupation", trade), ("experience_years", years), ("permit", permit)), key=lambda e: text.index(e[1])
    )
    told = {fact.field: fact for fact in read(text, "inform", *marked).facts}
    assert told[Field.EXPERIENCE].person is Person.SELF


def test_years_beside_a_strangers_trade_are_not_the_writers(read: Read) -> None:
    text = "Ibrahim is a welder 6 years, I am a cook"
    told = read(text, "inform", ("occupation", "welder"), ("experience_years", "6 years"), ("occupation", "cook"))
    assert (Field.EXPERIENCE, Person.SELF) not in {(fact.field, fact.person) for fact in told.facts}


def test_years_beside_a_permit_alone_are_none_of_work(read: Read) -> None:
    reading = read("permis fermé, 3 ans", "inform", ("permit", "permis fermé"), ("experience_years", "3 ans"))
    assert Field.EXPERIENCE not in {fact.field for fact in reading.facts}


def test_a_correction_that_asks_nothing_is_no_case(reader: Reader) -> None:
    text = "i must fix, 4 of the 15 years had no papers, so put 11"
    clause = Clause(0, 11, "i must fix,", "correct_profile", (Guess("correct_profile", 0.9),), 0.0, "i must fix,")
    ranking = (Guess("ask_immigration_procedure", 0.92), Guess("correct_profile", 0.08))
    parse = Parse(text, "ask_immigration_procedure", ranking, (), text, (clause,))
    reading = reader.read(parse, Context(TODAY, Field.OCCUPATION, {}))
    assert not any(act.intent == "ask_immigration_procedure" for act in reading.acts)


def test_a_story_about_something_else_offers_no_trade_that_its_words_resemble(reader: Reader) -> None:
    text = (
        "yesterday the chief shouted since i dropped a whole tray of glass on the floor near the cold room, and after "
        "it she laughed and gave everybody a piece of old bread to carry home for the chickens"
    )
    parse = Parse(text, "out_of_scope", (Guess("out_of_scope", 0.5),), (), text)
    reading = reader.read(parse, Context(TODAY, Field.OCCUPATION, {}))
    assert Field.OCCUPATION not in {each.field for each in reading.unclear}
