"""Whom to call, for each kind of danger: the right line first, in both languages, with nothing beside it."""

import re

import pytest
from sqlalchemy import func, select

from bot.answers.doors import Door
from bot.base.i18n import texts
from bot.base.terms import Field, Language
from bot.db.models import AnswerRow, CandidateRow, HumanRequestRow, NoteRow, NoticeRow, UnansweredRow
from bot.reading import Fact, Reading
from bot.replies.message import Message, visible
from bot.safety import Danger
from tests.answers.conftest import Person

WHOM = {
    Danger.SUICIDE: ["911", "988", "+1 866 277-3553"],
    Danger.VIOLENCE: ["911", "+1 800 363-9010", "211", "+1 844 838-0808"],
    Danger.CHILD: ["911", "+1 800 263-2266", "811", "211"],
    Danger.HEALTH: ["911", "811"],
    Danger.FIRE: ["911"],
    Danger.ACCIDENT: ["911", "811"],
    Danger.STREET: ["211", "911", "+1 800 363-9010"],
    Danger.CAPTIVE: ["911", "+1 866 602-9448", "+1 844 838-0808", "+1 800 363-9010"],
    None: ["911", "988", "+1 800 363-9010", "811", "211"],
}
CALL = re.compile(r"^☎️ (\+1 \d{3} \d{3}-\d{4}|\d{3})\b", re.MULTILINE)  # as Telegram makes a number that a tap calls
KEPT = (AnswerRow, HumanRequestRow, NoteRow, NoticeRow, UnansweredRow)


async def counts(person: Person) -> list[int]:
    async with person.database.reading() as session:
        return [int(await session.scalar(select(func.count()).select_from(table)) or 0) for table in KEPT]


def offered(message: Message) -> list[str]:
    return [button.ref.encode() for row in message.rows for button in row if button.ref]


def test_every_kind_has_its_lines() -> None:
    assert set(WHOM) == {*Danger, None}


@pytest.mark.parametrize("kind", WHOM)
@pytest.mark.parametrize("written", Language)
async def test_the_right_line_comes_first_in_the_language_of_the_message(
    agreed: Person, kind: Danger | None, written: Language
) -> None:
    t, before = texts(written), await counts(agreed)
    [said] = await agreed(f"danger:{written}{f':{kind}' if kind else ''}", door=Door.CHANNEL)
    shown = visible(said.text)
    assert shown.startswith(t.gettext("Call now, it is free:"))
    assert CALL.findall(shown) == WHOM[kind]
    assert offered(said) == ["danger_person", "danger_over"], "no button of the open question"
    assert "?" not in shown, "nothing is asked"
    assert len(shown) < 700
    assert await counts(agreed) == before
    async with agreed.database.reading() as session:
        assert await session.scalar(select(CandidateRow.asking)) == Field.OCCUPATION, "the question waits"


async def test_the_words_of_each_kind_are_its_own(agreed: Person) -> None:
    said = [(await agreed(f"danger:en:{kind}", door=Door.CHANNEL))[0].text.split("\n\n")[-1] for kind in Danger]
    assert len(set(said)) == len(Danger)


async def test_help_stands_alone_whatever_else_the_words_ask_or_tell(agreed: Person) -> None:
    """A question on somebody's own case put the advisers first, and a trade was read back before the numbers."""
    written = "My boss keeps my passport and hits us, can I apply for an open work permit?"
    told = Reading((Fact(Field.OCCUPATION, "72106"),))
    before = await counts(agreed)
    said = await agreed("advice", "danger", "trips", written=written, door=Door.WORDS, told=told)
    assert [CALL.findall(visible(message.text)) for message in said] == [WHOM[None]]
    assert await counts(agreed) == before


async def test_officers_are_told_only_if_asked_and_the_question_goes_on_after(agreed: Person) -> None:
    t = texts(agreed.language)
    await agreed("danger:fr:suicide", door=Door.CHANNEL)
    [told] = await agreed("danger_person", door=Door.BUTTON)
    assert "911" in told.text
    assert (await counts(agreed))[1] == 1
    *_, question = await agreed("danger_over", door=Door.BUTTON)
    assert t.gettext("What is your occupation, or the job that you look for?") in question.text
