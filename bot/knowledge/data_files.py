"""Reads a file of the knowledge base; errors name the line and the correction."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.base.errors import BotError

M = TypeVar("M", bound=BaseModel)
K = TypeVar("K", bound=str)
V = TypeVar("V")


class KnowledgeError(BotError):
    """A file of the knowledge base is missing or wrong; the message names the file, the line and the correction."""


@dataclass(frozen=True)
class Page:
    """A file that was read, which can say on which line a value stands."""

    file: Path
    root: yaml.Node | None

    def error(self, key: str | None, value: str, mend: str) -> KnowledgeError:
        """An error about a value, with its line and how to mend it; `key`: the key of the value, None in a list."""
        lines = list(_lines_of(self.root, key, value))
        return KnowledgeError(f"{self.file}, line {lines[-1] if lines else 1}: {mend}")

    def refuse_stranger(self, key: str | None, value: str, known: Collection[str]) -> None:
        """Refuse a code or an id that does not exist.

        Raises:
            KnowledgeError: it is not among `known`.
        """
        if value not in known:
            close = get_close_matches(value, known, n=5, cutoff=0.5) or sorted(known)
            raise self.error(key, value, f"{value!r} is unknown; use one of {', '.join(close)}")


def _lines_of(node: yaml.Node | None, key: str | None, value: str) -> Iterator[int]:
    if isinstance(node, yaml.MappingNode):
        for name, inner in node.value:
            if name.value == key and inner.value == value:
                yield inner.start_mark.line + 1
            yield from _lines_of(inner, key, value)
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            if key is None and inner.value == value:
                yield inner.start_mark.line + 1
            yield from _lines_of(inner, key, value)


def text_of(file: Path) -> str:
    """A file's text."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KnowledgeError(f"{file}: not there; restore it") from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{file}: not UTF-8; save it as UTF-8") from error


def read_page(file: Path, model: type[M]) -> tuple[Page, M]:
    """A file and what it holds."""
    text = text_of(file)
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        _refuse_twins(file, root)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{file}, line {line}: not YAML ({error.problem}); mend it") from error
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{file}: not YAML ({error}); mend it") from error
    try:
        return Page(file, root), model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "[key]")
        line = _line_of(root, first["loc"])
        raise KnowledgeError(f"{file}, line {line}: {where}: {first['msg']}") from error


def by_id(items: Iterable[tuple[Page, str, K, V]]) -> Mapping[K, V]:
    """A dictionary by identifier.

    Raises:
        KnowledgeError: an identifier occurs twice.
    """
    table: dict[K, V] = {}
    for page, key, identifier, value in items:
        if identifier in table:
            raise page.error(key, identifier, f"{identifier!r} is there twice; rename or remove one")
        table[identifier] = value
    return MappingProxyType(table)


def _refuse_twins(file: Path, node: yaml.Node | None) -> None:
    """Refuse a key that occurs twice: YAML would keep the second without a word, and an answer would vanish."""
    if isinstance(node, yaml.MappingNode):
        twice = [key for key, count in Counter(key.value for key, _ in node.value).items() if count > 1]
        if twice:
            line = node.start_mark.line + 1
            raise KnowledgeError(f"{file}, line {line}: {twice[0]!r} is there twice; remove one")
        for _, value in node.value:
            _refuse_twins(file, value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_twins(file, value)


def _line_of(node: yaml.Node | None, location: tuple[Any, ...]) -> int:
    """The line of a value in a file, or of the innermost part around it that exists."""
    line = 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, value) for key, value in node.value}
            if part not in pairs:
                break
            key, node = pairs[part]
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
