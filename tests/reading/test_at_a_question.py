"""What people write at an open question that only looks like something else, or like another value."""

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit
from bot.dialogue.trained_model import ROOT
from bot.knowledge import Ambiguous, Resolver, Unknown
from bot.reading import Clause, Context, Entity, Guess, Parse, Reader, changes
from bot.reading.asks_for_something_else import is_misplaced
from bot.reading.open_question import answered
from bot.reading.parts_that_ask import asks_for_a_language
from tests.reading.conftest import TODAY, Read


def saved(read: Read, text: str, intent: str, asked: Field) -> tuple[Any, list[Any]]:
    """What is kept of a message as the answer, and what is offered instead."""
    reading = read(text, intent, asked=asked)
    return changes(reading, {}, asked).saved.get(asked), [each for one in reading.unclear for each in one.options]


@pytest.mark.parametrize(
    ("asked", "text", "intent", "value"),
    [
        (Field.START, "tomorrow", "goodbye", TODAY.replace(day=3)),
        (Field.START, "jeudi", "report_hired", TODAY.replace(day=5)),
        (Field.LANGUAGES, "english", "change_language", ("en",)),
        (Field.LANGUAGES, "juste français", "inform", ()),
        (Field.LANGUAGES, "rien d'autre", "skip", ()),
        (Field.EDUCATION, "nothing", "ask_why_none", Education.NONE),
        (Field.EDUCATION, "sec 4", "inform", Education.NONE),
        (Field.EDUCATION, "secondaire V", "inform", Education.SECONDARY),
        (Field.PERMIT, "fermé", "inform", Permit.CLOSED_WORK_PERMIT),
        (Field.FRENCH, "very bad", "give_feedback", 2),
        (Field.HOUSEHOLD, "un colocataire et moi", "ask_housing", Household(others=1)),
        (Field.HOUSEHOLD, "une fille de 6 ans et un gars de 2", "ask_schools_childcare", Household(children=2)),
    ],
)
def test_an_answer_goes_before_what_it_was_taken_for(
    read: Read, asked: Field, text: str, intent: str, value: Any
) -> None:
    assert saved(read, text, intent, asked) == (value, [])


@pytest.mark.parametrize(
    ("asked", "text", "options"),
    [
        (Field.EXPERIENCE, "j'en ai 37", [37.0]),
        (Field.EXPERIENCE, "depuis mes 16 ans", [16.0]),
        (Field.EXPERIENCE, "entre 4 et 7", [4.0, 7.0]),
        (Field.EXPERIENCE, "hmm I'd have to think, probably 9", [9.0]),
        (Field.REGIONS, "pas l'Outaouais", None),
        (Field.HOUSEHOLD, "ma blonde ne viendra pas", [Household()]),
        (Field.EDUCATION, "3 ans d'université", [Education.SECONDARY, Education.BACHELOR]),
    ],
)
def test_what_may_be_something_else_is_asked(read: Read, asked: Field, text: str, options: list[Any] | None) -> None:
    kept, offered = saved(read, text, "skip" if asked is Field.EXPERIENCE else "inform", asked)
    assert kept is None
    assert offered == options if options else len(offered[0]) == 15  # all the other regions, Montréal aside


@pytest.mark.parametrize(
    ("asked", "text", "intent"),
    [
        (Field.OCCUPATION, "xw", "cancel"),
        (Field.EXPERIENCE, "plenty", "thank"),
        (Field.PERMIT, "mon permis est fini", "ask_immigration_procedure"),
        (Field.PERMIT, "not a resident yet", "inform"),
        (Field.FRENCH, "my Spanish is good", "inform"),
        (Field.LANGUAGES, "no english", "change_language"),
    ],
)
def test_what_is_no_answer_is_said_to_be_none_and_does_nothing_else(
    reader: Reader, asked: Field, text: str, intent: str
) -> None:
    context, parse = Context(TODAY, asked), Parse(text, intent, (Guess(intent, 0.45 if intent == "thank" else 0.85),))
    reading = reader.at_once(text, context) or reader.read(parse, context)
    assert (reading.missed, reading.acts) == (asked, ())


