"""The tables of the knowledge base that are CSV: towns and occupations; errors name the file and the line."""

import csv
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from bot.base.terms import Driving, Language
from bot.knowledge.data_files import KnowledgeError, Page, by_id, read_page, text_of
from bot.knowledge.schema import Occupation, Phrases, Region, SynonymFile, Town

M = TypeVar("M", bound=BaseModel)


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


def towns(path: Path, regions: Mapping[str, Region]) -> Mapping[str, Town]:
    """The municipalities, by code, with their labels, aliases and positions."""
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
    return by_id((Page(file, None), "code", town.code, town) for town in named)


def _positions(file: Path, codes: Collection[str]) -> Mapping[str, tuple[float, float]]:
    found = {}
    for row in _rows(file, _Position):
        if row.code not in codes:
            raise KnowledgeError(f"{file}: a position is given for the unknown town {row.code}; mend it")
        found[row.code] = (row.latitude, row.longitude)
    return found


def _labels(towns: list[Town], regions: Mapping[str, Region]) -> list[str]:
    """For each town, the shortest form of its name that no other town has."""
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


def occupations(path: Path) -> Mapping[str, Occupation]:
    """The unit groups of the classification, by code, with what people call them."""
    synonyms: dict[str, Phrases] = {
        line.noc: line.synonyms for line in read_page(path / "occupations.yaml", SynonymFile)[1].occupations
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
    return by_id(
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
