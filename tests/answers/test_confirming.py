"""A confirming button is good for what it was shown for: not for a later life, nor after a change of mind."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.answers.all_answers import ANSWERS
from bot.answers.confirming import confirms
from bot.answers.doors import Door
from bot.base.i18n import texts
from bot.db.models import (
    AnswerRow,
    CandidateRow,
    HireRow,
    InterestRow,
    MeetingRow,
    RegistrationRow,
    TripRow,
    VacancyRow,
)
from bot.programme import meetings, staff
from bot.programme.travel_needs import Need
from bot.programme.trips import RegistrationState
from bot.replies import old_buttons as replies
from bot.replies.message import Message, Ref
from tests.answers.conftest import Person
from tests.conftest import ANA


def confirming(messages: list[Message], name: str = "") -> str:
    """What the confirming button of a bubble carries."""
    refs = [button.ref for each in messages for row in each.rows for button in row if button.ref]
    return next(ref.encode() for ref in refs if ref.mark and name in ref.name)


async def tap(person: Person, data: str) -> list[Message]:
    """A tap on a bubble of any age, with what it carries."""
    return await person(data, door=Door.BUTTON, shown_now=False)


async def rows(person: Person, model: type) -> int:
    async with person.database.reading() as session:
        return int(await session.scalar(select(func.count()).select_from(model)) or 0)


def anew(person: Person, messages: list[Message]) -> bool:
    """Whether nothing was done and it is asked again."""
    said = "\n".join(message.text for message in messages)
    return replies.ask_anew(texts(person.language)).text in said and any(map(confirms, messages))


async def names(person: Person) -> tuple[str, str]:
    """A vacancy and a trip."""
    async with person.database.reading() as session:
        vacancy = await session.scalar(select(VacancyRow.id).order_by(VacancyRow.id).limit(1))
        trip = await session.scalar(select(TripRow.id).order_by(TripRow.departs_at.desc()).limit(1))
    assert vacancy
    assert trip
    return vacancy, trip


async def bubbles(person: Person) -> dict[str, str]:
    """What the button of every confirming bubble carries, as it is shown to this person now."""
    vacancy, trip = await names(person)
    async with person.database.transaction() as session:
        await staff.add(session, "officer@example.org", person.now, actor=ANA)
        await session.flush()
        officer = await staff.of_email(session, "officer@example.org")
        assert officer is not None
        await meetings.offer(session, officer.id, person.now + timedelta(days=3), 30, person.now, actor=ANA)
        soonest = await session.scalar(select(TripRow.id).order_by(TripRow.departs_at).limit(1))
    await person(f"register_confirm:{soonest}:2")
    async with person.database.reading() as session:
        held = await session.scalar(select(RegistrationRow.id))
    asking = [
        f"interest:{vacancy}", f"register:{trip}:2", f"change_seats:{held}:1",
        f"cancel_trip:{held}", f"needs:{held}:{Need.BABY}",
        "delete", "hired", "meetings",
    ]  # fmt: skip
    carried = [confirming(await person(each)) for each in asking]
    return {Ref.decode(each).name: each for each in carried}


async def test_no_bubble_of_an_earlier_life_does_anything_in_a_new_one(welder: Person) -> None:
    shown = await bubbles(welder)
    shown["wait"] = shown["register_confirm"].replace("register_confirm", "wait")
    shown["job_offered"] = shown["hired_confirm"].replace("hired_confirm", "job_offered")
    assert set(shown) == {name for name, answer in ANSWERS.items() if answer.asked_by}
    await tap(welder, shown["delete_confirm"])
    await welder("consent:given:2")
    await welder("set:occupation:72106")
    for name, data in shown.items():
        said = await tap(welder, data)
        assert anew(welder, said) or name in {"change_seats_confirm", "cancel_trip_confirm", "needs_share"}, (
            "seats of that life are gone, nothing to ask"
        )
    assert await rows(welder, AnswerRow) == 1
    for model in (InterestRow, RegistrationRow, HireRow):
        assert await rows(welder, model) == 0
    async with welder.database.reading() as session:
        assert set(await session.scalars(select(MeetingRow.candidate_id))) == {None}


async def test_what_was_asked_before_the_consent_erases_nothing_that_came_after(person: Person) -> None:
    before = confirming(await person("delete"))
    await person("consent:given:2")
    await person("set:occupation:72106")
    again = await tap(person, before)
    assert anew(person, again)
    assert await rows(person, AnswerRow) == 1
    await tap(person, confirming(again))
    assert await rows(person, CandidateRow) == 0


async def test_a_tap_that_comes_twice_is_one(welder: Person) -> None:
    vacancy, trip = await names(welder)
    for asked, model in ((f"interest:{vacancy}", InterestRow), (f"register:{trip}:1", RegistrationRow)):
        data = confirming(await welder(asked))
        for _ in range(2):
            assert not anew(welder, await tap(welder, data))
        assert await rows(welder, model) == 1


async def test_an_agreement_that_was_taken_back_is_not_given_by_an_older_bubble(welder: Person) -> None:
    vacancy, _ = await names(welder)
    data = confirming(await welder(f"interest:{vacancy}"))
    await tap(welder, data)
    await welder(f"interest_withdraw:{vacancy}")
    assert anew(welder, await tap(welder, data))
    async with welder.database.reading() as session:
        assert await session.scalar(select(InterestRow.withdrawn_at)) is not None


async def test_seats_that_were_given_back_are_not_taken_by_an_older_bubble(welder: Person) -> None:
    _, trip = await names(welder)
    data = confirming(await welder(f"register:{trip}:2"))
    await tap(welder, data)
    async with welder.database.reading() as session:
        mine = await session.scalar(select(RegistrationRow.id))
    await welder(f"cancel_trip_confirm:{mine}")
    assert anew(welder, await tap(welder, data))
    async with welder.database.reading() as session:
        assert set(await session.scalars(select(RegistrationRow.state))) == {RegistrationState.CANCELLED}


async def test_seats_that_were_changed_since_are_not_changed_by_an_older_bubble(welder: Person) -> None:
    _, trip = await names(welder)
    await welder(f"register_confirm:{trip}:2")
    async with welder.database.reading() as session:
        mine = await session.scalar(select(RegistrationRow.id))
    more, fewer = [confirming(await welder(f"change_seats:{mine}:{number}")) for number in (3, 1)]
    for data, asked, seats in ((fewer, False, 1), (fewer, False, 1), (more, True, 1)):
        again = await tap(welder, data)
        assert anew(welder, again) == asked
        async with welder.database.reading() as session:
            assert await session.scalar(select(RegistrationRow.seats)) == seats
    await tap(welder, confirming(again))
    async with welder.database.reading() as session:
        assert await session.scalar(select(RegistrationRow.seats)) == 3, "said anew"


async def test_a_meeting_that_was_given_back_is_not_taken_by_an_older_bubble(welder: Person) -> None:
    data = (await bubbles(welder))["meeting_take"]
    await tap(welder, data)
    async with welder.database.reading() as session:
        [taken] = await session.scalars(select(MeetingRow.id).where(MeetingRow.candidate_id.is_not(None)))
    await welder(f"meeting_give_back:{taken}")
    again = await tap(welder, data)
    assert anew(welder, again)
    async with welder.database.reading() as session:
        assert set(await session.scalars(select(MeetingRow.candidate_id))) == {None}
    await tap(welder, confirming(again))
    async with welder.database.reading() as session:
        assert None not in await session.scalars(select(MeetingRow.candidate_id))


async def test_the_news_of_a_job_counts_once_however_old_the_bubble_is(welder: Person) -> None:
    data = confirming(await welder("hired"))
    for days in (0, 1, 40):
        later = replace(welder, now=welder.now + timedelta(days=days))
        asked = await tap(later, data)
        assert anew(later, asked) == (days == 40)
    assert await rows(welder, HireRow) == 1
    await tap(later, confirming(asked))
    assert await rows(welder, HireRow) == 2, "another job, said anew"


@pytest.mark.parametrize("name", sorted(name for name, answer in ANSWERS.items() if answer.asked_by))
async def test_without_its_mark_or_with_another_nothing_is_confirmed(welder: Person, name: str) -> None:
    vacancy, trip = await names(welder)
    args = {"interest_confirm": f":{vacancy}", "register_confirm": f":{trip}:1", "wait": f":{trip}:1"}.get(name, "")
    args = args or {"meeting_take": ":none", "change_seats_confirm": ":none:1"}.get(name, "")
    for forged in (f"{name}{args}", f"{name}{args}~", f"{name}{args}~0000000", f"{name}{args}~00000000~"):
        await tap(welder, forged)
    assert [await rows(welder, each) for each in (CandidateRow, AnswerRow)] == [1, 9]
    assert [await rows(welder, each) for each in (InterestRow, RegistrationRow, HireRow)] == [0, 0, 0]


async def test_a_mark_on_a_button_that_needs_none_is_not_ours(welder: Person) -> None:
    [said] = await tap(welder, "set:french_level:2~00000000")
    assert said.text == replies.old_button(texts(welder.language)).text


async def test_of_seats_the_button_that_was_shown_last_counts(person: Person) -> None:
    await person("consent:given:2")
    _, trip = await names(person)
    for_two = confirming(await person(f"register:{trip}:2"))
    for_three = confirming(await person(f"register:{trip}:3"))
    assert anew(person, await tap(person, for_two))
    assert await rows(person, RegistrationRow) == 0
    again = confirming(await person(f"register:{trip}:3"))
    assert again == for_three
    await tap(person, for_three)
    async with person.database.reading() as session:
        assert (await session.scalars(select(RegistrationRow.seats))).all() == [3]
