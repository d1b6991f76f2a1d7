"""Name, number and town: read where they were asked for, needed for an interview or a trip alone, erased at a tap."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import AuditRow, CandidateRow, MeetingRow, StaffRow
from bot.programme import contact_details, meetings, privacy, seats, trips
from bot.programme.audit import Action
from bot.programme.candidates import Consent, ConsentMissing
from bot.programme.contact_details import Detail
from tests.conftest import NOW
from tests.programme.conftest import Newcomer


@pytest.mark.parametrize(
    ("detail", "text", "value"),
    [
        (Detail.PHONE, "C’est le 514-555-0199, merci", "514 555-0199"),
        (Detail.PHONE, "1 (418) 555.0101", "418 555-0101"),
        (Detail.PHONE, "+33 6 12 34 56 78", "+33612345678"),
        (Detail.PHONE, "+1 514 555 0199", "514 555-0199"),
        (Detail.PHONE, "pourquoi?", None),
        (Detail.PHONE, "le 514 555-0199, ça va?", None),
        (Detail.PHONE, "1234", None),
        (Detail.PHONE, "12345678901234567890", None),
        (Detail.NAME, "Je m’appelle Awa Traoré.", "Awa Traoré"),
        (Detail.NAME, "Jean-François O'Neil", "Jean-François O'Neil"),
        (Detail.NAME, "Isabelle", "Isabelle"),
        (Detail.NAME, "Nora", "Nora"),
        (Detail.NAME, "je veux annuler mon voyage", None),
        (Detail.NAME, "comment on y va", None),
        (Detail.NAME, "555", None),
        (Detail.NAME, "non merci", None),
        (Detail.HOME, "j’habite à Longueuil", "Longueuil"),
        (Detail.HOME, "I live in Montréal, Saint-Michel", "Montréal, Saint-Michel"),
        (Detail.HOME, "est-ce loin?", None),
    ],
)
def test_an_answer_is_read_and_anything_else_left_to_the_assistant(
    detail: Detail, text: str, value: str | None
) -> None:
    assert contact_details.read(detail, text) == value


async def test_they_are_needed_with_an_interview_or_seats_alone(session: AsyncSession, newcomer: Newcomer) -> None:
    meets, travels, waits = await newcomer(), await newcomer(), await newcomer()
    session.add(StaffRow(id="lea", email="lea@example.org", name="Léa", added_at=NOW))
    session.add(MeetingRow(id="m", staff_id="lea", starts_at=NOW + timedelta(days=2), minutes=30))
    await session.flush()
    trip = (await trips.coming(session, NOW))[0]
    trip.seats = trip.taken + 1
    await session.flush()
    assert [await contact_details.are_needed(session, each, NOW) for each in (meets, travels)] == [False, False]
    await meetings.take(session, meets, "m", NOW)
    await seats.register(session, travels, trip.id, 1, NOW)
    await seats.wait(session, waits, trip.id, 1, NOW)
    needed = [await contact_details.are_needed(session, each, NOW) for each in (meets, travels, waits)]
    assert needed == [True, True, False]
    assert not await contact_details.are_needed(session, travels, trip.returns_at)


async def test_they_are_sealed_exported_and_erased(session: AsyncSession, newcomer: Newcomer) -> None:
    someone = await newcomer()
    told = {Detail.NAME: "Awa", Detail.PHONE: "514 555-0199", Detail.HOME: "Laval"}
    for detail, value in told.items():
        contact_details.tell(session, someone, detail, value, NOW)
    await session.flush()
    table = CandidateRow.__table__
    sealed = (await session.execute(select(table.c.phone).where(table.c.id == someone.id))).scalar_one()
    assert sealed == "514 555-0199", "read with the key"
    exported = await privacy.export(session, someone)
    assert [exported[name] for name in ("what_you_are_called", "phone", "where_you_live")] == list(told.values())
    trail = await session.scalars(select(AuditRow).where(AuditRow.action == Action.TELL_CONTACT))
    assert not any("514" in f"{row.subject}{row.changes}" for row in trail), "what was told stands nowhere else"
    contact_details.erase_all(session, someone, NOW)
    await session.flush()
    assert contact_details.details_of(someone) == contact_details.Details("", "", "")


async def test_of_who_did_not_agree_nothing_is_kept(session: AsyncSession, newcomer: Newcomer) -> None:
    with pytest.raises(ConsentMissing):
        contact_details.tell(session, await newcomer(Consent.REFUSED), Detail.PHONE, "514 555-0199", NOW)
