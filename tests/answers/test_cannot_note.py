"""A condition on a job that has no place in the profile is said so, and a language asked for comes before answers."""

import pytest

from bot.answers.doors import WORDS
from bot.base.i18n import texts
from bot.base.terms import Language, Unheld
from bot.reading import Reading
from bot.replies import privacy, wishes
from tests.answers.conftest import Person, carried


@pytest.mark.parametrize("kinds", [(Unheld.DAYS,), (Unheld.BENEFITS,), (Unheld.DAYS, Unheld.BENEFITS)])
async def test_what_cannot_be_noted_is_said_with_a_person_who_may_hear_it(
    settled: Person, kinds: tuple[Unheld, ...]
) -> None:
    reading = Reading(does=(("cannot_note", *kinds),))
    ref = ":".join(("cannot_note", *kinds))
    [message] = await settled(ref, written="no Sundays", door=WORDS, told=reading, decided=(ref,), shown_now=False)
    assert message.text == wishes.cannot_note(texts(settled.language), kinds).text
    assert len(message.text.split("\n")) == len(kinds)
    assert carried([message]) == ["human"]


async def test_a_language_asked_for_beside_what_is_decided_comes_first(settled: Person) -> None:
    [other] = set(Language) - {settled.language}
    said = await settled("privacy", f"language:{other}", written="…", door=WORDS, decided=("privacy",), shown_now=False)
    assert said[-1].text.endswith(privacy.privacy(texts(other)).text)
