"""The shape of the knowledge base's files. Every text is in both languages, every answer names its source."""

from bot.knowledge.schema.articles import Article, ArticleFile, Asking, AskingFile
from bot.knowledge.schema.facts import AnswerType, Entry, Figure, FurtherFact, HoldsFacts
from bot.knowledge.schema.french import FrenchLevel, FrenchScale, Skill, TryItem
from bot.knowledge.schema.occupations import Occupation, SynonymFile
from bot.knowledge.schema.regions import Region, RegionAsking, RegionAskingFile, RegionTopic, Topic, TopicFile, Town
from bot.knowledge.schema.roads import NoRoad, RoadFile, RoadTable
from bot.knowledge.schema.series import Series, SeriesFile, Shown
from bot.knowledge.schema.services import PROVINCE, HelpLine, HelpLineFile, Phone, Service, ServiceFile
from bot.knowledge.schema.sources import Review, Source
from bot.knowledge.schema.texts import LONGEST_ANSWER, Phrases
from bot.knowledge.schema.vocabulary import PhrasesByCode, Vocabulary

__all__ = [
    "LONGEST_ANSWER",
    "PROVINCE",
    "AnswerType",
    "Article",
    "ArticleFile",
    "Asking",
    "AskingFile",
    "Entry",
    "Figure",
    "FrenchLevel",
    "FrenchScale",
    "FurtherFact",
    "HelpLine",
    "HelpLineFile",
    "HoldsFacts",
    "NoRoad",
    "Occupation",
    "Phone",
    "Phrases",
    "PhrasesByCode",
    "Region",
    "RegionAsking",
    "RegionAskingFile",
    "RegionTopic",
    "Review",
    "RoadFile",
    "RoadTable",
    "Series",
    "SeriesFile",
    "Service",
    "ServiceFile",
    "Shown",
    "Skill",
    "Source",
    "SynonymFile",
    "Topic",
    "TopicFile",
    "Town",
    "TryItem",
    "Vocabulary",
]
