"""The tables. Each class says what one row is; constraints make the database itself refuse what must never be."""

from bot.db.models.base import Base, Moment
from bot.db.models.candidates import AnswerRow, CandidateRow, PartnershipRow, UnansweredRow
from bot.db.models.console import DraftRow, GroupMessageRow, PasskeyRow, SavedSearchRow, SessionRow, SignInRow
from bot.db.models.conversations import AttachmentRow, AtThreadRow, CaseNoteRow, HandoverRow, SaidRow, SavedReplyRow
from bot.db.models.employers import (
    DismissalRow,
    EmployerAliasRow,
    EmployerRow,
    ImportRow,
    InterestRow,
    SavedRow,
    VacancyRow,
)
from bot.db.models.hires import HireRow, ImpressionRow, TallyRow
from bot.db.models.identity import IdentityRow, RevisionRow, SignOfLifeRow
from bot.db.models.knowledge import AmendmentRow
from bot.db.models.messages import InboxRow, NoticeRow, OutboxRow
from bot.db.models.register import DataRequestRow, IncidentRow
from bot.db.models.requests import HumanRequestRow, NoteRow
from bot.db.models.staff import AuditRow, StaffRow
from bot.db.models.trips import (
    InterviewRow,
    MeetingRow,
    PreselectionRow,
    RegistrationRow,
    SlipRow,
    TravelNeedsRow,
    TripEmployerRow,
    TripItemRow,
    TripRow,
)

__all__ = [
    "AmendmentRow",
    "AnswerRow",
    "AtThreadRow",
    "AttachmentRow",
    "AuditRow",
    "Base",
    "CandidateRow",
    "CaseNoteRow",
    "DataRequestRow",
    "DismissalRow",
    "DraftRow",
    "EmployerAliasRow",
    "EmployerRow",
    "GroupMessageRow",
    "HandoverRow",
    "HireRow",
    "HumanRequestRow",
    "IdentityRow",
    "ImportRow",
    "ImpressionRow",
    "InboxRow",
    "IncidentRow",
    "InterestRow",
    "InterviewRow",
    "MeetingRow",
    "Moment",
    "NoteRow",
    "NoticeRow",
    "OutboxRow",
    "PartnershipRow",
    "PasskeyRow",
    "PreselectionRow",
    "RegistrationRow",
    "RevisionRow",
    "SaidRow",
    "SavedReplyRow",
    "SavedRow",
    "SavedSearchRow",
    "SessionRow",
    "SignInRow",
    "SignOfLifeRow",
    "SlipRow",
    "StaffRow",
    "TallyRow",
    "TravelNeedsRow",
    "TripEmployerRow",
    "TripItemRow",
    "TripRow",
    "UnansweredRow",
    "VacancyRow",
]