@pytest.mark.parametrize(
    ("asked", "text", "intent"),
    [
        (Field.EXPERIENCE, "passe cette question", "skip"),
        (Field.FRENCH, "laisse tomber", "cancel"),
        (Field.PERMIT, "merci beaucoup", "thank"),
        (Field.LANGUAGES, "parle-moi en anglais", "change_language"),
    ],
)
def test_what_directs_the_dialogue_still_does(read: Read, asked: Field, text: str, intent: str) -> None:
    reading = read(text, intent, asked=asked)
    assert [*(act.intent for act in reading.acts), *(shown[0] for shown in reading.does)] == [intent]


def test_a_level_of_another_language_is_none_of_french(read: Read) -> None:
    marked = (("spoken_language", "Anglais"), ("french_level", "B2"))
    reading = read("Anglais B2", "inform", *marked, asked=Field.LANGUAGES)
    assert changes(reading, {}, Field.LANGUAGES).saved == {Field.LANGUAGES: ("en",)}


def test_who_studies_has_perhaps_no_study_permit(read: Read) -> None:
    reading = read("I'm a student", "inform", ("permit", "student"), asked=Field.OCCUPATION)
    assert Field.PERMIT not in changes(reading, {}, Field.OCCUPATION).saved


def test_a_story_answers_in_one_part_and_asks_in_another(reader: Reader) -> None:
    told, asks = "ben moi j'ai fait douze ans de menuiserie", "pis je voulais savoir si y'a une école à Amqui"
    clauses = (
        Clause(0, len(told), told, "inform", (Guess("inform", 0.9),)),
        Clause(len(told) + 1, len(told) + 1 + len(asks), asks, "ask_schools_childcare", (
            Guess("ask_schools_childcare", 0.9),
        )),
    )  # fmt: skip
    text = f"{told} {asks}"
    parse = Parse(text, "ask_schools_childcare", (Guess("ask_schools_childcare", 0.9),), (), text, clauses)
    reading = reader.read(parse, Context(TODAY, Field.EXPERIENCE))
    assert changes(reading, {}, Field.EXPERIENCE).saved == {Field.EXPERIENCE: 12.0}
    assert [act.intent for act in reading.acts] == ["ask_schools_childcare"]


def test_a_place_that_is_asked_about_is_no_wish(reader: Reader) -> None:
    told, asks = "je cherche une job", "je voulais savoir y'a-tu un hôpital à Amqui"
    text = f"{told} {asks}"
    at = text.index("Amqui")
    clauses = (
        Clause(0, len(told), told, "start_profile", (Guess("start_profile", 0.9),)),
        Clause(len(told) + 1, len(text), asks, "ask_health_care", (Guess("ask_health_care", 0.9),)),
    )
    entities = Parse.of(
        {
            "text": text,
            "intent": {"name": "x"},
            "entities": [{"entity": "city", "value": "Amqui", "start": at, "end": at + 5}],
        }
    ).entities
    parse = Parse(text, "start_profile", (Guess("start_profile", 0.6),), entities, text, clauses)
    assert not reader.read(parse, Context(TODAY)).facts


def _taught() -> list[tuple[str, str]]:
    """The phrases that the model learns for leaving or passing over a question, with their intents."""
    files = [path for language in ("fr", "en") for path in sorted((ROOT / "nlu/data" / language).glob("*.yml"))]
    of_intents = re.compile(r"^- intent: (skip|cancel|go_back)\n  examples: \|\n((?:    - .*\n)+)", re.MULTILINE)
    blocks = [found for path in files for found in of_intents.findall(path.read_text("utf-8"))]
    return [(line.strip().removeprefix("- "), intent) for intent, lines in blocks for line in lines.splitlines()]


