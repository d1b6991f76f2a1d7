"""A message of several clauses: facts of those that tell, and what is asked, in order, three at most."""

from bot.base.terms import Field
from bot.reading import Clause, Context, Entity, Guess, Parse, Reader
from tests.reading.conftest import TODAY


def parse(whole: str, *parts: tuple[str, str, float]) -> Parse:
    """A text of these clauses: words, intent, confidence."""
    text, clauses, at = " ".join(words for words, _, _ in parts), [], 0
    for words, intent, sure in parts:
        clauses.append(Clause(at, at + len(words), words, intent, (Guess(intent, sure),)))
        at += len(words) + 1
    return Parse(text, whole, (Guess(whole, 0.9),), (), text, tuple(clauses))


def test_two_questions_are_two_acts_in_order(reader: Reader) -> None:
    seen = parse(
        "ask_housing",
        ("combien coûte un loyer à Alma?", "ask_housing", 0.9),
        ("et y a-t-il une garderie?", "ask_schools_childcare", 0.8),
    )
    acts = reader.read(seen, Context(TODAY)).acts
    assert [act.intent for act in acts] == ["ask_housing", "ask_schools_childcare"]
    assert seen.text[acts[1].start : acts[1].end] == "et y a-t-il une garderie?"


def test_three_at_most(reader: Reader) -> None:
    intents = ("ask_housing", "ask_climate", "ask_health_care", "ask_community")
    seen = parse("ask_housing", *((f"dites-moi {intent}", intent, 0.9) for intent in intents))
    assert [act.intent for act in reader.read(seen, Context(TODAY)).acts] == list(intents[:3])


def test_a_fact_is_kept_and_the_question_beside_it_answered(reader: Reader) -> None:
    seen = parse("inform", ("je suis plombier.", "inform", 0.9), ("combien coûte un loyer?", "ask_housing", 0.9))
    trade = (Entity("occupation", "plombier", 8, 16),)
    seen = Parse(seen.text, seen.intent, seen.ranking, trade, seen.text, seen.clauses)
    reading = reader.read(seen, Context(TODAY))
    assert [(fact.field, fact.value) for fact in reading.facts] == [(Field.OCCUPATION, "72300")]
    assert [act.intent for act in reading.acts] == ["ask_housing"]


def test_what_a_clause_only_may_ask_is_left_to_the_whole(reader: Reader) -> None:
    seen = parse("ask_housing", ("on est fatigués.", "ask_health_care", 0.3), ("un loyer à Alma?", "ask_housing", 0.9))
    assert [act.intent for act in reader.read(seen, Context(TODAY)).acts] == ["ask_housing"]


def test_a_clause_does_not_steer_the_dialogue(reader: Reader) -> None:
    seen = parse("list_trips", ("laisse tomber.", "cancel", 0.95), ("quand sont les voyages?", "list_trips", 0.9))
    assert [act.intent for act in reader.read(seen, Context(TODAY)).acts] == ["list_trips"]


def test_beside_danger_nothing_is_kept_and_nothing_else_is_answered(reader: Reader) -> None:
    seen = parse(
        "inform",
        ("je suis plombier.", "inform", 0.9),
        ("il veut nous faire du mal.", "emergency", 0.9),
        ("combien coûte un loyer?", "ask_housing", 0.9),
    )
    trade = (Entity("occupation", "plombier", 8, 16),)
    reading = reader.read(Parse(seen.text, seen.intent, seen.ranking, trade, seen.text, seen.clauses), Context(TODAY))
    assert reading.facts == ()
    assert [act.intent for act in reading.acts] == ["emergency"]


def test_what_leads_to_the_question_is_no_request_of_its_own(reader: Reader) -> None:
    seen = parse(
        "ask_housing",
        ("The landlord smiled all along,", "give_feedback", 0.9),
        ("I have an ear for numbers,", "assess_my_french", 0.85),
        ("how is a rent raised each July?", "ask_housing", 0.95),
    )
    assert [act.intent for act in reader.read(seen, Context(TODAY)).acts] == ["ask_housing"]


def test_what_is_wanted_beside_a_question_stays_a_request(reader: Reader) -> None:
    seen = parse(
        "ask_housing",
        ("I want my profile shown,", "view_profile", 0.9),
        ("how is a rent raised each July?", "ask_housing", 0.95),
    )
    assert [act.intent for act in reader.read(seen, Context(TODAY)).acts] == ["view_profile", "ask_housing"]
