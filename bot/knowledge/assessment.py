"""A short self-assessment of French: from what somebody says they can do, and two small exercises, to a level of 12.

It is our own estimate, not a test. Employers and trips need spoken French first, so listening and speaking count twice,
reading and writing once; the mean is rounded down, since it is kinder to be placed a little low than to be lost in a
job interview. Each wrong exercise near that level lowers it by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.schema import FrenchScale, Skill, TryItem

STEPS = (2, 4, 6, 8, 10, 12)  # the levels whose statements are offered; 0 has no statement
_WEIGHTS = {Skill.UNDERSTAND: 2, Skill.SPEAK: 2, Skill.READ: 1, Skill.WRITE: 1}
_EXERCISES = 2


@dataclass(frozen=True, slots=True)
class Assessment:
    """The progress of an assessment: a level for each skill in order, then the option chosen in each exercise."""

    scale: FrenchScale
    given: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if any(level not in (0, *STEPS) for level in self._levels):
            raise ValueError("a level that is not offered")
        chosen = self.given[len(Skill) :]
        items = self.exercises
        if len(chosen) > len(items) or any(not 0 <= at < len(items[n].options) for n, at in enumerate(chosen)):
            raise ValueError("an exercise or an option that is not offered")

    @property
    def skill(self) -> Skill | None:
        """The skill to ask about next; None when all were asked about."""
        return list(Skill)[len(self.given)] if len(self.given) < len(Skill) else None

    @property
    def exercise(self) -> TryItem | None:
        """The exercise to try next; None before the skills are told, and when all were tried."""
        tried = len(self.given) - len(Skill)
        return self.exercises[tried] if 0 <= tried < len(self.exercises) else None

    @property
    def exercises(self) -> Sequence[TryItem]:
        """The exercises nearest to that level, the easier one first; none for somebody who knows no French."""
        if self.skill is not None or not self.told:
            return ()
        nearest = sorted(self.scale.items, key=lambda item: (abs(item.level - self.told), item.level, item.id))
        return sorted(nearest[:_EXERCISES], key=lambda item: (item.level, item.id))

    @property
    def told(self) -> int:
        """The level (0 to 12) by what somebody says they can do, before the exercises."""
        weighed = sum(level * _WEIGHTS[skill] for skill, level in zip(Skill, self._levels, strict=False))
        return weighed // sum(_WEIGHTS.values())

    @property
    def wrong(self) -> int:
        """How many exercises were answered wrongly."""
        chosen = self.given[len(Skill) :]
        return sum(item.right != at for item, at in zip(self.exercises, chosen, strict=False))

    @property
    def level(self) -> int:
        """The level that is proposed, 0 to 12."""
        return max(self.told - self.wrong, 1 if self.told else 0)

    @property
    def by_skill(self) -> dict[Skill, int]:
        """The level (0 to 12) of each skill, as somebody told it."""
        return dict(zip(Skill, self._levels, strict=False))

    @property
    def _levels(self) -> tuple[int, ...]:
        return self.given[: len(Skill)]
