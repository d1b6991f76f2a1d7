"""What an officer's invitation says in the chat, and a number that is typed where it was asked for."""

from datetime import timedelta

from sqlalchemy import select

from bot.base.terms import Field, Language, Permit
from bot.db.models import CandidateRow, StaffRow
from bot.matching import load_weights
from bot.programme import candidates, employers, meetings, preselection, profiles, trips
from bot.programme.access import Officer, Role
from bot.programme.candidates import Consent
from bot.programme.matching_inputs import Rules
from bot.programme.preselection_aims import Aim
from sandbox.client import Candidate
from tests.channel.conftest import World
from tests.conftest import ANA, NOW

LEA = Officer("lea", "Léa", Role.OFFICER)
TRIP = "tr-saguenay"


async def agreed(world: World, amina: Candidate) -> str:
    """Somebody who suits the trip, and an officer with a free moment."""
    async with world.database.transaction() as session:
        session.add(StaffRow(id="lea", email="lea@example.org", name="Léa", chat_id=5, added_at=NOW))
        candidate = await candidates.meet(session, amina.id, Language.FRENCH, NOW)
        candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
        trip = await trips.find(session, TRIP)
        rows = await employers.vacancies_of(session, [each.id for each in trip.employers], NOW)
        await profiles.answer(session, candidate, Field.OCCUPATION, rows[0].occupation, NOW)
        await profiles.answer(session, candidate, Field.PERMIT, Permit.CITIZEN, NOW)
        await session.flush()
        await meetings.offer(session, "lea", NOW + timedelta(days=3), 30, NOW, actor=ANA)
    return candidate.conversation


async def test_an_invitation_leads_to_the_trip_and_to_an_interview_that_asks_for_a_number(world: World) -> None:
    world.rasa.answers["514 555-0199"] = [{"answer": "help"}]
    amina = await world.candidate()
    conversation = await agreed(world, amina)
    async with world.channel():
        await amina.say("bonjour")  # a bot writes to nobody first
        async with world.database.transaction() as session:
            rules = Rules.of(world.library.knowledge, load_weights())
            await preselection.invite(session, LEA, Aim(trip_id=TRIP), conversation, rules, NOW)
        invited = await amina.wait_for("vous invite à un voyage", patience=8)
        assert "Aucune place n’est prise" in invited.text
        [moments] = await amina.press("🕘 Parler à quelqu’un avant le voyage")
        [taken] = await amina.press(moments.labels[0])
        assert "Vous recevrez" in taken.text or "minutes" in taken.text
        await amina.press("📇 Comment me joindre (facultatif)")
        await amina.press("✏️ Mon numéro de téléphone")
        heard = len(world.rasa.heard)
        [told] = await amina.say("mon numéro : 514-555-0199")
        assert "514 555-0199" in told.text
        assert len(world.rasa.heard) == heard, "a number is read here, and goes nowhere else"
        await amina.say("514 555-0100")
    async with world.database.reading() as session:
        assert (await session.scalars(select(CandidateRow.phone).where(CandidateRow.chat_id == amina.id))).one() == (
            "514 555-0199"
        )
