"""What the rules lose of a story, the second look finds; what is somebody else's, or asked about, it leaves alone."""

from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit, Wish
from bot.reading import Context, Parse, Reader, changes
from bot.reading.possible_values import candidates
from bot.reading.second_look import LIKELY, load_weights, weighed
from bot.reading.sight import Sight
from bot.reading.told_of_the_writer import may_be_told
from tests.reading.conftest import TODAY, Read, seen

Marked = tuple[tuple[str, str], ...]


@pytest.mark.parametrize(
    ("text", "intent", "marked", "told"),
    [
        (
            "bonjour, plâtrier depuis 8 ans, je cherche vers Amos, vous avez de quoi?",
            "find_employers",
            (("occupation", "plâtrier"), ("experience_years", "8 ans"), ("city", "Amos")),
            {Field.OCCUPATION: "73102", Field.EXPERIENCE: 8.0, Field.REGIONS: ("08",)},
        ),
        (
            "hi, baker 6 years, open work permit, anything in Gaspé?",
            "find_employers",
            (("occupation", "baker"), ("experience_years", "6 years"), ("permit", "open work permit")),
            {Field.OCCUPATION: "63202", Field.EXPERIENCE: 6.0},
        ),
        (
            "im a roofer 4 yrs, PR, wife and 3 kids coming, do you pay the move?",
            "ask_financial_aid",
            (("occupation", "roofer"), ("experience_years", "4 yrs"), ("permit", "PR")),
            {Field.HOUSEHOLD: Household(True, 3), Field.PERMIT: Permit.PERMANENT_RESIDENT},
        ),
    ],
)
def test_a_story_beside_a_question_tells_what_stands_in_it(
    reader: Reader, text: str, intent: str, marked: Marked, told: dict[Field, Any]
) -> None:
    parse, context = seen(text, intent, *marked), Context(TODAY)
    assert not reader.first_look(parse, context).facts
    reading = reader.read(parse, context)
    assert told.items() <= changes(reading, {}, None).saved.items()
    assert [act.intent for act in reading.acts] == [intent]


@pytest.mark.parametrize(
    ("text", "intent", "marked", "asked"),
    [
        ("c'est combien un 4 et demi à Amos?", "ask_housing", (("city", "Amos"),), None),
        ("is there a mosque in Rimouski", "ask_community", (("city", "Rimouski"),), Field.REGIONS),
        ("ma belle-soeur a le permis fermé depuis 3 ans", "inform", (("permit", "permis fermé"),), Field.PERMIT),
        ("my cousin drives trucks for 12 years", "inform", (("experience_years", "12 years"),), Field.EXPERIENCE),
        ("si j'avais une maîtrise ce serait autre chose", "inform", (("education", "maîtrise"),), Field.EDUCATION),
        ("how long does it last, seven months?", "ask_programme", (), None),
        ("un stage de neuf mois, le contrat", "ask_programme", (), None),
        ("voici son annonce : « soudeur, 9 ans, permis ouvert »", "inform", (), None),
    ],
)
def test_what_is_asked_about_or_of_another_is_not_kept(
    read: Read, text: str, intent: str, marked: Marked, asked: Field | None
) -> None:
    assert changes(read(text, intent, *marked, asked=asked), {}, asked).saved == {}


def test_what_the_rules_kept_or_asked_stays(reader: Reader) -> None:
    parse = seen("je suis coiffeuse depuis 4 ans", "inform", ("occupation", "coiffeuse"), ("experience_years", "4 ans"))
    context = Context(TODAY)
    first, both = reader.first_look(parse, context), reader.read(parse, context)
    assert first.facts == both.facts[: len(first.facts)]
    assert first.unclear == both.unclear[: len(first.unclear)]


def test_an_answer_that_was_given_is_not_told_anew(read: Read) -> None:
    text, marked = "soudeuse 8 ans, ça paye-tu?", (("occupation", "soudeuse"), ("experience_years", "8 ans"))
    given: dict[Field | Wish, Any] = {Field.OCCUPATION: "72106", Field.EXPERIENCE: 3.0}
    assert Field.EXPERIENCE not in changes(read(text, "find_employers", *marked, told=given), given, None).saved


def test_a_place_beside_a_trip_is_where_it_goes(read: Read) -> None:
    text, marked = "the one to Amos in April then", (("city", "Amos"),)
    for name in ("trips", "seats_asked"):
        sight = Sight(done=((name,),))
        assert changes(read(text, "inform", *marked, sight=sight, asked=Field.PERMIT), {}, Field.PERMIT).saved == {}


