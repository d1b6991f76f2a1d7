"""Known questions, by which facts are found, are kept as the model mends an incoming one."""

import pytest

from bot.knowledge.training_questions import asked_before, asked_of_facts
from tests.trials.gather import mended_text

from .labelled import Parse

EVERY = 60  # of some 8,600 questions


@pytest.mark.timeout(1200)  # the first test may train the model
def test_known_questions_are_mended_as_a_message_is(rasa_parse: Parse) -> None:
    some = asked_before()[::EVERY]
    now = {each.question: mended_text(rasa_parse(each.question)) for each in some}
    old = {each.question: now[each.question] for each in some if (each.mended or each.question) != now[each.question]}
    assert not old, "run `python -m tests.trials.gather --mended`, then `bot knowledge meanings`"


def test_what_is_mended_is_written_only_where_it_differs() -> None:
    mended = [each for each in asked_of_facts() if each.mended]
    assert len(mended) > 1000
    assert not [each.question for each in mended if each.mended == each.question]
