"""Reads the knowledge base from its files; errors name the file, the line and the correction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.knowledge import tables
from bot.knowledge.base import Knowledge, Names
from bot.knowledge.data_files import KnowledgeError, Page, by_id, read_page
from bot.knowledge.schema import (
    PROVINCE,
    Article,
    ArticleFile,
    AskingFile,
    FrenchScale,
    HelpLine,
    HelpLineFile,
    Region,
    RegionAskingFile,
    RoadFile,
    Series,
    SeriesFile,
    Service,
    ServiceFile,
    Shown,
    TopicFile,
    Town,
    Vocabulary,
)

M = TypeVar("M", bound=BaseModel)


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
    """The names alone, for commands that need no more: reading the rest would take longer than all that they do."""
    with _folder(path) as data:
        regions = _regions(data)
        return Names(
            regions=regions,
            towns=tables.towns(data, regions),
            occupations=tables.occupations(data),
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
    regions = by_id((page, "code", region.code, region) for page, region in pages)
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
    return tuple(by_id(found).values())


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
    return by_id((page, "shows", one.shows, one) for one in content.series)


def _help_lines(path: Path) -> Mapping[str, HelpLine]:
    page, content = read_page(path / "emergency.yaml", HelpLineFile)
    return by_id((page, "id", line.id, line) for line in content.lines)


def _articles(path: Path) -> Mapping[str, Article]:
    pages = list(_each(path, "articles/*/*.yaml", ArticleFile))
    articles = by_id(
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
