"""Rough times of the year: "when school is over", « à la fonte des neiges ». Their day is proposed, not saved."""

import re
from collections.abc import Callable
from datetime import date

_OVER = r"(?:fin\w*|end\w*|after|apres|over|termin\w*|out|done|once|des qu\w*|quand|when|pass\w+)"
_SCHOOL = r"(?:ecole|school|classes?|annee scolaire|maternelle|school year|lycee|college|garderie)"
_IN_A_YEAR: tuple[tuple[str, tuple[int, int]], ...] = (
    (rf"\b{_OVER}\b.{{0,30}}\b{_SCHOOL}\b|\b{_SCHOOL}\b.{{0,20}}\b{_OVER}\b", (6, 23)),
    (r"\b(?:grandes vacances|vacances d ete|summer (?:break|holidays?|vacation)|vacances commenc\w+)\b", (6, 24)),
    (r"\b(?:fonte des neiges|degel|(?:neige|snow|ice) .{0,10}(?:fond\w*|fini\w*|melt\w*|gone|parti\w*))\b", (4, 15)),
    (r"\b(?:impots?|tax(?:es)? season|saison des taxes)\b", (5, 1)),
    (r"\b(?:apres|after|fin de|end of|passe) (?:the |l |cet |this )?(?:hiver|winter)\b", (4, 1)),
    (r"\b(?:vacances|conges?|holidays?) (?:de|of) (?:la |the )?construction\b|\bconstruction holidays?\b", (8, 1)),
    (r"\b(?:rentree|back to school)\b", (9, 1)),
    (r"\b(?:relache|march break|spring break)\b", (3, 8)),
    (r"\b(?:recoltes?|vendanges?|harvest|fin de (?:la )?saison|end of (?:the )?season)\b", (10, 31)),
    (r"\b(?:fin de l annee|end of (?:the |this )?year|year end)\b", (12, 31)),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), day) for pattern, day in _IN_A_YEAR)
_YESTERDAY = re.compile(r"^(?:\w+ )?(?:yesterday|hier|ayer)\b")  # how somebody jokes who is free at once


def about_when(told: str, today: date, coming: Callable[[date, int, int], date]) -> date | None:
    """The likely day that a rough time of the year stands for; None if the text names none.

    Args:
        told: the answer, folded.
        today: the day on which it was written.
        coming: gives the next date with a month and a day.
    """
    if _YESTERDAY.search(told):
        return today
    return next((coming(today, *day) for pattern, day in _PATTERNS if pattern.search(told)), None)
