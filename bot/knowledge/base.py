"""The knowledge base as the rest of the program sees it: read only, looked up by code."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.schema import PROVINCE, Article, Occupation, Region, Service, Town, Vocabulary
from bot.terms import Language, ServiceType


@dataclass(frozen=True)
class Knowledge:
    """Regions, towns, occupations, services and articles, each by its code or id."""

    regions: Mapping[str, Region]
    towns: Mapping[str, Town]
    occupations: Mapping[str, Occupation]
    all_services: tuple[Service, ...]
    articles: Mapping[str, Article]
    vocabulary: Vocabulary

    def region(self, code: str) -> Region:
        return self.regions[code]

    def occupation(self, noc: str) -> Occupation:
        return self.occupations[noc]

    def article(self, identifier: str) -> Article:
        return self.articles[identifier]

    def services(self, region: str, type: ServiceType | None = None) -> list[Service]:
        """Organisations for a region, local ones first, then those that cover all of Québec."""
        return [
            service
            for where in (region, PROVINCE)
            for service in self.all_services
            if service.region == where and (type is None or type in service.types)
        ]

    def place_name(self, code: str, language: Language) -> str:
        """The name of a region (two digits) or of a town (five digits)."""
        town = self.towns.get(code)
        return town.label if town else self.regions[code].name[language]
