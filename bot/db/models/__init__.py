"""The tables. Each class says what one row is; the database itself refuses what must never be."""

from bot.db.models.base import Base, Moment
from bot.db.models.employers import DismissalRow, EmployerRow, InterestRow, VacancyRow
from bot.db.models.messages import InboxRow, OutboxRow
from bot.db.models.people import AnswerRow, AuditRow, CandidateRow, HumanRequestRow, NoteRow, UnansweredRow
from bot.db.models.trips import RegistrationRow, TripEmployerRow, TripItemRow, TripRow

__all__ = [
    "AnswerRow",
    "AuditRow",
    "Base",
    "CandidateRow",
    "DismissalRow",
    "EmployerRow",
    "HumanRequestRow",
    "InboxRow",
    "InterestRow",
    "Moment",
    "NoteRow",
    "OutboxRow",
    "RegistrationRow",
    "TripEmployerRow",
    "TripItemRow",
    "TripRow",
    "UnansweredRow",
    "VacancyRow",
]
