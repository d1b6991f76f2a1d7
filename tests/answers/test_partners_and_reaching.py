"""In the chat: how to reach somebody, asked where it is needed alone; a partner's profile, linked by two taps."""

import re

from bot.answers.doors import Door
from bot.base.terms import Language
from bot.programme import trips
from bot.replies.message import Message
from tests.answers.conftest import Person
from tests.answers.test_travel_needs import seated

LINK = re.compile(r"start=(p_[\w-]+)")


def buttons(messages: list[Message]) -> list[str]:
    return [button.ref.encode() for message in messages for row in message.rows for button in row if button.ref]


async def test_nobody_is_asked_before_it_is_needed(agreed: Person) -> None:
    assert not [each for each in buttons(await agreed("contact_details")) if each.startswith("contact_ask")]
    assert buttons(await agreed("contact_ask:phone")) == buttons(await agreed("contact_details"))
    await seated(agreed)
    shown = buttons(await agreed("contact_details"))
    assert [each for each in shown if each.startswith("contact_")] == [
        "contact_ask:name",
        "contact_ask:phone",
        "contact_ask:home",
    ]


async def test_what_is_told_is_read_back_and_erased_at_a_tap(agreed: Person) -> None:
    await seated(agreed)
    await agreed("contact_ask:phone")
    told = await agreed("contact_told:phone", written="mon numéro est le 514-555-0199", door=Door.CHANNEL)
    assert "514 555-0199" in told[0].text
    assert "contact_forget" in buttons(told)
    await agreed("contact_forget")
    assert "514" not in await agreed.says("contact_details")
    forged = await agreed("contact_told:phone", written="514-555-0199", door=Door.BUTTON)
    assert "514" not in forged[0].text, "no button tells it"


async def test_the_button_stands_where_it_is_needed(agreed: Person) -> None:
    async with agreed.database.reading() as session:
        trip = (await trips.coming(session, agreed.now))[0].id
    assert "contact_details" in buttons(await agreed(f"register_confirm:{trip}:1"))


async def test_two_people_agree_in_their_own_chats(welder: Person) -> None:
    other = Person(welder.database, welder.library, Language.ENGLISH, chat_id=78)
    assert buttons(await welder("partner")) == ["partner_link", "profile"]
    made = await welder.says("partner_link")
    found = LINK.search(made)
    assert found
    first = await other.says(f"start_with:{found[1]}", door=Door.COMMAND)
    assert "need your yes" in first
    await other("consent:given:2")
    asked = await other(f"start_with:{found[1]}", door=Door.COMMAND)
    assert "Weld" not in asked[0].text, "nothing is shown before both agreed"
    [yes] = [each for each in buttons(asked) if each.startswith("partner_agree")]
    linked = await other.says(yes)
    assert "Welders" in linked
    assert "partner_end" in buttons(await welder("partner"))
    await other("partner_end")
    assert buttons(await welder("partner")) == ["partner_link", "profile"]
    assert "cannot be used" in await other.says(f"start_with:{found[1]}", door=Door.COMMAND)


async def test_a_no_ends_what_was_offered(welder: Person) -> None:
    other = Person(welder.database, welder.library, Language.ENGLISH, chat_id=79)
    await other("consent:given:2")
    found = LINK.search(await welder.says("partner_link"))
    assert found
    [yes] = [
        each for each in buttons(await other(f"start_with:{found[1]}", door=Door.COMMAND)) if "partner_agree" in each
    ]
    await other("partner_end")
    assert "cannot be used" in await other.says(yes)
