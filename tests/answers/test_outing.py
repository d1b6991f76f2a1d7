"""Seats asked for in words: the trip that is meant, a choice, or the nearest ones where none leads there."""

from bot.answers.doors import Door
from bot.base.i18n import texts
from bot.programme import trip_views
from tests.answers.conftest import Person


async def test_seats_and_questions_are_answered_together(agreed: Person) -> None:
    async with agreed.database.reading() as session:
        coming = await trip_views.coming(session, agreed.now)
    trip = next(each for each in coming if sum(other.region == each.region for other in coming) == 1)
    messages = await agreed(f"seats_asked:2:{trip.region}::return:meals", door=Door.WORDS)
    text = "\n".join(message.text for message in messages)
    assert texts(agreed.language).time(trip.returns_at) in text
    assert f"register_confirm:{trip.id}:2" in {
        button.ref.encode().split("~")[0] for row in messages[-1].rows for button in row if button.ref
    } or any(button.ref and button.ref.name == "register_confirm" for row in messages[-1].rows for button in row)


async def test_where_no_trip_leads_the_nearest_are_named(agreed: Person) -> None:
    async with agreed.database.reading() as session:
        coming = await trip_views.coming(session, agreed.now)
    knowledge = agreed.library.knowledge
    none = next(code for code in knowledge.regions if code not in {trip.region for trip in coming})
    name = knowledge.place_name(none, agreed.language)
    nearest, found = trip_views.towards(coming, knowledge, none)
    assert not found
    for reference in (f"trips:0:{none}", f"seats_asked:3:{none}:", f"trip_asked:{none}::price"):
        [message, *_] = await agreed(reference, door=Door.WORDS)
        assert name in message.text
        assert nearest[0].town in message.text
    written = {"fr": "la plus proche", "en": "the closest one"}[agreed.language]
    messages = await agreed(f"seats_asked:3:{none}:", written=written, door=Door.WORDS)
    assert nearest[0].town in messages[-1].text
    assert nearest[1].town not in messages[-1].text


async def test_a_choice_keeps_the_number(agreed: Person) -> None:
    [message, *_] = await agreed("seats_asked:4::", door=Door.WORDS)
    refs = [button.ref for row in message.rows for button in row if button.ref and button.ref.name == "register"]
    assert len(refs) > 1
    assert {ref.args[1] for ref in refs} == {"4"}


async def test_who_has_not_agreed_is_asked_and_told_all_the_same(person: Person) -> None:
    async with person.database.reading() as session:
        trip = (await trip_views.coming(session, person.now))[0]
    messages = await person(f"seats_asked:2::{trip.id}:return", door=Door.WORDS)
    assert texts(person.language).time(trip.returns_at) in messages[0].text
    assert any(button.ref and button.ref.name == "consent" for m in messages for row in m.rows for button in row)


async def test_a_forged_region_is_an_old_button(agreed: Person) -> None:
    assert texts(agreed.language).gettext("Coming trips") not in await agreed.says("trips:0:nowhere", door=Door.BUTTON)
