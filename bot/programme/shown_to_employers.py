"""What an employer may see of somebody who agreed: what the job requires, and nothing else.

Household, status, regions, and the pay and hours wished for stay with the programme: an employer who knew them might
choose by them. Instead of the status, the employer is told whether and from when the person may work there.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.base.terms import Driving, Education, Trade
from bot.programme.profiles import Profile

if TYPE_CHECKING:  # matching takes numpy along, which a command that lists vacancies does not need
    from bot.matching.weights import PermitRules

VERSION = 2  # version of what an agreement covers; version 1 was all nine answers


class Right(StrEnum):
    """Whether somebody may work for this employer."""

    NOW = "now"
    AFTER_PERMIT = "after_permit"  # once there is a new authorization, which the employer has to apply for
    TO_CONFIRM = "to_confirm"  # under conditions, or not told
    NO = "no"


@dataclass(frozen=True, slots=True)
class Shown:
    """The answers that an employer sees. `None`: not told."""

    occupation: str | None
    experience_years: float | None
    trades: tuple[Trade, ...]
    education: Education | None
    french_level: int | None
    spoken_languages: tuple[str, ...]
    order_permit: bool | None
    driving_class: Driving | None
    available_from: date | None
    right: Right


def for_employer(profile: Profile, rules: "PermitRules") -> Shown:
    """The part of a profile that an employer may see."""
    return Shown(
        occupation=profile.occupation,
        experience_years=profile.experience_years,
        trades=profile.trades or (),
        education=profile.education,
        french_level=profile.french_level,
        spoken_languages=profile.spoken_languages or (),
        order_permit=profile.order_permit,
        driving_class=profile.driving_class,
        available_from=profile.available_from,
        right=_right(profile, rules),
    )


def if_agreed(
    pair: tuple[int, str], agreed: Container[tuple[int, str]], profile: Profile, rules: "PermitRules"
) -> Shown | None:
    """The same where the candidate agreed to it for this employer (`interests.agreed`); else nothing is shown."""
    return for_employer(profile, rules) if pair in agreed else None


def _right(profile: Profile, rules: "PermitRules") -> Right:
    if profile.permit in rules.no_right:
        return Right.NO
    if profile.permit in rules.tied:
        return Right.AFTER_PERMIT
    return Right.TO_CONFIRM if profile.permit is None or profile.permit in rules.to_check else Right.NOW
