"""Who asks for a fact is heard by the meaning of a message, whatever it looks like."""

from pathlib import Path

import numpy as np
import pytest

from bot.knowledge.answering import Answerer
from bot.knowledge.fact_asked import FactAsked, load_fact_asked
from bot.knowledge.question_reading import Asked


@pytest.mark.parametrize(
    ("needs", "does_not"),
    [
        (
            "my cousin swears that winter tires are for the rich, I am not so sure",
            "I have two toddlers and my mother lives with us, please put that in my profile",
        ),
        (
            "le dentiste nous a fait peur avec son prix, à nous qui venons d'arriver à Amos",
            "merci, vous avez été très gentils avec nous",
        ),
        ("my wife knows no French at all and evenings are all she has", "I would like to speak English with you"),
    ],
)
def test_a_need_is_likelier_to_ask_for_a_fact_than_what_tells_or_orders(
    answerer: Answerer, needs: str, does_not: str
) -> None:
    assert answerer.asked_for(Asked(needs)) > 0.5 > answerer.asked_for(Asked(does_not))


def test_what_is_learnt_is_read_back(tmp_path: Path) -> None:
    learnt = load_fact_asked()
    learnt.store(tmp_path / "again.npz")
    with np.load(tmp_path / "again.npz") as saved:
        again = FactAsked(saved["weights"], float(saved["bias"]))
    vector = np.full(len(learnt.weights), len(learnt.weights) ** -0.5, dtype=np.float32)
    assert 0 < again.chance(vector) == learnt.chance(vector) < 1
