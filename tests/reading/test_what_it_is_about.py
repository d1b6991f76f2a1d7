"""What a message is surely about goes before what its words resemble."""

from dataclasses import replace

import pytest

from bot.base.terms import Field
from bot.reading import Aim, Context, Fact, Parse, Reader, Reading, Seats, Sight
from bot.reading.context import Act
from bot.reading.mended_by_what_it_is_about import aimed, by_aim
from bot.reading.what_it_is_about import aims, load_weights, possible
from tests.reading.conftest import TODAY, seen
from tests.trials.moments import MOMENTS

REGION = Sight().after((("region", "08", "overview"),), ())
VACANCY = Sight().after((("vacancy", "v2"),), (("interest", "v2"),))
TRIP = Sight().after((("trip", "t1"),), (("register", "t1"),))
SERVICES = Sight().after((("services", "15"),), ())
A_FACT = Reading(facts=(Fact(Field.EXPERIENCE, 3.0),))


def _by(
    reader: Reader, aim: Aim, parse: Parse, context: Context, reading: Reading | None = None
) -> Reading | None:  # fmt: skip
    return by_aim(aim, reading or reader.by_rules(parse, context), reader.by_rules, reader.resolver, parse, context)


def _at(sight: Sight, asked: Field | None = None) -> Context:
    return Context(TODAY, asked, sight=sight, alarmed=False)


@pytest.mark.parametrize("moment", MOMENTS)
def test_likelihoods_are_of_what_may_be_meant_and_sum_to_1(reader: Reader, moment: str) -> None:
    context, parse = MOMENTS[moment], seen("et pour les autres, faudrait voir", "out_of_scope")
    found = aims(parse, context, reader.by_rules(parse, context))
    assert found.keys() == possible(context)
    assert sum(found.values()) == pytest.approx(1)


def test_nothing_is_about_what_was_not_shown_or_booked() -> None:
    assert possible(Context(TODAY)) == {Aim.TELLS, Aim.NEW, Aim.CHAT}
    assert Aim.SHOWN in possible(_at(REGION))
    assert Aim.BOOKED in possible(Context(TODAY, held=(Seats("r1", "t1", "Amos", 2),)))
    assert Aim.ANSWERS in possible(_at(Sight(), Field.FRENCH))


def test_every_feature_weighs_for_each_aim() -> None:
    """The file says of which aims its weights are, in their order; another order is refused where it is loaded."""
    assert all(len(row) == len(Aim) for row in load_weights().values())


@pytest.mark.parametrize(
    ("sight", "text", "intent", "does"),
    [
        (REGION, "les appartements coûtent cher je suppose", "ask_housing", ("ask_there", "housing", "08")),
        (VACANCY, "three shifts sounds hard on the family", "out_of_scope", ("vacancy", "v2")),
        (TRIP, "with my allergies the lunch worries me", "inform", ("trip_about", "t1", "meals")),
        (SERVICES, "le soir je finis tard moi", "out_of_scope", ("services", "15")),
    ],
)
def test_what_is_about_what_was_shown_is_answered_of_it(
    reader: Reader, sight: Sight, text: str, intent: str, does: tuple[str, ...]
) -> None:
    reading = _by(reader, Aim.SHOWN, seen(text, intent), _at(sight), Reading(acts=(Act(0, len(text), intent),)))
    assert reading is not None
    assert reading.does == (does,)


def test_a_value_in_what_is_asked_of_something_shown_is_none_of_the_writer(reader: Reader) -> None:
    parse = seen("three years of what, cooking?", "explain_match")
    assert _by(reader, Aim.SHOWN, parse, _at(VACANCY), A_FACT) == Reading(does=(("vacancy", "v2"),))


def test_what_its_writer_plainly_says_beside_a_question_is_kept(reader: Reader) -> None:
    parse = seen("je peux commencer en mars, ils attendent jusque là?", "inform")
    told = reader.by_rules(parse, _at(VACANCY)).facts
    assert [fact.field for fact in told] == [Field.START]
    reading = _by(reader, Aim.SHOWN, parse, _at(VACANCY), Reading(facts=told))
    assert reading == Reading(facts=told, does=(("vacancy", "v2"),))


