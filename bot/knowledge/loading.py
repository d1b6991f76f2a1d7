"""Reads the knowledge base from its files; errors name the file, the line and the correction."""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from bot.base.terms import Driving, Language
from bot.knowledge.base import Knowledge, Names
from bot.knowledge.data_files import KnowledgeError, Page, read_page, text_of
from bot.knowledge.schema import (
    PROVINCE,
    Article,
    ArticleFile,
    AskingFile,
    FrenchScale,
    HelpLine,
    HelpLineFile,
    Occupation,
    Phrases,
    Region,
    RegionAskingFile,
    RoadFile,
    Series,
    SeriesFile,
    Service,
    ServiceFile,
    Shown,
    SynonymFile,
    TopicFile,
    Town,
    Vocabulary,
)

M = TypeVar("M", bound=BaseModel)
K = TypeVar("K", bound=str)
V = TypeVar("V")


@cache
def load_knowledge(path: Path | None = None) -> Knowledge:
    """The whole knowledge base, from the package's data or another folder with the same layout; read once."""
    with _folder(path) as data:
        names = load_names(path)
        return Knowledge(
            **vars(names),
            roads=_roads(data, names.towns),
            series=_series(data, names.towns),
            all_services=_services(data, names.regions),
            articles=_articles(data),
            topic_questions={each.topic: each.questions for each in _read(data / "topics.yaml", TopicFile).topics},
            french_scale=_read(data / "french_scale.yaml", FrenchScale),
            help_lines=_help_lines(data),
            askings=_read(data / "asked.yaml", AskingFile).root,
            region_askings=_read(data / "asked_regions.yaml", RegionAskingFile).root,
        )


@cache
def load_names(path: Path | None = None) -> Names:
    """The names alone, for a command that would read the rest in vain, which takes longer than all that it does."""
    with _folder(path) as data:
        regions = _regions(data)
        return Names(
            regions=regions,
            towns=_towns(data, regions),
            occupations=_occupations(data),
            vocabulary=_read(data / "vocabulary.yaml", Vocabulary),
        )


@contextmanager
def _folder(path: Path | None) -> Iterator[Path]:
    if path is not None:
        yield path
        return
    with as_file(files("bot.knowledge") / "data") as packaged:
        yield packaged


def _regions(path: Path) -> Mapping[str, Region]:
    pages = list(_each(path, "regions/*.yaml", Region))
    regions = _by_id((page, "code", region.code, region) for page, region in pages)
    for page, region in pages:
        for code in region.nearby:
            page.refuse_stranger(None, code, regions)
    return regions


def _services(path: Path, regions: Mapping[str, Region]) -> tuple[Service, ...]:
    pages = list(_each(path, "services/*.yaml", ServiceFile))
    for page, content in pages:
        for service in content.services:
            page.refuse_stranger("region", service.region, {*regions, PROVINCE})
    found = ((page, "id", service.id, service) for page, content in pages for service in content.services)
    return tuple(_by_id(found).values())


def _roads(path: Path, towns: Mapping[str, Town]) -> RoadFile:
    page, content = read_page(path / "roads.yaml", RoadFile)
    labels = {town.label for town in towns.values()}
    for table in content.tables:
        for one, others in table.kilometres.items():
            for label in (one, *others):
                page.refuse_stranger(None, label, labels)
    for place in content.without_road:
        for label in place.towns:
            page.refuse_stranger(None, label, labels)
    return content


def _series(path: Path, towns: Mapping[str, Town]) -> Mapping[Shown, Series]:
    page, content = read_page(path / "series.yaml", SeriesFile)
    labels = {town.label for town in towns.values()}
    for one in content.series:
        for label in one.values:
            page.refuse_stranger(None, label, labels)
    return _by_id((page, "shows", one.shows, one) for one in content.series)


def _help_lines(path: Path) -> Mapping[str, HelpLine]:
    page, content = read_page(path / "emergency.yaml", HelpLineFile)
    return _by_id((page, "id", line.id, line) for line in content.lines)


def _articles(path: Path) -> Mapping[str, Article]:
    pages = list(_each(path, "articles/*/*.yaml", ArticleFile))
    articles = _by_id(
        (page, "id", article.id, article.model_copy(update={"subject": page.file.parent.name}))
        for page, content in pages
        for article in content.articles
    )
    for page, content in pages:
        for article in content.articles:
            for other in article.related:
                page.refuse_stranger(None, other, articles)
    return articles


