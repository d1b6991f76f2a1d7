"""The notice that somebody gives before a first day of work is no question on rights; a job that was lost still is."""

import pytest

from bot.base.terms import Field
from bot.reading import Clause, Context, Guess, Parse, Reader, Reading
from tests.reading.conftest import TODAY

_RIGHTS = (Guess("ask_worker_rights", 0.97),)


def _read(reader: Reader, first: str, second: str) -> Reading:
    """A message of two clauses at the question on the first day, the second one taken for a question on rights."""
    text = f"{first} {second}"
    start = len(first) + 1
    clauses = (
        Clause(0, len(first), first, "inform", (Guess("inform", 0.97),)),
        Clause(start, len(text), second, "ask_worker_rights", _RIGHTS),
    )
    parse = Parse(text, "ask_worker_rights", _RIGHTS, (), text, clauses)
    return reader.read(parse, Context(TODAY, Field.START))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("June 1,", "my notice has to be given first"),
        ("tomorrow,", "only I have to resign at the bakery before"),
        ("le 1er juin,", "il faut que je démissionne avant"),
        ("le 20 avril,", "je dois prévenir mon gérant 15 jours avant"),
    ],
)
def test_notice_that_one_gives_asks_nothing(reader: Reader, first: str, second: str) -> None:
    reading = _read(reader, first, second)
    assert {*(fact.field for fact in reading.facts), *(each.field for each in reading.unclear)} == {Field.START}
    assert reading.acts == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("June 1,", "they fired me and kept my last cheque"),
        ("le 1er juin,", "mon gérant refuse de me payer mes vacances"),
        ("June 1,", "how much notice must I give?"),
    ],
)
def test_a_job_that_was_lost_and_a_question_are_heard(reader: Reader, first: str, second: str) -> None:
    assert [act.intent for act in _read(reader, first, second).acts] == ["ask_worker_rights"]
