"""The figures of a year as they may be shown: none of them tells of a few people."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot.programme import tallies, yearly_report
from bot.programme.hires import STILL_THERE_AFTER
from bot.programme.small_numbers import LEAST
from bot.programme.yearly_report import Step
from tests.programme.officers import LEA


async def test_a_few_jobs_of_a_year_stay_unseen(session: AsyncSession, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = {"people agreed": 90, "jobs offered": 6, "jobs accepted": 10, "jobs started": 8, "jobs ended": 3}

    async def figures(_: AsyncSession) -> dict[tuple[str, int], int]:
        return {(what, 2026): n for what, n in counted.items()}

    monkeypatch.setattr(tallies, "figures", figures)
    [year] = await yearly_report.years(session, LEA)
    assert (year.counted["jobs ended"], year.counted["jobs offered"], year.counted["jobs started"]) == (None, None, 8)
    assert [year.funnel[step] for step in (Step.OFFERED, Step.ACCEPTED, Step.STARTED)] == [27, None, None]


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5))
def test_no_few_lie_between_the_jobs_that_lasted(counts: list[int]) -> None:
    started, *kept = sorted(counts, reverse=True)
    counted = {
        "jobs started": started,
        **{f"jobs kept {step}": n for step, n in zip(STILL_THERE_AFTER, kept, strict=True)},
    }
    shown = [yearly_report.shown_funnel(counted)[Step.STARTED], *yearly_report.shown_kept(counted).values()]
    there = [n for n in shown if n is not None]
    assert all(n == 0 or n >= LEAST for n in there)
    assert all(n == other or n - other >= LEAST for n, other in combinations(there, 2))
    assert shown[0] is not None or not there, "without the whole there is nothing to compare with"
