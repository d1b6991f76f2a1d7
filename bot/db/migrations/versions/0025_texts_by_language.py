"""Texts that officers wrote: one column with a text for each language, instead of one column for each language."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_LANGUAGES = ("fr", "en")  # those that had a column
_TEXTS = (  # table, its key, the text, and what stood where there was none
    ("employers", ("id",), "about", ""),
    ("vacancies", ("id",), "title", ""),
    ("trips", ("id",), "instead", None),
    ("trip_items", ("trip_id", "starts_at"), "text", ""),
)
_IMPORTED = {"employers": "about", "vacancies": "title"}  # kinds of files

Columns = dict[str, Any]


def upgrade() -> None:
    """Apply. What a notice holds of a programme, and what an import can take back, is told in the same shape."""
    for name, keys, text, _ in _TEXTS:
        op.add_column(name, sa.Column(text, sa.JSON(), nullable=False, server_default="{}"))
        for row in _rows(name, *keys, *_split_names(text)):
            _write(name, keys, row, text, _joined({each: row[f"{text}_{each}"] for each in _LANGUAGES}))
        for column in _split_names(text):
            op.drop_column(name, column)
    _rewrite_programmes(lambda french, english: [_joined({"fr": french, "en": english})])
    for row in _rows("imports", "id", "kind", json="lines"):
        if text := _IMPORTED.get(row["kind"], ""):
            now = {each["id"]: each[text] for each in _rows(row["kind"], "id", json=text)}
            lines = {
                key: _of_line(line, partial(_import_joined, text=text, now=now.get(key, {})))
                for key, line in row["lines"].items()
            }
            _write("imports", ("id",), row, "lines", lines)


def downgrade() -> None:
    """Take back. A text in a further language alone stands in for the French one, since nothing else can hold it."""
    for row in _rows("imports", "id", "kind", json="lines"):
        if text := _IMPORTED.get(row["kind"], ""):
            split = partial(_import_split, text=text)
            lines = {key: _of_line(line, split) for key, line in row["lines"].items()}
            _write("imports", ("id",), row, "lines", lines)
    _rewrite_programmes(lambda text: list(_split(text, "").values()))
    for name, keys, text, empty in _TEXTS:
        for column in _split_names(text):
            op.add_column(name, sa.Column(column, sa.String(), nullable=empty is None, server_default=empty))
        for row in _rows(name, *keys, json=text):
            for language, said in _split(row[text], empty).items():
                _write(name, keys, row, f"{text}_{language}", said)
        op.drop_column(name, text)


def _rows(table: str, *columns: str, json: str | None = None) -> Sequence[sa.RowMapping]:
    """All rows of a table, with these columns; `json` is one that holds JSON."""
    read: list[sa.ColumnClause[Any]] = [sa.column(each) for each in columns]
    read += [sa.column(json, sa.JSON())] if json else []
    return op.get_bind().execute(sa.select(*read).select_from(sa.table(table))).mappings().all()


def _write(table: str, keys: Sequence[str], row: sa.RowMapping, column: str, value: Any) -> None:
    kind = sa.JSON() if isinstance(value, dict) else sa.String()
    found = sa.table(table, *(sa.column(key) for key in keys), sa.column(column, kind))
    which = (found.c[key] == row[key] for key in keys)
    op.get_bind().execute(sa.update(found).where(*which).values({column: value}))


def _split_names(text: str) -> list[str]:
    return [f"{text}_{each}" for each in _LANGUAGES]


def _joined(text: Mapping[str, str | None]) -> dict[str, str]:
    return {language: said for language, said in text.items() if said}


def _split(text: Mapping[str, str], empty: str | None) -> dict[str, str | None]:
    """A text for each language that had a column; `empty` where there is none."""
    ours: dict[str, str | None] = {each: text.get(each) or empty for each in _LANGUAGES}
    if text and not any(ours.values()):
        ours["fr"] = next(iter(text.values()))
    return ours


def _rewrite_programmes(texts: Callable[..., list[Any]]) -> None:
    """What notices say of a programme as it stood: [moment, French, English], or [moment, text by language]."""
    for row in _rows("notices", "id", json="data"):
        stood = row["data"].get("stood") or {}
        if "programme" in stood:
            lines = [[starts, *texts(*said)] for starts, *said in stood["programme"]]
            _write("notices", ("id",), row, "data", {**row["data"], "stood": {**stood, "programme": lines}})


def _of_line(line: Mapping[str, Columns | None], changed: Callable[[Columns], Columns]) -> dict[str, Columns | None]:
    """What an import did to one row: its columns before (none: it is new) and after."""
    return {when: columns and changed(columns) for when, columns in line.items()}


def _import_joined(columns: Columns, text: str, now: Mapping[str, str]) -> Columns:
    """A language that the import left alone is as it is now, since taking it back compares the whole text."""
    ours = dict(zip(_split_names(text), _LANGUAGES, strict=True))
    said = {language: columns[column] for column, language in ours.items() if column in columns}
    others = {name: value for name, value in columns.items() if name not in ours}
    return {**others, text: _joined({**now, **said})} if said else columns


def _import_split(columns: Columns, text: str) -> Columns:
    if text not in columns:
        return columns
    others = {name: value for name, value in columns.items() if name != text}
    return {**others, **{f"{text}_{language}": said for language, said in _split(columns[text], "").items()}}
