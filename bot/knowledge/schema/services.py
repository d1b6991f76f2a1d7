"""Organisations that help, and whom to call in danger."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.base.terms import ServiceType
from bot.knowledge.schema.facts import HoldsFacts
from bot.knowledge.schema.sources import Sourced
from bot.knowledge.schema.texts import Answer, Brief, Id, Model, Name, RegionCode, Url

PROVINCE = "province"  # in place of a region's code: the service covers all of Québec


class Phone(Model):
    """A number as it is dialled, and as people read it."""

    dial: str = Field(pattern=r"^\d{3,11}$")
    shown: str

    @model_validator(mode="after")
    def _the_same_number(self) -> Self:
        shown = "".join(character for character in self.shown if character.isdigit())
        if shown != self.dial:
            raise ValueError(f"{self.shown!r} shows another number than {self.dial}")
        return self


class Service(HoldsFacts):
    """An organisation that helps, in one region or all over Québec."""

    id: Id
    name: str
    region: RegionCode | Literal["province"]
    types: tuple[ServiceType, ...] = Field(min_length=1)
    city: str | None = None
    address: str | None = None  # as the page that was read writes it
    website: Url | None = None
    phone: Phone | None = None
    description: Answer
    for_whom: Brief | None = None
    free: bool | None = None  # None: the page that was read does not say


class ServiceFile(Model):
    services: tuple[Service, ...]


class HelpLine(Sourced):
    """Whom to call in danger or distress. `hours` and `languages`: None if no page was read that gives them."""

    id: Id
    name: Name
    call: Phone | None = None
    text: Phone | None = None  # where a text message is answered
    call_by_region: Mapping[RegionCode, Phone] = Field(default_factory=dict)
    when: Brief
    hours: Brief | None = None
    languages: Brief | None = None
    website: Url | None = None

    @model_validator(mode="after")
    def _can_be_called(self) -> Self:
        if self.call is None and not self.call_by_region:
            raise ValueError("a line needs a number: `call`, or one a region in `call_by_region`")
        return self

    def phone(self, region: str | None = None) -> Phone | None:
        """The number to call from a region, or from anywhere; None where each region has its own and none is known."""
        return self.call_by_region.get(region or "", self.call)


class HelpLineFile(Model):
    lines: tuple[HelpLine, ...]
