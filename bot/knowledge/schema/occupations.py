"""Occupations of the National Occupational Classification 2021, with everyday words for them."""

from pydantic import Field

from bot.base.terms import Driving, Language
from bot.knowledge.schema.texts import Model, Phrases, Text


class Occupation(Model):
    """A unit group of the National Occupational Classification 2021, with everyday words for it."""

    code: str = Field(pattern=r"^\d{5}$")
    teer: int = Field(ge=0, le=5)
    titles: Text
    synonyms: Phrases = Field(default_factory=dict)
    trades: tuple[str, ...] = ()  # everyday names in either language, acronyms, names of other countries
    told: tuple[str, ...] = ()  # what the work is told by: duties, what is made or handled; never enough to be sure
    regulated_by: str | None = None  # the order or office whose permit or certificate the trade, or its title, needs
    driving: Driving | None = None  # the least class of licence that the work usually takes

    def title(self, language: Language) -> str:
        return self.titles[language]


class Synonyms(Model):
    """One line of `occupations.yaml`."""

    noc: str = Field(pattern=r"^\d{5}$")
    synonyms: Phrases


class SynonymFile(Model):
    occupations: tuple[Synonyms, ...]
