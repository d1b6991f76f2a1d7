"""Who meets whom, when and where on the interview day of an exploratory trip. Pure: no I/O, no clock."""

from bot.timetable.day_to_plan import Candidate, Day, Employer, Visit
from bot.timetable.officer_wishes import Away, Keep, LeaveBy, Meet, NotBefore, Wish, WishesConflict
from bot.timetable.result import Interview, Timetable
from bot.timetable.solve import OutOfTime, mend, solve

__all__ = [
    "Away",
    "Candidate",
    "Day",
    "Employer",
    "Interview",
    "Keep",
    "LeaveBy",
    "Meet",
    "NotBefore",
    "OutOfTime",
    "Timetable",
    "Visit",
    "Wish",
    "WishesConflict",
    "mend",
    "solve",
]
