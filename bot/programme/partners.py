"""Two profiles of people who would move together, linked because each agreed in their own chat; either ends it at once.

Each sees of the other that they would move together, and the occupation; nothing else. Where a partner's work was not
told, matching takes the occupation's field, so that towns where both have work come first; that goes with the link.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.base.terms import Wish
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, PartnershipRow
from bot.programme import audit, profiles
from bot.programme.audit import Action
from bot.programme.candidates import Consent, require_consent
from bot.programme.ids import new_id
from bot.queues import notices
from bot.queues.notices import NoticeKind

LINK = "p_"  # before the word, in the link that one sends the other
LASTS = timedelta(days=7)


class LinkGone(BotError):
    """The link was used by somebody else, is too old, is one's own, or one of the two has a partner linked already."""


@dataclass(frozen=True, slots=True)
class Partner:
    """What one sees of the other."""

    since: datetime
    occupation: str | None  # NOC 2021 unit group; none: not told


async def partner_of(session: AsyncSession, candidate: CandidateView) -> Partner | None:
    """The linked partner, if both agreed."""
    row = await _agreed(session, candidate)
    other = await _other(session, row, candidate) if row else None
    if row is None or row.agreed_at is None or other is None:
        return None
    return Partner(row.agreed_at, (await profiles.load(session, other)).occupation)


async def conversation_of(session: AsyncSession, candidate: CandidateView) -> str:
    """The linked partner's code, for officers; empty if there is none."""
    row = await _agreed(session, candidate)
    other = await _other(session, row, candidate) if row else None
    return other.conversation if other else ""


async def offer(session: AsyncSession, candidate: CandidateView, now: datetime) -> str:
    """Agree to be linked with whoever opens the link first and agrees too. Returns its word, kept as a digest.

    Raises:
        ConsentMissing: nothing is kept of somebody who has not agreed to it.
        LinkGone: a partner is linked already.
    """
    require_consent(candidate)
    await _lock(session, candidate.id)
    for row in await _of(session, candidate):
        if row.agreed_at is not None:
            raise LinkGone
        await session.delete(row)
    await session.flush()
    word = secrets.token_urlsafe(24)
    session.add(PartnershipRow(id=new_id(), word=_digest(word), first_id=candidate.id, offered_at=now))
    audit.record(session, audit.of_candidate(candidate), Action.LINK_PARTNER, "offered", now)
    return word


async def open_link(session: AsyncSession, candidate: CandidateView, word: str, now: datetime) -> str:
    """Somebody opened the link: from now on nobody else can use it. Returns its number, with which they are asked.

    Raises:
        ConsentMissing: nothing is kept of somebody who has not agreed to it.
        LinkGone: it cannot be used, or not by this person.
    """
    require_consent(candidate)
    await _lock(session, candidate.id)
    row = await session.scalar(select(PartnershipRow).where(PartnershipRow.word == _digest(word)).with_for_update())
    if row is None or row.offered_at < now - LASTS or row.first_id == candidate.id or row.agreed_at is not None:
        raise LinkGone
    if row.second_id not in {None, candidate.id}:
        raise LinkGone
    for other in await _of(session, candidate):
        if other.agreed_at is not None:
            raise LinkGone
        if other.id != row.id:  # an offer of their own, or a link that they left open
            await session.delete(other)
    await session.flush()
    row.second_id = candidate.id
    return row.id


async def agree(session: AsyncSession, candidate: CandidateView, link_id: str, now: datetime) -> Partner:
    """The second yes: the profiles are linked, and the first of the two is told. Idempotent.

    Raises:
        LinkGone: this person was not asked, or the other one took it back.
    """
    require_consent(candidate)
    row = await session.get(PartnershipRow, link_id, with_for_update=True, populate_existing=True)
    if row is None or row.second_id != candidate.id:
        raise LinkGone
    first = await session.get_one(CandidateRow, row.first_id)
    if row.agreed_at is None:
        require_consent(first)
        row.agreed_at, row.word = now, None
        row.lent_first = await _lend(session, candidate, first, now)
        row.lent_second = await _lend(session, first, candidate, now)
        audit.record(session, audit.of_candidate(candidate), Action.LINK_PARTNER, "agreed", now)
        notices.write(session, first, NoticeKind.PARTNER_LINKED, row.id, now)
        await session.flush()
    return Partner(row.agreed_at, (await profiles.load(session, first)).occupation)


async def end(session: AsyncSession, candidate: CandidateView, now: datetime) -> bool:
    """End it at once, at any stage; the other one is told if both had agreed. Returns whether there was a link."""
    rows = await _of(session, candidate)
    for row in rows:
        other = await _other(session, row, candidate)
        await notices.drop_unsent(session, row.id)
        if row.agreed_at is not None and other is not None:
            lent = {row.first_id: row.lent_first, row.second_id: row.lent_second}
            for each in (candidate, other):
                if lent[each.id] and each.consent == Consent.GIVEN:
                    await profiles.wish(session, each, Wish.PARTNER, None, now)
            notices.write(session, other, NoticeKind.PARTNER_ENDED, row.id, now)
        await session.delete(row)
    if rows:
        audit.record(session, audit.of_candidate(candidate), Action.LINK_PARTNER, "ended", now)
        await session.flush()
    return bool(rows)


async def is_linked(session: AsyncSession, link_id: str) -> bool:
    """Whether a link that somebody is told of still stands."""
    row = await session.get(PartnershipRow, link_id, populate_existing=True)
    return row is not None and row.agreed_at is not None


async def _lend(session: AsyncSession, lender: CandidateView, borrower: CandidateView, now: datetime) -> bool:
    """Take one's occupation for the field in which the other's partner wants work, unless that was told."""
    told, own = await profiles.load(session, borrower), await profiles.load(session, lender)
    if told.partner_field is not None or own.occupation is None:
        return False
    await profiles.wish(session, borrower, Wish.PARTNER, own.occupation[0], now)
    return True


async def _of(session: AsyncSession, candidate: CandidateView) -> Sequence[PartnershipRow]:
    mine = or_(PartnershipRow.first_id == candidate.id, PartnershipRow.second_id == candidate.id)
    return (await session.scalars(select(PartnershipRow).where(mine).with_for_update())).all()


async def _agreed(session: AsyncSession, candidate: CandidateView) -> PartnershipRow | None:
    mine = or_(PartnershipRow.first_id == candidate.id, PartnershipRow.second_id == candidate.id)
    return await session.scalar(select(PartnershipRow).where(mine, PartnershipRow.agreed_at.is_not(None)))


async def _other(session: AsyncSession, row: PartnershipRow, candidate: CandidateView) -> CandidateRow | None:
    other = row.second_id if row.first_id == candidate.id else row.first_id
    return await session.get(CandidateRow, other) if other is not None else None


async def _lock(session: AsyncSession, candidate_id: int) -> None:
    await session.execute(select(CandidateRow.id).where(CandidateRow.id == candidate_id).with_for_update())


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
