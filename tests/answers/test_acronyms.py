"""What an acronym is: the organisation that has it, or a word that it is not known; no common word in its place."""

import pytest

from bot.answers.turn import Library
from bot.base.i18n import texts
from bot.knowledge.acronyms import as_typed, asked_what_it_is
from bot.reading import Parse
from tests.answers.conftest import Person


@pytest.mark.parametrize(
    ("text", "mended", "read"),
    [
        ("who are the SANC", "who are the sand", "who are the SANC"),
        ("kes ca mange le CIL?", "qu'est-ce que ça mange le cil?", "qu'est-ce que ça mange le cil?"),
        ("DITES MOI QUOI FERE", "dites moi quoi faire", "dites moi quoi faire"),
        ("c koi le POL svp", "c'est quoi le pol svp", "c'est quoi le pol svp"),
    ],
)
def test_a_word_in_capitals_is_no_other_word(text: str, mended: str, read: str) -> None:
    assert as_typed(text, mended) == read
    seen = {"text": text, "mended": mended, "intent": {"name": "help"}, "clauses": []}
    assert Parse.of(seen).mended == read


@pytest.mark.parametrize("written", ["c'est qui la SANC?", "what is SANC", "SANC?", "c koi la SANC que mon oncle dit"])
async def test_an_organisation_is_told_by_its_acronym(person: Person, library: Library, written: str) -> None:
    [held] = [each for each in library.knowledge.all_services if each.id == "sanc"]
    assert held.name in await person.says("help", written=written)


@pytest.mark.parametrize(
    "written", ["c'est quoi le QZVX?", "what does XWQT stand for", "my cousin says go to QWXZ, what is it?"]
)
async def test_an_acronym_that_is_not_known_is_said_not_to_be(person: Person, written: str) -> None:
    said = await person.says("help", written=written)
    acronym = asked_what_it_is(written)
    assert texts(person.language).gettext("I do not know what “{acronym}” is.", acronym=acronym) in said


@pytest.mark.parametrize(
    "written",
    [
        "c'est quoi le CAQ?",
        "what is a DEP",
        "c'est quoi la RAMQ",
        "CAN YOU HELP ME",
        "I work at QZVX",
        "c'est quoi un PAB?",
    ],
)
async def test_what_texts_or_trades_speak_of_is_left_to_them(person: Person, written: str) -> None:
    unknown = texts(person.language).gettext("I do not know what “{acronym}” is.", acronym=asked_what_it_is(written))
    assert unknown not in await person.says("help", written=written)
