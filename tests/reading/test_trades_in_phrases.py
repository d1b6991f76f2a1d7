"""A trade stands behind the words that lead to one; who looks for a plumber may be none."""

import pytest

from bot.knowledge import Found, Resolver
from bot.reading.trades_in_phrases import trades_in_phrases
from tests.reading.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("je suis au pays depuis mars, mon mari étudie, et je cherche en boulangerie du côté d'Alma", "63202"),
        ("moi c'est la plomberie depuis toujours, la famille suit", "72300"),
        ("I came with my two kids and I do hvac since six years already in Doha", "72402"),
        ("ma femme est médecin mais moi je fais du ménage dans les bureaux le soir", "65310"),
        ("we are four and I want to work in a greenhouse again, no papers yet", "85103"),
    ],
)
def test_it_is_found_in_a_longer_sentence(resolver: Resolver, text: str, code: str) -> None:
    assert Found(code) in [found for _, found in trades_in_phrases(resolver, text, TODAY)]


@pytest.mark.parametrize(
    "text",
    [
        "je cherche un médecin de famille pour ma mère",
        "I need a lawyer for my file",
        "je voudrais un plombier pour chez moi",
        "looking for a daycare for my son",
        "I want to know how long it takes",
    ],
)
def test_who_looks_for_somebody_tells_no_trade(resolver: Resolver, text: str) -> None:
    assert not list(trades_in_phrases(resolver, text, TODAY))
