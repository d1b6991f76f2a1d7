"""Compatibility between candidates and vacancies, with its reasons. Pure: no I/O, no clock."""

from bot.matching.changes import Advice, Change, ChangeKind, advise, months_to_reach
from bot.matching.model import Candidate, Schedule, Vacancy
from bot.matching.rank import Ranked, rank
from bot.matching.result import Excluded, ExclusionReason, Factor, FactorName, Flag, Hint, Match
from bot.matching.score import Neighbours, assess, missing_fields, reachable_french
from bot.matching.table import EXCLUDED, Top, VacancyTable
from bot.matching.weights import Weights, load_weights

__all__ = [
    "EXCLUDED",
    "Advice",
    "Candidate",
    "Change",
    "ChangeKind",
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
    "Top",
    "Vacancy",
    "VacancyTable",
    "Weights",
    "advise",
    "assess",
    "load_weights",
    "missing_fields",
    "months_to_reach",
    "rank",
    "reachable_french",
]
