"""Compatibility between candidates and vacancies, with its reasons. Pure: no I/O, no clock."""

from bot.matching.batch_regions import EXCLUDED
from bot.matching.batch_scores import BatchScores, Top
from bot.matching.best_of_few import Best, Few
from bot.matching.candidate_and_vacancy import BROAD_CATEGORIES, Candidate, Vacancy
from bot.matching.french_at_work import reachable_french
from bot.matching.pair import Neighbours
from bot.matching.possible_changes import Advice, Change, ChangeKind, advise, months_to_reach
from bot.matching.ranking import Line, Ranker
from bot.matching.result import Excluded, ExclusionReason, Factor, FactorName, Flag, Hint, Limit, Match
from bot.matching.score import assess, missing_fields
from bot.matching.weights import Weights, load_weights

__all__ = [
    "BROAD_CATEGORIES",
    "EXCLUDED",
    "Advice",
    "BatchScores",
    "Best",
    "Candidate",
    "Change",
    "ChangeKind",
    "Excluded",
    "ExclusionReason",
    "Factor",
    "FactorName",
    "Few",
    "Flag",
    "Hint",
    "Limit",
    "Line",
    "Match",
    "Neighbours",
    "Ranker",
    "Top",
    "Vacancy",
    "Weights",
    "advise",
    "assess",
    "load_weights",
    "missing_fields",
    "months_to_reach",
    "reachable_french",
]
