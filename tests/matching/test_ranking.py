"""The list that a candidate sees: one line per employer, the same whatever the order of the input."""

from dataclasses import replace

import pytest

from bot.base.terms import Permit, Wish
from bot.matching import Vacancy

from .factories import WEIGHTS, WELDER, WELDING, listed, outcome, ranker


def ranked(vacancies: list[Vacancy], applicants: dict[str, int] | None = None) -> list[tuple[str, list[str]]]:
    return [(line.vacancies[0], list(line.vacancies[1:])) for line in listed(vacancies, applicants)]


def test_each_employer_has_one_line_and_its_other_vacancies_are_attached() -> None:
    machinist = replace(WELDING, id="machining-1", occupation="72100")
    elsewhere = replace(WELDING, id="welding-2", employer_id="shipyard", region="11")
    unrelated = replace(WELDING, id="office-1", employer_id="bank", occupation="11100")
    assert ranked([elsewhere, machinist, unrelated, WELDING]) == [
        ("welding-1", ["machining-1"]),
        ("welding-2", []),
    ]


def test_a_tie_goes_to_the_employer_with_fewer_interested_candidates() -> None:
    twin = replace(WELDING, id="welding-0", employer_id="busy")
    assert ranked([twin, WELDING], {"busy": 4, "forge": 1}) == [("welding-1", []), ("welding-0", [])]


def test_a_full_tie_goes_by_id() -> None:
    twin = replace(WELDING, id="welding-0", employer_id="other")
    assert ranked([WELDING, twin]) == [("welding-0", []), ("welding-1", [])]


def test_interest_in_an_employer_never_beats_a_better_match() -> None:
    far = replace(WELDING, id="welding-2", employer_id="quiet", region="11")
    assert ranked([far, WELDING], {"forge": 500})[0] == ("welding-1", [])


def test_nothing_of_an_occupation_that_is_hidden_is_listed() -> None:
    machinist = replace(WELDING, id="machining-1", occupation="72100")
    assert [line.vacancies for line in listed([WELDING, machinist], hidden={"72106"})] == [("machining-1",)]
    assert listed([WELDING], hidden={"72106"}) == ()


def test_which_answer_puts_an_employer_last_is_known() -> None:
    underpaid = replace(WELDING, id="underpaid", employer_id="yard", hourly_wage_cents=2000)
    known = ranker(WELDING, underpaid)
    lines = known.ranked(WELDER, {})
    assert [line.lacking for line in lines] == [False, True]
    assert known.puts_last(WELDER, Wish.WAGE, lines)
    assert not known.puts_last(WELDER, Wish.SCHEDULES, lines)
    assert not known.puts_last(WELDER, Wish.WAGE, lines[:1]), "an employer that is not on the list does not count"


def test_why_is_told_of_what_was_ranked_alone() -> None:
    known = ranker(WELDING, replace(WELDING, id="office-1", occupation="11100"))
    assert known.match(WELDER, "welding-1") == outcome()
    with pytest.raises(ValueError, match="office-1"):
        known.match(WELDER, "office-1")


def test_no_vacancy_gives_an_empty_list() -> None:
    assert ranked([]) == []


def kept_away(permit: Permit | None, vacancies: list[Vacancy]) -> int:
    return ranker(*vacancies).behind_tied_permit(replace(WELDER, permit=permit))


def test_employers_that_only_the_closed_permit_keeps_away_are_counted() -> None:
    second = replace(WELDING, id="welding-2")
    elsewhere = replace(WELDING, id="welding-3", employer_id="shipyard")
    unrelated = replace(WELDING, id="office-1", employer_id="bank", occupation="11100")
    assert kept_away(Permit.CLOSED_WORK_PERMIT, [WELDING, second, elsewhere, unrelated]) == 2


def test_an_employer_that_accepts_the_permit_for_one_job_is_not_counted() -> None:
    accepting = replace(WELDING, id="welding-2", accepts_closed_permit=True)
    assert kept_away(Permit.CLOSED_WORK_PERMIT, [WELDING, accepting]) == 0


def test_no_other_permit_is_named_as_the_reason() -> None:
    others = [None, *(permit for permit in Permit if permit not in WEIGHTS.permits.tied)]
    assert [kept_away(permit, [WELDING]) for permit in others] == [0] * len(others)
