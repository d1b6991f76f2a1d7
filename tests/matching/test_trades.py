"""Several trades of one person: each is weighed as if it were the occupation, and the best one counts."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot.base.terms import Standing, Trade
from bot.matching import Candidate, Excluded, ExclusionReason, FactorName, Flag, Limit, Match, Vacancy

from .factories import TODAY, WEIGHTS, WELDER, excluded, match, outcome
from .test_properties import CANDIDATES, VACANCIES

PAINTING = {"occupation": "73112", "min_education": None}  # nothing that a welder comes near


def occupation(result: Match) -> float:
    return next(factor.value for factor in result.factors if factor.name is FactorName.OCCUPATION)


def test_a_trade_that_was_held_opens_its_jobs_with_its_own_years() -> None:
    assert excluded({}, PAINTING).reason is ExclusionReason.UNRELATED_OCCUPATION
    painted = match({"trades": (Trade("73112", Standing.HELD, 3.0),)}, PAINTING)
    assert (painted.trade, occupation(painted), painted.unmet) == ("73112", 1.0, ())
    once = match({"trades": (Trade("73112", Standing.HELD, 1.0),)}, PAINTING)
    assert once.unmet == (Limit.EXPERIENCE,), "five years of welding are none of painting"


def test_a_trade_that_was_learnt_has_no_years_and_one_that_is_wished_for_is_not_somebody_s_own() -> None:
    asks_nothing = PAINTING | {"min_experience_years": 0.0}
    learnt = match({"trades": (Trade("73112", Standing.TRAINED),)}, asks_nothing)
    wished = match({"trades": (Trade("73112", Standing.WILLING),)}, asks_nothing)
    assert (occupation(learnt), occupation(wished)) == (1.0, WEIGHTS.occupation.willing)
    assert learnt.score > wished.score
    assert match({"trades": (Trade("73112", Standing.TRAINED),)}, PAINTING).unmet == (Limit.EXPERIENCE,)


def test_the_licence_of_one_trade_is_none_of_another_that_is_only_wished_for() -> None:
    licensed = PAINTING | {"min_experience_years": 0.0, "regulated": True}
    wished = Trade("73112", Standing.WILLING)
    assert match({"trades": (wished,), "order_permit": True}, licensed).unmet == (Limit.OCCUPATION_PERMIT,)
    for standing, years in ((Standing.TRAINED, None), (Standing.HELD, 4.0)):
        other = Trade("73112", standing, years)
        unknown = match({"trades": (other,), "order_permit": True}, licensed)
        assert (unknown.unmet, Flag.REGULATED in unknown.flags) == ((), True), "whether there is one is asked"
        assert match({"trades": (other,), "order_permit": False}, licensed).unmet == (Limit.OCCUPATION_PERMIT,)


def test_the_occupation_goes_before_a_trade_that_suits_less() -> None:
    assert match({"trades": (Trade("72100", Standing.HELD, 9.0),)}).trade == WELDER.occupation


@given(CANDIDATES, VACANCIES)
def test_one_trade_more_never_makes_a_match_worse(candidate: Candidate, vacancy: Vacancy) -> None:
    before = outcome(candidate, vacancy)
    after = outcome(replace(candidate, trades=(*candidate.trades, Trade("63200", Standing.HELD, 2.0))), vacancy)
    if isinstance(before, Excluded):
        return
    assert isinstance(after, Match)
    assert standing(after, after.score) >= standing(before, before.score - 1e-12)


def standing(match: Match, score: float) -> tuple[int, int, float]:
    firm = set(match.unmet) - WEIGHTS.limits.talked_over
    return -len(firm), -len(match.unmet) + len(firm), score


@pytest.mark.parametrize(
    ("held", "wanted", "shown"),
    [
        ("85100", "95106", True),  # a farm worker in a food plant
        ("75110", "75110", True),  # a construction labourer as a carpenter's helper, of the same unit group
        ("73301", "73300", True),  # a bus driver with a truck; the class of licence is a limit of its own
        ("65201", "95107", True),  # nobody has to be taught for it
        ("75200", "14404", True),  # who drove a taxi sends others on their way
        ("53110", "21233", True),  # a photographer who makes pages
        ("22210", "22303", True),  # who drew the house counts what it costs
        ("44100", "54100", True),
        ("94107", "72105", True),  # two levels up in metal: years and schooling say whether that is too far
        ("31110", "22100", False),
        ("11100", "95107", False),
        ("63202", "21231", False),
        ("72300", "72310", False),  # a plumber is no carpenter, though both stand in one group of the classification
    ],
)
def test_which_trades_lead_where(held: str, wanted: str, shown: bool) -> None:
    found = outcome(replace(WELDER, occupation=held), vacancy_of(wanted))
    assert isinstance(found, Match) is shown


@pytest.mark.parametrize(
    ("held", "nearer", "farther"),
    [
        ("21310", "22310", "22312"),  # an electrical engineer: the technologist shares the title, the mechanic little
        ("21301", "22301", "22212"),
    ],
)
def test_within_a_family_what_shares_a_title_is_nearer(held: str, nearer: str, farther: str) -> None:
    values = [occupation(match({"occupation": held}, {"occupation": code})) for code in (nearer, farther)]
    assert values[0] > values[1]


def vacancy_of(code: str) -> Vacancy:
    return Vacancy(
        id="v", employer_id="e", occupation=code, region="02", start_date=TODAY, work_languages=frozenset({"fr"})
    )


@pytest.mark.parametrize(("held", "wanted"), [("63202", "63201"), ("41220", "43109"), ("73301", "73300")])
def test_another_trade_is_never_said_to_be_the_own(held: str, wanted: str) -> None:
    found = outcome(replace(WELDER, occupation=held), vacancy_of(wanted))
    assert isinstance(found, Match)
    assert occupation(found) < 0.9  # from 0.99 on it is told as the own


def test_years_count_as_far_as_the_trade_is_near() -> None:
    baker = {"occupation": "63202", "experience_years": 8.0}
    butcher = {"occupation": "63201", "min_experience_years": 5.0, "min_education": None}
    assert match(baker, butcher).unmet == (Limit.EXPERIENCE,)
    assert match(baker, butcher | {"occupation": "63202"}).unmet == ()
