"""Whoever writes for somebody else tells nothing of themselves."""

import pytest

from bot.reading.on_behalf import on_behalf
from tests.reading.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "Bonsoir, j'écris pour mon beau-père, il est tailleur",
        "chu pas la personne, je remplis ça pour ma tante",
        "je cherche une job pour mon frère à Amos",
        "c'est pas pour moi, c'est pour un ami",
        "Hi, I'm writing for my husband, his English is not good",
        "im looking for work for my sister",
        "not for me, it's for my cousin",
    ],
)
def test_whoever_writes_for_somebody_else_is_told_how(read: Read, text: str) -> None:
    reading = read(text, "start_profile")
    assert reading.does == (("for_another",),)
    assert (reading.facts, reading.unclear) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "je cherche une école pour ma fille",
        "I look for an apartment for my family",
        "j'écris pour avoir de l'information",
        "i am writing for the trip to Amos",
        "my wife writes to you too",
        "je travaille pour mon oncle",
        "vous avez écrit que c'est pour elle aussi le voyage?",
        "tu as écrit que c'est pour ma femme, mais c'est pour moi",
        "désolé si c'est mal écrit, c'est pour mes enfants que je veux une école",
        "j'écris, c'est pour mes enfants que je veux une école",
        "je vous écris, c'est pour ma femme et moi",
        "j'écris, c'est pour ma femme, et moi aussi",
        "I'm typing, it's for my wife and me",
        "you are writing this is for my husband",
        "I'm just typing, is it right that it's for my wife?",
        "i'm typing, it's for my wife too?",
    ],
)
def test_what_is_done_for_ones_own_family_is_ones_own(text: str) -> None:
    assert not on_behalf(text)
