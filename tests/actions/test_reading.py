"""What a sentence tells of its writer, given what the model marked in it."""

from datetime import date
from typing import Any

import pytest

from bot.actions.reading import is_bare, read
from bot.knowledge import Resolver, load_knowledge
from bot.terms import Education, Field, Household, Permit

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(load_knowledge())


@pytest.mark.parametrize(
    ("text", "entities", "asked", "values"),
    [
        (
            "je suis soudeur avec 5 ans d'expérience et je parle un peu français",
            [("occupation", "soudeur"), ("experience_years", "5 ans"), ("french_level", "un peu")],
            None,
            {Field.OCCUPATION: "72106", Field.EXPERIENCE: 5.0, Field.FRENCH: 4},
        ),
        ("B1", [], Field.FRENCH, {Field.FRENCH: 6}),
        ("DEP", [], Field.EDUCATION, {Field.EDUCATION: Education.VOCATIONAL}),
        ("Rimouski or Gaspé", [("city", "Rimouski"), ("city", "Gaspé")], Field.REGIONS, {Field.REGIONS: ("01", "11")}),
        ("I live in Montréal", [("city", "Montréal")], Field.REGIONS, {}),
        ("my wife and two kids", [], Field.REGIONS, {Field.HOUSEHOLD: Household(partner=True, children=2)}),
        ("in two months", [], Field.REGIONS, {Field.START: date(2026, 5, 2)}),
        ("pas de diplôme", [], Field.OCCUPATION, {Field.EDUCATION: Education.NONE}),
        ("jsuis cuisiniere depui 3 ans", [("experience_years", "3 ans")], Field.OCCUPATION,
         {Field.OCCUPATION: "63200", Field.EXPERIENCE: 3.0}),
        ("I no speak French very good", [("french_level", "very good")], None, {Field.FRENCH: 4}),
        ("non, aucune autre", [], Field.LANGUAGES, {Field.LANGUAGES: ()}),
        ("seulement français", [("spoken_language", "français")], Field.LANGUAGES, {Field.LANGUAGES: ()}),
        ("permis ouvert", [("permit", "permis ouvert")], None, {Field.PERMIT: Permit.OPEN_WORK_PERMIT}),
        ("secondair 5", [("french_level", "5")], Field.EDUCATION, {Field.EDUCATION: Education.SECONDARY}),
        ("niveau 5", [("french_level", "5")], Field.EDUCATION, {Field.FRENCH: 5}),
        ("moi mon mari et 2 enfan", [], Field.EDUCATION, {Field.HOUSEHOLD: Household(partner=True, children=2)}),
        ("blorp", [], Field.OCCUPATION, {}),
        ("je parle français et arabe", [("spoken_language", "français"), ("spoken_language", "arabe")], None,
         {Field.LANGUAGES: ("ar",)}),
    ],
)  # fmt: skip
def test_every_answer_in_a_sentence_is_read(
    resolver: Resolver, text: str, entities: list[tuple[str, str]], asked: Field | None, values: dict[Field, Any]
) -> None:
    assert read(resolver, entities, text, asked, TODAY).values == values


def test_a_name_with_several_meanings_is_asked_about(resolver: Resolver) -> None:
    reading = read(resolver, [("city", "Saint-Jean")], "Saint-Jean", Field.REGIONS, TODAY)
    assert reading.values == {}
    assert len(reading.ambiguous[Field.REGIONS]) > 1


@pytest.mark.parametrize(
    ("text", "names", "bare"),
    [
        ("Rimouski", ["Rimouski"], True),
        ("Saguenay or Rimouski please", ["Saguenay", "Rimouski"], True),
        ("à Rimouski", ["Rimouski"], True),
        ("je veux aller en Gaspésie ou à Rimouski", ["Gaspésie", "Rimouski"], True),
        ("I would like Rimouski or Gaspé", ["Rimouski", "Gaspé"], True),
        ("compare Rimouski et Gaspé", ["Rimouski", "Gaspé"], False),
        ("Rimouski?", ["Rimouski"], False),
        ("c'est comment la vie en Gaspésie", ["Gaspésie"], False),
        ("in the region", [], False),
    ],
)
def test_a_bare_answer_is_no_question(text: str, names: list[str], bare: bool) -> None:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    assert is_bare(text, spans) is bare


@pytest.mark.parametrize(
    ("text", "entities", "towns"),
    [
        ("Alma", [("city", "Alma")], ["Alma"]),
        ("Alma ou Rimouski", [("city", "Alma"), ("city", "Rimouski")], ["Alma", "Rimouski"]),
        ("Alma", [], ["Alma"]),
        ("l'Abitibi", [("region", "Abitibi")], []),
        ("le Saguenay", [("region", "Saguenay")], []),
        ("n'importe où", [], []),
    ],
)
def test_a_town_that_stands_for_its_region_is_kept_too(
    resolver: Resolver, text: str, entities: list[tuple[str, str]], towns: list[str]
) -> None:
    known = load_knowledge().towns
    found = read(resolver, entities, text, Field.REGIONS, TODAY)
    assert found.values[Field.REGIONS]
    assert [known[code].name for code in found.towns] == towns
