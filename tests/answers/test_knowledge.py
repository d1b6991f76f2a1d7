"""Regions, services, articles and French: short enough for a phone, sourced, and the one that was meant."""

from itertools import pairwise

import pytest

from bot.answers import Library
from bot.base.i18n import texts
from bot.base.terms import Language, ServiceType
from bot.knowledge import PROVINCE, Source, Topic, Town
from bot.programme import unanswered
from bot.replies import articles, regions
from bot.replies.message import Message, visible
from bot.replies.regions import LONGEST_FIRST, Vacancies
from bot.replies.sources import source_line
from bot.replies.words import french_name
from tests.answers.conftest import Person
from tests.conftest import NOW

PICTURE = b"a picture"
MORE = 60  # characters, two lines of a phone: what is one whole is not cut for them


def references(message: Message) -> list[str]:
    return [button.ref.encode() for row in message.rows for button in row if button.ref]


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


async def test_a_region_comes_with_a_map_and_its_topics_one_tap_away(person: Person) -> None:
    [message] = await person("region:11")
    assert message.photo is not None
    assert message.photo.content.startswith(b"\x89PNG")
    assert "Gaspésie" in message.text
    assert {f"region:11:{topic}" for topic in Topic if topic is not Topic.OVERVIEW} <= set(references(message))
    [housing] = await person("region:11:housing")
    assert housing.photo is None


async def test_a_town_is_told_to_be_in_its_region(person: Person) -> None:
    town = next(t for t in person.library.knowledge.towns.values() if t.name == "Rimouski")
    said = await person.says(f"region:{town.code}:housing")
    t = texts(person.language)
    assert t.gettext("{town} is in this region.", town="Rimouski") in said
    assert t.gettext("This button is out of date. Here is where we can go from here:") in await person.says(
        "region:99999"
    )


async def test_a_town_stays_the_town_from_topic_to_topic(person: Person) -> None:
    town = next(t for t in person.library.knowledge.towns.values() if t.name == "Rimouski")
    [message] = await person(f"region:{town.code}:getting_there")
    assert f"region:{town.code}:getting_there:more" in references(message)
    assert {f"region:{town.code}:{topic}" for topic in Topic if topic is not Topic.GETTING_THERE} <= set(
        references(message)
    )
    assert not any(each.startswith("region:01") for each in references(message))


@pytest.mark.parametrize("language", list(Language))
def test_where_no_vacancy_suits_it_is_said_in_words(library: Library, language: Language) -> None:
    vacancies = {"11": Vacancies(3, 0), "02": Vacancies(1, 0)}
    compared = regions.comparison(texts(language), library.knowledge, ["11", "02"], list(Topic), vacancies, PICTURE)
    several, one = visible(compared.text).split("\n")[2:4]
    assert "3" in several
    assert "1" in one
    assert " 0 " not in several + one


async def test_regions_are_compared_side_by_side_with_what_suits(welder: Person) -> None:
    t = texts(welder.language)
    [message] = await welder("compare:11:02:09")
    said = visible(message.text)
    assert len(said) <= LONGEST_FIRST
    assert message.photo is not None
    for mark in "①②③":
        assert said.count(mark) >= 2, "each region stands in each line"
    assert regions.topic_name(t, Topic.SCHOOLS_CHILDCARE) in said, "who has children cares about schools first"
    assert any(each == "compare_by:climate:11:02:09" for each in references(message))
    by_climate = await welder.says("compare_by:climate:11:02:09")
    assert f"<b>{regions.topic_name(t, Topic.CLIMATE)}</b>" in by_climate
    assert by_climate.index(regions.topic_name(t, Topic.CLIMATE)) < by_climate.index("①", by_climate.index("③"))


async def test_every_pair_of_regions_can_be_compared_on_a_phone(person: Person) -> None:
    codes = list(person.library.knowledge.regions)
    for first, second in pairwise(codes):
        [message] = await person(f"compare:{first}:{second}")
        assert len(visible(message.text)) <= LONGEST_FIRST


async def test_one_region_alone_is_not_compared(person: Person) -> None:
    [message] = await person("compare:11:11")
    assert "region:05" in references(message)


async def test_services_near_a_town_come_first_with_whom_they_serve(person: Person) -> None:
    town = next(t for t in person.library.knowledge.towns.values() if t.name == "Gaspé")
    [message] = await person(f"services:{town.code}")
    said = visible(message.text)
    assert len(said) <= LONGEST_FIRST
    assert "km" in said
    first = next(each for each in references(message) if each.startswith("service:"))
    card, *places = await person(first)
    assert "👥" in card.text
    assert "Source" in card.text
    assert places[0].venue is not None
    onward = f"services:{town.code}::1"
    [label] = [b.label for row in message.rows for b in row if b.ref and b.ref.encode() == onward]
    assert label == texts(person.language).gettext("More services")
    [second] = await person(onward)
    listed = [{each for each in references(page) if each.startswith("service:")} for page in (message, second)]
    assert listed[0].isdisjoint(listed[1])
    assert listed[1]


async def test_a_need_with_nothing_local_falls_back_on_the_province(person: Person) -> None:
    knowledge = person.library.knowledge
    assert not any(one.region == "01" and ServiceType.FOOD in one.types for one in knowledge.all_services)
    [message] = await person("services:01:food")
    listed = [each.removeprefix("service:") for each in references(message) if each.startswith("service:")]
    assert listed
    assert {one.region for one in knowledge.all_services if one.id in listed} == {PROVINCE}


