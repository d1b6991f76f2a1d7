"""Plain words: how hard the texts are to read, in each language, by one measure that needs no dictionary.

LIX (Björnsson 1968): words in a sentence plus the share of words of more than six letters. It was compared across
languages, French and English among them (Björnsson 1983): below 40 easy, 40 to 50 as in a newspaper, above 55 hard.
French words are longer, so the bound is a little higher.
"""

from collections.abc import Iterator

import pytest
import textstat

from bot.base.terms import Language
from bot.knowledge import Knowledge
from bot.knowledge.review import reviewed, texts_of

MEAN = {Language.FRENCH: 43, Language.ENGLISH: 36}
HARDEST = {Language.FRENCH: 65, Language.ENGLISH: 60}  # names of ministries and programmes are long
FEWEST_WORDS = 20  # below, one long name decides


def measured(knowledge: Knowledge, language: Language) -> Iterator[tuple[float, str]]:
    for subject, name, entry in reviewed(knowledge):
        if subject != "services":  # names, mostly
            text = texts_of(entry)[0][language].replace("\u00a0", " ").replace("’", "'")
            if len(text.split()) >= FEWEST_WORDS:
                yield textstat.lix(text), f"{subject} {name}"


@pytest.mark.parametrize("language", list(Language))
def test_texts_are_plain(knowledge: Knowledge, language: Language) -> None:
    found = sorted(measured(knowledge, language), reverse=True)
    assert len(found) > 150
    mean = sum(score for score, _ in found) / len(found)
    print(f"{language}: LIX {mean:.1f} on average; the hardest: {found[:8]}")
    assert mean <= MEAN[language]
    assert found[0][0] <= HARDEST[language], found[:8]
