"""A length of time before a "now", and one after it, are of two jobs: neither is kept before it is asked."""

import pytest

from bot.base.terms import Field
from bot.reading import changes
from tests.reading.conftest import Read


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("seven years of that and now I have been painting for two years", ("seven years", "two years")),
        ("plombier pendant 9 ans et maintenant je suis livreur depuis 4 ans", ("9 ans", "4 ans")),
    ],
)
def test_neither_is_kept_where_the_trade_is_asked(read: Read, text: str, lengths: tuple[str, str]) -> None:
    marked = (("experience_years", each) for each in lengths)
    reading = read(text, "inform", *marked, asked=Field.OCCUPATION)
    assert Field.EXPERIENCE not in changes(reading, {}, Field.OCCUPATION).saved


@pytest.mark.parametrize(
    ("text", "trade", "lengths", "years"),
    [
        ("plumber for 9 years", "plumber", ("9 years",), 9.0),
        ("plombier, 3 ans à Fès puis 4 ans à Lyon", "plombier", ("3 ans", "4 ans"), 7.0),
    ],
)
def test_one_length_and_a_sum_are(read: Read, text: str, trade: str, lengths: tuple[str, ...], years: float) -> None:
    marked = (("occupation", trade), *(("experience_years", each) for each in lengths))
    reading = read(text, "inform", *marked, asked=Field.OCCUPATION)
    assert changes(reading, {}, Field.OCCUPATION).saved.get(Field.EXPERIENCE) == years