@pytest.mark.parametrize("asked", [Field.OCCUPATION, Field.EXPERIENCE, Field.EDUCATION, Field.PERMIT])
def test_what_surely_leaves_or_passes_over_a_question_does(resolver: Resolver, asked: Field) -> None:
    taught = _taught()
    assert len(taught) > 300
    lost = []
    for text, intent in taught:
        parse = Parse(text, intent, (Guess(intent, 0.97),))
        if is_misplaced(parse, asked) or not isinstance(answered(resolver, parse, Context(TODAY, asked)), Unknown):
            lost.append(text)
    assert not lost


@pytest.mark.parametrize(
    "asked", [Field.EXPERIENCE, Field.EDUCATION, Field.FRENCH, Field.LANGUAGES, Field.PERMIT, Field.OCCUPATION]
)
@pytest.mark.parametrize("text", ["j'ai vraiment aucune idée", "no clue at all", "aucune réponse là-dessus"])
def test_who_has_no_idea_tells_nothing(reader: Reader, asked: Field, text: str) -> None:
    for sure in (0.6, 0.99):
        context, parse = Context(TODAY, asked), Parse(text, "skip", (Guess("skip", sure),))
        reading = reader.at_once(text, context) or reader.read(parse, context)
        assert not reading.facts
        assert not reading.unclear


@pytest.mark.parametrize("text", ["next one", "passons, another one"])
def test_a_question_that_is_pointed_at_counts_nothing(read: Read, text: str) -> None:
    assert not read(text, "skip", asked=Field.EXPERIENCE).facts


@pytest.mark.parametrize(
    ("asked", "text", "values"),
    [
        (Field.EDUCATION, "un DEP après mon sec 3", [Education.VOCATIONAL]),
        (Field.EDUCATION, "grade 11 and later a master's degree", [Education.MASTER]),
        (Field.EDUCATION, "grade 9 at the high school", [Education.NONE]),
        (Field.EDUCATION, "year 3 of university", [Education.SECONDARY, Education.BACHELOR]),
        (Field.EXPERIENCE, "12 ans, de 2014 à 2016 au Québec", [12.0]),
        (Field.EXPERIENCE, "de 2009 à 2012 et de 2015 à 2019", [7.0]),
        (Field.EXPERIENCE, "plus de 6 ans mais moins de 8 ans", [6.0, 8.0]),
        (Field.START, "before Christmas", []),
        (Field.START, "after the summer holidays", []),
        (Field.START, "before the holidays", []),
        (Field.HOUSEHOLD, "mon conjoint, son père", [Household(True, 0, 1)]),
        (Field.HOUSEHOLD, "my wife and my little son", [Household(True, 1)]),
    ],
)
def test_the_whole_of_an_answer_is_read(read: Read, asked: Field, text: str, values: list[Any]) -> None:
    kept, offered = saved(read, text, "inform", asked)
    assert ([kept] if kept is not None else offered) == values


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("c'est le portugais qui me manque", False), ("c'est en espagnol qu'on m'a tout appris", False),
        ("English is what holds me back at work", False), ("in english please", True),
        ("on peut-tu jaser en anglais?", True), ("let's switch to French", True),
        ("je comprends pas l'anglais", True), ("English", True),
    ],
)  # fmt: skip
def test_a_language_is_changed_where_that_is_wished(text: str, asks: bool) -> None:
    assert asks_for_a_language(text) == asks


def test_a_trade_that_only_its_mended_spelling_names_is_offered(resolver: Resolver) -> None:
    parse = Parse("je sui kouturiaire", "inform", (Guess("inform", 0.9),), (), "je suis couturière")
    context = Context(TODAY, asked=Field.OCCUPATION)
    assert isinstance(answered(resolver, parse, context), Ambiguous)
    assert isinstance(answered(resolver, replace(parse, mended=parse.text), context), Unknown)


