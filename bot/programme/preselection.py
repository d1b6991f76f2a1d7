"""Who is invited to a trip or for a vacancy, or put aside: matching proposes (`preselection_board`), officers decide.

Who cannot be invited is decided in `may_be_invited`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.base.states import AsideReason, Preselected
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, PreselectionRow
from bot.programme import access, audit, candidates, preselection_aims
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.ids import new_id
from bot.programme.matching_inputs import Rules
from bot.programme.may_be_invited import may_be_invited
from bot.programme.preselection_aims import Aim, AimUnknown
from bot.programme.who_answers import ConversationUnknown
from bot.queues import notices
from bot.queues.notices import NoticeKind


class NotEligible(BotError):
    """This person may not work there as far as is told, has not agreed that answers are kept, or cannot be reached."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invited person is told of."""

    trip_id: str | None
    vacancy_id: str | None


async def invite(
    session: AsyncSession, officer: Officer, aim: Aim, conversation: str, rules: Rules, now: datetime
) -> None:
    """Invite somebody, who is told. Idempotent.

    Raises:
        NotAllowed: the officer's role does not include it.
        AimUnknown: there is no such trip or vacancy, or it is over.
        ConversationUnknown: there is no such person.
        NotEligible: this person may not be invited.
    """
    access.require(officer, Task.PRESELECT)
    rows = await preselection_aims.vacancies(session, aim, now)
    if (aim.vacancy_id and not rows) or (aim.trip_id and await preselection_aims.is_over(session, aim.trip_id, now)):
        raise AimUnknown
    candidate = await _locked(session, conversation)
    if not await may_be_invited(session, candidate, rows, rules, now):
        raise NotEligible
    before = await _decision(session, candidate, aim)
    if before is not None and before.state is Preselected.INVITED:
        return
    row = await _decide(session, officer, aim, candidate, Preselected.INVITED, None, now)
    notices.write(session, candidate, NoticeKind.INVITED, row.id, now)


async def put_aside(
    session: AsyncSession, officer: Officer, aim: Aim, conversation: str, reason: AsideReason, now: datetime
) -> None:
    """Propose somebody no more, for a reason that is written down. An invitation that is not sent yet is not sent.

    Raises:
        NotAllowed: the officer's role does not include it.
        AimUnknown: there is no such trip or vacancy.
        ConversationUnknown: there is no such person.
    """
    access.require(officer, Task.PRESELECT)
    await preselection_aims.vacancies(session, aim, now)
    candidate = await _locked(session, conversation)
    candidates.require_consent(candidate)
    row = await _decide(session, officer, aim, candidate, Preselected.ASIDE, reason, now)
    await notices.drop_unsent(session, row.id, NoticeKind.INVITED)


async def reconsider(session: AsyncSession, officer: Officer, aim: Aim, conversation: str, now: datetime) -> None:
    """Take a decision back: the person is proposed again.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such person.
    """
    access.require(officer, Task.PRESELECT)
    candidate = await _locked(session, conversation)
    row = await _decision(session, candidate, aim)
    if row is None:
        return
    await notices.drop_unsent(session, row.id, NoticeKind.INVITED)
    _trace(session, officer, conversation, aim, now, state=(row.state, None), aside=(row.reason, None))
    await session.delete(row)


async def invitation(session: AsyncSession, preselection_id: str) -> Invitation | None:
    """What somebody is invited to; None once it was taken back."""
    row = await session.get(PreselectionRow, preselection_id, populate_existing=True)
    if row is None or row.state is not Preselected.INVITED:
        return None
    return Invitation(row.trip_id, row.vacancy_id)


async def _locked(session: AsyncSession, conversation: str) -> CandidateRow:
    """The person, locked: nobody else decides about them until this transaction ends.

    Raises:
        ConversationUnknown: there is no such person.
    """
    query = select(CandidateRow).where(CandidateRow.conversation == conversation).with_for_update()
    row = await session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise ConversationUnknown
    return row


async def _decision(session: AsyncSession, candidate: CandidateView, aim: Aim) -> PreselectionRow | None:
    return await session.scalar(select(PreselectionRow).where(PreselectionRow.candidate_id == candidate.id, aim.rows))


async def _decide(
    session: AsyncSession, officer: Officer, aim: Aim, candidate: CandidateRow, state: Preselected,
    reason: AsideReason | None, now: datetime,
) -> PreselectionRow:  # fmt: skip
    row = await _decision(session, candidate, aim)
    before = (row.state, row.reason) if row else (None, None)
    if row is None:
        row = PreselectionRow(id=new_id(), candidate_id=candidate.id, trip_id=aim.trip_id, vacancy_id=aim.vacancy_id)
        session.add(row)
    row.state, row.reason, row.staff_id, row.decided_at = state, reason, officer.id, now
    _trace(session, officer, candidate.conversation, aim, now, state=(before[0], state), aside=(before[1], reason))
    await session.flush()
    return row


def _trace(
    session: AsyncSession, officer: Officer, conversation: str, aim: Aim, now: datetime, **changes: tuple[Any, Any]
) -> None:
    said = {**changes, "aim": (None, aim.subject)}
    audit.record(session, audit.of_officer(officer), Action.PRESELECT, conversation, now, said)
