"""The result of solving a day."""

from dataclasses import dataclass
from typing import NamedTuple


class Interview(NamedTuple):
    """Who meets whom, in which slot."""

    candidate: str
    employer: str
    slot: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """The interviews of a day, and how far from the best they can be.

    Attributes:
        interviews: by slot, then by candidate.
        employers: who is kept.
        shortfall: interviews missing for everyone to have two, including those that no timetable could give.
        value: the sum of the compatibilities, each in thousandths.
        bound: no timetable that does as well in the earlier goals has a greater value.
        proven: no timetable does better in the earlier goals: the shortfall, then the interviews kept when mending.
        seconds: how long the solver worked.
    """

    interviews: tuple[Interview, ...]
    employers: frozenset[str]
    shortfall: int
    value: float
    bound: float
    proven: bool
    seconds: float

    @property
    def gap(self) -> float:
        """The share of the bound that is missing at most, from 0 to 1."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0

    @property
    def optimal(self) -> bool:
        """Whether no timetable is better."""
        return self.proven and self.value == self.bound
