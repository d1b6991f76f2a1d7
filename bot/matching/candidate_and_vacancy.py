"""What matching knows of a candidate and of a vacancy, and nothing more.

Country of origin, sex, age, religion, ethnic origin and the like have no field here, so no rule
can use them. `None` (and, for languages, an empty set) means "not asked yet", never "no".
"""

import math
from dataclasses import dataclass, replace
from datetime import date

from bot.base.great_circle import Position
from bot.base.terms import (
    HIGHEST_FRENCH,
    LONGEST_EXPERIENCE,
    Driving,
    Education,
    Field,
    Household,
    Permit,
    Schedule,
    Standing,
    Trade,
    Wish,
)

FRENCH = "fr"
BROAD_CATEGORIES = "0123456789"  # first digits of NOC 2021 codes
_LONGEST_WEEK = 80.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """The answers of one profile; any of them may be missing."""

    occupation: str | None = None  # NOC 2021 unit group, five digits
    experience_years: float | None = None
    education: Education | None = None
    french_level: int | None = None
    spoken_languages: frozenset[str] = frozenset()
    regions: frozenset[str] | None = None  # region codes, or {ANYWHERE}
    household: Household | None = None
    permit: Permit | None = None
    available_from: date | None = None
    towns: frozenset[Position] = frozenset()  # of named towns in these regions
    least_wage_cents: int | None = None  # an hour
    schedules: frozenset[Schedule] = frozenset()  # hours that suit
    partner_field: str | None = None  # NOC 2021 broad category in which a partner looks for work, one digit
    order_permit: bool | None = None  # whether the permit or certificate of a regulated trade is held
    driving_class: Driving | None = None
    car: bool | None = None  # whether there is one to get to work
    standing: Standing = Standing.HELD  # towards the occupation
    trades: tuple[Trade, ...] = ()  # beside the occupation; each is assessed as if it were that
    only_wished: frozenset[Field | Wish] = frozenset()  # of pay, hours and regions, those that are not musts

    def __post_init__(self) -> None:
        if self.occupation is not None:
            _require_unit_group(self.occupation)
        if self.experience_years is not None:
            _require_years("experience_years", self.experience_years)
        if self.french_level is not None:
            _require_french("french_level", self.french_level)
        if self.least_wage_cents is not None and self.least_wage_cents <= 0:
            raise ValueError(f"least_wage_cents must be above 0, not {self.least_wage_cents}")
        if self.partner_field is not None and (
            len(self.partner_field) != 1 or self.partner_field not in BROAD_CATEGORIES
        ):
            raise ValueError(f"partner_field must be the first digit of a unit group, not {self.partner_field!r}")

    def by_trade(self) -> tuple["Candidate", ...]:
        """The same person once for each trade.

        The permit was asked for the first trade: for another one it is unknown, and for one only wished for there
        is none.
        """
        if not self.trades or self.occupation is None:
            return (self,)
        own = replace(self, trades=())
        return own, *(
            replace(
                own,
                occupation=each.occupation,
                experience_years=_years(each),
                standing=each.standing,
                order_permit=False if own.order_permit is False or each.standing is Standing.WILLING else None,
            )
            for each in self.trades
        )


@dataclass(frozen=True, slots=True)
class Vacancy:
    """What a job needs and offers. `None` means "the employer does not say", never "none needed"."""

    id: str
    employer_id: str
    occupation: str
    region: str
    start_date: date
    work_languages: frozenset[str]
    french_needed: int | None = 0
    min_experience_years: float | None = 0.0
    min_education: Education | None = None
    regulated: bool = False
    accepts_closed_permit: bool | None = None  # the employer would apply for a new permit tied to itself
    driving_class: Driving | None = None  # class that the work needs
    needs_car: bool = False  # to get there
    schedule: Schedule | None = Schedule.DAY
    hourly_wage_cents: int = 0  # the least that is paid; 0: not stated
    highest_wage_cents: int = 0  # 0: only the least is stated
    hours_per_week: float = 40.0
    positions: int = 1
    position: Position | None = None  # of its town, where known
    fields_around: frozenset[str] = frozenset()  # NOC broad categories in which its region has vacancies

    def __post_init__(self) -> None:
        if not (self.id and self.employer_id and self.region):
            raise ValueError("a vacancy needs an id, an employer and a region")
        if not self.work_languages:
            raise ValueError(f"vacancy {self.id} names no language of work")
        _require_unit_group(self.occupation)
        if self.min_experience_years is not None:
            _require_years("min_experience_years", self.min_experience_years)
        if self.french_needed is not None:
            _require_french("french_needed", self.french_needed)
        if not 0 < self.hours_per_week <= _LONGEST_WEEK:
            raise ValueError(f"hours_per_week must be between 0 and 80, not {self.hours_per_week}")
        if self.hourly_wage_cents < 0:
            raise ValueError(f"hourly_wage_cents must not be negative, not {self.hourly_wage_cents}")
        if self.highest_wage_cents < 0:
            raise ValueError(f"highest_wage_cents must not be negative, not {self.highest_wage_cents}")
        if self.positions < 1:
            raise ValueError(f"positions must be at least 1, not {self.positions}")


def _years(trade: Trade) -> float | None:
    """Years of experience; a trade that they never worked in counts none, whatever was told."""
    return trade.years if trade.standing is Standing.HELD else trade.years or 0.0


def _require_unit_group(code: str) -> None:
    if not (len(code) == 5 and code.isascii() and code.isdigit()):
        raise ValueError(f"a NOC 2021 unit group has five digits, not {code!r}")


def _require_years(name: str, years: float) -> None:
    if not (math.isfinite(years) and 0 <= years <= LONGEST_EXPERIENCE):
        raise ValueError(f"{name} must be between 0 and {LONGEST_EXPERIENCE:.0f}, not {years}")


def _require_french(name: str, level: int) -> None:
    if not 0 <= level <= HIGHEST_FRENCH:
        raise ValueError(f"{name} must be between 0 and {HIGHEST_FRENCH}, not {level}")
