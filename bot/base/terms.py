"""The closed lists of the domain, shared by every room: what a profile holds and in which codes.

Nothing here is a sentence: the words a person reads for a code are in `bot/replies`, the words a
person types for it in `bot/knowledge`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Language(StrEnum):
    """The languages in which everything is said. A further one, with some sentences, needs no code: README."""

    FRENCH = "fr"
    ENGLISH = "en"


ByLanguage = Mapping[str, str]
"""A text by the code of each language in which somebody wrote it; what nobody translated is not in it."""


class World(StrEnum):
    """Whose data a database holds: real or invented people. The two never mix."""

    REAL = "real"
    SANDBOX = "sandbox"


class Field(StrEnum):
    """The nine answers of a profile, in the order in which they are asked."""

    OCCUPATION = "occupation"
    EXPERIENCE = "experience_years"
    EDUCATION = "education"
    FRENCH = "french_level"
    LANGUAGES = "spoken_languages"
    REGIONS = "regions"
    HOUSEHOLD = "household"
    PERMIT = "permit"
    START = "available_from"


MONTREAL_REGION = "06"  # the region that the programme leads out of, from where the trips leave

LISTS = frozenset({Field.LANGUAGES, Field.REGIONS})  # the answers that hold several values
OF_SPEECH = frozenset({Field.FRENCH, Field.LANGUAGES})


def is_town(code: str) -> bool:
    """Whether the code of a place is that of a town; those of regions are shorter."""
    return len(code) == 5


class Wish(StrEnum):
    """What a candidate may tell beside the nine answers, once the first matches are there; never asked for before."""

    WAGE = "least_wage"
    SCHEDULES = "schedules"
    PARTNER = "partner_field"
    TOWNS = "towns"
    ORDER_PERMIT = "order_permit"  # of a professional order, or a trade's certificate
    TRADES = "trades"  # beside the occupation
    DRIVING = "driving_class"
    CAR = "car"  # whether the candidate has one to get to work
    MUSTS = "musts"  # which of the limiting answers are musts, and which are only wishes


LIMITING: tuple[Field | Wish, ...] = (Wish.WAGE, Wish.SCHEDULES, Field.REGIONS)  # musts until they are called wishes


class Unheld(StrEnum):
    """What is asked of a job and has no place in the profile: it is said so."""

    DAYS = "days"  # of the week
    BENEFITS = "benefits"  # insurance and the like


class Schedule(StrEnum):
    """When the hours of a job fall: it matters to a household with children."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    ROTATING = "rotating"


class Education(IntEnum):
    """Schooling as Québec counts it, lowest first, so that levels compare."""

    NONE = 0
    SECONDARY = 1
    VOCATIONAL = 2  # diplôme d'études professionnelles (DEP)
    COLLEGE = 3  # diplôme d'études collégiales (DEC)
    BACHELOR = 4
    MASTER = 5
    DOCTORATE = 6


class Standing(StrEnum):
    """How somebody relates to a trade."""

    HELD = "held"  # worked in it
    TRAINED = "trained"  # learnt it, but never worked in it
    WILLING = "willing"  # neither, but would take it up


class Driving(IntEnum):
    """The class of a Québec driving licence, lowest first: each allows what those below it allow.

    Source: Règlement sur les permis (chapitre C-24.2, r. 34). Classes 4 (ambulance, minibus) and 6 (motorcycle) are
    left out.
    """

    NONE = 0
    CAR = 1  # class 5
    TRUCK = 2  # class 3
    BUS = 3  # class 2, more than 24 passengers
    COMBINATION = 4  # class 1, a tractor with its trailer

    @classmethod
    def of_class(cls, number: int) -> "Driving":
        """From the number on the licence: 1, 2, 3 or 5.

        Raises:
            ValueError: no such class, or one that is left out.
        """
        try:
            return {5: cls.CAR, 3: cls.TRUCK, 2: cls.BUS, 1: cls.COMBINATION}[number]
        except KeyError:
            raise ValueError(f"no class of licence that is known: {number}") from None


class Permit(StrEnum):
    """What lets a person work in Canada, as far as matching needs to know it."""

    CITIZEN = "citizen"
    PERMANENT_RESIDENT = "permanent_resident"
    REFUGEE = "refugee"  # protected person
    ASYLUM_SEEKER = "asylum_seeker"
    OPEN_WORK_PERMIT = "open_work_permit"
    GRADUATE_WORK_PERMIT = "graduate_work_permit"
    CLOSED_WORK_PERMIT = "closed_work_permit"  # tied to one employer
    STUDY_PERMIT = "study_permit"
    VISITOR = "visitor"
    NONE = "none"


class ServiceType(StrEnum):
    """Kinds of local help that people ask for."""

    SETTLEMENT = "settlement"
    EMPLOYMENT = "employment"
    FRANCISATION = "francisation"
    HOUSING = "housing"
    CHILDCARE = "childcare"
    HEALTH = "health"
    LEGAL = "legal"
    FOOD = "food"
    COMMUNITY = "community"
    TRANSPORT = "transport"


JOBS_A_PAGE = 3  # employers in a page of those who suit; they are numbered on through the pages
OTHER_TRADES = 4  # trades beside the occupation, at most
HIGHEST_FRENCH = 12  # the Québec scale counts 1 to 12; 0 is no French at all
LONGEST_EXPERIENCE = 50.0  # years of work that a profile may hold; more is an age, or a typing mistake
LARGEST_HOUSEHOLD = 14  # people in a household, the candidate included
ANYWHERE = "any"  # the answer "anywhere", in place of a region's code


@dataclass(frozen=True, slots=True)
class Household:
    """Who would move: the candidate, a partner or not, children, and other adults, such as a parent."""

    partner: bool = False
    children: int = 0
    others: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.children <= 12:
            raise ValueError(f"children must be between 0 and 12, not {self.children}")
        if self.others < 0 or self.seats > LARGEST_HOUSEHOLD:
            raise ValueError(f"a household has at most {LARGEST_HOUSEHOLD} members, not {self.seats}")

    @classmethod
    def possible(cls, partner: bool, children: int, others: int = 0) -> "Household | None":
        """A household of people that somebody counted; None where it is none, or too large to be one."""
        try:
            return cls(partner, children, others)
        except ValueError:
            return None

    @property
    def seats(self) -> int:
        """Seats that this household needs on a trip."""
        return 1 + self.partner + self.children + self.others


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade beside somebody's occupation, with the years in it."""

    occupation: str  # NOC 2021 unit group, five digits
    standing: Standing = Standing.HELD
    years: float | None = None  # None: not told

    def __post_init__(self) -> None:
        if not (len(self.occupation) == 5 and self.occupation.isascii() and self.occupation.isdigit()):
            raise ValueError(f"a NOC 2021 unit group has five digits, not {self.occupation!r}")
        if self.years is not None and not 0 <= self.years <= LONGEST_EXPERIENCE:
            raise ValueError(f"years must be between 0 and {LONGEST_EXPERIENCE:.0f}, not {self.years}")
