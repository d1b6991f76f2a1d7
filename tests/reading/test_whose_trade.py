"""« le métier de mon mari, c'est … » tells a partner's trade; « seul plombier ici » tells nothing of a household."""

from typing import Any

import pytest

from bot.base.terms import Field, Household, Wish
from bot.knowledge import Found, Resolver
from bot.reading import Person, changes
from bot.reading.how_meant import own
from tests.reading.conftest import Read

NURSE: dict[Field | Wish, Any] = {Field.OCCUPATION: "31301"}


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("pardon, le boulot de ma conjointe c'est plombière", "plombière"),
        ("l'emploi de mon conjoint, c'est plombier", "plombier"),
        ("en fait celui de mon mari c'est plombier", "plombier"),
    ],
)
def test_it_does_not_replace_the_trade_of_the_writer(read: Read, text: str, trade: str) -> None:
    reading = read(text, "correct_profile", ("occupation", trade), told=NURSE)
    found = changes(reading, NURSE, None)
    assert Field.OCCUPATION not in found.saved
    assert [fact.person for fact in reading.facts if fact.field is Field.OCCUPATION] == [Person.PARTNER]


@pytest.mark.parametrize("text", ["mon métier c'est plombier", "le métier de mes rêves c'est plombier"])
def test_that_of_the_writer_does(text: str) -> None:
    assert own(text) == text


@pytest.mark.parametrize("text", ["le statut de ma femme c'est réfugiée", "le français de mon fils c'est B1"])
def test_nor_is_another_answer_of_theirs_the_writers(text: str) -> None:
    assert not own(text).strip()


@pytest.mark.parametrize(
    "text", ["chui seul plombier icitte", "je suis la seule caissière du magasin", "le seul technicien de la shop"]
)
@pytest.mark.parametrize("asked", [None, Field.OCCUPATION, Field.HOUSEHOLD])
def test_the_only_one_at_work_does_not_live_alone(read: Read, text: str, asked: Field | None) -> None:
    assert Field.HOUSEHOLD not in changes(read(text, "inform", asked=asked), {}, asked).saved


@pytest.mark.parametrize(
    "text", ["tout seul", "je viens seule", "seul pour le moment", "je suis le seul qui vient", "seule en mai"]
)
def test_who_comes_alone_does(resolver: Resolver, text: str) -> None:
    assert resolver.household(text) == Found(Household())
