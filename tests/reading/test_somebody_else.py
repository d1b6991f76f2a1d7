"""Kin by words that no list holds, and what stands before a question: each counts for whom and for what it is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.base.terms import Education, Field, Household, Wish
from bot.knowledge import Ambiguous, Found, Resolver
from bot.reading import Clause, Context, Guess, Parse, Reader, changes
from bot.reading.about_whom import Person, names_another
from bot.reading.how_meant import said, stretches
from bot.reading.values import answer
from tests.reading.conftest import TODAY, Read, seen

_BAKER, _PLUMBER = "63202", "72300"
_LETTERS = st.text(alphabet="bcdfghklmnprtvz", min_size=1, max_size=2)
_NAMES = st.builds("{}u{}o{}a".format, _LETTERS, _LETTERS, _LETTERS)  # such as no word of ours is
_SAID = (
    "{} is plumber, i am baker", "my {} is a plumber. I'm a baker", "{} e plombier moi jsui boulanger",
    "mon {} est plombier, moi c'est la boulangerie", "hi, {} was a plumber but me I am a baker",
)  # fmt: skip


@settings(max_examples=40)
@given(name=_NAMES, said_so=st.sampled_from(_SAID))
def test_the_trade_of_whoever_is_called_by_no_word_of_ours_is_never_the_writers(name: str, said_so: str) -> None:
    text = said_so.format(name)
    theirs = [each for each in stretches(text) if each.person is Person.STRANGER]
    assert any(name in text[each.start : each.end] for each in theirs)
    assert "plumb" not in said(text)
    assert "plomb" not in said(text)
    assert "ba" in said(text) or "boul" in said(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dada is plumber and my sister is nurse. I am baker", _BAKER),
        ("le vié é plombier, moi jfé boulanger", _BAKER),
        ("nana plumber. me baker", _BAKER),
        ("ma compagne est coiffeuse ; quant à moi, boulanger", _BAKER),
        ("mon beau-papi est plombier, je travaille avec lui, je suis boulanger", _BAKER),
    ],
)
def test_the_writers_own_trade_is_taken_or_offered(resolver: Resolver, text: str, value: str) -> None:
    outcome = answer(resolver, Field.OCCUPATION, text, TODAY)
    options = outcome.options if isinstance(outcome, Ambiguous) else (getattr(outcome, "value", None),)
    assert value in options
    assert _PLUMBER not in options


def test_what_a_stranger_alone_is_said_to_be_is_asked(resolver: Resolver) -> None:
    outcome = answer(resolver, Field.OCCUPATION, "speciality is plumber, i have many years", TODAY)
    assert isinstance(outcome, Ambiguous)
    assert _PLUMBER in outcome.options


def _with_clauses(text: str, intent: str, second: str, *marked: tuple[str, str]) -> Parse:
    """A text whose second part begins at this word, and asks for something."""
    whole = seen(text, intent, *marked)
    at = text.index(second)
    clauses = (
        Clause(0, at, text[:at], "inform", (Guess("inform", 0.9),)),
        Clause(at, len(text), text[at:], intent, (Guess(intent, 0.95),)),
    )
    return Parse(text, intent, whole.ranking, whole.entities, text, clauses)


def test_places_before_a_question_on_them_are_kept_and_the_question_is_asked_of_them(reader: Reader) -> None:
    text = "Amos or Roberval, how are the buses there?"
    parse = _with_clauses(text, "ask_region", "how", ("city", "Amos"), ("city", "Roberval"))
    reading = reader.read(parse, Context(TODAY, Field.REGIONS))
    assert [fact.value for fact in reading.facts] == [("08", "02")]
    assert [(act.intent, act.start) for act in reading.acts] == [("ask_region", 0)]


def test_years_before_a_question_are_kept_and_the_question_is_answered(reader: Reader) -> None:
    text = "j'ai 9 ans d'expérience, et combien coûte un chauffage à Amos?"
    parse = _with_clauses(text, "ask_housing", "et combien", ("city", "Amos"))
    reading = reader.read(parse, Context(TODAY, Field.EXPERIENCE))
    assert [(fact.field, fact.value) for fact in reading.facts] == [(Field.EXPERIENCE, 9.0)]
    assert [act.intent for act in reading.acts] == ["ask_housing"]


def test_a_place_that_is_only_asked_about_is_no_wish(reader: Reader) -> None:
    text = "for my brother in Amos, how are the buses?"
    parse = _with_clauses(text, "ask_region", "how", ("city", "Amos"))
    told = reader.read(parse, Context(TODAY, Field.REGIONS)).facts
    assert [fact for fact in told if fact.person is Person.SELF] == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("j'ai pas de diplôme", Education.NONE),
        ("g pa de diplome mais jme debrouille", Education.NONE),
        ("no diploma but I learn on the job", Education.NONE),
        ("j'ai aucun diplôme, ma tante a un doctorat", Education.NONE),
        ("10+2 pass", Education.SECONDARY),
        ("I stopped in ninth grade", Education.NONE),
        ("B.Com, my brother only school", Education.BACHELOR),
        ("BSc chemistry but never worked in it", Education.BACHELOR),
        ("iti electrician", Education.VOCATIONAL),
    ],
)
def test_schooling_as_it_is_told(read: Read, text: str, level: Education) -> None:
    reading = read(text, asked=Field.EDUCATION)
    told = [fact.value for fact in reading.facts if fact.person is Person.SELF]
    asked = [option for each in reading.unclear for option in each.options]
    assert (told or asked) == [level]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ds 5 semaines", date(2026, 4, 6)),
        ("après Pâques", date(2026, 4, 6)),
        ("after the 12th", date(2026, 3, 13)),
        ("from the 8 of next month", date(2026, 4, 8)),
        ("après la fête du Canada", date(2026, 7, 2)),
    ],
)
def test_feasts_and_days_without_a_month(resolver: Resolver, text: str, day: date) -> None:
    assert resolver.start_date(text, TODAY) == Found(day)


def test_who_grew_up_in_french_says_no_level(resolver: Resolver) -> None:
    for text in ("je parle français depuis que chu né", "c'est ma langue d'école", "since I was born"):
        assert answer(resolver, Field.FRENCH, text, TODAY) == Ambiguous((12, 10, 8))


@pytest.mark.parametrize(
    "text", ["me, my wife and 4 kids, eldest works in Izmir and stays", "ma blonde, 4 enfants, le plus vieux vient pas"]
)
def test_a_child_who_stays_is_left_out_or_asked_about(resolver: Resolver, text: str) -> None:
    outcome = answer(resolver, Field.HOUSEHOLD, text, TODAY)
    assert isinstance(outcome, Ambiguous)
    assert Household(True, 3) in outcome.options


def test_what_was_forgotten_is_added(read: Read) -> None:
    told: dict[Field | Wish, object] = {Field.REGIONS: ("09",)}
    reading = read("t'as oublié Estrie", "correct_profile", ("region", "Estrie"), asked=Field.HOUSEHOLD, told=told)
    assert changes(reading, told, Field.HOUSEHOLD).saved == {Field.REGIONS: ("09", "05")}


def test_languages_of_the_standard_list_are_noted_and_others_are_said_not_to_be(read: Read) -> None:
    reading = read("Twi, ilocano, english and zubidoo", asked=Field.LANGUAGES)
    assert [fact.value for fact in reading.facts] == [("tw", "ilo", "en")]
    assert reading.unread == ("zubidoo",)


@pytest.mark.parametrize(
    "text",
    ["my sistah works in Amos as a nurse", "dem fellas from home live in Amos", "ma cop1e est infirmière à Amos",
     "mi padna, he is welder five years", "mon mec est soudeur à Amos"],
)  # fmt: skip
def test_kin_and_friends_are_known_as_they_are_called_in_messages(text: str) -> None:
    assert names_another(text)


@pytest.mark.parametrize(
    "text", ["bro I am a welder five years", "mec je suis soudeur", "sis, I speak Arabic", "oga 5 years welding"]
)
def test_who_is_only_addressed_is_nobody_else(text: str) -> None:
    assert not names_another(text)
