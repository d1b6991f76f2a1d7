"""The knowledge base as the rest of the program sees it: read-only, with lookup by code."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from bot.base.great_circle import kilometres
from bot.base.terms import Language, ServiceType
from bot.knowledge.schema import (
    PROVINCE,
    Article,
    Asking,
    FrenchScale,
    HelpLine,
    Occupation,
    Phrases,
    Region,
    RegionAsking,
    RoadFile,
    Series,
    Service,
    Shown,
    Topic,
    Town,
    Vocabulary,
)


@dataclass(frozen=True, slots=True)
class Nearby:
    """An organisation, with the distance of its town in kilometres as the crow flies; None if it is not known."""

    service: Service
    kilometres: float | None = None


@dataclass(frozen=True)
class Names:
    """Regions, towns and occupations by code, with their names: all that is needed to resolve what people type."""

    regions: Mapping[str, Region]
    towns: Mapping[str, Town]
    occupations: Mapping[str, Occupation]
    vocabulary: Vocabulary


@dataclass(frozen=True)
class Knowledge(Names):
    """The whole knowledge base: names, services, articles and so on, by code or id. Read-only."""

    roads: RoadFile
    series: Mapping[Shown, Series]  # figures that can be compared
    all_services: tuple[Service, ...]
    articles: Mapping[str, Article]
    topic_questions: Mapping[Topic, Phrases]
    french_scale: FrenchScale
    help_lines: Mapping[str, HelpLine]
    askings: Mapping[str, tuple[Asking, ...]]  # by article
    region_askings: tuple[RegionAsking, ...]

    @property
    def regulated(self) -> frozenset[str]:
        """The unit groups in which the trade or its title needs a professional permit or a certificate."""
        return frozenset(code for code, each in self.occupations.items() if each.regulated_by)

    def region(self, code: str) -> Region:
        return self.regions[code]

    def occupation(self, noc: str) -> Occupation:
        return self.occupations[noc]

    def article(self, identifier: str) -> Article:
        return self.articles[identifier]

    def help_line(self, identifier: str) -> HelpLine:
        """Whom to call: `emergency`, `suicide`, `child_protection` … (`data/emergency.yaml`)."""
        return self.help_lines[identifier]

    def service(self, identifier: str) -> Service | None:
        """The organisation with this id, if any."""
        return next((service for service in self.all_services if service.id == identifier), None)

    def region_of(self, place: str) -> str:
        """The region of a town (five digits), or the region itself (two digits)."""
        town = self.towns.get(place)
        return town.region if town else place

    def services(self, place: str, kind: ServiceType | None = None) -> list[Nearby]:
        """Organisations for a region or a town: local ones, the nearest first, then those that cover all of Québec."""
        region, here = self.region_of(place), self.towns.get(place)
        fitting = [service for service in self.all_services if kind is None or kind in service.types]
        local = [Nearby(each, self._kilometres(here, each)) for each in fitting if each.region == region]
        local.sort(key=lambda each: inf if each.kilometres is None else each.kilometres)
        return [*local, *(Nearby(each) for each in fitting if each.region == PROVINCE)]

    def largest_town(self, region: str) -> Town | None:
        """The town of a region with the most inhabitants."""
        towns = (town for town in self.towns.values() if town.region == region)
        return max(towns, key=lambda town: town.population, default=None)

    def town_of(self, service: Service) -> Town | None:
        """The municipality of an organisation, if it names one in its region."""
        towns = (town for town in self.towns.values() if town.name == service.city and town.region == service.region)
        return max(towns, key=lambda town: town.population, default=None)

    def _kilometres(self, here: Town | None, service: Service) -> float | None:
        there = self.town_of(service)
        if here is None or there is None or here.position is None or there.position is None:
            return None
        return kilometres(here.position, there.position)

    def place_name(self, code: str, language: Language) -> str:
        """The name of a region (two digits) or of a town (five digits)."""
        town = self.towns.get(code)
        return town.label if town else self.regions[code].name[language]
