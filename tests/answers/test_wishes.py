"""Wishes beside the profile: told by buttons, kept, seen in the matches, taken back."""

import re

from bot.base.terms import Language, Schedule, Standing, Trade, Wish
from bot.programme import candidates, profiles
from bot.programme.profiles import Profile
from bot.reading import Reading
from bot.reading.conditions import Condition
from bot.replies.message import Ref
from tests.answers.conftest import Person


async def test_a_least_pay_is_kept_and_said_in_the_reasons(welder: Person, language: Language) -> None:
    assert "wishes" in str(await welder("matches"))
    said = await welder.says("wish:least_wage:4000")
    assert "40,00" in said or "40.00" in said
    details = await welder.says(await first(welder))
    assert ("inférieur au minimum" if language is Language.FRENCH else "pays less than the least") in details
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
    assert Ref("consent", ("given", "2")) in [button.ref for row in message.rows for button in row]


async def test_towns_stay_as_long_as_their_region(welder: Person) -> None:
    await welder("change:regions:02")
    async with welder.database.transaction() as session:
        candidate = await candidates.meet(session, welder.chat_id, welder.language, welder.now)
        await profiles.wish(session, candidate, Wish.TOWNS, ("93042",), welder.now)
    assert "Alma" in await welder.says("profile")
    await welder("toggle:regions:03")
    assert "Alma" in await welder.says("profile")
    await welder("toggle:regions:02")
    assert "Alma" not in await welder.says("profile")


async def profile_of(person: Person) -> Profile:
    async with person.database.reading() as session:
        candidate = await candidates.meet(session, person.chat_id, person.language, person.now)
        return await profiles.load(session, candidate)


async def page(person: Person, reference: str = "matches") -> tuple[str, list[str]]:
    """The list of matches: its words, and what its buttons do."""
    messages = await person(reference)
    buttons = [button for message in messages for row in message.rows for button in row]
    return "\n".join(message.text for message in messages), [each.ref.encode() for each in buttons if each.ref]


async def test_what_was_named_as_the_least_puts_jobs_last_until_it_is_called_a_wish(welder: Person) -> None:
    await welder("wish:least_wage:4000")
    text, buttons = await page(welder)
    assert "⛔" in text
    assert {"must:least_wage:yes:matches", "must:least_wage:no:matches"} <= set(buttons)
    text, buttons = await page(welder, "must:least_wage:no:matches")
    assert "⛔" not in text
    assert not any(each.startswith("must:") for each in buttons), "asked once"
    text, buttons = await page(welder, "must:least_wage:yes:matches")
    assert "⛔" in text
    assert not any(each.startswith("must:") for each in buttons)


async def test_nothing_is_asked_where_no_job_is_put_last(welder: Person) -> None:
    await welder("wish:least_wage:1700")
    assert not any(each.startswith("must:") for each in (await page(welder))[1])


async def test_a_must_cannot_be_forged(welder: Person) -> None:
    refused = await welder.says("wish:least_wage:nothing")
    for forged in ("must:permit:yes", "must:towns:yes", "must:least_wage:perhaps", "wish:musts:yes"):
        assert await welder.says(forged) == refused


async def test_a_condition_in_words_is_kept_and_read_back(welder: Person, language: Language) -> None:
    told = Reading(conditions=(Condition(Wish.SCHEDULES, (Schedule.DAY,), must=True),))
    said = "\n".join(message.text for message in await welder(told=told))
    assert ("jour" if language is Language.FRENCH else "day") in said.lower()
    profile = await profile_of(welder)
    assert profile.schedules == (Schedule.DAY,)
    assert profile.musts == {Wish.SCHEDULES: True}


async def test_the_permit_of_a_regulated_trade_is_asked_for_and_counts(agreed: Person) -> None:
    await agreed("set:occupation:31301", "set:regions:any")
    assert "wish:order_permit" in (await page(agreed, "wishes"))[1]
    lacking = re.compile("s’en approche|come[s]? near")
    await agreed("wish:order_permit:no")
    assert lacking.search((await page(agreed))[0])
    await agreed("wish:order_permit:yes")
    assert not lacking.search((await page(agreed))[0])


async def test_no_permit_is_asked_of_a_trade_that_needs_none(welder: Person) -> None:
    assert "wish:order_permit" not in (await page(welder, "wishes"))[1]


async def test_a_licence_and_a_car_are_kept_by_a_tap(welder: Person, language: Language) -> None:
    french = language is Language.FRENCH
    assert ("Classe 3" if french else "Class 3") in await welder.says("wish:driving_class:2")
    assert ("Je n’en ai pas" if french else "I have none") in await welder.says("wish:car:no")
    refused = await welder.says("wish:least_wage:nothing")
    for forged in ("wish:driving_class:9", "wish:car:perhaps", "wish:trades:72106", "trade:99999:held"):
        assert await welder.says(forged) == refused


async def test_what_is_said_of_a_car_is_kept_and_is_no_must(welder: Person, language: Language) -> None:
    told = Reading(conditions=(Condition(Wish.CAR, False, must=True),))
    said = "\n".join(message.text for message in await welder(told=told))
    assert ("Je n’en ai pas" if language is Language.FRENCH else "I have none") in said
    profile = await profile_of(welder)
    assert (profile.car, profile.musts) == (False, None)


async def test_another_trade_is_added_beside_the_first_with_its_years_and_taken_out(welder: Person) -> None:
    [asked] = await welder("trade:63202:held")
    assert "trade_years:63202:5" in [button.ref.encode() for row in asked.rows for button in row if button.ref]
    await welder("trade_years:63202:5")
    await welder("trade:65201:willing")
    assert (await profile_of(welder)).trades == (Trade("63202", Standing.HELD, 5.0), Trade("65201", Standing.WILLING))
    assert (await profile_of(welder)).occupation == "72106"
    await welder("trade_out:63202")
    assert (await profile_of(welder)).trades == (Trade("65201", Standing.WILLING),)
    await welder("trade_out:65201")
    assert (await profile_of(welder)).trades is None


async def test_no_more_trades_than_are_kept_and_never_the_occupation_twice(welder: Person) -> None:
    for code in ("72106", "63200", "63201", "63202", "65201", "65202"):
        await welder(f"trade:{code}:trained")
    trades = (await profile_of(welder)).trades or ()
    assert [each.occupation for each in trades] == ["63200", "63201", "63202", "65201"]
