"""The result of an assessment: a score with its reasons, or why there is none."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.base.terms import Field, Wish


class FactorName(StrEnum):
    """The parts of a score; each has its weight in `weights.toml`."""

    OCCUPATION = "occupation"
    EXPERIENCE = "experience"
    FRENCH = "french"
    EDUCATION = "education"
    REGION = "region"
    START = "start"
    HOUSEHOLD = "household"
    WAGE = "wage"
    SCHEDULE = "schedule"


class ExclusionReason(StrEnum):
    """Hard limits that no score can make up for."""

    NO_RIGHT_TO_WORK = "no_right_to_work"
    TIED_PERMIT = "tied_permit"
    NO_COMMON_LANGUAGE = "no_common_language"
    UNRELATED_OCCUPATION = "unrelated_occupation"


class Limit(StrEnum):
    """A must of the candidate or a need of the vacancy; if unmet, the vacancy comes after all those that suit."""

    OCCUPATION_PERMIT = "occupation_permit"  # permit of a professional order, or a trade's certificate
    CLOSED_PERMIT = "closed_permit"  # tied to another employer, and this one has not said whether it takes one
    DRIVING = "driving"  # class of driving licence
    CAR = "car"  # there is no other way to get there
    EDUCATION = "education"
    EXPERIENCE = "experience"
    FRENCH = "french"
    SAFETY = "safety"  # French needed for safety, whatever is asked for beside it
    REGION = "region"
    WAGE = "wage"
    SCHEDULE = "schedule"
    START = "start"


class Flag(StrEnum):
    """What a candidate must be told beside the score; it never changes the score."""

    OVERQUALIFIED = "overqualified"
    REGULATED = "regulated"  # a professional permit may be needed, and we know of none
    DRIVING = "driving"  # a class of licence is needed, and we know of none
    CHECK_PERMIT = "check_permit"  # the right to work has conditions to be confirmed
    NEW_PERMIT = "new_permit"  # the employer accepts a closed permit, for which a new authorization must be applied for


@dataclass(frozen=True, slots=True)
class Hint:
    """The answer that would raise a factor; without a value it means "tell us"."""

    field: Field | Wish
    value: int | float | str | date | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor: one term of the sum."""

    name: FactorName
    weight: float
    value: float
    known: bool = True
    would_raise: Hint | None = None

    @property
    def points(self) -> float:
        """What this factor adds to the score."""
        return self.weight * self.value

    @property
    def lost(self) -> float:
        """What this factor lacks to its full weight."""
        return self.weight * (1 - self.value)


@dataclass(frozen=True, slots=True)
class Match:
    """A vacancy that suits, how well, why, and how sure we are."""

    vacancy_id: str
    employer_id: str
    score: float
    certainty: float
    factors: tuple[Factor, ...]  # those that add most come first
    missing: tuple[Field, ...] = ()
    flags: frozenset[Flag] = frozenset()
    unmet: tuple[Limit, ...] = ()  # in the order of `Limit`; they reduce the score
    trade: str | None = None  # the candidate's trade that was assessed

    @property
    def hints(self) -> tuple[Hint, ...]:
        """Answers that would raise the score, the largest gain first."""
        by_loss = sorted(self.factors, key=lambda factor: factor.lost, reverse=True)
        return tuple(factor.would_raise for factor in by_loss if factor.would_raise)


@dataclass(frozen=True, slots=True)
class Excluded:
    """A vacancy that is not proposed, and the hard limit in the way."""

    vacancy_id: str
    employer_id: str
    reason: ExclusionReason