async def test_a_pin_says_that_it_shows_the_town_and_never_passes_for_the_door(person: Person) -> None:
    t = texts(person.language)
    known = next(one for one in person.library.knowledge.all_services if one.address)
    unknown = next(one for one in person.library.knowledge.all_services if one.city and not one.address)
    for one, note in (
        (known, t.gettext("This pin shows the town. The address: {address}.", address=known.address)),
        (unknown, t.gettext("This pin shows the town. Ask for the address before you go.")),
    ):
        _, pin = await person(f"service:{one.id}")
        assert pin.venue is not None
        assert pin.venue.address == note


@pytest.mark.parametrize("language", list(Language))
def test_a_title_of_a_source_is_escaped_once(language: Language) -> None:
    source = Source.model_validate({"title": "Dupont & <fils>", "url": "https://example.org", "verified": True})
    assert "Dupont & <fils>" in visible(source_line(texts(language), [source]))


@pytest.mark.parametrize("language", list(Language))
def test_what_can_be_done_about_an_answer_stands_under_it(library: Library, language: Language) -> None:
    t = texts(language)
    for identifier, button in articles.own_steps(t).items():
        message = articles.article(
            t, library.knowledge, library.knowledge.article(identifier), more=False, today=NOW.date()
        )
        assert (button,) in message.rows


ASKED = [
    ("immigration_advisor", "is this message really from the programme?", "ce message vient-il vraiment du programme?",
     "is_it_really_us"),
    ("immigration_advisor", "how do I check the name of a consultant", "comment vérifier le nom d'un consultant",
     "immigration_check_a_name"),
    ("worker_rights", "what is the minimum wage", "c'est combien le salaire minimum", "minimum_wage"),
    ("financial_aid", "help to pay the rent", "une aide pour payer le loyer", "housing_allowance"),
    ("francisation_levels", "B2 is which Québec level", "B2 c'est quel niveau au Québec", "francisation_scale_cefr"),
    ("programme", "how much does the trip cost", "combien coûte le voyage", "trip_cost"),
    ("financial_aid", "how do I get a health card", "comment avoir la carte soleil", "health_card"),
    ("financial_aid", "", "", "financial_aid"),
]  # fmt: skip


@pytest.mark.parametrize(("named", "english", "french", "answered"), ASKED)
async def test_the_article_of_a_subject_that_fits_the_sentence(
    person: Person, named: str, english: str, french: str, answered: str
) -> None:
    written = english if person.language is Language.ENGLISH else french
    title = person.library.knowledge.article(answered).title[person.language]
    [message] = await person(f"ask:{named}", written=written)
    assert visible(message.text).startswith(title)


async def test_a_question_that_names_no_place_may_be_about_an_article(person: Person) -> None:
    title = person.library.knowledge.article("health_card").title[person.language]
    written = "how do I get my RAMQ card" if person.language is Language.ENGLISH else "comment obtenir ma carte RAMQ"
    assert title in await person.says("regions:health_care", written=written)
    [menu] = await person(
        "regions:health_care", written="hospital" if person.language is Language.ENGLISH else "hôpital"
    )
    assert "region:05:health_care" in references(menu)


async def test_what_no_intent_fits_is_looked_up_and_offered_by_title(person: Person) -> None:
    written = (
        "are winter tires mandatory" if person.language is Language.ENGLISH else "les pneus d'hiver sont obligatoires"
    )
    [message] = await person("out_of_scope", written=written)
    assert references(message)[0] == "article:winter"
    assert sum(each.startswith(("article:", "regions:", "service:")) for each in references(message)) <= 3
    assert references(message)[-1] == "human"


async def test_what_is_not_known_is_said_and_noted_and_a_person_offered(agreed: Person) -> None:
    t, person = texts(agreed.language), agreed
    await person("cancel")
    written = "who won the hockey game" if person.language is Language.ENGLISH else "qui a gagné le match de hockey"
    [message] = await person("out_of_scope", written=written)
    assert t.gettext("I do not know the answer to that one.") in message.text
    assert references(message)[0] == "human"
    async with person.database.reading() as session:
        [noted] = await unanswered.newest(session, 10)
    assert noted.text == written


async def test_unsure_offers_answers_before_meanings(person: Person) -> None:
    written = "my lease" if person.language is Language.ENGLISH else "mon bail"
    [message] = await person("unsure:ask_housing", written=written)
    assert references(message)[:1] == ["article:lease"]


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


async def test_an_organization_s_phone_is_shown_where_it_is_known(person: Person) -> None:
    assert "1 844 838-0808" in await person.says("service:norme-cnesst")
    assert "📞" not in await person.says("service:tal")


async def test_figures_are_compared_in_a_picture_and_in_words(person: Person) -> None:
    [card] = await person("region:08:housing")
    shown = [each for each in references(card) if each.startswith("chart:")]
    assert shown == ["chart:rent:08", "chart:vacancy:08"]
    [rents] = await person(shown[0])
    assert rents.photo is not None
    said = visible(rents.text).replace("\xa0", " ")
    assert all(figure in said for figure in ("739", "793", "821", "2023"))
    [january] = await person("chart:january:25213")
    assert "−" in january.text
    old = texts(person.language).gettext("This button is out of date. Here is where we can go from here:")
    for forged in ("chart:rent", "chart:rent:99", "chart:nothing:08"):
        assert old in await person.says(forged)


async def test_under_a_comparison_stands_one_picture_a_topic_for_all_its_places(person: Person) -> None:
    [message] = await person("compare_by:climate:01:08")
    charted = [each for each in references(message) if each.startswith("chart:")]
    assert charted[0] == "chart:january:01:08"
    assert len({each.split(":")[1] for each in charted}) == len(charted) <= 2
