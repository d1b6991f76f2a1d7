"""The interviews of a trip's day, as they are put in force."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.db.models import EmployerRow
from bot.programme import interviews, seats, trips
from bot.programme.interviews import Appointment, NoSeat
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer


async def test_who_gave_the_seat_back_while_the_day_was_solved_is_one_line_for_the_officer(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip, someone = (await trips.coming(session, NOW))[0], await newcomer()
    registration = await seats.register(session, someone, trip.id, 1, NOW)
    employer = str(await session.scalar(select(EmployerRow.id).limit(1)))
    solved = [Appointment(someone.id, employer, trip.departs_at + timedelta(hours=6), 25)]
    await seats.cancel(session, someone, registration.id, NOW)
    with pytest.raises(NoSeat) as refused:
        await interviews.publish(session, trip.id, solved, NOW, actor=ANA)
    assert isinstance(refused.value, BotError), "what the command line prints without a traceback"
    assert "no confirmed seat" in str(refused.value)
    assert await interviews.of_trip(session, trip.id) == []
