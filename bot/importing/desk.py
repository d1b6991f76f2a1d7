"""Use cases of officers' imports in the console: upload, preview, decide, import, undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.base.retention_periods import IMPORTED_VALUES
from bot.db.models import ImportRow, StaffRow
from bot.importing import apply, taking_back
from bot.importing.apply import Imported, import_file
from bot.importing.columns import COLUMNS, Kind
from bot.importing.interpreting import Understood, understand
from bot.importing.lines import Problem, Refused, Unknown
from bot.importing.sheet import MOST_BYTES
from bot.knowledge import Knowledge
from bot.programme import access, audit, drafts
from bot.programme.access import Officer, Task
from bot.programme.drafts import DraftKind
from bot.programme.records import plain

_MOST_LISTED = 100


class OtherThanShown(BotError):
    """The effect of the file has changed since the preview; nothing was written."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file that is not imported yet, with what the officer has decided so far."""

    id: str
    kind: Kind
    name: str
    content: bytes
    named: Mapping[str, str]  # heading of the file: the column that it means, or an empty string to ignore it
    decided: Mapping[int, str]  # number of a line that asks: the row that is meant, or an empty string for a new one
    along: bool | None  # whether interviews move along with changed hours


@dataclass(frozen=True, slots=True)
class Look:
    """The preview of a file: its whole effect, or the reasons why it cannot be imported."""

    found: Imported | None  # the effect; None if there are problems
    problems: tuple[Problem, ...]
    unknown: tuple[Unknown, ...]
    lines: int  # number of lines of the file; 0 if they could not be read
    mark: str  # a digest of the effect, by which `write` sees that it is still the same

    @property
    def understood(self) -> int:
        """How many lines have no problem."""
        return self.lines - len({each.line for each in self.problems})


@dataclass(frozen=True, slots=True)
class Past:
    """A past import. `rows`: how many were new or changed, if that is still stored."""

    number: int
    kind: Kind
    who: str
    at: datetime
    rows: int
    taken_back_at: datetime | None
    can_go_back: bool


async def upload(session: AsyncSession, officer: Officer, kind: Kind, name: str, content: bytes, now: datetime) -> str:
    """Store an uploaded file, unread, until the officer imports or drops it. Returns the identifier of the draft.

    Raises:
        NotAllowed: the officer's role does not include it.
        Refused: it is empty or too large.
    """
    access.require(officer, Task.IMPORT)
    if not content:
        raise Refused([Problem(0, "", "", "the file is empty")])
    if len(content) > MOST_BYTES:
        raise Refused([Problem(0, "", "", "the file is larger than 20 MB")])
    return await drafts.begin(session, officer, DraftKind.IMPORT, kind, {"name": name[:120]}, now, content)


async def find(session: AsyncSession, officer: Officer, draft_id: str, now: datetime) -> Upload:
    """A file that this officer uploaded.

    Raises:
        NotAllowed: the officer's role does not include it.
        DraftUnknown: there is no such file, or no longer.
    """
    access.require(officer, Task.IMPORT)
    draft = await drafts.find(session, officer, DraftKind.IMPORT, draft_id, now)
    said = draft.choices
    decided = {int(line): reference for line, reference in said.get("decided", {}).items()}
    return Upload(
        draft.id, Kind(draft.subject), said["name"], draft.content, said.get("named", {}), decided, said.get("along")
    )


async def choose(
    session: AsyncSession, officer: Officer, upload: Upload, now: datetime, *,
    named: Mapping[str, str], decided: Mapping[int, str], along: bool | None,
) -> None:  # fmt: skip
    """Save decisions: what headings mean, which row a line is about, whether interviews move along."""
    access.require(officer, Task.IMPORT)
    columns = {each.name for each in COLUMNS[upload.kind]} | {""}
    await drafts.decide(
        session, officer, DraftKind.IMPORT, upload.id, now,
        named={heading: column for heading, column in named.items() if column in columns},
        decided={str(line): reference for line, reference in decided.items()}, along=along,
    )  # fmt: skip


