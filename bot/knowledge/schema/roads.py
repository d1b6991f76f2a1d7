"""How far towns are from each other by road, as far as a source tells it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from bot.knowledge.schema.sources import Sourced
from bot.knowledge.schema.texts import Model, Statement


class RoadTable(Sourced):
    """Distances by road that one source tells: kilometres between a town and others, by their labels.

    `says` is how one of them is told, with `{one}`, `{other}` and `{n}`.
    """

    says: Statement
    kilometres: Mapping[str, Mapping[str, Annotated[int, Field(gt=0)]]]


class NoRoad(Sourced):
    """Towns, by label, to which no road leads, and how people get there."""

    says: Statement
    towns: tuple[str, ...] = Field(min_length=1)


class RoadFile(Model):
    """How far towns are from each other, as far as a source tells it."""

    tables: tuple[RoadTable, ...]
    without_road: tuple[NoRoad, ...]
