"""What may change a rank, and what may not: measured on the judged pairs, for every person and every vacancy."""

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from bot.base.terms import Household, Permit, Schedule
from bot.matching import Candidate, Excluded, Flag, Match, Vacancy, assess

from .factories import NEIGHBOURS, TODAY, WEIGHTS
from .test_judged import OURS, content, people, vacancies

MAY_WORK = (
    Permit.CITIZEN, Permit.PERMANENT_RESIDENT, Permit.REFUGEE, Permit.OPEN_WORK_PERMIT, Permit.GRADUATE_WORK_PERMIT,
)  # fmt: skip
HOUSEHOLDS = (None, Household(), Household(partner=True), Household(children=4), Household(partner=True, children=2))


def every_pair() -> Iterator[tuple[Candidate, Vacancy]]:
    for person in people():
        for vacancy in vacancies():
            yield person, vacancy


def found(candidate: Candidate, vacancy: Vacancy) -> Match | Excluded:
    return assess(candidate, vacancy, WEIGHTS, on=TODAY, neighbours=NEIGHBOURS)


def told(outcome: Match | Excluded) -> tuple[float, object]:
    """The score with what is said of it, or the reason why there is none."""
    return (outcome.score, outcome.unmet) if isinstance(outcome, Match) else (-1.0, outcome.reason)


def test_everybody_is_weighed_against_everything() -> None:
    assert len(content(OURS)["candidates"]) == len(people()) == 10
    assert len(list(every_pair())) == 1_000


def test_nothing_that_may_not_count_has_a_place() -> None:
    known = {field.name for field in fields(Candidate)}
    assert not known & {"country", "origin", "sex", "gender", "age", "religion", "name", "residence", "language"}


def test_other_languages_change_nothing_but_where_one_is_spoken_at_work() -> None:
    for person, vacancy in every_pair():
        if person.spoken_languages & vacancy.work_languages or "uk" in vacancy.work_languages:
            more = replace(person, spoken_languages=person.spoken_languages | {"uk", "ar", "sw"})
            assert told(found(more, vacancy)) == told(found(person, vacancy))


def test_the_kind_of_permit_changes_nothing_among_those_that_let_somebody_work_anywhere() -> None:
    for person, vacancy in every_pair():
        assert len({told(found(replace(person, permit=each), vacancy)) for each in MAY_WORK}) == 1


def test_where_a_closed_permit_is_taken_it_costs_nothing_and_is_said() -> None:
    for person, vacancy in every_pair():
        takes = replace(vacancy, accepts_closed_permit=True)
        free, closed = (
            found(replace(person, permit=each), takes)
            for each in (Permit.PERMANENT_RESIDENT, Permit.CLOSED_WORK_PERMIT)
        )
        assert told(free) == told(closed)
        if isinstance(closed, Match):
            assert Flag.NEW_PERMIT in closed.flags


@pytest.mark.parametrize("schedule", Schedule)
def test_a_family_changes_no_rank(schedule: Schedule) -> None:
    """Told or not told alone differs, for every household alike: what is missing is worth half."""
    for person, vacancy in every_pair():
        offered = replace(vacancy, schedule=schedule)
        whole = {told(found(replace(person, household=each), offered)) for each in HOUSEHOLDS if each is not None}
        assert len(whole) == 1


def test_a_household_that_is_not_told_costs_every_vacancy_the_same() -> None:
    for person in people():
        apart = set()
        for vacancy in vacancies():
            one, other = (found(replace(person, household=each), vacancy) for each in (Household(children=2), None))
            if isinstance(one, Match) and isinstance(other, Match) and not one.unmet:
                apart.add(round(one.score - other.score, 9))
        assert len(apart) == 1


def test_only_the_wish_of_a_partner_counts_and_only_where_a_partner_comes() -> None:
    for person, vacancy in every_pair():
        couple, alone = (
            replace(person, household=Household(partner=each), partner_field="3") for each in (True, False)
        )
        here, nothing_here = (replace(vacancy, fields_around=frozenset(each)) for each in ("37", "7"))
        assert told(found(couple, here)) == told(found(alone, here)) == told(found(alone, nothing_here))
        if isinstance(result := found(couple, nothing_here), Match):
            assert result.score < told(found(couple, here))[0]
