"""Checks of the encoders, run by `test_in_rasa.py` in Rasa's environment: a process of its own, since it may die."""
# mypy: ignore-errors

import numpy as np
from components.encoders import bounded, encoder

TEXTS = ("\ufdfa" * 19, "\ufdfa" * 5000, "😀" * 400, "e" + "\u0301" * 900, "\0" * 50, "\ud800x\udfff", "a" * 50_000, "")


def no_text_ends_the_process() -> None:
    """Whatever is typed, each encoder gives one vector of finite numbers."""
    for name in ("use", "e5"):
        for text in TEXTS:
            assert np.isfinite(encoder(name).several([text])).all(), (name, text[:3])
        assert len(encoder(name).vectors(TEXTS)) == len(TEXTS)


def what_is_given_is_bounded_in_bytes() -> None:
    """Normalised first, since one letter may become eighteen; never cut inside a character."""
    assert bounded("a\0b\nc\u00a0d") == "ab c d"
    assert bounded("\ud83d") == ""
    for text in TEXTS:
        assert len(bounded(text).encode()) <= 320
    assert bounded("é" * 500) == "é" * 160


if __name__ == "__main__":
    no_text_ends_the_process()
    what_is_given_is_bounded_in_bytes()
    print("all hold")
