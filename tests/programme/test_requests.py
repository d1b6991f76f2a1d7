"""What a candidate asks of the people of the programme."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import AuditRow, NoteRow, NoticeRow, SaidRow
from bot.programme import impressions, officer_answers, requests, staff
from bot.programme.impressions import Impression, Theme
from bot.programme.requests import NoteKind, Reason, RequestClosed
from bot.programme.transcript import Author
from bot.queues.notices import NoticeKind
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer


async def test_a_person_is_asked_for_once_until_somebody_answered(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, other = await newcomer(), await newcomer()
    assert await requests.open_request(session, candidate) is None
    first = await requests.ask_for_a_person(session, candidate, NOW)
    assert await requests.ask_for_a_person(session, candidate, NOW) == first
    found = await requests.open_request(session, candidate)
    assert found is not None
    assert found.id == first
    assert await requests.open_request(session, other) is None
    assert await requests.ask_for_a_person(session, other, NOW) != first
    await requests.close(session, first, NOW, actor=ANA)
    second = await requests.ask_for_a_person(session, candidate, NOW)
    assert second != first
    trail = select(AuditRow.subject).where(AuditRow.actor == candidate.conversation).order_by(AuditRow.id)
    assert list(await session.scalars(trail.where(AuditRow.action == "ask for a person"))) == [first, second]


@pytest.fixture
async def officer(session: AsyncSession) -> int:
    """Somebody of the programme who is told."""
    word = await staff.add(session, "officer@example.org", NOW, actor=ANA)
    await session.flush()
    assert await staff.accept(session, word, 555, NOW) is not None
    assert await staff.accept(session, word, 556, NOW) is None, "an invitation serves once"
    return 555


async def alarms(session: AsyncSession) -> list[str]:
    query = select(NoticeRow).where(NoticeRow.kind == NoticeKind.STAFF_ALARM).order_by(NoticeRow.id)
    return [row.data["about"] for row in await session.scalars(query)]


async def test_not_well_reaches_a_person_each_time_that_we_asked(
    session: AsyncSession, newcomer: Newcomer, officer: int
) -> None:
    someone = await newcomer()
    await impressions.keep_impression(session, someone, Theme.LIFE, "x.1w", Impression.GOOD, NOW)
    assert await alarms(session) == []
    await requests.ask_for_a_person(session, someone, NOW)
    for subject in ("x.1m", "x.1m", "x.3m"):  # within a moment: one alarm for all that is not told yet
        await impressions.keep_impression(session, someone, Theme.LIFE, subject, Impression.BAD, NOW)
    assert await alarms(session) == ["request", "not well"]
    await session.execute(update(NoticeRow).values(done_at=NOW))
    for minutes, subject in ((4, "x.6m"), (5, "x.12m")):
        now = NOW + timedelta(minutes=minutes)
        await impressions.keep_impression(session, someone, Theme.LIFE, subject, Impression.BAD, now)
    assert await alarms(session) == ["request", "not well", "not well"]
    [later] = await session.scalars(select(NoticeRow).where(NoticeRow.done_at.is_(None)))
    assert later.due_at == NOW + timedelta(minutes=10), "gathered with whatever else comes until then"
    [request] = await requests.waiting(session)
    assert request.reasons == (Reason.ASKED, Reason.LIFE)


@pytest.mark.parametrize("theme", Theme)
async def test_why_somebody_needs_a_person_is_kept(session: AsyncSession, newcomer: Newcomer, theme: Theme) -> None:
    someone = await newcomer()
    await impressions.keep_impression(session, someone, theme, "x", Impression.BAD, NOW)
    [request] = await requests.waiting(session)
    assert request.reasons == (Reason(theme.value),)


async def test_an_answer_goes_to_who_asked_and_ends_the_request(session: AsyncSession, newcomer: Newcomer) -> None:
    someone = await newcomer()
    request = await requests.ask_for_a_person(session, someone, NOW)
    await officer_answers.answer(session, request, "Je vous appelle demain.", NOW, actor=ANA)
    [notice] = await session.scalars(select(NoticeRow))
    assert (notice.kind, notice.candidate_id) == (NoticeKind.ANSWER, someone.id)
    assert await requests.text_of_note(session, notice.subject) == "Je vous appelle demain."
    said = (await session.scalars(select(SaidRow))).one()
    assert (said.author, said.text) == (Author.OFFICER, "Je vous appelle demain."), "the next officer reads it too"
    assert not await requests.waiting(session)
    for closed in (request, "no-such"):
        with pytest.raises(RequestClosed):
            await officer_answers.answer(session, closed, "Encore.", NOW, actor=ANA)
    trail = select(AuditRow.action).where(AuditRow.actor == ANA.id, AuditRow.subject == request)
    assert list(await session.scalars(trail)) == ["close request"]


@pytest.mark.parametrize("nothing", ["", "  \n ", "\u200b"])
async def test_an_answer_without_words_leaves_the_request_open(
    session: AsyncSession, newcomer: Newcomer, nothing: str
) -> None:
    request = await requests.ask_for_a_person(session, await newcomer(), NOW)
    with pytest.raises(officer_answers.NothingSaid):
        await officer_answers.answer(session, request, nothing, NOW, actor=ANA)
    assert [each.id for each in await requests.waiting(session)] == [request]


@pytest.mark.parametrize("purpose", NoteKind)
async def test_a_note_is_kept_word_for_word_and_encrypted(
    session: AsyncSession, newcomer: Newcomer, purpose: NoteKind
) -> None:
    candidate = await newcomer()
    requests.keep_note(session, candidate, purpose, "canary-4471 : été 🍁", NOW)
    await session.flush()
    session.expire_all()
    kept = (await session.scalars(select(NoteRow))).one()
    assert (kept.kind, kept.text, kept.written_at) == (purpose, "canary-4471 : été 🍁", NOW)
    raw = (await session.scalars(text("SELECT text FROM notes"))).one()
    assert isinstance(raw, bytes)
    assert raw
    assert b"canary" not in raw
