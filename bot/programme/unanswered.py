"""Messages that were not understood: kept for a while, with consent, so that officers see what is missing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base import retention_periods
from bot.base.terms import Language
from bot.db.candidate_view import CandidateView
from bot.db.models import UnansweredRow
from bot.programme.candidates import Consent

_LONGEST = 300  # characters
_WORD = re.compile(r"[^\W\d_]{2,}")
_REACHING = re.compile(  # e-mail addresses, links, user names, postal codes, numbers that identify somebody
    r"\S+@\S+|\b(?:https?://|www\.)\S+|(?<!\w)@\w+|\+?\d[\d ().\-/]{5,}\d|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
    r"|\b(?=\w*\d)(?=\w*[A-Z])\w{6,}\b",
    re.IGNORECASE,
)
_DIGIT = (
    r"(?:zero|zéro|oh|one|un|two|deux|three|trois|four|quatre|five|cinq|six|seven|sept|eight|huit|nine|neuf|double|\d)"
)
_SPOKEN_NUMBER = re.compile(rf"\b{_DIGIT}(?:[ ,.-]+{_DIGIT}){{5,}}\b", re.IGNORECASE)
_STREET = r"(?:rue|avenue|av\.?|boulevard|boul\.?|chemin|rang|place|route|street|st\.?|road|rd\.?|drive|lane)"
_ADDRESS = re.compile(
    rf"\b\d{{1,5}}[a-z]?,? (?:{_STREET} (?:(?:des?|du|la|les?)\s|[dl]['’])*[\w'’.-]+(?: [A-Z][\w'’.-]+)*"
    rf"|(?:[A-Z][\w'’.-]+ ){{1,3}}{_STREET})|\b(?:app?t?|apartment|appartement|unit|suite)\.? ?#?\d+\w?\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"(?P<by>m['’ ]appelle|mon nom (?:est|c['’]est)|mon prénom (?:est|c['’]est)|my name is|my name['’]s"
    r"|i['’]?m called|nom ?:|prénom ?:|name ?:|signé|regards,?|cordialement,?)"
    r"\s+[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*)?",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?<=[a-zà-ÿ,;:'’] )[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-ZÀ-Þ][a-zà-ÿ'’-]+)+")  # two capitals in a sentence


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A message that the assistant did not understand, without who wrote it."""

    day: date
    language: Language
    text: str
    nearest: tuple[str, ...]  # what it was taken for, or came closest to
    misread: bool  # an officer said that it was misread
    asks_as: int | None  # the number that it shares with those that ask the same; None: not compared yet


def keep(
    session: AsyncSession, candidate: CandidateView, text: str, nearest: Sequence[str], today: date, *,
    misread: bool = False,
) -> bool:  # fmt: skip
    """Store a message, with consent and without what identifies a person. Returns whether it is stored.

    `misread`: an officer said that it was taken for something else (`nearest`).
    """
    shortened = without_names_and_numbers(text)[:_LONGEST].strip()
    if candidate.consent != Consent.GIVEN or not _WORD.search(shortened):
        return False
    session.add(
        UnansweredRow(
            candidate_id=candidate.id,
            day=today,
            language=candidate.language,
            text=shortened,
            nearest=list(nearest),
            misread=misread,
        )
    )
    return True


def without_names_and_numbers(text: str) -> str:
    """A text without names, addresses, and file and telephone numbers, however these are spelled."""
    text = _INTRODUCED.sub(lambda match: f"{match['by']} …", text)
    for telling in (_ADDRESS, _SPOKEN_NUMBER, _REACHING, _NAMES):
        text = telling.sub("…", text)
    return text


async def newest(session: AsyncSession, most: int) -> Sequence[NotUnderstood]:
    """The stored messages, the latest first."""
    rows = await session.scalars(select(UnansweredRow).order_by(UnansweredRow.id.desc()).limit(most))
    return [
        NotUnderstood(row.day, Language(row.language), row.text, tuple(row.nearest), row.misread, row.asks_as)
        for row in rows
    ]


async def to_compare(session: AsyncSession, most: int) -> Mapping[int, str]:
    """The newest messages by their numbers, if any of them was not compared yet; none otherwise."""
    query = select(UnansweredRow.id, UnansweredRow.text, UnansweredRow.asks_as)
    rows = (await session.execute(query.order_by(UnansweredRow.id.desc()).limit(most))).all()
    new = any(asks_as is None for _, _, asks_as in rows)
    return {number: text for number, text, _ in reversed(rows)} if new else {}


async def keep_groups(session: AsyncSession, groups: Iterable[Sequence[int]]) -> None:
    """Store which messages ask the same; what was erased or forgotten meanwhile is left out."""
    for numbers in groups:
        same = update(UnansweredRow).where(UnansweredRow.id.in_(numbers))
        await session.execute(same.values(asks_as=min(numbers)))


async def purge(session: AsyncSession, today: date) -> None:
    """Delete what is older than ninety days."""
    await session.execute(delete(UnansweredRow).where(UnansweredRow.day < today - retention_periods.NOT_UNDERSTOOD))
