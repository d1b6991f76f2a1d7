"""Contracts of the data: what every reader of the knowledge base may rely on."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.base.terms import Education, Field, Language, Permit, ServiceType
from bot.knowledge import PROVINCE, Article, Entry, Knowledge, Topic, training_vocabulary
from bot.knowledge.facts import facts_of, statements
from bot.knowledge.review import reviewed
from bot.knowledge.schema import LONGEST_ANSWER, RegionTopic
from tests.typography import NOT_CANADIAN, UNTIDY_FRENCH

# Who asks for the first is shown the second, not the other way round.
ONE_WAY = {("02", "04"), ("11", "09")}
_FRENCH, _ENGLISH = Language.FRENCH, Language.ENGLISH


def entries(knowledge: Knowledge) -> Iterator[tuple[str, Entry]]:
    for region in knowledge.regions.values():
        for topic, entry in region.topics.items():
            yield f"{region.code} {topic}", entry
    for article in knowledge.articles.values():
        yield article.id, article


def texts(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Every pair of French and English texts that a person may read."""
    for name, entry in entries(knowledge):
        yield name, entry.answer[_FRENCH], entry.answer[_ENGLISH]
        if entry.more:
            yield f"{name} more", entry.more[_FRENCH], entry.more[_ENGLISH]
        if isinstance(entry, RegionTopic):
            yield f"{name} brief", entry.brief[_FRENCH], entry.brief[_ENGLISH]
        if isinstance(entry, Article):
            yield f"{name} title", entry.title[_FRENCH], entry.title[_ENGLISH]
    for service in knowledge.all_services:
        yield service.id, service.description[_FRENCH], service.description[_ENGLISH]
        if service.for_whom:
            yield f"{service.id} for whom", service.for_whom[_FRENCH], service.for_whom[_ENGLISH]
    for level in knowledge.french_scale.levels:
        for text in (level.daily, *level.skills.values()):
            yield f"level {level.level}", text[_FRENCH], text[_ENGLISH]


def test_there_are_seventeen_regions(knowledge: Knowledge) -> None:
    assert list(knowledge.regions) == [f"{number:02}" for number in range(1, 18)]


def test_every_region_tells_every_topic_in_both_languages(knowledge: Knowledge) -> None:
    for region in knowledge.regions.values():
        assert set(region.topics) == set(Topic)
        for topic in Topic:
            assert all(0 < len(region.topic(topic).answer[language]) <= LONGEST_ANSWER for language in Language)


def test_neighbours_are_mutual_but_for_those_that_are_named(knowledge: Knowledge) -> None:
    nearby = {(code, other) for code, region in knowledge.regions.items() for other in region.nearby}
    assert {other for _, other in nearby} <= knowledge.regions.keys()
    assert not any(code == other for code, other in nearby)
    assert {(one, other) for one, other in nearby if (other, one) not in nearby} == ONE_WAY


def test_every_subject_has_its_articles(knowledge: Knowledge) -> None:
    subjects = Counter(article.subject for article in knowledge.articles.values())
    assert subjects.keys() == {
        "programme", "francisation", "immigration", "work", "financial_aid", "first_steps",
    }  # fmt: skip
    assert min(subjects.values()) >= 10


