"""Who agreed to which words of the question on personal data: counted by version, for who answers for the data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import CandidateRow
from bot.programme import access
from bot.programme.access import Officer, Task
from bot.programme.candidates import Consent


@dataclass(frozen=True, slots=True)
class Agreed:
    """People who are there and agreed to a version, and when the first and the last of them did."""

    version: int
    people: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Consents:
    """All of them, and who said no or was never asked."""

    agreed: Sequence[Agreed]
    refused: int
    not_asked: int


async def consents(session: AsyncSession, officer: Officer) -> Consents:
    """Everybody, the newest version first.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.PRIVACY)
    moment = CandidateRow.consented_at
    query = select(CandidateRow.consent_version, func.count(), func.min(moment), func.max(moment))
    query = query.where(CandidateRow.consent == Consent.GIVEN, moment.is_not(None)).group_by(
        CandidateRow.consent_version
    )
    found = await session.execute(query.order_by(CandidateRow.consent_version.desc()))
    others = select(CandidateRow.consent, func.count()).group_by(CandidateRow.consent)
    number = dict((await session.execute(others)).all())
    return Consents(
        [Agreed(version, people, first, last) for version, people, first, last in found if first and last],
        number.get(Consent.REFUSED, 0),
        number.get(None, 0),
    )
