"""A hundred pairs judged by hand beside the ranking: first the good, then the possible, then those that are a no."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.base.terms import Driving, Education, Household, Permit, Schedule, Standing, Trade
from bot.knowledge import Knowledge, load_knowledge
from bot.matching import Candidate, Match, Vacancy, assess

from .factories import TODAY, WEIGHTS

ORDER = {"good": 2, "possible": 1, "no": 0}


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair: what the judge said, and what we say."""

    who: str
    what: str
    verdict: str
    match: Match | None

    @property
    def place(self) -> tuple[bool, bool, float]:
        """The greater, the further ahead in the list; a vacancy that is excluded is not in it."""
        if self.match is None:
            return False, False, 0.0
        return True, not self.match.unmet, round(self.match.score, 2)


OURS, FRESH = "judged.yaml", "judged_fresh.yaml"  # by an engineer who knew the rules; by somebody who did not


@cache
def content(file: str) -> Any:
    return yaml.safe_load(Path(__file__).with_name(file).read_text(encoding="utf-8"))


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def people(file: str = OURS) -> tuple[Candidate, ...]:
    return tuple(candidate(person["told"]) for person in content(file)["candidates"])


@cache
def vacancies(file: str = OURS) -> tuple[Vacancy, ...]:
    """In the order of the file: ten for each candidate."""
    return tuple(vacancy(what, said) for person in content(file)["candidates"] for _, what, said in person["pairs"])


@cache
def judged(file: str) -> tuple[Judged, ...]:
    neighbours = {code: frozenset(region.nearby) for code, region in knowledge().regions.items()}
    offered = iter(vacancies(file))
    found = []
    for person, seeker in zip(content(file)["candidates"], people(file), strict=True):
        for verdict, what, _ in person["pairs"]:
            outcome = assess(seeker, next(offered), WEIGHTS, on=TODAY, neighbours=neighbours)
            found.append(Judged(person["who"], what, verdict, outcome if isinstance(outcome, Match) else None))
    return tuple(found)


def candidate(told: dict[str, Any]) -> Candidate:
    typed: dict[str, Any] = {
        "education": Education(told["education"]),
        "spoken_languages": frozenset(told["spoken_languages"]),
        "regions": frozenset(told["regions"]),
        "permit": Permit(told["permit"]),
        "household": Household(*told["household"]) if "household" in told else None,
        "schedules": frozenset(map(Schedule, told.get("schedules", ()))),
        "driving_class": Driving(told["driving_class"]) if "driving_class" in told else None,
        "trades": tuple(Trade(code, Standing(kind), years) for code, kind, years in told.get("trades", ())),
    }
    return Candidate(**told | typed)


def vacancy(name: str, said: dict[str, Any]) -> Vacancy:
    low, high = said["pay"]
    typed: dict[str, Any] = {
        "start_date": TODAY + timedelta(said["start"]),
        "work_languages": frozenset(said.get("work_languages", ["fr"])),
        "schedule": Schedule(said["schedule"]),
        "french_needed": said.get("french_needed"),
        "min_experience_years": said.get("min_experience_years"),
        "min_education": Education(said["min_education"]) if "min_education" in said else None,
        "driving_class": Driving(said["driving_class"]) if "driving_class" in said else None,
    }
    told = {"regulated": said["occupation"] in knowledge().regulated}
    told |= {name: value for name, value in said.items() if name not in {"pay", "start"}}
    return Vacancy(id=name, employer_id=name, hourly_wage_cents=low, highest_wage_cents=high, **told | typed)


def pairs(file: str, better: str, worse: str) -> Iterator[tuple[Judged, Judged]]:
    """Every two vacancies of one candidate that were judged so."""
    for one, other in combinations(judged(file), 2):
        if one.who == other.who and {one.verdict, other.verdict} == {better, worse}:
            yield (one, other) if one.verdict == better else (other, one)


def share_in_order(file: str, *kinds: tuple[str, str]) -> float:
    every = [one.place > other.place for kind in kinds for one, other in pairs(file, *kind)]
    return sum(every) / len(every)


@pytest.mark.parametrize("file", [OURS, FRESH])
def test_there_are_a_hundred_of_ten_people(file: str) -> None:
    assert len(judged(file)) == 100
    assert set(Counter(each.who for each in judged(file)).values()) == {10}
    assert set(Counter(each.verdict for each in judged(file))) == set(ORDER)


@pytest.mark.parametrize("file", [OURS, FRESH])
def test_what_is_good_comes_before_what_is_none(file: str) -> None:
    assert share_in_order(file, ("good", "no")) >= 0.95


@pytest.mark.parametrize(("file", "least"), [(OURS, 0.85), (FRESH, 0.85)])
def test_neighbours_are_mostly_in_order(file: str, least: float) -> None:
    assert share_in_order(file, ("good", "possible"), ("possible", "no")) >= least


@pytest.mark.parametrize("file", [OURS, FRESH])
def test_what_is_none_is_hardly_ever_among_those_that_suit(file: str) -> None:
    shown = [each for each in judged(file) if each.verdict == "no" and each.match and not each.match.unmet]
    assert len(shown) <= 0.05 * len(judged(file)), [(each.who, each.what) for each in shown]
