"""Profiles of partners: linked by both or not at all, ended by either, and nothing more shown than was agreed."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import Field, Wish
from bot.db.models import AuditRow, CandidateRow, NoticeRow, PartnershipRow
from bot.programme import partners, privacy, profiles
from bot.programme.candidates import Consent, ConsentMissing
from bot.programme.partners import LinkGone
from bot.queues.notices import NoticeKind
from tests.conftest import NOW
from tests.programme.conftest import Newcomer

WELDER, NURSE = "72106", "31301"


async def couple(session: AsyncSession, newcomer: Newcomer) -> tuple[CandidateRow, CandidateRow]:
    """A welder and a nurse, each with a chat of their own."""
    found = await newcomer(), await newcomer()
    for someone, trade in zip(found, (WELDER, NURSE), strict=True):
        await profiles.answer(session, someone, Field.OCCUPATION, trade, NOW)
    await session.flush()
    return found


async def link(session: AsyncSession, one: CandidateRow, other: CandidateRow) -> str:
    """Both agree."""
    link_id = await partners.open_link(session, other, await partners.offer(session, one, NOW), NOW)
    await partners.agree(session, other, link_id, NOW)
    return link_id


async def told(session: AsyncSession, someone: CandidateRow) -> list[str]:
    return list(await session.scalars(select(NoticeRow.kind).where(NoticeRow.candidate_id == someone.id)))


async def field_of(session: AsyncSession, someone: CandidateRow) -> str | None:
    return (await profiles.load(session, someone)).partner_field


async def test_nothing_is_seen_before_both_agreed(session: AsyncSession, newcomer: Newcomer) -> None:
    one, other = await couple(session, newcomer)
    word = await partners.offer(session, one, NOW)
    link_id = await partners.open_link(session, other, word, NOW)
    assert [await partners.partner_of(session, each) for each in (one, other)] == [None, None]
    assert [await field_of(session, each) for each in (one, other)] == [None, None]
    seen = await partners.agree(session, other, link_id, NOW)
    assert seen.occupation == WELDER
    back = await partners.partner_of(session, one)
    assert back is not None
    assert back.occupation == NURSE
    assert await told(session, one) == [NoticeKind.PARTNER_LINKED]
    assert [await field_of(session, each) for each in (one, other)] == ["3", "7"], "towns where both have work"


async def test_a_link_serves_one_person_once_and_for_a_week(session: AsyncSession, newcomer: Newcomer) -> None:
    one, other = await couple(session, newcomer)
    stranger = await newcomer()
    word = await partners.offer(session, one, NOW)
    with pytest.raises(LinkGone):
        await partners.open_link(session, one, word, NOW)
    with pytest.raises(LinkGone):
        await partners.open_link(session, other, word, NOW + timedelta(days=8))
    link_id = await partners.open_link(session, other, word, NOW)
    with pytest.raises(LinkGone):
        await partners.open_link(session, stranger, word, NOW)
    with pytest.raises(LinkGone):
        await partners.agree(session, stranger, link_id, NOW)
    with pytest.raises(LinkGone):
        await partners.agree(session, one, link_id, NOW)  # nobody agrees for the other
    await partners.agree(session, other, link_id, NOW)
    with pytest.raises(LinkGone):
        await partners.offer(session, one, NOW)
    raw = (await session.scalars(select(PartnershipRow.word))).one()
    assert raw is None


async def test_a_new_link_takes_the_place_of_one_that_nobody_agreed_to(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    one, other = await couple(session, newcomer)
    old = await partners.offer(session, one, NOW)
    new = await partners.offer(session, one, NOW)
    with pytest.raises(LinkGone):
        await partners.open_link(session, other, old, NOW)
    assert await partners.open_link(session, other, new, NOW)


@pytest.mark.parametrize("ends", [0, 1])
async def test_either_ends_it_at_once_and_what_was_lent_goes(
    session: AsyncSession, newcomer: Newcomer, ends: int
) -> None:
    both = await couple(session, newcomer)
    await link(session, *both)
    assert await partners.end(session, both[ends], NOW)
    assert [await partners.partner_of(session, each) for each in both] == [None, None]
    assert [await field_of(session, each) for each in both] == [None, None]
    assert (await told(session, both[1 - ends]))[-1] == NoticeKind.PARTNER_ENDED
    assert NoticeKind.PARTNER_ENDED not in await told(session, both[ends])
    assert not await partners.end(session, both[ends], NOW)


async def test_what_somebody_told_of_a_partner_stays_theirs(session: AsyncSession, newcomer: Newcomer) -> None:
    one, other = await couple(session, newcomer)
    await profiles.wish(session, one, Wish.PARTNER, "6", NOW)
    await link(session, one, other)
    assert await field_of(session, one) == "6"
    await partners.end(session, other, NOW)
    assert await field_of(session, one) == "6"


async def test_erasing_one_ends_it_and_leaves_nothing_with_the_other(session: AsyncSession, newcomer: Newcomer) -> None:
    one, other = await couple(session, newcomer)
    await link(session, one, other)
    exported = await privacy.export(session, other)
    assert exported["partner"]["occupation"] == WELDER
    assert one.conversation not in str(exported), "nothing that leads to the other"
    await privacy.erase(session, one, NOW)
    assert await partners.partner_of(session, other) is None
    assert await field_of(session, other) is None
    assert (await told(session, other))[-1] == NoticeKind.PARTNER_ENDED
    assert not (await session.scalars(select(PartnershipRow))).all()


async def test_who_keeps_nothing_is_linked_with_nobody(session: AsyncSession, newcomer: Newcomer) -> None:
    one, refuses = await newcomer(), await newcomer(Consent.REFUSED)
    with pytest.raises(ConsentMissing):
        await partners.offer(session, refuses, NOW)
    with pytest.raises(ConsentMissing):
        await partners.open_link(session, refuses, await partners.offer(session, one, NOW), NOW)


async def test_the_trail_holds_that_and_not_with_whom(session: AsyncSession, newcomer: Newcomer) -> None:
    one, other = await couple(session, newcomer)
    await link(session, one, other)
    rows = (await session.scalars(select(AuditRow).where(AuditRow.action == "link partner"))).all()
    assert [(row.actor, row.subject) for row in rows] == [(one.conversation, "offered"), (other.conversation, "agreed")]