@pytest.mark.parametrize("intent", ["talk_to_human", "cancel_trip", "delete_my_data", "register_trip"])
def test_what_is_asked_for_in_so_many_words_is_done_under_whatever_is_shown(reader: Reader, intent: str) -> None:
    text = "the lunch part, and do this for me now"
    for sight in (TRIP, VACANCY, SERVICES, REGION):
        assert _by(reader, Aim.SHOWN, seen(text, intent), _at(sight), Reading(acts=(Act(0, 9, intent),))) is None


def test_what_was_spoken_of_before_is_not_shown_any_more(reader: Reader) -> None:
    stale = replace(VACANCY, speaks=False)
    assert Aim.SHOWN not in possible(_at(stale, Field.START))
    parse = seen("le plus haut, ici ou là-bas", "out_of_scope")
    assert _by(reader, Aim.SHOWN, parse, _at(stale, Field.EDUCATION), Reading(does=(("unsure",),))) is None


@pytest.mark.parametrize("context", [replace(_at(VACANCY), forwarded=True), replace(_at(VACANCY), alarmed=True)])
def test_danger_and_what_is_forwarded_are_left_to_the_rules(reader: Reader, context: Context) -> None:
    parse = seen("three years of what, cooking?", "emergency" if context.alarmed else "explain_match")
    assert aimed(reader.by_rules, reader.resolver, parse, context) == reader.by_rules(parse, context)
    assert aimed(reader.by_rules, reader.resolver, parse, context).aim is None


def test_a_matter_of_its_own_is_read_as_though_nothing_had_been_shown(reader: Reader) -> None:
    parse = seen("et les garderies à Gatineau?", "ask_schools_childcare", ("city", "Gatineau"))
    shown = Reading(does=(("ask_there", "schools_childcare", "08"),))
    reading = _by(reader, Aim.NEW, parse, _at(REGION), shown)
    assert reading is not None
    assert not reading.does
    assert [act.intent for act in reading.acts] == ["ask_schools_childcare"]


def test_an_answer_taken_for_something_else_is_offered_or_asked_again(reader: Reader) -> None:
    text = "moyen, je suis la télé sans trop de misère"
    taken = Reading(acts=(Act(0, len(text), "out_of_scope"),))
    reading = _by(reader, Aim.ANSWERS, seen(text, "out_of_scope"), _at(Sight(), Field.FRENCH), taken)
    assert reading is not None
    assert [each.field for each in reading.unclear] == [Field.FRENCH]
    assert not reading.facts
    assert not reading.acts


@pytest.mark.parametrize("intent", ["skip", "cancel", "talk_to_human"])
def test_who_steers_the_talk_is_not_asked_again(reader: Reader, intent: str) -> None:
    steered = Reading(acts=(Act(0, 4, intent),))
    assert _by(reader, Aim.ANSWERS, seen("pass", intent), _at(Sight(), Field.FRENCH), steered) is None


def test_the_own_trip_is_meant_and_not_trips_in_general(reader: Reader) -> None:
    held = (Seats("r1", "t1", "Amos", 2),)
    context = replace(_at(Sight()), held=held)
    text = "le lunch c'est fourni j'espère"
    taken = Reading(acts=(Act(0, len(text), "ask_trip_program"),))
    reading = _by(reader, Aim.BOOKED, seen(text, "ask_trip_program"), context, taken)
    assert reading == Reading(does=(("trip_about", "t1", "meals"),))


def test_a_question_about_another_trip_is_not_of_the_own_one(reader: Reader) -> None:
    context = replace(_at(Sight()), held=(Seats("r1", "t1", "Amos", 2),))
    parse = seen("what time does the Gaspé bus leave?", "ask_trip_program", ("city", "Gaspé"))
    assert _by(reader, Aim.BOOKED, parse, context, Reading(acts=(Act(0, 9, "ask_trip_program"),))) is None
    more = seen("can my brother register too?", "register_trip")
    assert _by(reader, Aim.BOOKED, more, context, Reading(acts=(Act(0, 9, "register_trip"),))) is None


def test_a_sure_reading_stays(reader: Reader) -> None:
    shown = Reading(does=(("trip_about", "t1", "price"),))
    assert _by(reader, Aim.SHOWN, seen("c'est combien", "out_of_scope"), _at(TRIP), shown) is None
    assert _by(reader, Aim.ANSWERS, seen("3 ans", "inform"), _at(TRIP, Field.EXPERIENCE), A_FACT) is None
    assert _by(reader, Aim.TELLS, seen("3 ans", "inform"), _at(Sight()), A_FACT) is None
