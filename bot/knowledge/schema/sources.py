"""The source of a text, its date, and the day by which somebody has to read it again."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from bot.knowledge.schema.texts import DAY, Model, Name, Url


class Source(Model):
    """The body that decides or publishes a fact, shown to people.

    `as_of` is a day, month, year or span of years; none on an undated page. `via` is the page where the fact was read
    if the body's own could not be: for whoever reviews it, shown to nobody. `read` is false where only the address of
    the body is known to be right: its page comes first when the texts are reviewed.
    """

    title: Name
    url: Url
    via: Url | None = None
    as_of: str | None = Field(default=None, pattern=rf"^({DAY}|\d{{4}}–\d{{4}})$")
    read: bool = True
    verified: Literal[True]  # what nobody vouches for is not shown, so it is not kept here


class Reviewer(StrEnum):
    """Who has to read an entry again: a role in the programme, not a person."""

    PROGRAMME = "programme"
    REGIONS = "regions"
    SETTLEMENT = "settlement"
    FRANCISATION = "francisation"
    IMMIGRATION = "immigration"
    EMPLOYMENT = "employment"


class Review(Model):
    """The last day on which a text may be shown without having been read again, and by whom it has to be."""

    by: date
    reviewer: Reviewer


class Sourced(Model):
    """Whatever names its sources and has a day of review."""

    sources: tuple[Source, ...] = Field(min_length=1)
    review: Review

    @property
    def source_url(self) -> str:
        """Page of the main source."""
        return self.sources[0].url

    @property
    def verified(self) -> bool:
        """Whether the page of every source was read."""
        return all(source.read for source in self.sources)
