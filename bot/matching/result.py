"""What an assessment says: a score with its reasons, or why there is none."""

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
    """Hard limits: what no score can make up for."""

    NO_RIGHT_TO_WORK = "no_right_to_work"
    TIED_PERMIT = "tied_permit"
    NO_COMMON_LANGUAGE = "no_common_language"
    UNRELATED_OCCUPATION = "unrelated_occupation"


class Limit(StrEnum):
    """A must of the candidate or a need of the vacancy: unmet, the vacancy comes after all those that suit."""

    OCCUPATION_PERMIT = "occupation_permit"  # of a professional order, or a trade's certificate
    DRIVING = "driving"  # the class of the licence
    CAR = "car"  # no other way to get there
    EDUCATION = "education"
    EXPERIENCE = "experience"
    FRENCH = "french"
    SAFETY = "safety"  # French without which somebody would be in danger; named where it is more than what is asked for
    REGION = "region"
    WAGE = "wage"
    SCHEDULE = "schedule"
    START = "start"


class Flag(StrEnum):
    """What a candidate must be told beside the score, and what never changes it."""

    OVERQUALIFIED = "overqualified"
    REGULATED = "regulated"  # a permit of a professional order may be needed; we do not know of one
    DRIVING = "driving"  # a class of licence is needed; we do not know of one
    CHECK_PERMIT = "check_permit"  # the right to work has conditions to confirm
    NEW_PERMIT = "new_permit"  # the employer takes a closed permit, for which a new authorization has to be asked


@dataclass(frozen=True, slots=True)
class Hint:
    """The one answer that would raise a factor; no value means "tell us"."""

    field: Field | Wish
    value: int | float | str | date | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """One term of the sum."""

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
        """What this factor keeps from the score."""
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
    unmet: tuple[Limit, ...] = ()  # in the order of `Limit`; the score is cut down by them
    trade: str | None = None  # the one of the candidate's that was weighed

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What would raise the score, the largest gain first."""
        by_loss = sorted(self.factors, key=lambda factor: factor.lost, reverse=True)
        return tuple(factor.would_raise for factor in by_loss if factor.would_raise)


@dataclass(frozen=True, slots=True)
class Excluded:
    """A vacancy that is not proposed, and the hard limit in the way."""

    vacancy_id: str
    employer_id: str
    reason: ExclusionReason
