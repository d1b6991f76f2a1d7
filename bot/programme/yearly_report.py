"""A year of the programme in figures: how far people came, without numbers so small that they point at somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import JobState
from bot.programme import access, tallies
from bot.programme.access import Officer, Task
from bot.programme.hires import STILL_THERE_AFTER
from bot.programme.small_numbers import hide_few_of_groups, hide_few_of_sums, positions_to_hide, unless_few


class Step(StrEnum):
    """How far people came; each step is among those who took the one before."""

    AGREED = "agreed"
    TRAVELLED = "travelled"
    MET = "met"  # an employer, on the trip
    OFFERED = "offered"
    ACCEPTED = "accepted"
    STARTED = "started"


_MET = "households met"  # as `tallies` names them
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
    kept: Mapping[str, int | None]  # by step of `hires.STILL_THERE_AFTER`: jobs known to have lasted as long
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
    happened = {what: unless_few(counted[what]) for what in sorted(counted)}
    funnel, kept = shown_funnel(counted), shown_kept(counted)
    apart = {_MET: funnel[Step.MET]} | {tallies.jobs_kept(step): n for step, n in kept.items()}
    happened |= {what: n for what, n in apart.items() if what in counted}
    jobs = zip(map(_job, JobState), hide_few_of_groups(_jobs(counted)), strict=True)
    return Year(year, funnel, kept, happened | {what: n for what, n in jobs if what in counted})


def shown_funnel(counted: Mapping[str, int]) -> dict[Step, int | None]:
    """How many came how far in a year; `None` where that, or what is counted beside it, would tell of a few."""
    jobs = _jobs(counted)
    sums = hide_few_of_sums(jobs, hide_few_of_groups(jobs))
    shown = {step: unless_few(n) for step, n in funnel(counted).items()}
    if positions_to_hide([funnel(counted)[step] for step in (Step.TRAVELLED, Step.MET)]):
        shown[Step.MET] = None
    return shown | dict(zip(JOBS, sums, strict=False))  # a job that ended is no step of its own


def shown_kept(counted: Mapping[str, int]) -> dict[str, int | None]:
    """How many jobs lasted how long; `None` where that, or the jobs that were started, would tell of a few."""
    if shown_funnel(counted)[Step.STARTED] is None:
        return dict.fromkeys(STILL_THERE_AFTER)
    nested = [funnel(counted)[Step.STARTED], *(counted.get(tallies.jobs_kept(step), 0) for step in STILL_THERE_AFTER)]
    hidden = positions_to_hide(nested)
    return {
        step: None if at in hidden else unless_few(nested[at]) for at, step in enumerate(STILL_THERE_AFTER, start=1)
    }


def funnel(counted: Mapping[str, int]) -> dict[Step, int]:
    """How many came how far in a year, of what `tallies` counted in it."""
    steps = {Step.AGREED: counted.get("people agreed", 0), Step.TRAVELLED: counted.get("households attended", 0),
             Step.MET: counted.get(_MET, 0)}  # fmt: skip
    return steps | {step: sum(counted.get(_job(state), 0) for state in states) for step, states in JOBS.items()}


def _job(state: JobState) -> str:
    """As `tallies` names the jobs in a state."""
    return f"jobs {state}"


def _jobs(counted: Mapping[str, int]) -> list[int]:
    """How many jobs are in each state, in the order of the states: each is in one."""
    return [counted.get(_job(state), 0) for state in JobState]


def _in_order(found: Mapping[tallies.What, int]) -> list[int]:
    return sorted({year for _, year in found}, reverse=True)
