"""Every card fits a phone and names its sources."""

import pytest

from bot.answers.turn import Library
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge import Topic, Town
from bot.replies import articles, regions
from bot.replies.message import visible
from bot.replies.regions import LONGEST_FIRST
from tests.answers.conftest import references
from tests.conftest import NOW

PICTURE = b"a picture"


@pytest.mark.parametrize("language", list(Language))
def test_every_first_message_fits_a_phone_and_names_its_source(library: Library, language: Language) -> None:
    t, knowledge = texts(language), library.knowledge
    shown = [
        articles.article(t, knowledge, entry, more=False, today=NOW.date()) for entry in knowledge.articles.values()
    ]
    longest: dict[str, Town] = {}  # the town of each region whose name takes most of a screen
    for town in knowledge.towns.values():
        longest[town.region] = max(town, longest.get(town.region, town), key=lambda each: len(each.name))
    assert longest.keys() == knowledge.regions.keys()
    shown += [
        regions.region(
            t,
            knowledge,
            place,
            topic,
            12,
            more=False,
            picture=PICTURE if topic is Topic.OVERVIEW else None,
            today=NOW.date(),
        )
        for place in (*knowledge.regions, *(town.code for town in longest.values()))
        for topic in Topic
    ]
    assert len(shown) > 300
    for message in shown:
        text = visible(message.text)
        assert len(text) <= LONGEST_FIRST, text
        assert text.rstrip().split("\n")[-1].startswith("Source"), text
        assert any(button.url for row in message.rows for button in row), "a link to the official page"


@pytest.mark.parametrize("language", list(Language))
def test_more_shows_the_rest_and_every_source(library: Library, language: Language) -> None:
    t, knowledge = texts(language), library.knowledge
    rest = [entry for entry in knowledge.articles.values() if entry.rest(language, NOW.date())]
    assert len(rest) > 40
    for entry in rest:
        first = articles.article(t, knowledge, entry, more=False, today=NOW.date())
        more = articles.article(t, knowledge, entry, more=True, today=NOW.date())
        assert f"article:{entry.id}:more" in references(first)
        assert f"article:{entry.id}:more" not in references(more)
        assert all(source.title[language] in visible(more.text) for source in entry.sources), entry.id
