"""Frequent words that only resemble a word of a trade: the list is what its maker writes, and asks where it decides."""

import pytest

from bot.knowledge import Found, load_names
from bot.knowledge.occupations import OccupationResolver
from bot.knowledge.ordinary_words import among, ordinary_words


@pytest.fixture(scope="module")
def occupations() -> OccupationResolver:
    return OccupationResolver(load_names())


def test_no_listed_word_is_one_of_a_trade_and_each_would_be_taken_for_one(occupations: OccupationResolver) -> None:
    listed = sorted(ordinary_words())
    assert len(listed) > 1500
    wrong = [word for word in listed if not occupations.resembles(word)]
    assert not wrong, "run `bot knowledge ordinary-words` after names of trades have changed"


def test_the_maker_leaves_out_names_of_trades_short_words_and_what_resembles_nothing(
    occupations: OccupationResolver,
) -> None:
    assert among(["mieux", "soudeur", "nul", "xyzzyx"], occupations.resembles) == ["mieu"]


@pytest.mark.parametrize("word", ["mieux", "souvent", "besoin", "hope"])
def test_an_ordinary_word_alone_is_no_trade_that_is_taken(occupations: OccupationResolver, word: str) -> None:
    assert not isinstance(occupations.resolve(word), Found)


def test_an_ordinary_word_beside_a_trade_that_is_said_anyway_asks_nothing(occupations: OccupationResolver) -> None:
    """Such a word was enough to ask about what was said plainly."""
    beside = {word: occupations.resolve(f"welder, {word}") for word in sorted(ordinary_words())[::60]}
    taken = [word for word, found in beside.items() if found == Found("72106")]
    assert taken
    assert all("72106" in getattr(found, "options", ("72106",)) for found in beside.values())
