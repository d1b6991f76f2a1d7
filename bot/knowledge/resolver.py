"""Turns what people type into codes; nothing else does. Deterministic; no text makes it raise an error."""

from datetime import date
from functools import cached_property

from bot.base.terms import Education, Field, Household, Permit, ServiceType
from bot.knowledge import durations, households, numbers, start_dates
from bot.knowledge.base import Names
from bot.knowledge.closed_lists import ClosedLists
from bot.knowledge.occupations import OccupationResolver
from bot.knowledge.places import PlaceResolver, Places
from bot.knowledge.resolution import Resolution
from bot.knowledge.spoken_languages import LanguageResolver
from bot.knowledge.usual_words import Spelling


class Resolver:
    """Built once from the names of the knowledge base; each method answers Found, Ambiguous or Unknown."""

    def __init__(self, names: Names) -> None:
        self._places = PlaceResolver(names)
        self._occupations = OccupationResolver(names)
        self._vocabulary = names.vocabulary
        self._lists = ClosedLists(names.vocabulary)
        self._spelling = Spelling(names.vocabulary.spellings)

    @cached_property
    def _languages(self) -> LanguageResolver:
        return LanguageResolver(self._vocabulary)  # on first use, since many a spreadsheet names no language

    def usual(self, text: str) -> str:
        """The text with the usual words in place of those that people type on phones or in other languages."""
        return self._spelling.usual(text)

    def region(self, text: str) -> Resolution[str]:
        """A region by its name, nickname or short form."""
        return self._places.region(text)

    def town(self, text: str) -> Resolution[str]:
        """A municipality by its name, nickname, former name or the beginning of its name."""
        return self._places.town(text)

    def region_of(self, town: str) -> str:
        """The region of a town, by their codes."""
        return self._places.region_of(town)

    def is_its_region(self, town: str) -> bool:
        return self._places.is_its_region(town)

    def place(self, text: str) -> Resolution[str]:
        """The region that is named, or that of the town that is named."""
        return self._places.place(text)

    def find_place(self, text: str) -> Resolution[str]:
        """The first place that a sentence names after "in", "at", « à », for spellings that the model does not know."""
        return self._places.find(text)

    def alike(self, text: str) -> Resolution[str]:
        """The region of the place whose name is most like a text with several mistakes."""
        return self._places.alike(text)

    def places(self, text: str) -> Places:
        """Every region that a text names, or `ANYWHERE`; if it is not clear, each option is one code."""
        return self._places.places(text)

    def occupation(self, text: str) -> Resolution[str]:
        """A unit group of the National Occupational Classification 2021."""
        return self._occupations.resolve(text)

    def french_level(self, text: str) -> Resolution[int]:
        """A level of the Québec scale, 0 to 12."""
        return self._lists.french_level(text)

    def education(self, text: str) -> Resolution[Education]:
        return self._lists.education(text)

    def permit(self, text: str) -> Resolution[Permit]:
        return self._lists.permit(text)

    def service_type(self, text: str) -> Resolution[ServiceType]:
        return self._lists.service_type(text)

    def profile_field(self, text: str) -> Resolution[Field]:
        """Which answer of the profile somebody wants to correct."""
        return self._lists.profile_field(text)

    def named_field(self, text: str) -> Resolution[Field]:
        """The profile's question that the whole text names."""
        return self._lists.named_field(text)

    def spoken_languages(self, text: str) -> Resolution[tuple[str, ...]]:
        return self._languages.spoken_languages(text)

    def without_unspoken(self, text: str) -> str:
        """The text without the languages that it says are not spoken: "English zero"; positions stay."""
        return self._languages.without_unspoken(text)

    def duration_years(self, text: str, today: date) -> Resolution[float]:
        return durations.duration_years(text, today)

    def household(self, text: str) -> Resolution[Household]:
        return households.household(text)

    def find_household(self, text: str) -> Resolution[Household]:
        """A household, only if the sentence clearly says it."""
        return households.find_household(text)

    def children(self, text: str) -> int | None:
        """A number of children."""
        return households.children(text)

    def start_date(self, text: str, today: date) -> Resolution[date]:
        return start_dates.start_date(text, today)

    def find_start_date(self, text: str, today: date) -> Resolution[date]:
        """A first day of work, only if the sentence is clearly about it."""
        return start_dates.find_start_date(text, today)

    def day_alone(self, text: str) -> tuple[int, bool] | None:
        """A day of the month without its month, and whether it is only the earliest one: "after the 15th"."""
        return start_dates.day_alone(text)

    def count(self, text: str) -> Resolution[int]:
        """A number of people or seats."""
        return numbers.count(text)
