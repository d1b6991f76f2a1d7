"""What was told and asked for before the consent goes on after the yes, also after a restart."""

from collections.abc import Mapping
from datetime import timedelta
from unittest.mock import Mock

from sqlalchemy import select

from bot.channel.before_consent import BeforeConsent
from bot.db.models import AnswerRow, CandidateRow
from bot.programme import trips
from bot.programme.candidates import Consent
from bot.reading import Reading
from bot.replies.message import Ref
from tests.channel.conftest import World, clock
from tests.channel.test_conversation import COOK, FR
from tests.conftest import NOW

AGAIN = "Before you agreed I kept nothing of what you wrote. Please tell me once more, I am listening."


TOLD = "je suis cuisinier"


async def test_what_led_to_the_consent_is_taken_up_after_the_yes(world: World) -> None:
    world.rasa.parses[TOLD] = COOK
    async with world.channel():
        amina = await world.candidate()
        await amina.say(TOLD)
        async with world.database.reading() as session:
            assert (await session.scalars(select(AnswerRow))).all() == []
        await amina.press("consent:given:2")
        async with world.database.reading() as session:
            assert [row.value for row in await session.scalars(select(AnswerRow))] == ["63200"]


async def test_what_led_to_the_consent_is_read_again_from_the_chat_after_a_restart(world: World) -> None:
    world.rasa.parses[TOLD] = COOK
    async with world.channel():
        amina = await world.candidate()
        await amina.say(TOLD)
    async with world.channel():  # nothing of the first process is left but what stands in the database and the chat
        await amina.press("consent:given:2")
    async with world.database.reading() as session:
        assert [row.value for row in await session.scalars(select(AnswerRow))] == ["63200"]


async def test_what_is_read_again_counts_from_the_day_on_which_it_was_written(world: World) -> None:
    told = "je peux commencer dans trois semaines"
    world.rasa.parses[told] = {
        "intent": {"name": "inform"},
        "entities": [{"entity": "start_date", "value": "dans trois semaines", "start": 18, "end": 37}],
    }
    async with world.channel():
        amina = await world.candidate()
        await amina.say(told)
    async with world.channel(now=lambda: NOW + timedelta(days=9)):
        await amina.press("consent:given:2")
    async with world.database.reading() as session:
        rows = {row.field: row.value for row in await session.scalars(select(AnswerRow))}
    assert rows == {"available_from": (NOW + timedelta(weeks=3)).date().isoformat()}


async def test_what_cannot_be_read_again_is_asked_for_kindly(world: World) -> None:
    world.rasa.parses[TOLD] = COOK
    async with world.channel():
        amina = await world.candidate()
        await amina.say(TOLD)
    world.rasa.down = True
    async with world.channel():
        said = await amina.press("consent:given:2")
    assert any(FR.gettext(AGAIN) in message.text for message in said)
    async with world.database.reading() as session:
        assert (await session.scalars(select(CandidateRow.consent))).all() == [Consent.GIVEN]


async def test_a_trip_that_was_asked_for_in_words_goes_on_after_a_restart(world: World) -> None:
    async with world.database.reading() as session:
        trip = (await trips.coming(session, clock()))[0].id
    world.rasa.answers["deux places"] = [{"answer": "register", "args": [trip, "2"]}]
    async with world.channel():
        amina = await world.candidate()
        await amina.say("deux places")
    async with world.channel():
        [*_, recap] = await amina.press("consent:given:2")
    assert f"register_confirm:{trip}:2" in str(recap.raw)


async def test_a_registration_goes_on_after_the_yes_and_a_no_forgets_it(world: World) -> None:
    async with world.database.reading() as session:
        trip = (await trips.coming(session, clock()))[0].id
    world.rasa.answers["deux places"] = [{"answer": "register", "args": [trip, "2"]}]
    async with world.channel():
        amina, carlos = await world.candidate(), await world.candidate()
        for person in (amina, carlos):
            await person.say("deux places")
        [*_, recap] = await amina.press("consent:given:2")
        assert f"register_confirm:{trip}:2" in str(recap.raw)
        await carlos.press("consent:refused")
        await carlos.say("/profile")
        [*_, after] = await carlos.press("consent:given:2")
        assert "register_confirm" not in str(after.raw)


async def test_what_was_asked_for_first_outlives_what_is_told_next(world: World) -> None:
    async with world.database.reading() as session:
        trip = (await trips.coming(session, clock()))[0].id
    world.rasa.answers["trois places"] = [{"answer": "register", "args": [trip, "3"]}]
    world.rasa.parses[TOLD] = COOK
    async with world.channel():
        amina = await world.candidate()
        await amina.say("trois places")
        await amina.say(TOLD)
        said = await amina.press("consent:given:2")
        assert f"register_confirm:{trip}:3" in "".join(str(message.raw) for message in said)
        async with world.database.reading() as session:
            assert [row.value for row in await session.scalars(select(AnswerRow))] == ["63200"]


async def test_of_two_requests_before_the_consent_both_go_on(world: World) -> None:
    async with world.database.reading() as session:
        first, second = [trip.id for trip in (await trips.coming(session, clock()))[:2]]
    world.rasa.answers["deux places"] = [{"answer": "register", "args": [first, "2"]}]
    world.rasa.answers["une autre"] = [{"answer": "register", "args": [second, "1"]}]
    async with world.channel():
        amina = await world.candidate()
        await amina.say("deux places")
        await amina.say("une autre")
        said = "".join(str(message.raw) for message in await amina.press("consent:given:2"))
    assert f"register_confirm:{first}:2" in said
    assert f"register_confirm:{second}:1" in said


def _held_after(*turns: tuple[tuple[Ref, ...], tuple[Ref, ...]], minutes: int = 1) -> BeforeConsent:
    """After turns of a minute each: the references that were performed, and of these the ones that wait."""
    held = BeforeConsent()
    for number, (refs, waiting) in enumerate(turns):
        turn = Mock(waiting=list(waiting), now=NOW + timedelta(minutes=minutes * number), parts={}, written="x")
        turn.candidate.consent = ""
        held.after(1, turn, Reading(), refs)
    return held


ALERTS, STOP = Ref("job_alerts"), Ref("job_alerts_off")
TWO, THREE, OTHER = Ref("register", ("a", "2")), Ref("register", ("a", "3")), Ref("register", ("b", "1"))


def test_the_newest_number_of_seats_waits_and_alerts_are_taken_back() -> None:
    held = _held_after(((ALERTS,), (ALERTS,)), ((TWO,), (TWO,)), ((OTHER,), (OTHER,)), ((THREE,), (THREE,)))
    assert [*_refs(held)] == [ALERTS, OTHER, THREE]
    assert [*_refs(_held_after(((ALERTS,), (ALERTS,)), ((TWO,), (TWO,)), ((STOP,), ())))] == [TWO]
    for name in ("cancel", "cancel_trip"):
        assert [*_refs(_held_after(((ALERTS,), (ALERTS,)), ((TWO,), (TWO,)), ((Ref(name),), ())))] == []


def test_what_waits_is_kept_for_an_hour_from_the_first_word() -> None:
    held = _held_after(((ALERTS,), (ALERTS,)), ((TWO,), (TWO,)), minutes=40)
    assert held.of(1, NOW + timedelta(minutes=59)) is not None
    assert held.of(1, NOW + timedelta(minutes=61)) is None


def _refs(held: BeforeConsent) -> Mapping[Ref, str]:
    waits = held.of(1, NOW + timedelta(minutes=5))
    return waits.refs if waits else {}