def french_texts(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Everything in French that a person may read, exercises and titles of sources included."""
    yield from ((name, french) for name, french, _ in texts(knowledge))
    for item in knowledge.french_scale.items:
        yield from ((item.id, text) for text in (item.text, item.question[_FRENCH], *item.options))
    for subject, name, entry in reviewed(knowledge):
        yield from ((f"{subject} {name} source", source.title[_FRENCH]) for source in entry.sources)


def test_french_typography(knowledge: Knowledge) -> None:
    checked = list(french_texts(knowledge))
    assert len(checked) > 1_500
    assert [(name, text) for name, text in checked if UNTIDY_FRENCH.search(text)] == []


def test_english_is_canadian(knowledge: Knowledge) -> None:
    """But for names, which are French or of bodies that spell otherwise."""
    checked = [(name, english) for name, _, english in texts(knowledge)]
    assert len(checked) > 900
    assert [(name, text) for name, text in checked if NOT_CANADIAN.search(text)] == []


def test_what_describes_a_source_is_in_both_languages(knowledge: Knowledge) -> None:
    """Names of organisations stay as they are; what was added to tell pages apart is for the reader."""
    described = 0
    for subject, name, entry in reviewed(knowledge):
        for source in entry.sources:
            french, english = (
                re.findall(r"[(,] ?([a-zà-ÿ][\w’ -]+)(?=[),]|$)", source.title[each]) for each in Language
            )
            shared = set(french) & set(english) - {"article 1904"}
            assert not shared, (subject, name, source.title)
            described += bool(french)
    assert described > 20


def test_links_are_https_and_nothing_unverified_is_kept(knowledge: Knowledge) -> None:
    sources = [source for _, entry in entries(knowledge) for source in entry.sources]
    sources += [source for service in knowledge.all_services for source in service.sources]
    assert len(sources) > 300
    assert all(source.url.startswith("https://") and source.title and source.verified for source in sources)
    assert all(s.website is None or s.website.startswith("https://") for s in knowledge.all_services)


def test_every_service_is_in_a_known_region(knowledge: Knowledge) -> None:
    assert len(knowledge.all_services) > 100
    assert {s.region for s in knowledge.all_services} <= {*knowledge.regions, PROVINCE}


def test_services_are_local_first_then_for_all_quebec(knowledge: Knowledge) -> None:
    for region in knowledge.regions:
        local = [nearby.service.region == region for nearby in knowledge.services(region)]
        assert local == sorted(local, reverse=True)
        assert any(local)
        assert not all(local)


def test_services_near_a_town_come_nearest_first(knowledge: Knowledge) -> None:
    gaspe = next(town for town in knowledge.towns.values() if town.name == "Gaspé")
    found = knowledge.services(gaspe.code)
    distances = [nearby.kilometres for nearby in found if nearby.kilometres is not None]
    assert found[0].service.city == "Gaspé"
    assert found[0].kilometres == 0
    assert len(distances) >= 2
    assert distances == sorted(distances)
    assert found[-1].service.region == PROVINCE


def test_a_kind_of_service_with_nothing_local_falls_back_on_the_province(knowledge: Knowledge) -> None:
    missing = [
        (region, kind)
        for region in knowledge.regions
        for kind in ServiceType
        if not any(one.region == region and kind in one.types for one in knowledge.all_services)
    ]
    assert len(missing) > 20
    for region, kind in missing:
        found = knowledge.services(region, kind)
        assert found, (region, kind)
        assert all(kind in nearby.service.types and nearby.service.region == PROVINCE for nearby in found)


def test_all_unit_groups_have_two_titles_and_a_teer(knowledge: Knowledge) -> None:
    assert len(knowledge.occupations) == 516
    for occupation in knowledge.occupations.values():
        assert all(occupation.title(language) for language in Language)
        assert occupation.teer == int(occupation.code[1])


def test_a_hundred_occupations_have_everyday_words_in_both_languages(knowledge: Knowledge) -> None:
    everyday = [o for o in knowledge.occupations.values() if o.synonyms]
    assert len(everyday) >= 100
    assert all(o.synonyms[language] for o in everyday for language in Language)


def test_every_place_has_a_name_of_its_own(knowledge: Knowledge) -> None:
    labels = [town.label for town in knowledge.towns.values()]
    assert len(labels) > 1_200
    assert len(set(labels)) == len(labels)
    assert knowledge.place_name("06", _ENGLISH) == "Montréal"
    assert knowledge.place_name("94068", _FRENCH) == "Saguenay"


def test_the_vocabulary_speaks_of_every_code(knowledge: Knowledge) -> None:
    vocabulary = knowledge.vocabulary
    assert set(vocabulary.education) == {str(int(level)) for level in Education}
    assert set(vocabulary.permit) == {permit.value for permit in Permit}
    assert set(vocabulary.service_type) == {kind.value for kind in ServiceType}
    assert set(vocabulary.profile_field) == {field.value for field in Field}
    assert {int(level) for level in vocabulary.french_level} <= set(range(13))


def test_training_vocabulary_has_phrases_for_each_entity(knowledge: Knowledge) -> None:
    vocabulary = training_vocabulary(knowledge)
    assert vocabulary.keys() == {
        "region",
        "city",
        "occupation",
        "french_level",
        "education",
        "spoken_language",
        "permit",
        "service_type",
    }
    for entity, phrases in vocabulary.items():
        assert len(phrases) >= 40, entity
        assert len(set(phrases)) == len(phrases), entity
    assert {"Rimouski", "Chicoutimi", "Sept-Îles", "sept-iles"} <= set(vocabulary["city"])


def test_each_sentence_names_the_source_that_it_was_read_in(knowledge: Knowledge) -> None:
    """An entry of several sources either says which one each of its sentences has, or has one for all of them."""
    cited = 0
    for _, name, entry in reviewed(knowledge):
        if isinstance(entry, Entry) and entry.cites:
            sentences = [*statements(entry.answer), *(statements(entry.more) if entry.more else [])]
            assert len(entry.cites) == len(sentences), name
            assert max(entry.cites) < len(entry.sources), name
            cited += 1
    assert cited >= 140


def test_a_fact_has_the_date_of_its_own_source(knowledge: Knowledge) -> None:
    """The rate of all of Québec in 2025 is not shown with the survey of 2023 that the town's is from."""
    told = [
        fact for fact in facts_of(knowledge) if fact.text[Language.ENGLISH].startswith("In all of Québec, it was 2.2%")
    ]
    assert len(told) >= 14
    assert {fact.as_of for fact in told} == {"2025-12"}