def test_at_most_one_thing_is_asked_on_a_second_look(reader: Reader) -> None:
    parse = seen("bon, peut-être le 4 mai, ou bien Laval", "out_of_scope")
    context = Context(TODAY)
    first, both = reader.first_look(parse, context), reader.read(parse, context)
    assert len(both.unclear) <= max(1, len(first.unclear))


def test_beside_what_is_surely_told_the_likeliest_of_the_rest_is_asked(reader: Reader) -> None:
    text = "bonjour, plâtrier depuis 8 ans, je cherche vers Amos pour le 15 janvier, vous avez de quoi?"
    marked = (("occupation", "plâtrier"), ("experience_years", "8 ans"), ("city", "Amos"))
    reading = reader.read(seen(text, "find_employers", *marked), Context(TODAY))
    assert {fact.field for fact in reading.facts} == {Field.OCCUPATION, Field.EXPERIENCE, Field.REGIONS}
    assert [each.field for each in reading.unclear] == [Field.START]


def test_candidates_are_found_without_any_entity(reader: Reader) -> None:
    text = "me and my wife, 2 kids, high school, free from May 3"
    found = {each.field: each.options for each in candidates(reader.resolver, seen(text, "inform"), Context(TODAY))}
    assert found[Field.EDUCATION] == (Education.SECONDARY,)
    assert Field.START in found
    assert any(isinstance(option, Household) for option in found[Field.HOUSEHOLD])


@pytest.mark.parametrize(
    ("text", "marked", "years"),
    [
        ("seize ans que je couds, ça compte?", (), 16.0),
        ("couturière, dix-sept ans", (("experience_years", "sept ans"),), 17.0),
        ("baker for a year and a half", (("experience_years", "a year"),), 1.5),
        ("je cherche en usine, sans expérience", (), 0.0),
        ("tailor in Fès 2009 to 2015", (), 6.0),
    ],
)
def test_the_whole_of_a_length_of_time_is_a_candidate(reader: Reader, text: str, marked: Marked, years: float) -> None:
    found = candidates(reader.resolver, seen(text, "inform", *marked), Context(TODAY))
    assert [each.value for each in found if each.field is Field.EXPERIENCE] == [years]


def test_a_candidate_is_read_as_it_is_usually_spelt(reader: Reader) -> None:
    found = candidates(reader.resolver, seen("mwen ak fem m, pret dem1", "inform"), Context(TODAY))
    assert {Field.HOUSEHOLD, Field.START} <= {each.field for each in found}


def test_every_field_has_weights_and_a_chance_is_one(reader: Reader) -> None:
    assert set(load_weights()) == set(Field)
    parse = Parse("tailleur 30 ans Gaspé B2 arabe seul DEP permis ouvert demain", "inform")
    context = Context(TODAY)
    for each in weighed(reader.resolver, parse, context, reader.first_look(parse, context)):
        assert 0 <= each.chance <= 1
    assert 0.5 <= LIKELY < 1


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("bonsoir, je parle aussi le portugais, ça aide ?", Field.LANGUAGES, ("pt",)),
        ("roofer 5 yrs, I come by myself, no diploma. you take people like me?", Field.EDUCATION, Education.NONE),
        ("baker 3 yrs, I come by myself, no french. you take people like me?", Field.FRENCH, 0),
        ("Laval is too noisy, any region ok, tell me more", Field.REGIONS, ("any",)),
    ],
)
def test_what_stands_in_a_story_may_be_told(reader: Reader, text: str, field: Field, value: Any) -> None:
    found = candidates(reader.resolver, seen(text, "inform"), Context(TODAY))
    mine = [each for each in found if each.field is field and each.value == value]
    assert any(may_be_told(reader.resolver, each, text, places=True, tongues=True) for each in mine)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("can we go on in Spanish please", "change_language"),
        ("none of my cousins speak French", "ask_francisation"),
        ("is there work for people with no French?", "ask_jobs_in_region"),
        ("do they take people with no diploma?", "ask_credential_recognition"),
        ("must I know Spanish for that?", "ask_jobs_in_region"),
        ("tell me more please", "ask_programme"),
    ],
)
def test_a_wish_a_question_and_what_others_lack_are_no_answers(read: Read, text: str, intent: str) -> None:
    reading = read(text, intent)
    assert not reading.facts
    assert not [each for each in reading.unclear if each.field in {Field.LANGUAGES, Field.FRENCH, Field.EDUCATION}]
