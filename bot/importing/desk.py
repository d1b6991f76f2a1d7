"""Files that officers import in the console: sent, looked at, decided on, taken, and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.db.models import ImportRow, StaffRow
from bot.importing import apply, taking_back
from bot.importing.apply import Imported, import_file
from bot.importing.columns import COLUMNS, Kind
from bot.importing.interpreting import Understood, understand
from bot.importing.sheet import MOST_BYTES, Problem, Refused, Unknown
from bot.importing.taking_back import KEPT, plain
from bot.knowledge import Knowledge
from bot.programme import access, audit, drafts
from bot.programme.access import Officer, Task
from bot.programme.drafts import DraftKind

_MOST_LISTED = 100


class OtherThanShown(BotError):
    """What a file would do is not what was shown, since something changed meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits for its import, with what the officer decided so far."""

    id: str
    kind: Kind
    name: str
    content: bytes
    named: Mapping[str, str]  # columns by headings of the file; empty: left alone
    decided: Mapping[int, str]  # by lines that ask: the row that is meant; empty: a new one
    along: bool | None  # whether interviews move along with another hour


@dataclass(frozen=True, slots=True)
class Look:
    """What a file would do: all of it, or nothing for these reasons."""

    found: Imported | None
    problems: tuple[Problem, ...]
    unknown: tuple[Unknown, ...]
    lines: int  # of the file; 0: its lines could not be read
    mark: str  # of what would be done

    @property
    def understood(self) -> int:
        """The lines without a problem."""
        return self.lines - len({each.line for each in self.problems})


@dataclass(frozen=True, slots=True)
class Past:
    """An import that was made. `rows`: new or changed, where that is remembered still."""

    number: int
    kind: Kind
    who: str
    at: datetime
    rows: int
    taken_back_at: datetime | None
    can_go_back: bool


async def upload(session: AsyncSession, officer: Officer, kind: Kind, name: str, content: bytes, now: datetime) -> str:
    """Store a file until somebody decides on it; it is not read yet.

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
    """A file that this officer sent.

    Raises:
        NotAllowed: the officer's role does not include it.
        DraftUnknown: there is no such, or no longer.
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
    """Keep what an officer decided: what headings mean, which row a line is about, whether interviews move along."""
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
    """What the file says, beside what is there.

    Raises:
        NotAllowed: the officer's role does not include it.
        Refused: it cannot be read.
    """
    access.require(officer, Task.IMPORT)
    named = {heading: column for heading, column in upload.named.items() if column}
    return await understand(session, knowledge, upload.kind, upload.content, now, named=named, same=upload.decided)


async def look(session: AsyncSession, officer: Officer, understood: Understood, upload: Upload, now: datetime) -> Look:
    """What the file would do; nothing is written, and this transaction is over."""
    access.require(officer, Task.IMPORT)
    lines = len(understood.lines)
    try:
        found = await apply.preview(session, understood, now, actor=audit.of_officer(officer), along=upload.along)
    except Refused as refused:
        await session.rollback()
        return Look(None, refused.problems, understood.ignored, lines, "")
    return Look(found, (), understood.ignored, lines, _mark(found))


def unreadable(refused: Refused) -> Look:
    """A file whose lines could not be read at all."""
    return Look(None, refused.problems, refused.unknown, 0, "")


def undecided(found: Imported, upload: Upload) -> Sequence[Problem]:
    """What the lines ask and nobody decided."""
    return [each for each in found.questions if each.line not in upload.decided]


async def write(
    session: AsyncSession, officer: Officer, understood: Understood, upload: Upload, mark: str, now: datetime
) -> Imported:
    """Take the whole file, as it was shown; then nothing waits any more.

    Args:
        mark: of what was shown.

    Raises:
        NotAllowed: the officer's role does not include it.
        Refused: something is wrong, or asked and not decided.
        OtherThanShown: it would do something else by now.
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
    """Forget a file that is not imported."""
    access.require(officer, Task.IMPORT)
    await drafts.drop(session, officer, DraftKind.IMPORT, draft_id)


async def history(session: AsyncSession, officer: Officer, now: datetime) -> Sequence[Past]:
    """The imports that were made, the latest first.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.IMPORT)
    query = select(ImportRow, StaffRow.name, StaffRow.email).outerjoin(StaffRow, StaffRow.id == ImportRow.actor)
    rows = await session.execute(query.order_by(ImportRow.id.desc()).limit(_MOST_LISTED))
    return [
        Past(
            row.id, Kind(row.kind), name or email or row.actor, row.imported_at, len(row.lines), row.taken_back_at,
            bool(row.lines) and row.taken_back_at is None and row.imported_at >= now - KEPT,
        )
        for row, name, email in rows
    ]  # fmt: skip


async def take_back(session: AsyncSession, officer: Officer, number: int, now: datetime) -> int:
    """Undo a whole import, while nothing is built on it; how many rows are as before.

    Raises:
        NotAllowed: the officer's role does not include it.
        CannotTakeBack: why not.
    """
    access.require(officer, Task.IMPORT)
    return await taking_back.take_back(session, number, now, actor=audit.of_officer(officer))


def _mark(found: Imported) -> str:
    """A digest of everything that would be done."""
    done = [
        (each.line, each.id, each.is_new, [(name, plain(before), plain(after)) for name, (before, after) in
                                           sorted(each.changes.items())])
        for each in found.lines
    ]  # fmt: skip
    return blake2b(repr(done).encode(), digest_size=12).hexdigest()
