"""Contracts of the data: what every reader of the knowledge base may rely on."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.knowledge import PROVINCE, Article, Entry, Knowledge, Topic, training_vocabulary
from bot.knowledge.schema import LONGEST_ANSWER, RegionTopic
from bot.terms import Education, Field, Language, Permit, ServiceType
from tests.typography import UNTIDY_FRENCH

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


def numbers(text: str, language: Language) -> list[str]:
    """The numbers of a text, written alike whatever the language."""
    if language is _FRENCH:
        text = re.sub(r"(?<=\d)[\u00a0 ](?=\d{3}\b)", "", text).replace(",", ".")
    else:
        text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    return sorted(re.findall(r"\d+(?:\.\d+)?", text))


def test_there_are_seventeen_regions(knowledge: Knowledge) -> None:
    assert list(knowledge.regions) == [f"{number:02}" for number in range(1, 18)]


def test_every_region_tells_every_topic_in_both_languages(knowledge: Knowledge) -> None:
    for region in knowledge.regions.values():
        assert set(region.topics) == set(Topic)
        for topic in Topic:
            assert all(0 < len(region.topic(topic).answer[language]) <= LONGEST_ANSWER for language in Language)


def test_neighbours_are_mutual_or_at_least_known(knowledge: Knowledge) -> None:
    for region in knowledge.regions.values():
        assert region.code not in region.nearby
        assert set(region.nearby) <= knowledge.regions.keys()


def test_every_subject_has_its_articles(knowledge: Knowledge) -> None:
    subjects = Counter(article.subject for article in knowledge.articles.values())
    assert subjects.keys() == {
        "programme", "francisation", "immigration", "work", "financial_aid", "first_steps",
    }  # fmt: skip
    assert min(subjects.values()) >= 10


def test_numbers_are_the_same_in_both_languages(knowledge: Knowledge) -> None:
    compared = 0
    for name, french, english in texts(knowledge):
        assert numbers(french, _FRENCH) == numbers(english, _ENGLISH), name
        compared += bool(numbers(french, _FRENCH))
    assert compared > 100


def test_french_typography(knowledge: Knowledge) -> None:
    checked = 0
    for name, french, _ in texts(knowledge):
        assert not UNTIDY_FRENCH.search(french), (name, french)
        checked += 1
    assert checked > 200


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
    found = knowledge.services("01", ServiceType.LEGAL)
    assert found
    assert all(ServiceType.LEGAL in nearby.service.types for nearby in found)


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
