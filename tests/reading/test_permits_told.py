"""A status as people describe it, without its name."""

import pytest

from bot.base.terms import Permit
from bot.knowledge import Found, Unknown
from bot.reading import Reader
from bot.reading.permits_told import permit


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("i got permit open till june", Permit.OPEN_WORK_PERMIT), ("wp: open", Permit.OPEN_WORK_PERMIT),
        ("permis = fermé", Permit.CLOSED_WORK_PERMIT), ("my permit is open", Permit.OPEN_WORK_PERMIT),
        ("the paper says I may work only for my boss", Permit.CLOSED_WORK_PERMIT),
        ("ce papier me tient chez mon patron", Permit.CLOSED_WORK_PERMIT),
        ("my permit is the post-grad one", Permit.GRADUATE_WORK_PERMIT),
        ("the 3 year one after university", Permit.GRADUATE_WORK_PERMIT),
        ("la commission m'a reconnue", Permit.REFUGEE), ("the IRB has accepted us", Permit.REFUGEE),
        ("I made a claim at the border", Permit.ASYLUM_SEEKER),
    ],
)  # fmt: skip
def test_a_status_that_is_described(reader: Reader, text: str, status: Permit) -> None:
    assert permit(reader.resolver, text) == Found(status)


@pytest.mark.parametrize(
    "text",
    [
        "my permit is only for one year", "mon permis c'est juste pour deux ans", "my permit is not open",
        "the commission recognised my diploma", "where do I claim my bags at the airport",
        "demande à la douane si ça passe", "four years after college I began", "my boss keeps the key with him",
        "the paper, my wife holds it at home", "le permis, on le garde avec nous", "permit, I work only for winter",
        "on a fait une demande à la frontière",
       
        "wp closed maybe", "la commission m'a accepté comme témoin", "the commission accepted us for a test",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it(reader: Reader, text: str) -> None:
    assert permit(reader.resolver, text) == Unknown()
