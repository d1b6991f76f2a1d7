"""Preselection: who is proposed and who never, invited once, put aside for a reason, and all of it traced."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import AsideReason
from bot.base.terms import Education, Field, Household, Permit, Wish
from bot.db.models import AuditRow, CandidateRow, NoticeRow, PreselectionRow, StaffRow, VacancyRow
from bot.knowledge import load_knowledge
from bot.matching import load_weights
from bot.planning.trip_day import planning, timetable
from bot.programme import employers, preselection, preselection_board, privacy, profiles, seats, trips, why_no_interview
from bot.programme.access import NotAllowed, Officer, Role
from bot.programme.audit import Action
from bot.programme.candidates import Consent
from bot.programme.matching_inputs import Rules
from bot.programme.preselection import NotEligible
from bot.programme.preselection_aims import Aim, AimUnknown
from bot.programme.who_suits import WhoSuits
from bot.queues.notices import NoticeKind
from bot.timetable import Interview, Meet
from bot.timetable.clashes import clashes
from tests.conftest import NOW
from tests.programme.conftest import Newcomer

RULES = Rules.of(load_knowledge(), load_weights())
WHO_SUITS = WhoSuits(RULES)
LEA, SUE = Officer("lea", "Léa", Role.OFFICER), Officer("sue", "Sue", Role.PRIVACY)
TRIP = "tr-saguenay"
THE_TRIP = Aim(trip_id=TRIP)
Skilled = Callable[..., Awaitable[CandidateRow]]


@pytest.fixture(autouse=True)
async def officer(session: AsyncSession) -> None:
    """The officer who decides."""
    session.add(StaffRow(id="lea", email="lea@example.org", name="Léa", added_at=NOW))
    await session.flush()


@pytest.fixture
async def trade(session: AsyncSession) -> str:
    """A trade that an employer of the trip looks for, and that needs no permit of an order."""
    trip = await trips.find(session, TRIP)
    rows = await employers.vacancies_of(session, [each.id for each in trip.employers], NOW)
    return next(row.occupation for row in rows if not row.regulated and row.occupation not in RULES.regulated)


@pytest.fixture
def skilled(session: AsyncSession, newcomer: Newcomer, trade: str) -> Skilled:
    """Makes people of that trade."""

    async def make(
        permit: Permit | None = Permit.PERMANENT_RESIDENT, years: float = 8.0, **more: object
    ) -> CandidateRow:
        someone = await newcomer()
        told = {
            Field.OCCUPATION: trade, Field.EXPERIENCE: years, Field.EDUCATION: Education.BACHELOR, Field.FRENCH: 9,
            Field.LANGUAGES: ("fr", "en"), Field.REGIONS: ("02",), Field.PERMIT: permit,
        }  # fmt: skip
        for field, value in {**told, **{Field(name): value for name, value in more.items()}}.items():
            if value is not None:
                await profiles.answer(session, someone, field, value, NOW)
        await session.flush()
        return someone

    return make


async def listed(session: AsyncSession, aim: Aim = THE_TRIP) -> list[str]:
    board = await preselection_board.board(session, LEA, aim, WHO_SUITS, NOW)
    return [each.conversation for each in board.proposed]


async def test_the_best_suited_come_first_with_their_reasons(session: AsyncSession, skilled: Skilled) -> None:
    beginner, master = await skilled(years=0.0), await skilled(years=10.0)
    board = await preselection_board.board(session, LEA, THE_TRIP, WHO_SUITS, NOW)
    places = {each.conversation: at for at, each in enumerate(board.proposed)}
    assert places[master.conversation] < places[beginner.conversation]
    best = board.proposed[places[master.conversation]]
    assert best.match is not None
    assert best.match.score > 0.7
    assert not best.match.unmet
    assert best.employer
    assert best.title


async def test_who_may_not_work_did_not_agree_or_cannot_be_reached_is_never_proposed_nor_invited(
    session: AsyncSession, skilled: Skilled
) -> None:
    visitor, unsure, refused, blocked = [
        await skilled(permit) for permit in (Permit.VISITOR, None, Permit.CITIZEN, Permit.CITIZEN)
    ]
    refused.consent, blocked.unreachable_at = Consent.REFUSED, NOW
    await session.flush()
    assert not {each.conversation for each in (visitor, unsure, refused, blocked)} & set(await listed(session))
    assert (await preselection_board.board(session, LEA, THE_TRIP, WHO_SUITS, NOW)).unsure == 1
    for each in (visitor, unsure, refused, blocked):
        with pytest.raises(NotEligible):
            await preselection.invite(session, LEA, THE_TRIP, each.conversation, RULES, NOW)
    assert not (await session.scalars(select(PreselectionRow))).all()


async def test_with_a_closed_permit_nobody_is_invited_or_meets_an_employer_before_it_says_yes(
    session: AsyncSession, skilled: Skilled
) -> None:
    someone = await skilled(Permit.CLOSED_WORK_PERMIT)
    trip = await trips.find(session, TRIP)
    met = [each.id for each in trip.employers]
    rows = await employers.vacancies_of(session, met, NOW)
    await seats.register(session, someone, TRIP, 1, NOW)
    for silent_or_no in (None, False):
        for row in rows:
            row.accepts_closed_permit = silent_or_no
        await session.flush()
        assert someone.conversation not in await listed(session)
        with pytest.raises(NotEligible):
            await preselection.invite(session, LEA, THE_TRIP, someone.conversation, RULES, NOW)
        day = (await planning(session, TRIP, RULES, NOW, minutes=None, keep=None)).day
        assert not day.compatibility
        assert await why_no_interview.why(session, someone, met, RULES, NOW) is why_no_interview.Why.TIED_PERMIT
    for row in rows:
        row.accepts_closed_permit = True
    await session.flush()
    assert (await planning(session, TRIP, RULES, NOW, minutes=None, keep=None)).day.compatibility
    await preselection.invite(session, LEA, THE_TRIP, someone.conversation, RULES, NOW)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"permit": None}, why_no_interview.Why.STATUS),
        ({"occupation": None}, why_no_interview.Why.PROFILE),
        ({"permit": None, "occupation": None}, why_no_interview.Why.EMPTY),
    ],
)
async def test_who_told_too_little_meets_an_employer_by_an_officers_word_alone(
    session: AsyncSession, skilled: Skilled, told: dict[str, None], why: why_no_interview.Why
) -> None:
    silent, clear = await skilled(**told), await skilled()
    codes = [(await seats.register(session, each, TRIP, 1, NOW)).code for each in (silent, clear)]
    plan = await planning(session, TRIP, RULES, NOW, minutes=None, keep=None)
    assert {each.candidate for each in timetable(plan, (), 5).interviews} == {codes[1]}
    assert plan.unstated == {codes[0]: why}
    met = [each.id for each in (await trips.find(session, TRIP)).employers]
    assert await why_no_interview.why(session, silent, met, RULES, NOW) is why
    employer = next(employer for code, employer in plan.day.compatibility if code == codes[0])
    by_hand = Interview(codes[0], employer, 0)
    assert not clashes(plan.day, [by_hand]), "an officer who knows better adds it"
    assert {(each.candidate, each.employer) for each in timetable(plan, [Meet(codes[0], employer)], 5).interviews} >= {
        (codes[0], employer)
    }
    assert by_hand in timetable(replace(plan, before=(by_hand,)), (), 5).interviews, "what stands stays"


async def test_a_family_changes_nothing(session: AsyncSession, skilled: Skilled) -> None:
    alone = await skilled()
    mother = await skilled(household=Household(children=3))
    await profiles.wish(session, mother, Wish.PARTNER, "7", NOW)
    await session.flush()
    board = await preselection_board.board(session, LEA, THE_TRIP, WHO_SUITS, NOW)
    found = {each.conversation: each.match for each in board.proposed}
    one, other = found[alone.conversation], found[mother.conversation]
    assert one is not None
    assert other is not None
    assert (one.score, one.unmet, one.flags) == (other.score, other.unmet, other.flags)


async def test_an_invitation_is_told_once_and_stands_in_the_trail(session: AsyncSession, skilled: Skilled) -> None:
    someone = await skilled()
    for _ in range(2):
        await preselection.invite(session, LEA, THE_TRIP, someone.conversation, RULES, NOW)
    told = (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.INVITED))).one()
    assert told.candidate_id == someone.id
    found = await preselection.invitation(session, told.subject)
    assert found is not None
    assert found.trip_id == TRIP
    board = await preselection_board.board(session, LEA, THE_TRIP, WHO_SUITS, NOW)
    assert [each.conversation for each in board.invited] == [someone.conversation]
    assert someone.conversation not in await listed(session)
    trail = (await session.scalars(select(AuditRow).where(AuditRow.action == Action.PRESELECT))).one()
    assert (trail.actor, trail.subject) == ("lea", someone.conversation)
    assert trail.changes == {"state": [None, "invited"], "aside": [None, None], "aim": [None, TRIP]}


async def test_who_is_put_aside_is_not_told_of_an_earlier_invitation_and_may_be_proposed_again(
    session: AsyncSession, skilled: Skilled
) -> None:
    someone, aim = await skilled(), THE_TRIP
    await preselection.invite(session, LEA, aim, someone.conversation, RULES, NOW)
    await preselection.put_aside(session, LEA, aim, someone.conversation, AsideReason.LATER, NOW)
    assert not (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.INVITED))).all()
    [aside] = (await preselection_board.board(session, LEA, aim, WHO_SUITS, NOW)).aside
    assert aside.decided is not None
    assert aside.decided.reason is AsideReason.LATER
    await preselection.reconsider(session, LEA, aim, someone.conversation, NOW)
    assert someone.conversation in await listed(session)
    trail = [row.changes for row in await session.scalars(select(AuditRow).where(AuditRow.action == Action.PRESELECT))]
    assert [each["state"] for each in trail] == [[None, "invited"], ["invited", "aside"], ["aside", None]]
    assert trail[1]["aside"] == [None, "later"]


async def test_a_vacancy_is_preselected_for_alone(session: AsyncSession, skilled: Skilled, trade: str) -> None:
    someone = await skilled()
    trip = await trips.find(session, TRIP)
    row = next(
        each for each in await employers.vacancies_of(session, [each.id for each in trip.employers], NOW)
        if each.occupation == trade
    )  # fmt: skip
    aim = Aim(vacancy_id=row.id)
    board = await preselection_board.board(session, LEA, aim, WHO_SUITS, NOW)
    assert {each.match.vacancy_id for each in board.proposed if each.match} == {row.id}
    await preselection.invite(session, LEA, aim, someone.conversation, RULES, NOW)
    assert someone.conversation in await listed(session), "nothing was decided for the trip"
    (await session.get_one(VacancyRow, row.id)).until = NOW.date() - timedelta(days=1)
    with pytest.raises(AimUnknown):
        await preselection.invite(session, LEA, aim, (await skilled()).conversation, RULES, NOW)


async def test_who_travels_is_not_proposed_and_a_trip_that_left_invites_nobody(
    session: AsyncSession, skilled: Skilled
) -> None:
    going, staying = await skilled(), await skilled()
    await seats.register(session, going, TRIP, 1, NOW)
    assert staying.conversation in await listed(session)
    assert going.conversation not in await listed(session)
    left = (await trips.find(session, TRIP)).departs_at
    with pytest.raises(AimUnknown):
        await preselection.invite(session, LEA, THE_TRIP, staying.conversation, RULES, left)
    with pytest.raises(AimUnknown):
        await preselection_board.board(session, LEA, Aim(trip_id="nowhere"), WHO_SUITS, NOW)


async def test_only_those_whose_task_it_is_decide(session: AsyncSession, skilled: Skilled) -> None:
    someone = await skilled()
    for role in (Role.READER, Role.PRIVACY):
        other = replace(SUE, role=role)
        with pytest.raises(NotAllowed):
            await preselection_board.board(session, other, THE_TRIP, WHO_SUITS, NOW)
        with pytest.raises(NotAllowed):
            await preselection.invite(session, other, THE_TRIP, someone.conversation, RULES, NOW)


async def test_it_is_exported_and_erased_with_the_person(session: AsyncSession, skilled: Skilled) -> None:
    someone = await skilled()
    await preselection.put_aside(session, LEA, THE_TRIP, someone.conversation, AsideReason.LACKS, NOW)
    [exported] = (await privacy.export(session, someone))["preselected_by_an_officer"]
    assert (exported["trip"], exported["decision"], exported["reason"]) == (TRIP, "aside", "lacks")
    await privacy.erase(session, someone, NOW)
    assert not (await session.scalars(select(PreselectionRow))).all()
