"""Wishes beside the profile: told by buttons, kept, seen in the matches, taken back."""

from bot.programme import candidates, profiles
from bot.replies.message import Ref
from bot.terms import Language, Wish
from tests.answers.conftest import Person


async def test_a_least_pay_is_kept_and_said_in_the_reasons(welder: Person, language: Language) -> None:
    assert "wishes" in str(await welder("matches"))
    said = await welder.says("wish:least_wage:4000")
    assert "40,00" in said or "40.00" in said
    details = await welder.says(await first(welder))
    assert ("moins" if language is Language.FRENCH else "pays less") in details
    assert "40" in await welder.says("profile")
    assert "40" not in await welder.says("wish:least_wage:any")


async def first(person: Person) -> str:
    rows = (await person("matches"))[-1].rows
    return next(b.ref.encode() for row in rows for b in row if b.ref and b.ref.name == "vacancy")


async def test_hours_are_ticked_in_one_bubble(welder: Person) -> None:
    for ticks, name in ((1, "night"), (2, "day"), (1, "night")):
        [message] = await welder(f"wish:schedules:{name}")
        assert message.replaces
        assert str(message.rows).count("✅") == ticks


async def test_a_partners_field_is_kept(welder: Person, language: Language) -> None:
    assert ("Santé" if language is Language.FRENCH else "Health") in await welder.says("wish:partner_field:3")


async def test_no_wish_can_be_forged(welder: Person) -> None:
    refused = await welder.says("wish:least_wage:nothing")
    for forged in ("wish:least_wage:1", "wish:towns:93042", "wish:partner_field:33", "wish:schedules:noon"):
        assert await welder.says(forged) == refused


async def test_wishes_wait_for_consent(person: Person) -> None:
    [message] = await person("wish:least_wage:2500")
    assert Ref("consent", ("given",)) in [button.ref for row in message.rows for button in row]


async def test_towns_stay_as_long_as_their_region(welder: Person) -> None:
    await welder("set:regions:02")
    async with welder.database.transaction() as session:
        candidate = await candidates.meet(session, welder.chat_id, welder.language, welder.now)
        await profiles.wish(session, candidate, Wish.TOWNS, ("93042",), welder.now)
    assert "Alma" in await welder.says("profile")
    await welder("toggle:regions:03")
    assert "Alma" in await welder.says("profile")
    await welder("toggle:regions:02")
    assert "Alma" not in await welder.says("profile")
