"""Lengths of time and numbers, as people type them."""

import pytest

from bot.knowledge import Ambiguous, Found, Resolver, Unknown
from tests.knowledge.typed import NOISE, TODAY


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("cinq ans", 5.0), ("5 years and a half", 5.5), ("18 mois", 1.5), ("since 2019", 7.0),
        ("depuis 2019", 7.0), ("6", 6.0),
        ("débutant", 0.0), ("none", 0.0), ("un an", 1.0), ("a year", 1.0), ("2 ans et demi", 2.5),
        ("2,5 ans", 2.5),
        ("1 an et 6 mois", 1.5), ("plus de 10 ans", 10.0), ("3-5 ans", 3.0), ("vingt-deux ans", 22.0),
        ("ten years", 10.0), 
        ("9 ans, 6 à Thiès et 3 à Laval", 9.0), ("seven years: four on the farm, three in the mill", 7.0),
        ("5 ans à Thiès pis 4 ans à Laval sa fait 9", 9.0), ("3 yrs on the farm n 8 yrs in the mill makes 11", 11.0),
        ("a decade and a half", 15.0), ("décennie et demie", 15.0), ("half a decade", 5.0), ("decade and half", 15.0),
        ("two decades", 20.0),
        ("environ 4 années", 4.0), ("10+ years", 10.0), ("quarante-huit ans", 48.0),
    ],
)  # fmt: skip
def test_duration(resolver: Resolver, text: str, years: float) -> None:
    assert resolver.duration_years(text, TODAY) == Found(years)


@pytest.mark.parametrize("text", ["61 ans", "I am 35 years old", "since 2030", "-5", *NOISE])
def test_no_duration(resolver: Resolver, text: str) -> None:
    assert resolver.duration_years(text, TODAY) == Unknown()


@pytest.mark.parametrize(
    ("text", "number"),
    [("trois", 3), ("2 seats please", 2), ("two", 2), ("on est 4", 4), ("just me", 1), ("seule", 1)],
)
def test_count(resolver: Resolver, text: str, number: int) -> None:
    assert resolver.count(text) == Found(number)


@pytest.mark.parametrize("text", ["0", "2 ou 3", "1000", *NOISE])
def test_no_count(resolver: Resolver, text: str) -> None:
    assert resolver.count(text) == Unknown()


@pytest.mark.parametrize(
    ("text", "years"),
    [("une décennie", 10.0), ("de 2011 à 2016", 5.0), ("a year n 6 months", 1.5), ("deux ans pis demi", 2.5),
     ("less than a year", 0.5)],
)  # fmt: skip
def test_more_ways_to_tell_a_length_of_time(resolver: Resolver, text: str, years: float) -> None:
    assert resolver.duration_years(text, TODAY) == Found(years)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("6 bons mois", 0.5), ("nine long months", 0.75), ("3 mths", 0.25), ("4 and half years", 4.5),
        ("3 years and half a year", 3.5), ("half a year then 4 months", 0.83), ("depuis sept 2024", 2.17),
        ("sept ans", 7.0),
        ("a quarter of a century", 25.0), ("half a year", 0.5),
        ("3 ans à Dakar, plus un ici", 4.0), ("6 ans chez mon oncle 2 ici", 8.0), ("5 ans, 2 ici", 5.0),
        ("7 years as a baker, 3 here", 7.0), ("9 ans de coiffure, 2 ici", 9.0),
    ],
)  # fmt: skip
def test_lengths_in_haste_and_in_parts(resolver: Resolver, text: str, years: float) -> None:
    assert resolver.duration_years(text, TODAY) == Found(years)


@pytest.mark.parametrize(
    ("text", "years"),
    [("g commencé à 19 ans, là g 31", 12.0), ("opened my garage in 2016 and never stopped", 10.0),
     ("7 chez mon père, 4 au port", 11.0)],
)  # fmt: skip
def test_what_has_to_be_reckoned_is_to_be_confirmed(resolver: Resolver, text: str, years: float) -> None:
    assert resolver.duration_years(text, TODAY) == Ambiguous((years,))


@pytest.mark.parametrize("text", ["5 jours", "8 heures par jour", "12 hours a day"])
def test_days_and_hours_are_no_years(resolver: Resolver, text: str) -> None:
    assert resolver.duration_years(text, TODAY) == Unknown()
