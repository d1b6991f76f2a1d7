"""What somebody in danger writes next."""

import pytest

from bot.safety import goes_on


@pytest.mark.parametrize(
    "text",
    [
        "chuis toute seule, je fais quoi là",
        "que dois-je faire, il est encore en bas",
        "Aidez-moi s'il vous plaît",
        "qui appeler??",
        "what should I do he is still here",
        "HELP",
        "who can we call, she does not wake up",
    ],
)
def test_a_plea_goes_on(text: str) -> None:
    assert goes_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "6 ans comme boucher",
        "the ambulance came, he is ok now",
        "merci, c'est fini",
        "I worked as a helper in a kitchen",
    ],
)
def test_anything_else_does_not(text: str) -> None:
    assert not goes_on(text)
