"""Organisations that help: by need and place, with whom they serve."""

from bot.base.i18n import texts
from bot.base.terms import ServiceType
from bot.knowledge import PROVINCE
from bot.replies.message import visible
from bot.replies.regions import LONGEST_FIRST
from tests.answers.conftest import Person, references


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


async def test_an_organization_s_phone_is_shown_where_it_is_known(person: Person) -> None:
    assert "1 844 838-0808" in await person.says("service:norme-cnesst")
    assert "📞" not in await person.says("service:tal")
