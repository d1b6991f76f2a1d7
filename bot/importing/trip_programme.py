"""The programme of a trip's day from a spreadsheet: one line for each item, in at least one language."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bot.base.i18n import known_languages
from bot.importing import by_language, cells
from bot.importing.lines import Column, Line, Problem, Refused
from bot.importing.sheet import read
from bot.programme.trip_views import Item

_COLUMNS = (
    Column("starts_at", ("heure", "début", "jour et heure", "time", "start", "starts at"), required=True),
    Column("kind", ("genre", "type"), required=True),
    *by_language.columns("text", ("texte",), ("text",), {each: by_language.alone(each) for each in known_languages()}),
)
_KINDS = {
    "welcome": "welcome", "accueil": "welcome", "testimonies": "testimonies", "témoignages": "testimonies",
    "interviews": "interviews", "entrevues": "interviews", "organisations": "organisations",
    "organismes": "organisations", "visits": "visits", "visites": "visits", "meal": "meal", "repas": "meal",
    "transport": "transport",
}  # fmt: skip

_REFUSED = datetime.max.replace(tzinfo=UTC)  # stands for the hour of a line that is refused


def read_programme(content: bytes) -> list[Item]:
    """The items of a trip's day, in order of time, from a CSV or XLSX file.

    Raises:
        Refused: a line cannot be read, or two begin at the same moment; its problems say which and why.
    """
    sheet = read(content, _COLUMNS)
    sheet.require(_COLUMNS)
    items = _items(sheet.lines)
    if problems := [problem for line in sheet.lines for problem in line.problems]:
        raise Refused(problems)
    return items


def typed_programme(rows: Sequence[Mapping[str, str]]) -> tuple[list[Item], Mapping[int, Problem]]:
    """The items of a trip's day as a form has them, and why a row, by its place, cannot be one.

    Args:
        rows: `starts_at`, `kind` and a text for each language.
    """
    lines = [
        Line(at, {name: text.strip() for name, text in row.items()}, dict.fromkeys(row, ""))
        for at, row in enumerate(rows)
    ]
    items = _items(lines)
    return items, {line.number: line.problems[0] for line in lines if line.problems}


def _items(lines: Sequence[Line]) -> list[Item]:
    """The items of these lines, in order of time; problems are noted in the lines."""
    items = [_item(line) for line in lines]
    first: dict[datetime, int] = {}
    for line, item in zip(lines, items, strict=True):
        if not line.problems and first.setdefault(item.starts_at, line.number) != line.number:
            line.refuse("starts_at", "line {line} begins then too", line=first[item.starts_at])
    return sorted(items, key=lambda item: item.starts_at)


def _item(line: Line) -> Item:
    starts = cells.in_quebec(line, "starts_at", cells.moment(line, "starts_at"))
    kind = cells.choice(line, "kind", _KINDS, "")
    if not kind and not line.problems:
        line.refuse("kind", "it must be one of: {words}", words=", ".join(_KINDS))
    texts = by_language.texts(line, "text", most=300)
    if not texts:
        line.refuse_empty(by_language.column_of(line, "text"))
    return Item(starts or _REFUSED, kind or "", texts)