def parts(text: str, *intents: str) -> Parse:
    """A parse in which each sentence is a clause of this intent, and the first word a trade."""
    trade = re.match(r"\w+", text)
    assert trade is not None
    clauses, start = [], 0
    for sentence, intent in zip(re.findall(r"[^.?!]+[.?!]*", text), intents, strict=True):
        clauses.append(Clause(start, start + len(sentence), sentence, intent, (Guess(intent, 0.95),)))
        start += len(sentence)
    return Parse(
        text,
        intents[-1],
        (Guess(intents[-1], 0.95),),
        (Entity("occupation", trade[0], 0, trade.end()),),
        text,
        tuple(clauses),
    )


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("baker, I want somebody real to answer me. Is there a school in Amos?", "talk_to_human"),
        ("boulanger, détruisez ce que j'ai écrit. Y a-t-il une école à Amos?", "delete_my_data"),
        ("baker, send me all that you keep. Is there a school in Amos?", "export_my_data"),
    ],
)
def test_an_order_between_the_answer_and_a_question_is_kept(reader: Reader, text: str, order: str) -> None:
    reading = reader.read(parts(text, order, "ask_schools_childcare"), Context(TODAY, Field.OCCUPATION, {}))
    assert [act.intent for act in reading.acts] == [order, "ask_schools_childcare"]
    assert text[reading.acts[1].start :].strip().endswith(text.split(". ")[1])
    assert Field.OCCUPATION in {fact.field for fact in reading.facts}


def test_danger_between_the_answer_and_a_question_is_heard(reader: Reader) -> None:
    parse = parts("baker, my boss hits me. How far is Amos from here?", "emergency", "ask_getting_there")
    reading = reader.read(parse, Context(TODAY, Field.OCCUPATION, {}, alarmed=True))
    assert [act.intent for act in reading.acts] == ["emergency"]


@pytest.mark.parametrize(
    "text", ["baker at night. Is there a school in Amos?", "boulanger. Y a-t-il une école à Amos?"]
)
def test_an_answer_and_a_question_are_no_order(reader: Reader, text: str) -> None:
    parse = parts(text, "inform", "ask_schools_childcare")
    reading = reader.read(parse, Context(TODAY, Field.OCCUPATION, {}))
    assert [act.intent for act in reading.acts] == ["ask_schools_childcare"]


@pytest.mark.parametrize(
    ("text", "number", "years"),
    [
        ("single man, 34", "34", None),
        ("femme, mariée, 41", "41", None),
        ("homme célibataire 28", "28", None),
        ("divorced woman, 3 kids, 39", "39", None),
        ("single, welder for 6 years", "6 years", 6.0),
        ("homme, 12 ans de métier", "12 ans", 12.0),
        ("11", "11", 11.0),
    ],
)
def test_a_number_beside_who_somebody_is_is_no_experience(
    read: Read, text: str, number: str, years: float | None
) -> None:
    reading = read(text, "inform", ("experience_years", number), asked=Field.OCCUPATION)
    told = [fact.value for fact in reading.facts if fact.field is Field.EXPERIENCE]
    assert told == ([] if years is None else [years])


@pytest.mark.parametrize("text", ["ok. my wife n 1 kid n me", "d'accord, moi, ma femme et un enfant", "so 3 people"])
def test_an_ok_before_a_bare_answer_takes_note_of_what_was_shown(read: Read, text: str) -> None:
    reading = read(text, "trip_needs", asked=Field.HOUSEHOLD)
    assert [fact.value.seats for fact in reading.facts] == [3]
    assert not reading.does


@pytest.mark.parametrize("text", ["ok", "alors", "ok so how many", "ok 3 employers"])
def test_an_ok_alone_answers_nothing(read: Read, text: str) -> None:
    assert not read(text, "affirm", asked=Field.HOUSEHOLD).facts
