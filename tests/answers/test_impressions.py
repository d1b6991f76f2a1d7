"""How the trip was, how the job is: whoever is not well reaches a person, and nothing forged does."""

from sqlalchemy import select

from bot.answers.doors import Door
from bot.db.models import HireRow, RegistrationRow
from bot.programme import requests, staff
from bot.programme.requests import Reason
from tests.answers.conftest import Person, alarms, carried
from tests.conftest import ANA


async def test_not_well_asks_for_a_person_and_then_about_life(settled: Person) -> None:
    await settled("hired_confirm")
    async with settled.database.reading() as session:
        [hire] = await session.scalars(select(HireRow.id))
    after = await settled(f"impression:job:{hire}.1w:bad")
    assert [each for each in carried(after) if each.startswith(f"impression:life:{hire}.1w")]
    await settled(f"impression:life:{hire}.1w:bad")
    async with settled.database.reading() as session:
        [request] = await requests.waiting(session)
    assert request.reasons == (Reason.JOB, Reason.LIFE)


async def test_forged_presses_alarm_nobody_and_real_ones_are_told_together(settled: Person) -> None:
    async with settled.database.transaction() as session:
        for number in range(5):
            word = await staff.add(session, f"officer{number}@example.org", settled.now, actor=ANA)
            assert await staff.accept(session, word, 900 + number, settled.now) is not None
    await settled("hired_confirm")
    async with settled.database.reading() as session:
        [hire] = await session.scalars(select(HireRow.id))
    await settled("register_confirm:tr-saguenay:1", door=Door.BUTTON)
    async with settled.database.reading() as session:
        [ahead] = await session.scalars(select(RegistrationRow.id))
    await settled(f"impression:trip:{ahead}:bad", door=Door.BUTTON)  # of a trip that has not left
    for number in range(40):
        await settled(f"impression:trip:forged-{number}:bad", f"impression:job:{hire}.99w:bad", door=Door.BUTTON)
    assert await alarms(settled) == 0
    for answer in ("bad", "good") * 20:
        await settled(f"impression:job:{hire}.1w:{answer}", "human", door=Door.BUTTON)
    assert await alarms(settled) == 5, "one to each officer: what is asked beside it is in the same open request"
