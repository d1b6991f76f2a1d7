"""Figures of one source and one period that towns are compared by."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from bot.knowledge.schema.sources import Sourced
from bot.knowledge.schema.texts import DAY, Model


class Shown(StrEnum):
    """What a series of figures shows, and how many it has for each place."""

    JANUARY = "january"  # °C, the mean of nights and that of days
    MONTHS = "months"  # °C, the twelve means of nights, then those of days
    VACANCY = "vacancy"  # homes in a hundred that nobody rents
    RENT = "rent"  # $ a month


class Series(Sourced):
    """Figures of one source and one period, for towns by their labels: they may be put side by side."""

    shows: Shown
    period: str = Field(pattern=rf"^({DAY}|\d{{4}}–\d{{4}})$")
    values: Mapping[str, tuple[float, ...]]

    @model_validator(mode="after")
    def _as_many_as_it_takes(self) -> Self:
        many = {Shown.JANUARY: 2, Shown.MONTHS: 24, Shown.VACANCY: 1, Shown.RENT: 1}[self.shows]
        if wrong := [place for place, values in self.values.items() if len(values) != many]:
            raise ValueError(f"give {wrong[0]!r} {many} figures")
        return self


class SeriesFile(Model):
    series: tuple[Series, ...]
