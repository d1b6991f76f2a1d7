"""The self-assessment of French, and what a level means."""

import pytest

from bot.base.i18n import texts
from bot.replies.message import visible
from bot.replies.regions import LONGEST_FIRST
from bot.replies.words import french_name
from tests.answers.conftest import Person, references

MORE = 60  # characters, two lines of a phone: what is one whole is not cut for them


async def test_french_is_assessed_step_by_step_and_kept_if_wanted(agreed: Person) -> None:
    t = texts(agreed.language)
    [first] = await agreed("assess_french")
    assert visible(first.text).count("\n") > 6
    [last, *_] = await agreed("assess:6:6:4:4:0:0")
    assert t.gettext("A program worked this out from your answers. It is no official result: a school or a recognized "
                     "test gives one.") in last.text  # fmt: skip
    keep = next(each for each in references(last) if each.startswith("change:french_level:"))
    assert "✓" in await agreed.says(keep)


@pytest.mark.parametrize("given", ["0:0:0:0", "2:0:0:0"])
async def test_a_beginning_is_told_in_a_sentence_of_its_own(person: Person, given: str) -> None:
    t = texts(person.language)
    said = await person.says(f"assess:{given}")
    assert t.gettext("By your answers, your French is at its very beginning: this is where everyone starts.") in said
    assert t.gettext("Your French today: {level}", level=french_name(t, 0)) not in said


async def test_an_assessment_takes_little_more_than_a_screen_at_every_step(person: Person) -> None:
    given = "assess"
    [message] = await person(given)
    assert len(visible(message.text)) <= LONGEST_FIRST + MORE, "what it is about comes on top"
    for answer in (8, 6, 6, 4, 0, 0):
        given = f"{given}:{answer}"
        [message, *_] = await person(given)
        assert len(visible(message.text)) <= LONGEST_FIRST + MORE, "six sentences, a question, a title"
    assert not any(each.startswith(("set:", "change:")) for each in references(message)), (
        "nothing is kept without consent"
    )


async def test_a_forged_assessment_is_an_old_button(person: Person) -> None:
    t = texts(person.language)
    said = await person.says("assess:7:7")
    assert t.gettext("This button is out of date. Here is where we can go from here:") in said


async def test_each_level_says_what_it_means_on_little_more_than_a_screen(person: Person) -> None:
    for level in range(1, 13):
        [message] = await person(f"french_level:{level}")
        assert len(visible(message.text)) <= LONGEST_FIRST + MORE
        assert str(level) in message.text
