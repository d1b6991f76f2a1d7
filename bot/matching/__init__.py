"""Compatibility between candidates and vacancies, with its reasons. Pure: no I/O, no clock."""

from bot.matching.model import Candidate, Schedule, Vacancy
from bot.matching.rank import Ranked, rank
from bot.matching.result import Excluded, ExclusionReason, Factor, FactorName, Flag, Hint, Match
from bot.matching.score import Neighbours, assess, missing_fields, reachable_french
from bot.matching.weights import Weights, load_weights

__all__ = [
    "Candidate",
    "Excluded",
    "ExclusionReason",
    "Factor",
    "FactorName",
    "Flag",
    "Hint",
    "Match",
    "Neighbours",
    "Ranked",
    "Schedule",
    "Vacancy",
    "Weights",
    "assess",
    "load_weights",
    "missing_fields",
    "rank",
    "reachable_french",
]