def _each(path: Path, pattern: str, model: type[M]) -> Iterator[tuple[Page, M]]:
    found = sorted(path.glob(pattern))
    if not found:
        raise KnowledgeError(f"{path / pattern}: no file there; add at least one")
    for file in found:
        yield read_page(file, model)


def _read(file: Path, model: type[M]) -> M:
    return read_page(file, model)[1]


def _by_id(items: Iterable[tuple[Page, str, K, V]]) -> Mapping[K, V]:
    table: dict[K, V] = {}
    for page, key, identifier, value in items:
        if identifier in table:
            raise page.error(key, identifier, f"{identifier!r} is there twice; rename or remove one")
        table[identifier] = value
    return MappingProxyType(table)


# --- tables ---------------------------------------------------------------------------------------


def _rows(file: Path, model: type[M], rename: Mapping[str, str] = MappingProxyType({})) -> Iterator[M]:
    for number, row in enumerate(csv.DictReader(text_of(file).splitlines()), start=2):
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


def _listed(cell: object) -> object:
    return tuple(part for part in cell.split("; ") if part) if isinstance(cell, str) else cell


Listed = Annotated[tuple[str, ...], BeforeValidator(_listed)]  # "a; b" in a cell


class _Trade(BaseModel):
    code: str
    names: Listed
    told: Listed


class _Regulated(BaseModel):
    code: str
    body: str = Field(min_length=3)
    source: str = Field(pattern="^https://")


class _Driven(BaseModel):
    code: str
    number: int = Field(alias="class")
    source: str = Field(pattern="^https://")


class _Title(BaseModel):
    code: str
    teer: int
    fr: str
    en: str


def _towns(path: Path, regions: Mapping[str, Region]) -> Mapping[str, Town]:
    file = path / "municipalities.csv"
    rows = list(_rows(file, Town))
    for number, town in enumerate(rows, start=2):
        if town.region not in regions:
            known = ", ".join(regions)
            raise KnowledgeError(f"{file}, line {number}: {town.region!r} is unknown; use one of {known}")
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
    return _by_id((Page(file, None), "code", town.code, town) for town in named)


def _positions(file: Path, codes: Collection[str]) -> Mapping[str, tuple[float, float]]:
    found = {}
    for row in _rows(file, _Position):
        if row.code not in codes:
            raise KnowledgeError(f"{file}: a position is given for the unknown town {row.code}; mend it")
        found[row.code] = (row.latitude, row.longitude)
    return found


def _labels(towns: list[Town], regions: Mapping[str, Region]) -> list[str]:
    """The shortest unique form of each town's name."""
    forms = [
        [town.name for town in towns],
        [f"{town.name} ({regions[town.region].name[Language.FRENCH]})" for town in towns],
        [f"{town.name} ({town.designation.partition(' (')[0].lower()})" for town in towns],
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
    trades = {row.code: row for row in _rows(path / "trades.csv", _Trade)}
    regulated = {row.code: row.body for row in _rows(path / "regulated.csv", _Regulated)}
    driven = {row.code: Driving.of_class(row.number) for row in _rows(path / "driving.csv", _Driven)}
    file = path / "noc2021.csv"
    titles = list(_rows(file, _Title, {"title_fr": "fr", "title_en": "en"}))
    tables = (
        ("occupations.yaml", synonyms.keys()), ("trades.csv", trades.keys()), ("regulated.csv", regulated.keys()),
        ("driving.csv", driven.keys()),
    )  # fmt: skip
    for name, codes in tables:
        if strangers := codes - {row.code for row in titles}:
            raise KnowledgeError(f"{path / name}: {min(strangers)} is no unit group of {file.name}")
    return _by_id(
        (
            Page(file, None),
            "code",
            row.code,
            Occupation(
                code=row.code,
                teer=row.teer,
                titles={Language.FRENCH: row.fr, Language.ENGLISH: row.en},
                synonyms=synonyms.get(row.code, {}),
                trades=trades[row.code].names if row.code in trades else (),
                told=trades[row.code].told if row.code in trades else (),
                regulated_by=regulated.get(row.code),
                driving=driven.get(row.code),
            ),
        )
        for row in titles
    )
