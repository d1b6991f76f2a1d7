"""The numbers behind a score, read from `weights.toml` and validated before use."""

import math
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.base.terms import HIGHEST_FRENCH, Education, Permit
from bot.matching.result import FactorName, Limit
from bot.matching.title_likeness import TitleLikeness, title_likeness

_MOST_TALKED_OVER = 7  # as many as `batch_regions.UNMET` leaves room for
DEFAULT_WEIGHTS = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class OccupationRules:
    """How near two unit groups are."""

    unit_group: float
    minor_group: float
    sub_major_group: float
    family: float
    level_down: float
    level_up: float
    on_the_job: float
    alike_from: float
    unlike: float
    by_titles: float
    willing: float
    related_from: float
    families: tuple[tuple[str, ...], ...]
    titles: TitleLikeness


@dataclass(frozen=True, slots=True)
class FrenchRules:
    """How fast French is learned, and from which level it serves at work."""

    hours_per_week: float
    hours_per_level: tuple[float, ...]
    speaks_from: int
    safe_from: int  # in dangerous work
    dangerous: tuple[str, ...]  # prefixes of the codes of dangerous trades


@dataclass(frozen=True, slots=True)
class EducationRules:
    """What schooling below or above the need costs."""

    per_level: float
    overqualified_by: int
    usual: tuple[Education, ...]


@dataclass(frozen=True, slots=True)
class RegionRules:
    """What each kind of place is worth to a candidate."""

    wished: float
    anywhere: float
    adjacent: float
    elsewhere: float
    far_in_wished: float
    near_km: float
    far_km: float


@dataclass(frozen=True, slots=True)
class LimitRules:
    """What an unmet must or need costs, and how far below a need still counts as met; see `weights.toml`."""

    unmet: float
    talked_over: frozenset[Limit]  # cost less than the others
    short: float
    experience_share: float
    french_levels: int

    def share_left(self, missed: Collection[Limit]) -> float:
        """The share of a score that is left with these limits unmet."""
        if not missed:
            return 1.0
        return self.short if self.talked_over.issuperset(missed) else self.unmet


@dataclass(frozen=True, slots=True)
class PermitRules:
    """Which permits exclude, and which have conditions to confirm."""

    no_right: frozenset[Permit]
    tied: frozenset[Permit]
    to_check: frozenset[Permit]


@dataclass(frozen=True, slots=True)
class Weights:
    """All rules that `assess` uses."""

    factors: Mapping[FactorName, float]
    neutral: float
    unknown_limit: float
    occupation: OccupationRules
    french: FrenchRules
    education: EducationRules
    region: RegionRules
    grace_days: int
    no_work_for_partner: float
    wage_tolerance: float
    limits: LimitRules
    permits: PermitRules

    def __post_init__(self) -> None:
        if set(self.factors) != set(FactorName):
            raise ValueError("factors must give one weight to each factor and to nothing else")
        _require_shares("factors", *self.factors.values())
        if not math.isclose(total := math.fsum(self.factors.values()), 1.0, abs_tol=1e-9):
            raise ValueError(f"factors must sum to 1, not {total}")
        _require_shares("neutral and unknown_limit", self.neutral, self.unknown_limit)
        self._check_rules()

    def _check_rules(self) -> None:
        near, places = self.occupation, self.region
        _require_shares("occupation", near.unit_group, near.minor_group, near.sub_major_group, near.family)
        _require_shares("occupation", near.level_down, near.level_up, near.on_the_job, near.related_from)
        _require_shares("occupation", near.alike_from, near.unlike, near.willing)
        _require_shares(
            "region", places.wished, places.anywhere, places.adjacent, places.elsewhere, places.far_in_wished
        )
        if not 0 <= places.near_km < places.far_km:
            raise ValueError("region.near_km must be less than region.far_km")
        _require_shares("household.no_work_for_partner", self.no_work_for_partner)
        if not 0 < self.wage_tolerance <= 1:
            raise ValueError("wage.tolerance must be above 0 and at most 1")
        _require_shares("education.per_level", self.education.per_level)
        if len(self.french.hours_per_level) != HIGHEST_FRENCH or min(self.french.hours_per_level) <= 0:
            raise ValueError(f"french.hours_per_level must name {HIGHEST_FRENCH} numbers above 0")
        if self.french.hours_per_week < 0 or self.grace_days < 1:
            raise ValueError("french.hours_per_week and start.grace_days must not be negative")
        if len(self.education.usual) != 6:
            raise ValueError("education.usual must name the schooling of TEER 0 to 5")
        _require_shares("limits", self.limits.unmet, self.limits.short, self.limits.experience_share)
        if self.limits.short < self.limits.unmet:
            raise ValueError("limits.short must not be less than limits.unmet: what can be talked over weighs less")
        if len(self.limits.talked_over) > _MOST_TALKED_OVER:
            raise ValueError(f"limits.talked_over must name at most {_MOST_TALKED_OVER} limits")
        if self.limits.french_levels < 0:
            raise ValueError("limits.french_levels must not be negative")


def load_weights(path: Path = DEFAULT_WEIGHTS) -> Weights:
    """Read and validate a file of weights: the only input that this room reads."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    try:
        return _weights(data)
    except (KeyError, TypeError) as problem:
        raise ValueError(f"{path.name}: missing or unknown entry: {problem}") from problem


def _weights(data: Mapping[str, Any]) -> Weights:
    occupation, french, education, limits = (
        dict(data[name]) for name in ("occupation", "french", "education", "limits")
    )
    families = tuple(tuple(family) for family in occupation.pop("families"))
    return Weights(
        factors={FactorName(name): float(value) for name, value in data["factors"].items()},
        neutral=data["neutral"],
        unknown_limit=data["unknown_limit"],
        occupation=OccupationRules(**occupation, families=families, titles=title_likeness()),
        french=FrenchRules(
            french["hours_per_week"],
            tuple(french["hours_per_level"]),
            french["speaks_from"],
            french["safe_from"],
            tuple(french["dangerous"]),
        ),
        education=EducationRules(
            education["per_level"], education["overqualified_by"], tuple(map(Education, education["usual"]))
        ),
        region=RegionRules(**data["region"]),
        grace_days=data["start"]["grace_days"],
        no_work_for_partner=data["household"]["no_work_for_partner"],
        wage_tolerance=data["wage"]["tolerance"],
        limits=LimitRules(**{**limits, "talked_over": frozenset(map(Limit, limits["talked_over"]))}),
        permits=PermitRules(**{kind: frozenset(map(Permit, held)) for kind, held in data["permits"].items()}),
    )


def _require_shares(name: str, *values: float) -> None:
    if not all(0 <= value <= 1 for value in values):
        raise ValueError(f"{name}: every number must be between 0 and 1, not {values}")
