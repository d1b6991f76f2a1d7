"""Vectors are kept from one start to the next, and only those of what is still written down."""

from pathlib import Path

import pytest

from bot.knowledge import Meanings


def learnt(meanings: Meanings, *texts: str) -> list[float]:
    return list(meanings.learn(texts))


def test_what_is_known_is_not_computed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert learnt(Meanings(tmp_path), "une maison", "a house")[-1] == 1
    again = Meanings(tmp_path)
    monkeypatch.setattr(again, "_several", None)
    assert learnt(again, "une maison", "a house") == []
    assert again.many(["une maison", "a house"]).shape[0] == 2


def test_what_was_deleted_is_forgotten(tmp_path: Path) -> None:
    learnt(Meanings(tmp_path), "une maison", "a house")
    learnt(Meanings(tmp_path), "a house")
    assert learnt(Meanings(tmp_path), "a house") == []
    assert learnt(Meanings(tmp_path), "a house", "une maison") == [1.0], "computed anew"
