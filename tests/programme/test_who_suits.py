"""Who suits, kept in memory: every change is seen by the next look, and what stays is neither decrypted nor weighed."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.turn import Library
from bot.base.terms import Education, Field, Language, Permit, Standing, Trade, Wish
from bot.db import Database, encryption
from bot.db.candidate_view import CandidateView
from bot.db.models import EmployerRow, VacancyRow
from bot.matching import Best, Candidate, Few
from bot.programme import candidates, preselection_board, privacy, profiles, reachability, vacancies
from bot.programme.candidates import Consent
from bot.programme.preselection_aims import Aim
from bot.programme.preselection_board import Board
from bot.programme.vacancies import VacancyState
from bot.programme.who_suits import MOST_KEPT, WhoSuits
from tests.conftest import ANA, NOW
from tests.programme.officers import LEA

TRIP, WELDING, WELDERS_EMPLOYER = "tr-saguenay", "v-1c0fc81c", "structures-du-pic-bleu"
FOR_THE_TRIP, FOR_THE_VACANCY = Aim(trip_id=TRIP), Aim(vacancy_id=WELDING)
WELDER = {
    Field.OCCUPATION: "72106", Field.EXPERIENCE: 5.0, Field.EDUCATION: Education.VOCATIONAL, Field.FRENCH: 6,
    Field.LANGUAGES: ("fr",), Field.REGIONS: ("02",), Field.PERMIT: Permit.CITIZEN,
}  # fmt: skip
NURSE = "31301"
OfPerson = Callable[[AsyncSession, CandidateView], Awaitable[object]]
Change = Callable[[AsyncSession], Awaitable[object]]


@pytest.fixture
def who_suits(library: Library) -> WhoSuits:
    """What a process keeps."""
    return WhoSuits(library.rules)


async def somebody(database: Database, chat: int, **other: object) -> str:
    """A welder who agreed, by their code."""
    async with database.transaction() as session:
        person = await candidates.meet(session, chat, Language.FRENCH, NOW)
        candidates.decide_consent(session, person, Consent.GIVEN, NOW)
        for field, value in {**WELDER, **{Field(name): value for name, value in other.items()}}.items():
            await profiles.answer(session, person, field, value, NOW)
        return person.conversation


async def look(database: Database, who_suits: WhoSuits, aim: Aim = FOR_THE_VACANCY, now: datetime = NOW) -> Board:
    """What an officer sees."""
    async with database.reading() as session:
        return await preselection_board.board(session, LEA, aim, who_suits, now)


def proposed(board: Board) -> list[str]:
    return [each.conversation for each in board.proposed]


def answers(field: Field, value: object) -> OfPerson:
    return lambda session, person: profiles.answer(session, person, field, value, NOW)


def wishes(name: Wish, value: object) -> OfPerson:
    return lambda session, person: profiles.wish(session, person, name, value, NOW)


async def takes_the_agreement_back(session: AsyncSession, person: CandidateView) -> None:
    candidates.decide_consent(session, person, Consent.REFUSED, NOW)


async def blocks_the_assistant(session: AsyncSession, person: CandidateView) -> None:
    await reachability.lost(session, person.chat_id, NOW)


async def is_erased(session: AsyncSession, person: CandidateView) -> None:
    await privacy.erase(session, person, NOW)


async def does_not_tell_the_status(session: AsyncSession, person: CandidateView) -> None:
    await profiles.clear(session, person, Field.PERMIT, NOW)


LEAVES: dict[str, OfPerson] = {
    "another trade": answers(Field.OCCUPATION, NURSE),
    "a status that lets nobody work": answers(Field.PERMIT, Permit.VISITOR),
    "no status": does_not_tell_the_status,
    "no agreement": takes_the_agreement_back,
    "blocked": blocks_the_assistant,
    "erased": is_erased,
}
STAYS: dict[str, OfPerson] = {
    "fewer years": answers(Field.EXPERIENCE, 1.0),
    "less French": answers(Field.FRENCH, 2),
    "elsewhere": answers(Field.REGIONS, ("09",)),
    "more pay": wishes(Wish.WAGE, 9_000),
}


@pytest.mark.parametrize("change", [*LEAVES, *STAYS])
async def test_what_changes_about_a_person_is_seen_by_the_next_look(
    change: str, database: Database, who_suits: WhoSuits, library: Library
) -> None:
    one, other = await somebody(database, 40), await somebody(database, 41)
    assert proposed(await look(database, who_suits)) == [one, other]
    async with database.transaction() as session:
        person = await candidates.of_conversation(session, one)
        assert person is not None
        await (LEAVES | STAYS)[change](session, person)
    after = await look(database, who_suits)
    assert after == await look(database, WhoSuits(library.rules)), "as a process sees it that starts now"
    assert proposed(after) == ([other] if change in LEAVES else [other, one])
    assert after.unsure == (change == "no status")


async def test_who_comes_to_suit_is_seen_by_the_next_look(database: Database, who_suits: WhoSuits) -> None:
    nurse, away = await somebody(database, 40, occupation=NURSE), await somebody(database, 41)
    async with database.transaction() as session:
        await reachability.lost(session, 41, NOW)
    assert not proposed(await look(database, who_suits))
    async with database.transaction() as session:
        person, back = [await candidates.of_conversation(session, each) for each in (nurse, away)]
        assert person is not None
        assert back is not None
        trade = Trade("72106", Standing.HELD, 3.0)
        await profiles.wish(session, person, Wish.TRADES, (trade,), NOW)
        assert reachability.regained(back)
    assert set(proposed(await look(database, who_suits))) == {nurse, away}
    another = await somebody(database, 42)
    assert another in proposed(await look(database, who_suits))


def vacancy(**values: object) -> Change:
    return lambda session: session.execute(update(VacancyRow).where(VacancyRow.id == WELDING).values(**values))


async def is_filled(session: AsyncSession) -> None:
    await vacancies.set_state(session, WELDING, VacancyState.FILLED, None, NOW, actor=ANA)


async def moves(session: AsyncSession) -> None:
    (await session.get_one(EmployerRow, WELDERS_EMPLOYER)).region = "09"


async def leaves(session: AsyncSession) -> None:
    await session.execute(delete(EmployerRow).where(EmployerRow.id == WELDERS_EMPLOYER))


@pytest.mark.parametrize("change", [
    vacancy(french_needed=9), vacancy(occupation=NURSE), vacancy(accepts_closed_permit=True, needs_car=True),
    vacancy(min_experience_years=10.0), vacancy(title={"fr": "Soudage"}), is_filled, moves, leaves,
], ids=["French", "trade", "car", "years", "title", "filled", "moved", "left"])  # fmt: skip
async def test_what_changes_about_a_vacancy_is_seen_by_the_next_look(
    change: Change, database: Database, who_suits: WhoSuits, library: Library
) -> None:
    await somebody(database, 40)
    await somebody(database, 41, permit=Permit.CLOSED_WORK_PERMIT)
    before = await look(database, who_suits, FOR_THE_TRIP)
    assert before.proposed
    async with database.transaction() as session:
        await change(session)
    after = await look(database, who_suits, FOR_THE_TRIP)
    assert after == await look(database, WhoSuits(library.rules), FOR_THE_TRIP), "as a process sees it that starts now"
    assert after != before


async def test_what_stays_is_neither_decrypted_nor_weighed_again(
    database: Database, who_suits: WhoSuits, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat in range(40, 45):
        await somebody(database, chat)
    changing = await somebody(database, 45)
    before = await look(database, who_suits)
    read, weighed, decrypted, best = list[bytes](), list[Candidate](), encryption.decrypted, Few.best

    def reading(sealed: bytes) -> object:
        read.append(sealed)
        return decrypted(sealed)

    def weighing(few: Few, people: Sequence[Candidate]) -> list[Best | None]:
        weighed.extend(people)
        return best(few, people)

    monkeypatch.setattr(profiles, "decrypted", reading)
    monkeypatch.setattr(Few, "best", weighing)
    assert await look(database, who_suits) == before
    assert (read, weighed) == ([], [])
    async with database.transaction() as session:
        person = await candidates.of_conversation(session, changing)
        assert person is not None
        await profiles.answer(session, person, Field.FRENCH, 7, NOW)
    await look(database, who_suits)
    assert [each.french_level for each in weighed] == [7]
    assert len(read) == len(WELDER), "the answers of one person"


async def test_what_no_look_meets_any_more_is_kept_no_longer(database: Database, who_suits: WhoSuits) -> None:
    one, _ = await somebody(database, 40), await somebody(database, 41)
    await look(database, who_suits)
    assert who_suits.kept == 2
    async with database.transaction() as session:
        person = await candidates.of_conversation(session, one)
        assert person is not None
        await privacy.erase(session, person, NOW)
    await look(database, who_suits)
    assert who_suits.kept == 1, "nothing of who was erased"
    await look(database, who_suits, now=NOW + timedelta(days=1))
    assert who_suits.kept == 1, "nothing of the day before"
    async with database.reading() as session:
        welding = list(await session.scalars(select(VacancyRow.id).where(VacancyRow.occupation.startswith("721"))))
    assert len(welding) > MOST_KEPT
    for each in welding:
        await look(database, who_suits, Aim(vacancy_id=each))
    assert who_suits.kept <= MOST_KEPT


async def test_two_officers_look_at_once(database: Database, who_suits: WhoSuits) -> None:
    for chat in range(40, 44):
        await somebody(database, chat)
    one, other = await asyncio.gather(look(database, who_suits), look(database, who_suits))
    assert one == other == await look(database, who_suits)
    assert who_suits.kept == 4
