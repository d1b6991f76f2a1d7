"""A year of the programme in figures: how far people came, without numbers so small that they point at somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import JobState
from bot.programme import access, tallies
from bot.programme.access import Officer, Task
from bot.programme.small_numbers import unless_few


class Step(StrEnum):
    """How far people came; each step is among those who took the one before."""

    AGREED = "agreed"
    TRAVELLED = "travelled"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    STARTED = "started"


JOBS = {  # the states of somebody who came this far
    Step.OFFERED: tuple(JobState),
    Step.ACCEPTED: (JobState.ACCEPTED, JobState.STARTED, JobState.ENDED),
    Step.STARTED: (JobState.STARTED, JobState.ENDED),
}


@dataclass(frozen=True, slots=True)
class Year:
    """What happened in a year. `None`: so few that it is not shown."""

    year: int
    funnel: Mapping[Step, int | None]
    counted: Mapping[str, int | None]  # by what happened, as named in `tallies`


async def years(session: AsyncSession, officer: Officer) -> Sequence[Year]:
    """Every year in which anything happened, the latest first.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.OVERVIEW)
    found = await tallies.figures(session)
    return [_year(year, {what: n for (what, at), n in found.items() if at == year}) for year in _in_order(found)]


def _year(year: int, counted: Mapping[str, int]) -> Year:
    steps = funnel(counted)
    return Year(
        year,
        {step: unless_few(n) for step, n in steps.items()},
        {what: unless_few(counted[what]) for what in sorted(counted)},
    )


def funnel(counted: Mapping[str, int]) -> dict[Step, int]:
    """How many came how far in a year, of what `tallies` counted in it."""
    steps = {Step.AGREED: counted.get("people agreed", 0), Step.TRAVELLED: counted.get("households attended", 0)}
    return steps | {step: sum(counted.get(f"jobs {state}", 0) for state in states) for step, states in JOBS.items()}


def _in_order(found: Mapping[tallies.What, int]) -> list[int]:
    return sorted({year for _, year in found}, reverse=True)
