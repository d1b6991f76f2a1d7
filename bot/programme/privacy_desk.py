"""What a privacy officer does for somebody who asks in writing: a copy of their data, or erasing them.

In the chat people do both themselves; this is for who has lost the chat, or writes a letter.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RegistrationRow
from bot.programme import access_reasons, audit, privacy, trips, who_answers
from bot.programme.access import Officer, Task
from bot.programme.audit import Action


async def copy(session: AsyncSession, officer: Officer, conversation: str, now: datetime) -> dict[str, Any]:
    """Everything that is stored about somebody, as they get it in the chat.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such person.
        ReasonMissing: nobody asked this officer in, and no reason was given.
    """
    found = await access_reasons.find_person(session, officer, conversation, Task.PRIVACY, Action.READ_FILE, now)
    audit.record(session, audit.of_officer(officer), Action.COPY_DATA, conversation, now)
    return await privacy.export(session, found)


async def erase(session: AsyncSession, officer: Officer, conversation: str, now: datetime) -> None:
    """Erase somebody at once, as their own tap would; nothing is said in the chat.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such person.
        ReasonMissing: nobody asked this officer in, and no reason was given.
    """
    found = await access_reasons.find_person(session, officer, conversation, Task.PRIVACY, Action.READ_FILE, now)
    seats = select(RegistrationRow.trip_id).where(RegistrationRow.candidate_id == found.id)
    await trips.lock(session, await session.scalars(seats))  # before the person, as who registers meanwhile does
    await who_answers.lock(session, conversation)
    audit.record(session, audit.of_officer(officer), Action.ERASE_FOR, conversation, now)
    await privacy.erase(session, found, now)
