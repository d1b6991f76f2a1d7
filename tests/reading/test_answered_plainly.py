"""What is said plainly at an open question is kept; what may mean something else is asked, or left."""

from datetime import date
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit
from bot.reading import Context, Parse, Reader, changes
from tests.reading.conftest import TODAY, seen

PLAIN: list[tuple[Field, str, Any]] = [
    (Field.EXPERIENCE, "about 4 years in restaurants", 4.0),
    (Field.EXPERIENCE, "depuis 2016 en atelier", 10.0),
    (Field.EDUCATION, "DEC en comptabilité", Education.COLLEGE),
    (Field.EDUCATION, "I finished a bachelor of nursing in Manila", Education.BACHELOR),
    (Field.EDUCATION, "I will say bachelor", Education.BACHELOR),
    (Field.FRENCH, "intermediate I guess", 6),
    (Field.FRENCH, "if I had to say, level 5", 5),
    (Field.LANGUAGES, "wolof, pulaar pis un peu d'anglais", ("wo", "ff", "en")),
    (Field.REGIONS, "I'd love somewhere near Sherbrooke", ("05",)),
    (Field.HOUSEHOLD, "me my husband and 3 kids 12, 9 and 4", Household(partner=True, children=3)),
    (Field.HOUSEHOLD, "on est 4, moi ma femme pis les deux petits", Household(partner=True, children=2)),
    (Field.HOUSEHOLD, "just me", Household(partner=False, children=0)),
    (Field.PERMIT, "I have an open work permit until 2027", Permit.OPEN_WORK_PERMIT),
    (Field.PERMIT, "résident permanent depuis mars", Permit.PERMANENT_RESIDENT),
    (Field.START, "mon bail finit le premier juillet mais je pourrais commencer le quinze août", date(2027, 8, 15)),
    (Field.OCCUPATION, "I'm a lawyer", "41101"),
    (Field.OCCUPATION, "I work as a family doctor", "31102"),
]  # fmt: skip
DOUBTFUL: list[tuple[Field, str, tuple[Any, ...]]] = [
    (Field.EXPERIENCE, "g 22 ans", (22.0,)),
    (Field.EXPERIENCE, "j'ai 31 ans", (31.0,)),
    (Field.EXPERIENCE, "6 years here", (6.0,)),
    (Field.EXPERIENCE, "been in Quebec goin on 6 years", (6.0,)),
    (Field.EXPERIENCE, "j'avais 12 ans quand j'ai touché à mon premier moteur", (12.0,)),
    (Field.EDUCATION, "roomie has phd", (Education.DOCTORATE,)),
    (Field.EDUCATION, "lâché en secondaire 3, mais j'ai mon DEP", (Education.NONE, Education.VOCATIONAL)),
    (Field.LANGUAGES, "au dépanneur ça parle roumain", ("ro",)),
    (Field.HOUSEHOLD, "Zineb's got five kids", (Household(partner=False, children=5),)),
    (Field.HOUSEHOLD, "my wife speaks Spanish", (Household(partner=True, children=0),)),
    (Field.PERMIT, "my open work permit expires next year", (Permit.OPEN_WORK_PERMIT,)),
    (Field.START, "I can start now, no, after one month better", (date(2026, 11, 29), date(2026, 12, 29))),
]  # fmt: skip
NOTHING = [
    (Field.EDUCATION, "bf has phd"),
    (Field.PERMIT, "on attend un bb pr juin"),
    (Field.LANGUAGES, "Ma belle-mère parle roumain"),
    (Field.OCCUPATION, "my teacher is a welder"),
    (Field.OCCUPATION, "my doctor says I cannot lift"),
    (Field.REGIONS, "wife speaks Spanish, I don't"),
    (Field.FRENCH, "three, no wait, four years"),
]
SERVING = ["doctor", "teacher", "professor", "lawyer", "supervisor"]


def read(reader: Reader, asked: Field, text: str) -> tuple[dict[Field, Any], list[Any]]:
    context, parse = Context(date(2026, 11, 29), asked), Parse(text, "inform")
    reading = reader.at_once(text, context) or reader.read(parse, context)
    return changes(reading, {}, asked).saved, [option for each in reading.unclear for option in each.options]


@pytest.mark.parametrize(("asked", "text", "value"), PLAIN)
def test_a_plain_answer_is_kept(reader: Reader, asked: Field, text: str, value: Any) -> None:
    assert read(reader, asked, text) == ({asked: value}, [])


@pytest.mark.parametrize(("asked", "text", "values"), DOUBTFUL)
def test_what_may_mean_something_else_is_asked(
    reader: Reader, asked: Field, text: str, values: tuple[Any, ...]
) -> None:
    saved, offered = read(reader, asked, text)
    assert not saved
    expected = [values] if asked is Field.LANGUAGES else list(values)
    assert offered == expected


@pytest.mark.parametrize(("asked", "text"), NOTHING)
def test_what_is_of_somebody_else_is_neither_kept_nor_asked(reader: Reader, asked: Field, text: str) -> None:
    assert read(reader, asked, text) == ({}, [])


@pytest.mark.parametrize("trade", SERVING)
@pytest.mark.parametrize("said", ["{trade}", "I am a {trade}", "I work as a {trade}"])
def test_whoever_serves_others_has_a_trade(reader: Reader, trade: str, said: str) -> None:
    saved, offered = read(reader, Field.OCCUPATION, said.format(trade=trade))
    assert saved or offered


def test_years_beside_a_trade_are_no_piece_of_it(reader: Reader) -> None:
    text = "I'm a roofer with 6 years of experience and I speak a little French"
    marked = ("occupation", "roofer"), ("experience_years", "6 years"), ("french_level", "a little")
    reading = reader.read(seen(text, "inform", *marked), Context(TODAY, Field.OCCUPATION))
    saved = changes(reading, {}, Field.OCCUPATION).saved
    assert saved == {Field.OCCUPATION: "73110", Field.EXPERIENCE: 6.0, Field.FRENCH: 4}


def test_a_paper_that_is_nobodys_is_asked(reader: Reader) -> None:
    marked = ("permit", "closed permits")
    reading = reader.read(seen("r closed permits easy 2 change", "inform", marked), Context(TODAY, Field.HOUSEHOLD))
    assert not reading.facts
    reading = reader.read(seen("closed permit til June", "inform", ("permit", "closed permit")), Context(TODAY))
    assert [fact.value for fact in reading.facts if fact.field is Field.PERMIT] == [Permit.CLOSED_WORK_PERMIT]


def test_places_to_work_in_are_an_answer_whatever_they_are_taken_for(reader: Reader) -> None:
    parse = seen("je cherche dans Magog ou Granby", "ask_region", ("city", "Magog"), ("city", "Granby"))
    reading = reader.read(parse, Context(TODAY, Field.REGIONS))
    assert changes(reading, {}, Field.REGIONS).saved == {Field.REGIONS: ("05",)}


def test_a_long_no_is_no_list_of_languages(reader: Reader) -> None:
    reading = reader.read(seen("nah joking it ain't so bad, I manage", "deny"), Context(TODAY, Field.LANGUAGES))
    assert not reading.facts


def test_a_long_row_of_signs_is_read_in_no_time(reader: Reader) -> None:
    """A pattern that tries each sign anew takes seconds for these."""
    saved, _ = read(reader, Field.OCCUPATION, "aide" + "." * 4000)
    assert not saved
