"""One candidate with one vacancy, and what can only be derived from both."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.base.great_circle import kilometres
from bot.base.terms import Standing
from bot.matching.candidate_and_vacancy import FRENCH, Candidate, Vacancy
from bot.matching.french_at_work import french_to_talk, reachable_french
from bot.matching.occupation_closeness import closeness
from bot.matching.weights import Weights

Neighbours = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate and a vacancy on a day, under given rules."""

    candidate: Candidate
    vacancy: Vacancy
    weights: Weights
    on: date
    neighbours: Neighbours

    @property
    def closeness(self) -> float:
        """How near the candidate's trade is to the vacancy's; 0 if it is not told."""
        held, rules = self.candidate.occupation, self.weights.occupation
        if held is None:
            return 0.0
        near = closeness(held, self.vacancy.occupation, rules)
        return near * rules.willing if self.candidate.standing is Standing.WILLING else near

    @property
    def is_of_the_kind(self) -> bool:
        """Whether the vacancy is in the candidate's trade or a minor group with similar titles, as far as is known."""
        held, rules = self.candidate.occupation, self.weights.occupation
        return held is None or closeness(held, self.vacancy.occupation, rules) >= rules.minor_group

    @property
    def years(self) -> float | None:
        """Years of experience that count for this vacancy; years in another trade count as far as it is near."""
        years = self.candidate.experience_years
        if years is None or self.candidate.occupation is None:
            return years
        return years * closeness(self.candidate.occupation, self.vacancy.occupation, self.weights.occupation)

    def french_by_start(self, level: int) -> int:
        """The level of French that somebody with this one can have reached when the work begins."""
        return reachable_french(level, self.vacancy.start_date, self.on, self.weights.french)

    @property
    def days_late(self) -> int:
        """Days after the start when the candidate becomes available; 0 if not told."""
        available = self.candidate.available_from
        return 0 if available is None else max(0, (available - max(self.vacancy.start_date, self.on)).days)

    @property
    def nearness(self) -> float | None:
        """From 1 (near a named town) to 0 (far from all of them); None if no distance is known."""
        position, rules = self.vacancy.position, self.weights.region
        if position is None or not self.candidate.towns:
            return None
        nearest = min(kilometres(town, position) for town in self.candidate.towns)
        return max(0.0, min(1.0, (rules.far_km - nearest) / (rules.far_km - rules.near_km)))

    @property
    def may_share_language(self) -> bool:
        """Whether they have a common language, or French can be learnt by the start, as far as is known."""
        spoken, work = self.candidate.spoken_languages, self.vacancy.work_languages
        if not spoken or spoken & work:
            return True
        if FRENCH not in work:
            return False
        level = self.candidate.french_level
        return level is None or self.french_by_start(level) >= french_to_talk(self.vacancy.french_needed, self.weights)
