"""Regions with their topics, how people ask for these, and towns."""

import re
from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field, RootModel, field_validator

from bot.knowledge.schema.facts import Entry
from bot.knowledge.schema.texts import Brief, Model, Questions, RegionCode, Text


class Topic(StrEnum):
    """What can be asked about a region."""

    OVERVIEW = "overview"
    HOUSING = "housing"
    CLIMATE = "climate"
    JOBS = "jobs"
    GETTING_THERE = "getting_there"
    SCHOOLS_CHILDCARE = "schools_childcare"
    HEALTH_CARE = "health_care"
    COMMUNITY = "community"


class RegionTopic(Entry):
    """One topic of one region. `brief` is its one line in a comparison."""

    brief: Brief


class Region(Model):
    """An administrative region of Québec."""

    code: RegionCode
    name: Text
    nearby: tuple[RegionCode, ...] = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    topics: Mapping[Topic, RegionTopic]

    @field_validator("topics")
    @classmethod
    def _every_topic(cls, topics: Mapping[Topic, RegionTopic]) -> Mapping[Topic, RegionTopic]:
        missing = [topic.value for topic in Topic if topic not in topics]
        if missing:
            raise ValueError(f"add the topics {', '.join(missing)}")
        return topics

    def topic(self, topic: Topic | str) -> RegionTopic:
        return self.topics[Topic(topic)]


class TopicQuestions(Model):
    """What people ask about a topic of any region."""

    topic: Topic
    questions: Questions


class TopicFile(Model):
    topics: tuple[TopicQuestions, ...]


class RegionAsking(Model):
    """How people ask for a sentence on a region, whichever it is; `says` is a pattern of the English sentence."""

    says: re.Pattern[str]
    fr: tuple[str, ...]
    en: tuple[str, ...]

    def questions(self) -> tuple[str, ...]:
        return *self.fr, *self.en


class RegionAskingFile(RootModel[tuple[RegionAsking, ...]]):
    """All questions on sentences about regions."""


class Town(Model):
    """A municipality. `label` is its name, made unique where two towns share it."""

    code: str = Field(pattern=r"^\d{5}$")
    name: str
    designation: str
    region: RegionCode
    population: int = Field(ge=0)
    position: tuple[float, float] | None = None  # latitude and longitude, degrees (GeoNames)
    label: str = ""
    aliases: tuple[str, ...] = ()
