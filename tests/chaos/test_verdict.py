"""The count at the end finds what it is there to find."""

from dataclasses import replace

import pytest

from tests.chaos.verdict import Evidence, Household, judge

GOOD = Evidence(
    texts={1: ["a", "b"], 2: ["c"], 3: []},
    kept={1: ["b", "a"], 2: ["c"]},
    expected={1: ["A", "B", "seat"], 2: ["C"], 3: ["seat", "gone"]},
    answers={1: ["B", "A", "seat"], 2: ["C"], 3: ["seat", "gone"]},
    apologies=0,
    joining=frozenset({1, 2, 3}),
    leaving=frozenset({3}),
    households=[Household(3, "cancelled"), Household(1, "confirmed"), Household(2, "waiting")],
    seats=1,
    taken=1,
    unhandled=0,
    unsent=0,
)


def test_a_run_without_fault_holds() -> None:
    assert judge(GOOD).holds


CANCELLED, CONFIRMED, WAITING = GOOD.households


@pytest.mark.parametrize(
    "broken",
    [
        {"kept": {1: ["a"], 2: ["c"]}},
        {"kept": {1: ["a", "b", "b"], 2: ["c"]}},
        {"kept": {1: ["a", "b"], 2: ["x"]}},
        {"answers": {**GOOD.answers, 1: ["A", "B"]}},
        {"answers": {**GOOD.answers, 1: ["A", "A", "seat"]}},
        {"answers": {**GOOD.answers, 1: ["A", "B", "seat", "seat"]}},
        {"answers": {**GOOD.answers, 3: ["seat"]}},
        {"households": [CANCELLED, CONFIRMED]},
        {"households": [CANCELLED, CONFIRMED, WAITING, Household(2, "waiting")]},
        {"households": [CANCELLED, WAITING, CONFIRMED]},
        {"households": [CANCELLED, Household(1, "offered"), WAITING]},
        {"households": [Household(3, "confirmed"), CONFIRMED, WAITING]},
        {"households": [*GOOD.households, Household(9, "waiting")]},
        {"seats": 2},
        {"taken": 0},
        {"taken": 2},
        {"unhandled": 1},
        {"unsent": 1},
    ],
)
def test_every_kind_of_fault_is_found(broken: dict[str, object]) -> None:
    assert not judge(replace(GOOD, **broken)).holds  # type: ignore[arg-type]


def test_a_seat_too_many_is_found() -> None:
    both = [CANCELLED, CONFIRMED, Household(2, "confirmed")]
    assert judge(replace(GOOD, households=both, taken=2, seats=2)).seats_wrong == 0
    assert judge(replace(GOOD, households=both, taken=2, seats=1)).seats_wrong == 1


def _many(kept: int, answers: list[str], apologies: int = 0) -> Evidence:
    texts = [str(number) for number in range(100)]
    return replace(
        GOOD, texts={1: texts}, kept={1: texts[:kept]}, expected={1: texts}, answers={1: answers}, apologies=apologies
    )


def test_one_in_a_hundred_may_come_twice() -> None:
    texts = [str(number) for number in range(100)]
    assert judge(_many(100, [*texts, "5"])).holds
    assert not judge(_many(100, [*texts, "5", "6"])).holds


def test_one_that_came_twice_does_not_hide_one_that_never_came() -> None:
    texts = [str(number) for number in range(100)]
    assert judge(_many(100, [*texts[1:], "5"])).unanswered == 1


def test_a_text_that_was_apologised_for_is_neither_lost_nor_unanswered_and_few_may_be() -> None:
    texts = [str(number) for number in range(100)]
    assert judge(_many(99, texts[:99], apologies=1)).holds
    assert not judge(_many(98, texts[:98], apologies=2)).holds
    assert not judge(_many(99, texts[:99])).holds
