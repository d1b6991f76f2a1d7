"""Who asks something of everybody and wishes for advice on a case in one message gets a fact, and who may advise."""

import pytest
from sqlalchemy import select

from bot.base.terms import Language
from bot.db.models import UnansweredRow
from bot.knowledge.question_reading import Asked
from bot.replies.message import Message
from tests.answers.conftest import Person, Took

_CASE = (("ask_immigration_procedure", 0.9), ("ask_worker_rights", 0.05))
_RIGHTS = (("ask_worker_rights", 0.95), ("ask_immigration_procedure", 0.01))
_PARTS = {
    Language.FRENCH: (
        "c'est combien le salaire minimum?",
        "ma cousine veut me rejoindre ici, je la parraine ou elle demande un visa?",
    ),
    Language.ENGLISH: (
        "how much is the minimum wage?",
        "my cousin wants to join me here, do I sponsor her or does she ask for a visa?",
    ),
}


async def test_what_is_asked_of_everybody_is_answered_beside_who_may_advise(person: Person) -> None:
    of_all, of_a_case = _PARTS[person.language]
    clauses = Asked(of_all, took=_RIGHTS), Asked(of_a_case, took=_CASE, advice=0.9)
    said = await person("advice", written=f"{of_all} {of_a_case}", took=_CASE, clauses=clauses)
    texts = [message.text for message in said]
    assert "$" in texts[0]
    assert _title(person) in texts[-1]


async def test_a_case_alone_gets_who_may_advise_alone(person: Person) -> None:
    _, of_a_case = _PARTS[person.language]
    said: list[Message] = await person("advice", written=of_a_case, took=_CASE)
    assert [_title(person) in message.text for message in said] == [True]


async def test_a_story_that_ends_in_a_wish_for_advice_is_none_that_is_only_told(person: Person) -> None:
    written = (
        "I came from Lima, 29, a baker with a closed permit in Laval, level 7 in French, my husband is a citizen since "
        "last year and we rent a flat together. If you were me, which permit would you go for?"
    )
    said = await person("unsure", written=written, took=(("inform", 0.9), ("start_profile", 0.05)))
    assert _title(person) in said[-1].text


def _title(person: Person) -> str:
    return person.library.knowledge.article("immigration_procedure").title[person.language]


@pytest.mark.parametrize(
    ("case", "end"),
    [("My LMIA ran out on Monday,", "do I go on with the night shift?"),
     ("Notre statut est fini,", "ça prend combien de temps pour le ravoir?"),
     ("My wife's permit was refused.", "How long have we got to go on?")],
)  # fmt: skip
@pytest.mark.parametrize("took", [_RIGHTS, (("out_of_scope", 0.7),), (("start_profile", 0.9),)])
async def test_the_end_of_a_case_is_no_question_of_everybody(person: Person, case: str, end: str, took: Took) -> None:
    clauses = Asked(case, took=_CASE, advice=0.95), Asked(end, took=took)
    said = await person("advice", written=f"{case} {end}", took=_CASE, clauses=clauses)
    assert [_title(person) in message.text for message in said] == [True]
    async with person.database.reading() as session:
        assert (await session.scalars(select(UnansweredRow.id))).all() == []


async def test_an_order_beside_a_case_is_no_question(person: Person) -> None:
    _, of_a_case = _PARTS[person.language]
    order = Asked("Could you show me the trips?", took=(("list_trips", 0.97),))
    clauses = order, Asked(of_a_case, took=_CASE, advice=0.9)
    said = await person("advice", written=f"{order.text} {of_a_case}", took=_CASE, clauses=clauses)
    assert [_title(person) in message.text for message in said] == [True]


@pytest.mark.parametrize(
    ("case", "other"),
    [("Should my brother ask for asylum or a visa?", "How much does the CSQ cost?")],
)  # fmt: skip
async def test_who_may_advise_is_said_once(person: Person, case: str, other: str) -> None:
    clauses = Asked(case, took=_CASE, advice=0.95), Asked(other, took=(("ask_immigration_procedure", 0.6),))
    said = await person("advice", written=f"{case} {other}", took=_CASE, clauses=clauses)
    assert sum(_title(person) in message.text for message in said) == 1
