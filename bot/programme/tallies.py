"""What happened in the programme, counted by year; of erased people, only the numbers are kept."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, HireRow, ImpressionRow, InterviewRow, RegistrationRow, TallyRow, TripRow
from bot.programme.hires import kept_for
from bot.programme.trips import RegistrationState

_CAME = RegistrationState.ATTENDED
_COUNTED = (_CAME, RegistrationState.ABSENT)
MET = (  # a household had an interview on its trip
    select(InterviewRow.candidate_id)
    .where(InterviewRow.trip_id == RegistrationRow.trip_id, InterviewRow.candidate_id == RegistrationRow.candidate_id)
    .exists()
)
What = tuple[str, int]  # what happened, and in which year


def jobs_kept(step: str) -> str:
    """How the jobs are named that lasted until a step of `hires.STILL_THERE_AFTER`."""
    return f"jobs kept {step}"


async def figures(session: AsyncSession) -> Mapping[What, int]:
    """How often each thing happened, including people who were erased."""
    found = await _counted(session)
    for row in await session.scalars(select(TallyRow)):
        found[row.what, row.year] += row.count
    return found


async def keep(session: AsyncSession, candidate: CandidateView) -> None:
    """Add somebody's rows to the tallies before they are erased."""
    for (what, year), count in (await _counted(session, candidate.id)).items():
        row = await session.get(TallyRow, (what, year))
        if row is None:
            session.add(TallyRow(what=what, year=year, count=count))
        else:
            row.count += count
    await session.flush()


async def _counted(session: AsyncSession, candidate_id: int | None = None) -> Counter[What]:
    def of(query: Any, table: Any) -> Any:
        return query if candidate_id is None else query.where(table.candidate_id == candidate_id)

    seats = select(RegistrationRow.state, RegistrationRow.seats, TripRow.departs_at).join(RegistrationRow.trip)
    jobs = select(HireRow.state, HireRow.told_at, HireRow.began_at, HireRow.there_at)
    met = select(TripRow.departs_at).join(RegistrationRow.trip).where(RegistrationRow.state == _CAME, MET)
    said = select(ImpressionRow.subject, ImpressionRow.answer, ImpressionRow.given_at)
    agreed: Any = select(CandidateRow.consented_at).where(CandidateRow.consented_at.is_not(None))
    found: Counter[What] = Counter()
    own = agreed if candidate_id is None else agreed.where(CandidateRow.id == candidate_id)
    for [moment] in await session.execute(own):
        found["people agreed", moment.astimezone(QUEBEC_TIME).year] += 1
    rows = of(seats.where(RegistrationRow.state.in_(_COUNTED)), RegistrationRow)
    for state, number, moment in await session.execute(rows):
        year = moment.astimezone(QUEBEC_TIME).year
        found[f"households {state}", year] += 1
        found[f"seats {state}", year] += number
    for [moment] in await session.execute(of(met, RegistrationRow)):
        found["households met", moment.astimezone(QUEBEC_TIME).year] += 1
    for state, moment, began_at, there_at in await session.execute(of(jobs, HireRow)):
        year = moment.astimezone(QUEBEC_TIME).year
        found[f"jobs {state}", year] += 1
        found.update((jobs_kept(step), year) for step in kept_for(began_at, there_at))
    for subject, answer, moment in await session.execute(of(said, ImpressionRow)):
        found[f"{subject.partition(':')[0]} {answer}", moment.astimezone(QUEBEC_TIME).year] += 1
    return found
