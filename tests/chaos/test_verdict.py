"""The count at the end finds what it is there to find."""

from dataclasses import replace

import pytest

from tests.chaos.verdict import Evidence, judge

GOOD = Evidence(
    texts={1: ["a", "b"], 2: ["c"]}, kept={1: ["b", "a"], 2: ["c"]}, thanks={1: 2, 2: 1}, apologies={},
    registering=frozenset({1, 2}), registrations=[2, 1], taken=2, unhandled=0, unsent=0,
)  # fmt: skip


def test_a_run_without_fault_holds() -> None:
    assert judge(GOOD).holds


@pytest.mark.parametrize(
    "broken",
    [
        {"kept": {1: ["a"], 2: ["c"]}},
        {"kept": {1: ["a", "b", "b"], 2: ["c"]}},
        {"kept": {1: ["a", "b"], 2: ["x"]}},
        {"thanks": {1: 1, 2: 1}},
        {"thanks": {1: 3, 2: 1}},
        {"registrations": [1]},
        {"registrations": [1, 1, 2], "taken": 3},
        {"taken": 3},
        {"unhandled": 1},
        {"unsent": 1},
    ],
)
def test_every_kind_of_fault_is_found(broken: dict[str, object]) -> None:
    assert not judge(replace(GOOD, **broken)).holds  # type: ignore[arg-type]


def test_one_in_a_hundred_may_come_twice() -> None:
    texts = [str(number) for number in range(100)]
    many = replace(GOOD, texts={1: texts}, kept={1: texts}, thanks={1: 101})
    assert judge(many).holds
    assert not judge(replace(many, thanks={1: 102})).holds


def test_a_text_that_was_apologised_for_is_neither_lost_nor_unanswered_and_few_may_be() -> None:
    texts = [str(number) for number in range(100)]
    one = replace(GOOD, texts={1: texts}, kept={1: texts[1:]}, thanks={1: 99}, apologies={1: 1})
    assert judge(one).holds
    assert not judge(replace(one, kept={1: texts[2:]}, thanks={1: 98}, apologies={1: 2})).holds
    assert not judge(replace(one, apologies={})).holds
