"""Reads the knowledge base from its files; what does not fit is refused with its file, line and mend."""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.errors import BotError
from bot.knowledge.base import Knowledge
from bot.knowledge.schema import (
    PROVINCE,
    ArticleFile,
    Occupation,
    Phrases,
    Region,
    ServiceFile,
    SynonymFile,
    Town,
    Vocabulary,
)
from bot.terms import Language

M = TypeVar("M", bound=BaseModel)
V = TypeVar("V")


class KnowledgeError(BotError):
    """A file of the knowledge base is missing or wrong; the message names the file, the line and the mend."""


def load_knowledge(path: Path | None = None) -> Knowledge:
    """The whole knowledge base, from the package's own data or from another folder of the same layout."""
    if path is None:
        with as_file(files("bot.knowledge") / "data") as packaged:
            return load_knowledge(packaged)
    regions = _by_id((file, region.code, region) for file, region in _each(path, "regions", Region))
    _check_nearby(regions)
    services = _read(path / "services.yaml", ServiceFile).services
    for service in services:
        _check_region(path / "services.yaml", f"service {service.id}", service.region, regions)
    _by_id((path / "services.yaml", s.id, s) for s in services)
    pages = _each(path, "articles", ArticleFile)
    articles = _by_id((file, article.id, article) for file, page in pages for article in page.articles)
    return Knowledge(
        regions=regions,
        towns=_towns(path, regions),
        occupations=_occupations(path),
        all_services=services,
        articles=articles,
        vocabulary=_read(path / "vocabulary.yaml", Vocabulary),
    )


def _each(path: Path, folder: str, model: type[M]) -> Iterator[tuple[Path, M]]:
    found = sorted((path / folder).glob("*.yaml"))
    if not found:
        raise KnowledgeError(f"{path / folder}: no file there; add at least one .yaml")
    for file in found:
        yield file, _read(file, model)


def _by_id(items: Iterable[tuple[Path, str, V]]) -> Mapping[str, V]:
    table: dict[str, V] = {}
    for file, identifier, value in items:
        if identifier in table:
            raise KnowledgeError(f"{file}: {identifier!r} is there twice; rename or remove one")
        table[identifier] = value
    return MappingProxyType(table)


def _check_region(file: Path, what: str, code: str, regions: Mapping[str, Region]) -> None:
    if code != PROVINCE and code not in regions:
        known = ", ".join(regions)
        raise KnowledgeError(f"{file}: {what} names the unknown region {code!r}; use one of {known}")


def _check_nearby(regions: Mapping[str, Region]) -> None:
    for region in regions.values():
        for code in region.nearby:
            _check_region(Path("regions") / f"{region.code}.yaml", "nearby", code, regions)


# --- YAML -----------------------------------------------------------------------------------------


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KnowledgeError(f"{file}: not there; restore it") from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{file}: not UTF-8; save it as UTF-8") from error


def _read(file: Path, model: type[M]) -> M:
    text = _text_of(file)
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
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "[key]")
        line = _line_of(root, first["loc"])
        raise KnowledgeError(f"{file}, line {line}: {where}: {first['msg']}") from error


def _refuse_twins(file: Path, node: yaml.Node | None) -> None:
    """YAML lets the second of two equal keys win in silence: an answer would vanish unseen."""
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
    """The line of the deepest part of the location that is in the file."""
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


# --- tables ---------------------------------------------------------------------------------------


def _rows(file: Path, model: type[M], rename: Mapping[str, str] = MappingProxyType({})) -> Iterator[M]:
    for number, row in enumerate(csv.DictReader(_text_of(file).splitlines()), start=2):
        try:
            yield model.model_validate({rename.get(key, key): value for key, value in row.items()})
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise KnowledgeError(f"{file}, line {number}: {where}: {first['msg']}") from error


class _Alias(BaseModel):
    alias: str
    code: str
    town: str


class _Position(BaseModel):
    code: str
    latitude: float
    longitude: float


class _Title(BaseModel):
    code: str
    teer: int
    fr: str
    en: str


def _towns(path: Path, regions: Mapping[str, Region]) -> Mapping[str, Town]:
    file = path / "municipalities.csv"
    rows = list(_rows(file, Town))
    for town in rows:
        _check_region(file, town.name, town.region, regions)
    aliases: dict[str, list[str]] = {}
    codes = {town.code for town in rows}
    alias_file = path / "town_aliases.csv"
    for row in _rows(alias_file, _Alias):
        if row.code not in codes:
            raise KnowledgeError(f"{alias_file}: {row.alias!r} has the unknown town {row.code}; mend it")
        aliases.setdefault(row.code, []).append(row.alias)
    positions = _positions(path / "town_positions.csv", codes)
    labels = _labels(rows, regions)
    named = (
        town.model_copy(
            update={"label": label, "aliases": tuple(aliases.get(town.code, ())), "position": positions.get(town.code)}
        )
        for town, label in zip(rows, labels, strict=True)
    )
    return _by_id((file, town.code, town) for town in named)


def _positions(file: Path, codes: Collection[str]) -> Mapping[str, tuple[float, float]]:
    found = {}
    for row in _rows(file, _Position):
        if row.code not in codes:
            raise KnowledgeError(f"{file}: a position is given for the unknown town {row.code}; mend it")
        found[row.code] = (row.latitude, row.longitude)
    return found


def _labels(towns: list[Town], regions: Mapping[str, Region]) -> list[str]:
    """The shortest form of each town's name that no other town has."""
    forms = [
        [town.name for town in towns],
        [f"{town.name} ({regions[town.region].name[Language.FRENCH]})" for town in towns],
        [f"{town.name} ({town.designation.lower()})" for town in towns],
    ]
    counts = [Counter(form) for form in forms]
    return [
        next((name for name, count in zip(names, counts, strict=True) if count[name] == 1), names[-1])
        for names in zip(*forms, strict=True)
    ]


def _occupations(path: Path) -> Mapping[str, Occupation]:
    synonyms: dict[str, Phrases] = {
        line.noc: line.synonyms for line in _read(path / "occupations.yaml", SynonymFile).occupations
    }
    file = path / "noc2021.csv"
    titles = list(_rows(file, _Title, {"title_fr": "fr", "title_en": "en"}))
    strangers = synonyms.keys() - {row.code for row in titles}
    if strangers:
        raise KnowledgeError(f"{path / 'occupations.yaml'}: {min(strangers)} is no unit group of {file.name}")
    return _by_id(
        (
            file,
            row.code,
            Occupation(
                code=row.code,
                teer=row.teer,
                titles={Language.FRENCH: row.fr, Language.ENGLISH: row.en},
                synonyms=synonyms.get(row.code, {}),
            ),
        )
        for row in titles
    )
