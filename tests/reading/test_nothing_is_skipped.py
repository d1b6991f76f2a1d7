"""A question is passed over by words of passing over alone; what a button would confirm is withdrawn in any words."""

import pytest

from bot.base.terms import Field
from bot.reading import Sight
from tests.reading.conftest import Read

JOBS = Sight().after((("matches",),), (("vacancy", "v-a"), ("vacancy", "v-b"), ("matches", "1")))
CARD = JOBS.after((("vacancy", "v-b"),), (("interest", "v-b"), ("matches",)))
TRIPS = (("register", "t-1", "3"), ("register", "t-2", "3"), ("trips",))


@pytest.mark.parametrize(
    "text", ["j'ai pas envie de celui-là", "not interested in that one", "cette offre-là, pas pour moi"]
)
def test_what_is_refused_was_shown(read: Read, text: str) -> None:
    found = read(text, "skip", asked=Field.START, sight=CARD)
    assert ("skip",) not in found.does
    assert not any(act.intent == "skip" for act in found.acts)


@pytest.mark.parametrize("text", ["it is for my brother that I write", "c'est pour ma blonde, pas moi"])
def test_what_is_about_somebody_else_passes_over_nothing(read: Read, text: str) -> None:
    found = read(text, "skip", asked=Field.EDUCATION)
    assert ("skip",) not in found.does
    assert not any(act.intent == "skip" for act in found.acts)


@pytest.mark.parametrize("text", ["aucune idée", "I'd rather not say", "je passe celle-là", "skip this one please"])
def test_words_of_passing_over_do(read: Read, text: str) -> None:
    found = read(text, "skip", asked=Field.EDUCATION)
    assert ("skip",) in found.does or [act.intent for act in found.acts] == ["skip"]


@pytest.mark.parametrize("text", ["not now", "pas tout de suite", "forget that", "non annulez ça"])
@pytest.mark.parametrize("asked", [None, Field.START])
def test_seats_that_wait_for_a_button_are_withdrawn(read: Read, text: str, asked: Field | None) -> None:
    sight = Sight().after((("register", "t-1", "3"),), (("register_confirm", "t-1", "3"), ("trip", "t-1")))
    assert read(text, "cancel", asked=asked, sight=sight).does == (("trip", "t-1"),)


@pytest.mark.parametrize("text", ["oh I changed my mind about it", "finalement je laisse tomber"])
def test_an_agreement_that_waits_for_a_button_is_withdrawn(read: Read, text: str) -> None:
    sight = CARD.after((("interest", "v-b"),), (("interest_confirm", "v-b"), ("vacancy", "v-b")))
    assert read(text, "cancel", sight=sight).does == (("vacancy", "v-b"),)


@pytest.mark.parametrize("text", ["that one does not appeal to me", "celui-ci ne m'intéresse pas"])
def test_what_is_not_wanted_is_no_interest(read: Read, text: str) -> None:
    assert ("interest", "v-b") not in read(text, "express_interest", sight=CARD).does


@pytest.mark.parametrize("text", ["Rimouski", "the Rimouski one", "celui de Rimouski svp"])
@pytest.mark.parametrize("asked", [Field.START, Field.REGIONS, None])
def test_which_trip_waits_for_its_answer(read: Read, text: str, asked: Field | None) -> None:
    found = read(text, "inform", ("city", "Rimouski"), asked=asked, sight=Sight(TRIPS))
    [(name, number, place, trip)] = found.does
    assert (name, number, place[:2], trip, found.facts) == ("seats_asked", "3", "10", "", ())


@pytest.mark.parametrize("text", ["pas Rimouski", "is Rimouski far?", "I lived in Rimouski for two years as a cook"])
def test_a_place_in_other_words_chooses_no_trip(read: Read, text: str) -> None:
    found = read(text, "inform", ("city", "Rimouski"), asked=Field.REGIONS, sight=Sight(TRIPS))
    assert not any(name == "seats_asked" for name, *_ in found.does)


@pytest.mark.parametrize("text", ["et à Rimouski?", "what about Rimouski?"])
@pytest.mark.parametrize("sight", [JOBS, CARD], ids=["list", "card"])
def test_jobs_are_asked_about_elsewhere(read: Read, text: str, sight: Sight) -> None:
    [shown] = read(text, "nlu_fallback", sight=sight).does
    assert shown == ("region", "10043", "jobs")


@pytest.mark.parametrize("text", ["à cause de quoi tu proposes la première?", "what makes you show the first?"])
def test_reasons_are_asked_for_in_other_words(read: Read, text: str) -> None:
    assert read(text, "explain_match", sight=JOBS).does == (("vacancy_asked", "why", "v-a"),)


@pytest.mark.parametrize("text", ["whats the coldest region", "hows the winter in general", "wheres the school"])
def test_a_question_without_its_apostrophe_is_no_answer(read: Read, text: str) -> None:
    found = read(text, "ask_climate", asked=Field.OCCUPATION)
    assert found.missed is None
    assert [act.intent for act in found.acts] == ["ask_climate"]
