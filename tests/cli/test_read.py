"""`bot read` shows how a message is read."""

from datetime import date
from pathlib import Path

import pytest

from bot.base.terms import Field
from bot.cli import read
from bot.reading import Clause, Entity, Guess, Parse

TODAY = date(2026, 3, 2)
MODEL = Path("no.tar.gz")


def test_an_answer_to_the_open_question_needs_no_model() -> None:
    told = list(read.steps(MODEL, "7 ans", Field.EXPERIENCE, {}, TODAY))
    assert "no model is needed" in told
    assert "saves: experience_years = 7.0" in told


def test_each_step_of_a_sentence_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "ma femme est plombière. le loyer à Amos?"
    tells, asks = (Guess("inform", 0.9),), (Guess("ask_housing", 0.9),)
    parse = Parse(
        text, "ask_housing", (Guess("ask_housing", 0.8),), (Entity("occupation", "plombière", 13, 22),),
        "ma femme est plombière. le loyer a Amos?",
        (Clause(0, 23, text[:23], "inform", tells), Clause(24, 40, text[24:], "ask_housing", asks)),
    )  # fmt: skip
    monkeypatch.setattr(read, "parse_with", lambda model, said: parse)
    told = "\n".join(read.steps(MODEL, text, None, {Field.OCCUPATION: "63200"}, TODAY))
    for line in (
        "mended: ",
        "clause: ",
        "entity: occupation",
        "of partner",
        "saves: the partner",
        "rules: ask_housing",
    ):
        assert line in told
    assert "saves: occupation" not in told