async def read(
    session: AsyncSession, officer: Officer, knowledge: Knowledge, upload: Upload, now: datetime
) -> Understood:
    """Read the file, compared with the existing rows.

    Raises:
        NotAllowed: the officer's role does not include it.
        Refused: it cannot be read.
    """
    access.require(officer, Task.IMPORT)
    named = {heading: column for heading, column in upload.named.items() if column}
    return await understand(session, knowledge, upload.kind, upload.content, now, named=named, same=upload.decided)


async def look(session: AsyncSession, officer: Officer, understood: Understood, upload: Upload, now: datetime) -> Look:
    """Preview the file; everything is rolled back, and this transaction is over."""
    access.require(officer, Task.IMPORT)
    lines = len(understood.lines)
    try:
        found = await apply.preview(session, understood, now, actor=audit.of_officer(officer), along=upload.along)
    except Refused as refused:
        await session.rollback()
        return Look(None, refused.problems, understood.ignored, lines, "")
    return Look(found, (), understood.ignored, lines, _mark(found))


def unreadable(refused: Refused) -> Look:
    """The preview of a file whose lines could not be read at all."""
    return Look(None, refused.problems, refused.unknown, 0, "")


def undecided(found: Imported, upload: Upload) -> Sequence[Problem]:
    """The questions of lines that nobody has decided."""
    return [each for each in found.questions if each.line not in upload.decided]


async def write(
    session: AsyncSession, officer: Officer, understood: Understood, upload: Upload, mark: str, now: datetime
) -> Imported:
    """Import the whole file as it was previewed, and delete the draft.

    Args:
        mark: the mark that the preview had.

    Raises:
        NotAllowed: the officer's role does not include it.
        Refused: there are problems, or undecided questions.
        OtherThanShown: the effect has changed since the preview.
    """
    access.require(officer, Task.IMPORT)
    done = await import_file(session, understood, now, actor=audit.of_officer(officer), sure=True, along=upload.along)
    if waits := undecided(done, upload):
        raise Refused(waits)
    if _mark(done) != mark:
        raise OtherThanShown
    await drafts.drop(session, officer, DraftKind.IMPORT, upload.id)
    return done


async def drop(session: AsyncSession, officer: Officer, draft_id: str) -> None:
    """Delete a file without importing it."""
    access.require(officer, Task.IMPORT)
    await drafts.drop(session, officer, DraftKind.IMPORT, draft_id)


async def history(session: AsyncSession, officer: Officer, now: datetime) -> Sequence[Past]:
    """Past imports, the latest first.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.IMPORT)
    query = select(ImportRow, StaffRow.name, StaffRow.email).outerjoin(StaffRow, StaffRow.id == ImportRow.actor)
    rows = await session.execute(query.order_by(ImportRow.id.desc()).limit(_MOST_LISTED))
    return [
        Past(
            row.id, Kind(row.kind), name or email or row.actor, row.imported_at, len(row.lines), row.taken_back_at,
            bool(row.lines) and row.taken_back_at is None and row.imported_at >= now - IMPORTED_VALUES,
        )
        for row, name, email in rows
    ]  # fmt: skip


async def take_back(session: AsyncSession, officer: Officer, number: int, now: datetime) -> int:
    """Undo a whole import, if nothing has been built on it. Returns how many rows were restored.

    Raises:
        NotAllowed: the officer's role does not include it.
        CannotTakeBack: it cannot be undone; the exception says why.
    """
    access.require(officer, Task.IMPORT)
    return await taking_back.take_back(session, number, now, actor=audit.of_officer(officer))


def _mark(found: Imported) -> str:
    """A digest of the whole effect."""
    done = [
        (each.line, each.id, each.is_new, [(name, plain(before), plain(after)) for name, (before, after) in
                                           sorted(each.changes.items())])
        for each in found.lines
    ]  # fmt: skip
    return blake2b(repr(done).encode(), digest_size=12).hexdigest()
