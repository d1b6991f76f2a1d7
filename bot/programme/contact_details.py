"""How to reach somebody: name, phone and town, told by themselves, only where an interview or a trip needs it.

All three may be left out. They stand encrypted in the person's row: exported and erased with it.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.characters import printable
from bot.db.candidate_view import CandidateView
from bot.programme import audit, meetings, trips
from bot.programme.audit import Action
from bot.programme.candidates import require_consent, row_of
from bot.programme.trips import HOLDING

LONGEST = 60  # letters
_MOST_WORDS = 5
_NUMBER = re.compile(r"(?<!\d)\+?\d(?:[\s().-]*\d){9,14}(?!\d)")
_BEFORE = re.compile(
    r"^(?:(?:je m['’]appelle|mon nom (?:c['’])?est|moi c['’]est|my name is|i am called|i live in|i['’]m in"
    r"|j['’]habite|je (?:vis|reste|demeure)|appelez-moi|call me)\s+)(?:(?:à|a|au|en|in)\s+)?",
    re.I,
)

_NO_NAME = re.compile(
    r"(?:j|je|i|we|on|il|elle|non|no|oui|yes|ok|pas|not|merci|thanks?|stop|annule[rz]?|cancel|quel\w*|what|comment|how"
    r"|pourquoi|why|quand|when|est|is|can|peux|puis|combien|aucun|rien|nothing)\b",
    re.I,
)


class Detail(StrEnum):
    """What helps to reach somebody."""

    NAME = "name"
    PHONE = "phone"
    HOME = "home"  # the town where they live now


@dataclass(frozen=True, slots=True)
class Details:
    """What somebody told; empty: did not."""

    name: str
    phone: str
    home: str

    def told(self, detail: Detail) -> str:
        """One of them."""
        return {Detail.NAME: self.name, Detail.PHONE: self.phone, Detail.HOME: self.home}[detail]


def details_of(candidate: CandidateView) -> Details:
    """What is known; an officer may have noted the name."""
    row = row_of(candidate)
    return Details(row.called or "", row.phone or "", row.home or "")


def read(detail: Detail, text: str) -> str | None:
    """The answer in a message; None if it says something else."""
    said = printable(text).strip(" .!")
    if "?" in said:
        return None
    if detail is Detail.PHONE:
        found = _NUMBER.search(said)
        return _spaced(found[0]) if found else None
    said = _BEFORE.sub("", said)
    if _NO_NAME.match(said):
        return None
    wordlike = bool(re.fullmatch(r"[^\W\d_][\w'’.,() -]*", said))
    return said if wordlike and len(said) <= LONGEST and len(said.split()) <= _MOST_WORDS else None


async def are_needed(session: AsyncSession, candidate: CandidateView, now: datetime) -> bool:
    """Whether somebody has an interview with an officer ahead, or seats on a trip that is not over."""
    if await meetings.meeting_of(session, candidate, now) is not None:
        return True
    return any(row.state in HOLDING for row in await trips.registrations_of(session, candidate, now))


def tell(session: AsyncSession, candidate: CandidateView, detail: Detail, value: str, now: datetime) -> None:
    """Keep what somebody told over what they told before.

    Raises:
        ConsentMissing: they have not agreed that anything is kept.
    """
    require_consent(candidate)
    _set(candidate, detail, value)
    audit.record(session, audit.of_candidate(candidate), Action.TELL_CONTACT, detail, now)


def erase_all(session: AsyncSession, candidate: CandidateView, now: datetime) -> None:
    """Erase all three."""
    for detail in Detail:
        _set(candidate, detail, None)
    audit.record(session, audit.of_candidate(candidate), Action.TELL_CONTACT, "forgotten", now)


def _set(candidate: CandidateView, detail: Detail, value: str | None) -> None:
    row = row_of(candidate)
    match detail:
        case Detail.NAME:
            row.called = value
        case Detail.PHONE:
            row.phone = value
        case Detail.HOME:
            row.home = value


def _spaced(number: str) -> str:
    """A number of North America as it is written in Québec; any other with its digits alone."""
    digits = re.sub(r"\D", "", number)
    local = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    if (len(local) == 10 and not number.startswith("+")) or (len(digits) == 11 and digits.startswith("1")):
        return f"{local[:3]} {local[3:6]}-{local[6:]}"
    return f"+{digits}" if number.startswith("+") else digits
